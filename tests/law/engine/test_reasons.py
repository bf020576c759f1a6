"""Reasons: who answers for a value, what is missing, which questions it leans on, what is the least to be learnt."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.law.engine import generated
from tests.law.engine.formulas import NAMES, formula, smallest_that_reach, some_truths
from tests.law.engine.trees import (
    DAY,
    SETTINGS,
    days,
    reading,
    run,
    some_facts,
    sums,
    truths,
)
from tests.law.toy.toytown import ORPHAN
from tests.law.toy.toytown import run as run_toy

from tonghu.law.engine.reasons import Reading
from tonghu.law.language.expr import (
    Expr,
    all_of,
    any_of,
    fact,
    first_known,
    known,
    lean,
    shift,
    walk,
    when,
)

pytestmark = pytest.mark.usefixtures("toytown")

A, B, C = fact("in_school"), fact("institution_placed"), fact("temporary_guardianship")
ONE, TWO = fact("premium_amount"), fact("child_own_income")
BORN = fact("birth_date")


def root(made: Reading) -> int:
    return made.program.root["x"]


def missing(expr: Expr, facts: dict[str, Any], *, gates: bool = False) -> list[str]:
    """What is missing for a condition."""
    made = reading(expr, facts)
    return made.missing(root(made), gates=gates)


# --------------------------------------------------------------------------------------------- responsible


@pytest.mark.parametrize(
    ("expr", "facts", "wanted"),
    [
        (all_of(A, B, C), {"in_school": True, "institution_placed": False, "temporary_guardianship": False}, (B,)),
        (all_of(A, B, C), {"in_school": True, "institution_placed": True, "temporary_guardianship": True}, (A, B, C)),
        (all_of(A, B, C), {"in_school": True}, (B, C)),
        (any_of(A, B, C), {"in_school": False, "institution_placed": True, "temporary_guardianship": True}, (B,)),
        (any_of(A, B), {"in_school": False, "institution_placed": False}, (A, B)),
        (any_of(A, B), {"in_school": False}, (B,)),
        (~A, {"in_school": True}, (A,)),
        (when(A, ONE, TWO), {"in_school": True, "premium_amount": 5}, (A, ONE)),
        (when(A, ONE, TWO), {"in_school": False, "child_own_income": 5}, (A, TWO)),
        (when(A, ONE, TWO), {"premium_amount": 5, "child_own_income": 5}, (A, ONE, TWO)),
        (when(A, ONE, TWO), {"premium_amount": 5, "child_own_income": 6}, (A,)),
        (when(A, ONE, TWO), {"premium_amount": 5}, (A, TWO)),
        (when(A, ONE, TWO), {"child_own_income": 5}, (A, ONE)),
        (when(known(BORN), ONE, TWO), {}, (known(BORN), TWO)),
        (lean("A14", A, day_after=B), {"in_school": True}, (A,)),
        (when(A, ONE, TWO), {}, (A, ONE, TWO)),
        (when(~A, A, B), {"in_school": True}, (~A, B)),
        (known(A), {"in_school": True}, (A,)),
        (ONE + TWO, {"premium_amount": 5}, (TWO,)),
        (ONE + TWO, {"premium_amount": 5, "child_own_income": 5}, (ONE, TWO)),
        (first_known(ONE, TWO), {"child_own_income": 5}, (known(ONE), TWO)),
        (first_known(ONE, TWO), {}, (known(ONE), ONE, TWO)),
    ],
)  # fmt: skip
def test_who_answers_for_a_value(expr: Expr, facts: dict[str, Any], wanted: tuple[Expr, ...]) -> None:
    found = reading(expr, facts).responsible(expr)
    assert [id(node) for node in found] == [id(node) for node in wanted], found


def test_the_reading_taken_answers() -> None:
    expr = lean("A14", A, day_after=B)
    taken = reading(expr, {}, SETTINGS | {"A14": "day_after"})
    assert taken.responsible(expr)[0] is B
    assert reading(expr, {}, SETTINGS | {"A14": "open"}).responsible(expr)[0] is A, (
        "the default stands for what is open"
    )


def test_values_by_node_and_by_name() -> None:
    made = reading(A & B, {"in_school": False})
    assert (made.of(A), made.of(B), made.named("x"), made.named("nothing")) == (False, None, False, None)


# -------------------------------------------------------------------------------------------------- missing


@pytest.mark.parametrize(
    ("expr", "facts", "wanted"),
    [
        (A & B, {}, ["in_school", "institution_placed"]),
        (A & B, {"in_school": True}, ["institution_placed"]),
        (A & B, {"in_school": False}, []),
        (any_of(A, B & C), {"institution_placed": False}, ["in_school"]),
        (when(A, ONE, TWO) < 5, {}, ["in_school", "premium_amount", "child_own_income"]),
        (when(A, ONE, TWO) < 5, {"in_school": True}, ["premium_amount"]),
        (when(A, ONE, TWO) < 5, {"in_school": False}, ["child_own_income"]),
        (when(A, ONE, TWO) < 5, {"premium_amount": 1, "child_own_income": 2}, ["in_school"]),
        (first_known(ONE, TWO) < 5, {}, ["premium_amount", "child_own_income"]),
        (known(A), {}, []),
        (lean("A14", A, day_after=B), {}, ["in_school"]),
        (all_of(fact("age_years") < 5, A), {}, ["in_school"]),
        (all_of(A, B, any_of(A, C)), {}, ["in_school", "institution_placed", "temporary_guardianship"]),
    ],
)
def test_what_is_missing_in_the_order_of_the_rule(
    expr: Expr, facts: dict[str, Any], wanted: list[str]
) -> None:
    """A derived fact (`age_years`) is worked out, never asked for."""
    assert missing(expr, facts) == wanted


def test_gates_ask_of_a_conjunction_only_what_comes_first() -> None:
    expr = any_of(all_of(A, B), C)
    assert missing(expr, {}, gates=True) == ["in_school", "temporary_guardianship"]
    assert missing(expr, {"in_school": True}, gates=True) == ["institution_placed", "temporary_guardianship"]


TREES = st.one_of(truths(), sums(3), days(3))


@settings(max_examples=120, deadline=None)
@given(tree=TREES, seed=st.integers(0, 10**6), gates=st.booleans())
def test_learning_what_is_missing_settles_the_result(tree: Expr, seed: int, gates: bool) -> None:
    """Whoever asks for what is missing, again and again, comes to an answer; nothing else need be asked."""
    assume(not any((n.kind == "const" and n.data[0] is None) or n.kind == "scale" for n in walk(tree)))
    chance = random.Random(seed)
    facts = some_facts(chance)
    for _ in range(len(facts) + 1):
        made = reading(tree, facts)
        asked = made.missing(root(made), gates=gates)
        if made.of(tree) is not None:
            assert asked == []
            return
        assert asked, (tree, facts)
        assert all(facts[name] is None for name in asked)
        facts |= {n: generated.value(generated.entry_of(n), DAY, chance) for n in asked}
    pytest.fail(f"still unknown: {tree} {facts}")


# ------------------------------------------------------------------------------------------------- smallest


@pytest.mark.parametrize(
    ("expr", "facts", "want", "wanted"),
    [
        (A & B, {}, True, {"in_school", "institution_placed"}),
        (A & B, {}, False, {"in_school"}),
        (A | B, {}, True, {"in_school"}),
        (A | B, {}, False, {"in_school", "institution_placed"}),
        (~(A & B), {}, True, {"in_school"}),
        (any_of(all_of(A, B), C), {}, True, {"temporary_guardianship"}),
        (A, {"in_school": True}, True, set()),
        (A, {"in_school": True}, False, None),
        (A & B, {"in_school": False}, True, None),
        (lean("A14", A & B, day_after=C), {}, True, {"in_school", "institution_placed"}),
        ((ONE + TWO) < 5, {}, True, {"premium_amount", "child_own_income"}),
        (fact("age_years") < 5, {}, True, None),
        (all_of(fact("age_years") < 5, A), {}, True, None),
        (all_of(fact("age_years") < 5, A), {}, False, {"in_school"}),
        (any_of(fact("age_years") < 5, fact("age_years") < 6), {}, True, None),
        (lean("A14", A & B, day_after=C), {}, False, {"in_school"}),
    ],
)
def test_the_least_to_be_learnt(
    expr: Expr, facts: dict[str, Any], want: bool, wanted: set[str] | None
) -> None:
    found = reading(expr, facts).smallest(expr, want)
    assert found == (None if wanted is None else frozenset(wanted))


def test_the_least_for_a_yes_through_another_rule() -> None:
    made = run_toy({"birth_date": "2015-01-01", "orphan_certified": False}).reading
    allowance = made.law.nodes["toy_allowance"]
    both = {"father.parent_life_status", "mother.parent_life_status"}
    assert made.smallest(allowance) == both
    assert made.smallest(allowance, want=False) in [{name} for name in both]


@pytest.mark.parametrize("seed", range(60))
def test_nothing_less_than_the_least_is_enough(seed: int) -> None:
    chance = random.Random(seed)
    tree = formula(NAMES, chance)
    facts = some_truths(chance)
    open_ = [name for name, value in facts.items() if value is None]
    for want in (True, False):
        found = reading(tree, facts).smallest(tree, want)
        wanted = smallest_that_reach(tree, facts, open_, want)
        assert (found is None) is (not wanted), (tree, facts, want)
        assert found is None or found in wanted, (tree, facts, want)


# ------------------------------------------------------------------------------------------------ questions


def questions(expr: Expr, facts: dict[str, Any], **settings_: str) -> set[str]:
    made = reading(expr, facts, SETTINGS | settings_)
    return made.questions([root(made)])


def test_a_question_is_asked_where_the_result_leans_on_it() -> None:
    expr = any_of(lean("A05", A), B)
    assert questions(expr, {"in_school": True}) == {"A05"}
    assert questions(expr, {"in_school": False, "institution_placed": True}) == set()
    assert questions(expr, {"in_school": False, "institution_placed": False}) == {"A05"}


def test_a_question_may_be_asked_only_where_the_readings_differ() -> None:
    """A14: on the birthday or the day after matters on one day only."""
    grown = lean("A14", BORN, day_after=shift(BORN, days=1)) <= fact("as_of_date")
    same = lean("A14", ONE, day_after=TWO) < 5
    assert questions(grown, {"birth_date": DAY, "as_of_date": DAY}) == {"A14"}
    assert questions(same, {"premium_amount": 1, "child_own_income": 1}) == set()
    assert questions(same, {"premium_amount": 1, "child_own_income": 2}) == {"A14"}
    assert questions(same, {"premium_amount": 1}) == {"A14"}


def test_a_question_may_be_asked_only_while_the_fact_is_open() -> None:
    assert questions(lean("A04", A), {}) == {"A04"}
    assert questions(lean("A04", A), {"in_school": True}) == set()
    assert questions(lean("A04", A & B), {"in_school": False}) == {"A04"}, (
        "of what is no single fact it is asked always"
    )


def test_a_question_may_be_asked_only_where_it_decided() -> None:
    assert questions(lean("A06", A), {"in_school": True}) == {"A06"}
    assert questions(lean("A06", A), {"in_school": False}) == set()
    assert questions(lean("A06", A), {}) == set()


def test_of_an_open_conjunction_only_the_first_question_is_asked() -> None:
    both = all_of(lean("A05", A), lean("A07", B))
    assert questions(both, {}) == {"A05"}
    assert questions(both, {"in_school": True}) == {"A07"}
    assert questions(both, {"in_school": True, "institution_placed": True}) == {"A05", "A07"}
    assert questions(any_of(lean("A05", A), lean("A07", B)), {}) == {"A05", "A07"}


def test_questions_of_several_results_at_once() -> None:
    made = reading(
        all_of(lean("A05", A), lean("A07", B), lean("A08", C)),
        {"in_school": True, "institution_placed": True},
    )
    one, two, three = (made.program.slot[id(node)] for node in made.program.order if node.kind == "lean")
    assert made.questions([one, two, three]) == {"A05", "A07", "A08"}
    assert made.questions([one, one, three]) == {"A05", "A08"}


def test_what_is_missing_is_all_of_it_unless_gates_are_asked_for() -> None:
    made = reading(all_of(A, B), {})
    assert made.missing(root(made)) == ["in_school", "institution_placed"]


def test_what_is_not_on_file_leans_on_nothing() -> None:
    assert questions(all_of(~known(lean("A05", A)), lean("A07", B)), {"institution_placed": True}) == {"A07"}
    assert questions(known(lean("A05", A)), {}) == set()
    assert questions(known(lean("A05", A)), {"in_school": False}) == {"A05"}


@settings(max_examples=120, deadline=None)
@given(tree=TREES, seed=st.integers(0, 10**6))
def test_a_result_that_does_not_ask_is_the_same_under_the_other_reading(tree: Expr, seed: int) -> None:
    readings = [node for node in walk(tree) if node.kind == "lean" and node.data[0] == "A14"]
    assume(not any(below in readings_below(node) for node in readings for below in readings))
    chance = random.Random(seed)
    for _ in range(5):
        facts = some_facts(chance)
        value = run(tree, facts)
        if value is not None and "A14" not in questions(tree, facts):
            assert run(tree, facts, SETTINGS | {"A14": "day_after"}) == value


def readings_below(node: Expr) -> set[Expr]:
    """Ambiguities read inside a reading."""
    return {below for part in node.args for below in walk(part) if below.kind == "lean"}


# ------------------------------------------------------------------------------------------------- the town


def test_conditions_on_the_way_are_those_that_answer() -> None:
    done = run_toy({"birth_date": "2015-01-01"}, ORPHAN)
    on_the_way = done.reading.conditions([done.reading.program.root["toy_orphan"]])
    assert on_the_way == {"toy_dead", "toy_adult", "toy_adult_day"}
    open_ = run_toy({}).reading
    assert open_.conditions([open_.program.root["toy_orphan"]]) == {"toy_dead", "toy_adult", "toy_adult_day"}
    grown = run_toy({"birth_date": "2000-01-01"}, ORPHAN)
    found = grown.reading.conditions([grown.reading.program.root["toy_orphan"]])
    assert found == {"toy_adult", "toy_adult_day"}, "of a no, only what makes it a no"


def test_missing_facts_of_a_parent_carry_the_parent() -> None:
    done = run_toy({"birth_date": "2015-01-01", "orphan_certified": False}, ORPHAN[:1])
    made = done.reading
    assert made.missing(made.program.root["toy_orphan"]) == ["mother.parent_life_status"]
    assert made.smallest(done.law.nodes["toy_orphan"]) == frozenset({"mother.parent_life_status"})
    assert made.named("toy_adult_day") == dt.date(2033, 1, 1)
