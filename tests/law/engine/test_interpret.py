"""The interpreter: Kleene's tables in full, every kind of node, and random trees against their plain meaning."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.law.engine.reference import meaning
from tests.law.engine.trees import READINGS, SETTINGS, complete, days, frame, run, some_facts, sums, truths

from tonghu.law.engine.interpret import Program, program
from tonghu.law.language.expr import (
    Expr,
    all_of,
    any_of,
    equal,
    fact,
    greatest,
    has,
    known,
    lean,
    least,
    one_of,
    prefix,
    rule_ref,
    scale,
    shift,
    when,
)

A, B, C = fact("in_school"), fact("institution_placed"), fact("orphan_certified")
TRUTHS = (True, False, None)
RANK = {False: 0, None: 1, True: 2}  # Kleene: unknown lies between no and yes


def of(expr: Expr, a: Any = None, b: Any = None, c: Any = None) -> Any:
    """The value of an expression over three conditions."""
    return run(expr, {"in_school": a, "institution_placed": b, "orphan_certified": c})


@pytest.mark.parametrize("a", TRUTHS)
def test_not(a: Any) -> None:
    assert of(~A, a) is {True: False, False: True, None: None}[a]


@pytest.mark.parametrize(("a", "b", "c"), list(itertools.product(TRUTHS, repeat=3)))
def test_all_is_the_least_and_any_the_greatest(a: Any, b: Any, c: Any) -> None:
    ranks = sorted((a, b, c), key=RANK.__getitem__)
    assert of(all_of(A, B, C), a, b, c) is ranks[0]
    assert of(any_of(A, B, C), a, b, c) is ranks[-1]


@pytest.mark.parametrize(("a", "b", "c"), list(itertools.product(TRUTHS, repeat=3)))
def test_if_of_an_unknown_condition_is_known_only_when_both_come_to_the_same(a: Any, b: Any, c: Any) -> None:
    wanted = b if a is True else c if a is False else b if b is c else None
    assert of(when(A, B, C), a, b, c) is wanted


@pytest.mark.parametrize(("a", "b"), list(itertools.product(TRUTHS, repeat=2)))
def test_equal_and_known(a: Any, b: Any) -> None:
    assert of(equal(A, B), a, b) is (None if a is None or b is None else a is b)
    assert of(known(A), a) is (a is not None)
    assert of(known(all_of(A, B)), a, b) is (False in (a, b) or None not in (a, b)), (
        "a no is known from one part"
    )


def test_an_absent_fact_is_unknown_and_not_false() -> None:
    assert run(A, {}) is None
    assert run(~A, {}) is None


@pytest.mark.parametrize(
    ("expr", "facts", "value"),
    [
        (fact("premium_amount") < 100, {"premium_amount": 99}, True),
        (fact("premium_amount") < 100, {"premium_amount": 100}, False),
        (fact("premium_amount") <= 100, {"premium_amount": 100}, True),
        (fact("premium_amount") <= 100, {}, None),
        (fact("premium_amount") + 5, {"premium_amount": 7}, 12),
        (fact("premium_amount") - 5, {"premium_amount": 7}, 2),
        (fact("premium_amount") + fact("child_own_income"), {"premium_amount": 7}, None),
        (greatest(fact("premium_amount"), 5), {"premium_amount": 7}, 7),
        (greatest(fact("premium_amount"), 5), {"premium_amount": 3}, 5),
        (least(fact("premium_amount"), 5), {"premium_amount": 7}, 5),
        (least(fact("premium_amount"), 5), {"premium_amount": 3}, 3),
        (greatest(fact("premium_amount"), 5), {}, None),
        (one_of(fact("household_status"), ["低保", "特困供养"]), {"household_status": "特困供养"}, True),
        (one_of(fact("household_status"), ["低保", "特困供养"]), {"household_status": "一般"}, False),
        (one_of(fact("household_status"), ["低保"]), {}, None),
        (has(fact("disability_types"), "视力", "听力"), {"disability_types": frozenset({"听力", "智力"})}, True),
        (has(fact("disability_types"), "视力"), {"disability_types": frozenset({"智力"})}, False),
        (has(fact("disability_types"), "视力"), {}, None),
        (has(fact("disability_types")), {"disability_types": frozenset()}, False),
        (has(fact("disability_types")), {"disability_types": frozenset({"智力"})}, True),
        (has(fact("disease_names"), fact("mh_tool")), {"disease_names": frozenset({"甲"}), "mh_tool": "甲"}, True),
        (has(fact("disease_names"), fact("mh_tool")), {"disease_names": frozenset({"甲"}), "mh_tool": "乙"}, False),
        (has(fact("disease_names"), fact("mh_tool")), {"disease_names": frozenset({"甲"})}, None),
        (has(fact("disease_names"), fact("mh_tool")), {"mh_tool": "甲"}, None),
        (prefix(fact("hukou_division"), 4), {"hukou_division": "330102"}, "3301"),
        (prefix(fact("hukou_division"), 4), {}, None),
        (scale(fact("premium_amount"), by=3, over=2), {"premium_amount": 5}, 8),
        (scale(fact("premium_amount"), by=3, over=fact("rehab_capacity")), {"premium_amount": 5, "rehab_capacity": 0}, None),
        (shift(fact("birth_date"), months=1), {"birth_date": dt.date(2025, 1, 31)}, dt.date(2025, 2, 28)),
        (shift(fact("birth_date"), months=fact("param_taper_months")), {"birth_date": dt.date(2025, 1, 31)}, None),
    ],
)  # fmt: skip
def test_each_kind(expr: Expr, facts: dict[str, Any], value: Any) -> None:
    found = run(expr, facts)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(("reading", "value"), [("on_birthday", 1), ("day_after", 2), ("open", None)])
def test_the_reading_taken_decides(reading: str, value: Any) -> None:
    expr = lean("A14", fact("premium_amount"), day_after=fact("child_own_income"))
    assert run(expr, {"premium_amount": 1, "child_own_income": 2}, SETTINGS | {"A14": reading}) == value


def test_a_reading_that_an_expression_does_not_hold_is_the_default() -> None:
    assert (
        run(lean("A14", fact("premium_amount")), {"premium_amount": 1}, SETTINGS | {"A14": "day_after"}) == 1
    )


def test_a_rule_has_the_value_of_its_expression_and_shared_parts_one_slot() -> None:
    ready = Program(frame({"pupil": A, "both": rule_ref("pupil", "bool") & B, "either": A | B}))
    values = ready.run({"in_school": True, "institution_placed": None})
    assert values[ready.root["both"]] is None
    assert values[ready.root["either"]] is True
    assert len(ready.order) == len({id(node) for node in ready.order})
    reference = next(slot for slot, node in enumerate(ready.order) if node.kind == "rule")
    assert ready.children[reference] == (ready.root["pupil"],)


def test_a_program_knows_below_which_nodes_an_ambiguity_is_read() -> None:
    read = lean("A14", fact("birth_date"))
    ready = Program(frame({"day": read, "known": known(rule_ref("day", "date")), "plain": A & B}))
    assert ready.leans[ready.root["day"]]
    assert ready.leans[ready.root["known"]]
    assert not ready.leans[ready.root["plain"]]


def test_a_program_is_made_once() -> None:
    one = frame({"x": A})
    assert program(one) is program(one)


# --------------------------------------------------------------------------------------------- random trees

TREES = st.one_of(truths(closed=True), sums(3, closed=True), days(3, closed=True))


def check(tree: Expr, readings: dict[str, str], seed: int) -> None:
    """The interpreter gives what the tree means, in twenty draws of facts."""
    chance = random.Random(seed)
    ready = Program(frame({"x": tree}, readings))
    for _ in range(20):
        facts = some_facts(chance)
        found, wanted = ready.run(facts)[ready.root["x"]], meaning(tree, facts, readings)
        assert found == wanted, (tree, facts)
        assert type(found) is type(wanted)


@settings(max_examples=150, deadline=None)
@given(tree=TREES, readings=READINGS, seed=st.integers(0, 10**6))
def test_the_interpreter_gives_what_the_tree_means(tree: Expr, readings: dict[str, str], seed: int) -> None:
    check(tree, readings, seed)


@pytest.mark.slow
@settings(max_examples=2_000, deadline=None, database=None)
@given(tree=TREES, readings=READINGS, seed=st.integers(0, 10**6))
def test_the_interpreter_gives_what_many_trees_mean(tree: Expr, readings: dict[str, str], seed: int) -> None:
    check(tree, readings, seed)


@settings(max_examples=150, deadline=None)
@given(tree=st.one_of(truths(), sums(3), days(3)), seed=st.integers(0, 10**6))
def test_what_is_known_stays_when_more_is_known(tree: Expr, seed: int) -> None:
    """Kleene's promise: an answer given in spite of unknown facts holds whatever they turn out to be."""
    chance = random.Random(seed)
    ready = Program(frame({"x": tree}))
    for _ in range(20):
        facts = some_facts(chance)
        before = ready.run(facts)[ready.root["x"]]
        if before is not None:
            assert ready.run(complete(facts, chance))[ready.root["x"]] == before
