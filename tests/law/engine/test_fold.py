"""Folding removes work and changes no result, at any edge of any day."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.law.engine import generated
from tests.law.engine.reference import meaning
from tests.law.engine.trees import READINGS, SETTINGS, days, frame, some_facts, sums, truths
from tests.law.toy.toytown import book, town

from tonghu.law.engine.fold import fold
from tonghu.law.engine.interpret import Program, program
from tonghu.law.engine.law import Law, law_for
from tonghu.law.language.expr import (
    FALSE,
    TRUE,
    Expr,
    all_of,
    constant,
    fact,
    first_known,
    known,
    lean,
    month_end,
    month_start,
    names,
    rule_ref,
    scale,
    shift,
    unknown,
    when,
)
from tonghu.law.places.load import FOLDERS, place

A, B, C = fact("in_school"), fact("institution_placed"), fact("full_time")
MONEY, BORN = fact("premium_amount"), fact("birth_date")


def folded(
    expr: Expr, known_facts: dict[str, Any] | None = None, readings: dict[str, str] | None = None
) -> Expr:
    """One expression folded."""
    return fold({"x": expr}, known_facts or {}, readings or SETTINGS)["x"]


@pytest.mark.parametrize(
    ("expr", "facts", "left"),
    [
        (A & B, {"in_school": True}, B),
        (A & B, {"in_school": False}, FALSE),
        (A & B & C, {"in_school": True}, B & C),
        (A | B, {"in_school": True}, TRUE),
        (A | B, {"in_school": False}, B),
        (A | B, {"in_school": False, "institution_placed": False}, FALSE),
        (A & B, {"in_school": True, "institution_placed": True}, TRUE),
        (A & B, {"in_school": None}, all_of(unknown("bool"), B)),
        (~A, {"in_school": True}, FALSE),
        (~A, {"in_school": None}, unknown("bool")),
        (known(A), {"in_school": None}, FALSE),
        (known(A), {"in_school": False}, TRUE),
        (when(A, MONEY, 5), {"in_school": True}, MONEY),
        (when(A, MONEY, 5), {"in_school": False}, constant(5, MONEY)),
        (when(A, MONEY, MONEY), {}, MONEY),
        (when(A, MONEY, 5), {"premium_amount": 5}, constant(5, MONEY)),
        (when(A, MONEY, 5), {"in_school": None}, when(unknown("bool"), MONEY, 5)),
        (first_known(MONEY, fact("child_own_income")), {"premium_amount": None}, fact("child_own_income")),
        (MONEY + 5, {"premium_amount": 2}, constant(7, MONEY)),
        (MONEY - 5, {"premium_amount": None}, unknown("money")),
        (scale(MONEY, by=3, over=2), {"premium_amount": 5}, constant(8, MONEY)),
        (MONEY < 5, {"premium_amount": 2}, TRUE),
        (MONEY <= 5, {"premium_amount": 6}, FALSE),
        (MONEY < 5, {"premium_amount": None}, unknown("bool")),
        (A & B, {}, A & B),
    ],
)
def test_what_is_left(expr: Expr, facts: dict[str, Any], left: Expr) -> None:
    assert folded(expr, facts) is left


@pytest.mark.parametrize(
    ("reading", "left"),
    [("on_birthday", BORN), ("day_after", shift(BORN, days=1)), ("open", unknown("date"))],
)
def test_a_reading_is_taken(reading: str, left: Expr) -> None:
    expr = lean("A14", BORN, day_after=shift(BORN, days=1))
    assert folded(expr, {}, SETTINGS | {"A14": reading}) is left


def test_a_reading_that_an_expression_does_not_hold_is_the_default() -> None:
    assert folded(lean("A14", BORN), {}, SETTINGS | {"A14": "day_after"}) is BORN


def test_a_finished_rule_is_put_in_and_an_open_one_stays_a_column() -> None:
    nodes = {"done": A, "open": B, "both": rule_ref("done", "bool") & rule_ref("open", "bool")}
    result = fold(nodes, {"in_school": True}, SETTINGS)
    assert result["done"] is TRUE
    assert result["open"] is B
    assert result["both"] is rule_ref("open", "bool")


# ------------------------------------------------------------------------------- comparisons of moved days

SHIFTS = st.one_of(
    st.tuples(st.integers(-30, 260), st.integers(-40, 40), st.just("clip")),
    st.tuples(st.integers(-3, 20).map(lambda years: years * 12), st.integers(-2, 2), st.just("roll")),
    st.tuples(st.just(0), st.just(0), st.sampled_from(["month_end", "month_start"])),
)
COMPARED = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}


def moved(shifted: tuple[int, int, str]) -> Expr:
    """The birth moved."""
    months, by, mode = shifted
    if mode == "month_end":
        return month_end(BORN)
    return month_start(BORN) if mode == "month_start" else shift(BORN, months=months, days=by, mode=mode)


@settings(max_examples=300, deadline=None)
@given(
    shifted=SHIFTS,
    limit=st.dates(dt.date(1990, 1, 1), dt.date(2035, 1, 1))
    | st.sampled_from([dt.date(2026, 2, 28), dt.date(2024, 2, 29), dt.date(2026, 3, 1), dt.date(2026, 2, 1)]),
    sign=st.sampled_from(sorted(COMPARED)),
)
def test_a_comparison_of_a_moved_day_turns_on_the_same_day(
    shifted: tuple[int, int, str], limit: dt.date, sign: str
) -> None:
    """`birth + 18 years <= day` becomes `birth <= that day`: one comparison a row instead of a calendar."""
    expr = COMPARED[sign](moved(shifted), limit)
    turned = folded(expr)
    assert turned is not expr
    assert not any(node.kind == "shift" for node in turned.args)
    months, by, _ = shifted
    around = limit.toordinal() - round(months * 30.44) - by
    for day in map(dt.date.fromordinal, range(around - 40, around + 41)):
        facts = {"birth_date": day}
        assert meaning(turned, facts, SETTINGS) is meaning(expr, facts, SETTINGS), day
    assert meaning(turned, {}, SETTINGS) is None


def test_eighteen_on_a_day_is_a_birth_up_to_a_day() -> None:
    born, day, last = fact("birth_date"), dt.date(2026, 6, 15), dt.date(2008, 6, 15)
    assert folded(shift(born, months=216) <= day) is (born <= last)
    assert folded(shift(born, months=216) > day) is (born > last)


def test_a_comparison_with_an_unknown_limit_or_move_is_left_alone() -> None:
    seen = fact("visit_date")
    assert folded(shift(BORN, months=6) < seen) is (shift(BORN, months=6) < seen)
    moving = shift(BORN, months=fact("rehab_capacity"))
    assert folded(moving < dt.date(2026, 1, 1)) is (moving < dt.date(2026, 1, 1))


def test_a_day_moved_twice_is_turned_twice() -> None:
    expr = month_end(shift(BORN, months=6)) <= dt.date(2026, 6, 30)
    turned = folded(expr)
    assert [node.kind for node in turned.args] == ["fact", "const"]
    assert turned.args[1].data[0] == dt.date(2025, 12, 31)


# ------------------------------------------------------------------------------------------ random, and laws


def check(tree: Expr, readings: dict[str, str], seed: int) -> None:
    """A tree means the same before and after some of its facts are folded in."""
    chance = random.Random(seed)
    for _ in range(8):
        facts = some_facts(chance)
        fixed = {name: value for name, value in facts.items() if chance.random() < 0.5}
        left = folded(tree, fixed, readings)
        assert not names(left, "lean")
        assert not names(left, "fact") & fixed.keys()
        assert meaning(left, facts, SETTINGS) == meaning(tree, facts, readings), (tree, facts, fixed)


TREES = st.one_of(truths(closed=True), sums(3, closed=True), days(3, closed=True))


@settings(max_examples=150, deadline=None)
@given(tree=TREES, readings=READINGS, seed=st.integers(0, 10**6))
def test_folding_never_changes_what_a_tree_means(tree: Expr, readings: dict[str, str], seed: int) -> None:
    check(tree, readings, seed)


@pytest.mark.slow
@settings(max_examples=2_000, deadline=None, database=None)
@given(tree=TREES, readings=READINGS, seed=st.integers(0, 10**6))
def test_folding_never_changes_what_many_trees_mean(tree: Expr, readings: dict[str, str], seed: int) -> None:
    check(tree, readings, seed)


def law_of(folder: str) -> Law:
    """The law of a real place, or of the toy town, on a day."""
    day = dt.date(2026, 6, 15)
    return law_for(town(), day, book=book()) if folder == "town" else law_for(place(folder), day)


@pytest.mark.parametrize("folder", ["town", *FOLDERS])
def test_folding_never_changes_a_result_of_a_law(folder: str) -> None:
    law = law_of(folder)
    for seed in range(4):
        chance = random.Random(seed)
        asked = sorted(law.facts - {"as_of_date"})
        fixed: dict[str, Any] = {"as_of_date": law.day}
        for name in asked:
            if generated.entry_of(name).about == "value" or chance.random() < 0.2:
                fixed[name] = (
                    None
                    if chance.random() < 0.3
                    else generated.value(generated.entry_of(name), law.day, chance)
                )
        left = Program(frame(fold(law.nodes, fixed, law.settings), law.settings))
        whole = program(law.frame)
        for _ in range(20):
            facts = {n: fixed.get(n, v) for n, v in generated.case(asked, law.day, chance).items()}
            before, after = whole.run(facts | fixed), left.run(facts)
            for name in law.nodes:
                assert after[left.root[name]] == before[whole.root[name]], name
