"""Amounts: bounds that hold whatever the missing facts turn out to be, and arithmetic that a clerk can check."""

from __future__ import annotations

import random
import re
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.law.engine import generated
from tests.law.engine.trees import (
    READINGS,
    SETTINGS,
    complete,
    reading,
    some_facts,
    sums,
)
from tests.law.toy.toytown import ORPHAN, ask, toy_law
from tests.law.toy.toytown import run as run_toy

from tonghu.law.engine.amounts import Bounds, arithmetic, bounds
from tonghu.law.engine.interpret import program
from tonghu.law.engine.reasons import Reading
from tonghu.law.language.expr import (
    Expr,
    constant,
    fact,
    first_known,
    greatest,
    known,
    lean,
    least,
    scale,
    unknown,
    when,
)

pytestmark = pytest.mark.usefixtures("toytown")

A, B, C = fact("premium_amount"), fact("child_own_income"), fact("param_standard_scattered")
SHARE, COUNT = fact("param_severe_disability_ratio"), fact("rehab_capacity")
YES = fact("in_school")


def of(expr: Expr, facts: dict[str, Any] | None = None, settings_: dict[str, str] | None = None) -> Bounds:
    """The bounds of an amount."""
    return bounds(reading(expr, facts or {}, settings_), expr)


@pytest.mark.parametrize(
    ("expr", "facts", "wanted"),
    [
        (A, {"premium_amount": 500}, (500, 500)),
        (A, {}, (0, None)),
        (unknown("money"), {}, (0, None)),
        (SHARE, {}, (0, 10_000)),
        (A + B, {"premium_amount": 500}, (500, None)),
        (A - B, {"premium_amount": 500}, (None, 500)),
        (A - B, {"child_own_income": 500}, (-500, None)),
        (greatest(A - B, 0), {"premium_amount": 500}, (0, 500)),
        (least(A, 500) + least(B, 300), {}, (0, 800)),
        (least(A, 500) - least(B, 300), {}, (-300, 500)),
        (when(YES, least(A, 500), least(B, 300)), {"in_school": False}, (0, 300)),
        (when(known(COUNT), least(A, 300), least(B, 500)), {"rehab_capacity": 1}, (0, 300)),
        (greatest(A, B), {"premium_amount": 500}, (500, None)),
        (greatest(A - B, B - A), {}, (None, None)),
        (least(A, B), {"premium_amount": 500}, (0, 500)),
        (least(A - B, C), {"param_standard_scattered": 300}, (None, 300)),
        (when(YES, constant(100, A), 300), {}, (100, 300)),
        (when(YES, A, 300), {}, (0, None)),
        (when(YES, A - B, 100), {"premium_amount": 500}, (None, 500)),
        (when(YES, A, 300), {"in_school": True}, (0, None)),
        (when(YES, 300, A), {"in_school": False, "premium_amount": 7}, (7, 7)),
        (scale(A, by=SHARE, over=10_000), {"premium_amount": 1000}, (0, 1000)),
        (scale(A, by=SHARE, over=10_000), {"param_severe_disability_ratio": 5000}, (0, None)),
        (scale(A, by=COUNT), {"premium_amount": 1000}, (0, None)),
        (scale(A, by=COUNT), {}, (0, None)),
        (scale(A, over=COUNT), {"premium_amount": 1000}, (0, None)),
        (scale(least(A, 1050), over=2, unit=100), {}, (0, 500)),
        (scale(when(YES, constant(-300, A), 100), by=when(YES, constant(1, COUNT), 2)), {}, (-600, 200)),
        (first_known(A, B), {}, (0, None)),
        (first_known(A, least(B, 300)), {}, (0, None)),
        (first_known(least(A, 500), least(B, 300)), {}, (0, 500)),
        (lean("A14", A, day_after=B), {"premium_amount": 500}, (500, 500)),
    ],
)  # fmt: skip
def test_bounds(expr: Expr, facts: dict[str, Any], wanted: Bounds) -> None:
    assert of(expr, facts) == wanted


def test_of_an_ambiguity_left_open_nothing_is_promised() -> None:
    left_open = SETTINGS | {"A14": "open"}
    facts = {"premium_amount": 500, "child_own_income": 700}
    assert of(lean("A14", A, day_after=B), facts, left_open) == (0, None)
    assert of(lean("A14", A, day_after=B) + C, facts | {"param_standard_scattered": 50}, left_open) == (
        50,
        None,
    )


@settings(max_examples=80, deadline=None)
@given(tree=sums(3), readings=READINGS, seed=st.integers(0, 10**6))
def test_the_amount_lies_within_its_bounds_whatever_is_learnt(
    tree: Expr, readings: dict[str, str], seed: int
) -> None:
    """Over every way in which the missing facts may turn out; unsettled readings are no facts."""
    assume("open" not in readings.values())
    chance = random.Random(seed)
    facts = some_facts(chance)
    made = reading(tree, facts, readings)
    low, high = bounds(made, tree)
    for _ in range(30):
        found = made.program.run(complete(facts, chance))[made.program.root["x"]]
        assert found is None or low is None or low <= found, (tree, facts)
        assert found is None or high is None or found <= high, (tree, facts)


@pytest.mark.parametrize("seed", range(40))
def test_amounts_of_the_toy_law_lie_within_their_bounds(seed: int) -> None:
    chance = random.Random(seed)
    law = toy_law()
    ready = program(law.frame)
    asked = sorted(law.facts - {"as_of_date"})
    facts = generated.case(asked, law.day, chance) | {"as_of_date": law.day}
    before = Reading(law, ready.run(facts))
    for name in ("toy_allowance.amount", "toy_share.amount", "toy_top_up.amount", "toy_gift.amount"):
        low, high = bounds(before, law.nodes[name])
        for _ in range(20):
            after = ready.run(complete(facts, chance))[ready.root[name]]
            assert after is None or low is None or low <= after
            assert after is None or high is None or after <= high


def test_an_answer_shows_the_bounds_of_an_open_amount() -> None:
    child = {"birth_date": "2015-01-01"}
    (orphan, *_) = ask(child, ORPHAN, params={"param_standard_institution": 1500})["benefits"]
    assert (orphan["amount"], orphan["amount_min"], orphan["amount_max"]) == (None, 1000, 1500)
    (orphan, *_) = ask(child, ORPHAN)["benefits"]
    assert (orphan["amount"], orphan["amount_min"], orphan["amount_max"]) == (None, None, None), (
        "unverified decides nothing"
    )


# ----------------------------------------------------------------------------------------------- arithmetic

KNOWN = {
    "premium_amount": 1000_00,
    "child_own_income": 250_50,
    "param_standard_scattered": 2000_00,
    "param_severe_disability_ratio": 5000,
    "rehab_capacity": 3,
    "in_school": True,
}


@pytest.mark.parametrize(
    ("expr", "told"),
    [
        (A, "甲 1000"),
        (constant(5_00, A), "5"),
        (A + B, "甲 1000 + 乙 250.5 = 1250.5"),
        (A - B, "甲 1000 − 乙 250.5 = 749.5"),
        (A - (B - C), "甲 1000 − (乙 250.5 − 丙 2000) = 2749.5"),
        (greatest(A - B, 0), "取高（甲 1000 − 乙 250.5；0） = 749.5"),
        (least(A, B), "取低（甲 1000；乙 250.5） = 250.5"),
        (scale(A, by=SHARE, over=10_000), "甲 1000 × 50% = 500"),
        (scale(A + B, by=SHARE, over=10_000), "(甲 1000 + 乙 250.5) × 50% = 625.25"),
        (scale(A, by=SHARE, over=12 * 10_000), "甲 1000 × 50% ÷ 12 = 41.67"),
        (scale(A, by=COUNT, over=2), "甲 1000 × 3 ÷ 2 = 1500"),
        (scale(A, over=3, unit=100), "甲 1000 ÷ 3 = 333"),
        (scale(A), "甲 1000 = 1000"),
        (scale(scale(A, by=2), by=3), "甲 1000 × 2 × 3 = 6000"),
        (scale(COUNT, by=A, as_="money"), "个 3 × 1000 = 3000"),
        (scale(COUNT, by=A, over=B), "个 3 × 1000 ÷ 250.5 = 12"),
        (when(YES, A, B), "甲 1000"),
        (when(~YES, A, B), "乙 250.5"),
        (first_known(fact("benefit_amount"), A), "甲 1000"),
        (lean("A14", A, day_after=B), "甲 1000"),
        (A - constant(700_00, A), "甲 1000 − 700 = 300"),
        (A - constant(500_00, A), "甲 1000 − 500 = 500"),
    ],
)
def test_arithmetic(expr: Expr, told: str) -> None:
    """The last: a result that the last part happens to spell is told too."""
    assert labels_gone(arithmetic(reading(expr, KNOWN), expr, "zh")) == labels_gone(told)


def labels_gone(text: str) -> str:
    """Arithmetic without the labels, which may be worded anew; the words of choosing stay."""
    return re.sub(r"(?!取高|取低)[\u4e00-\u9fff、]+ ", "", text)


def test_arithmetic_names_its_parts_in_both_languages() -> None:
    made = reading(A + B, KNOWN)
    labels = [(node.data[0], node) for node in (A, B)]
    assert [name for name, _ in labels] == ["premium_amount", "child_own_income"]
    assert (
        arithmetic(made, A + B, "zh")
        == f"{zh('premium_amount')} 1000 + {zh('child_own_income')} 250.5 = 1250.5"
    )
    assert (
        arithmetic(made, A + B, "en")
        == f"{en('premium_amount')} 1000 + {en('child_own_income')} 250.5 = 1250.5"
    )
    pick = least(A, B)
    english = f"({en('premium_amount')} 1000; {en('child_own_income')} 250.5)"
    assert arithmetic(reading(pick, KNOWN), pick, "en") == f"lower of {english} = 250.5"
    pick = greatest(A, B)
    assert arithmetic(reading(pick, KNOWN), pick, "en") == f"higher of {english} = 1000"


def test_arithmetic_goes_through_rules() -> None:
    done = run_toy({"birth_date": "2015-01-01", "institution_placed": False}, ORPHAN)
    told = arithmetic(done.reading, done.law.nodes["toy_allowance.amount"], "zh")
    assert told == f"{zh('param_standard_scattered')} 1000"


def zh(name: str) -> str:
    return generated.entry_of(name).zh


def en(name: str) -> str:
    return generated.entry_of(name).en


def test_of_an_unknown_amount_there_is_no_arithmetic() -> None:
    assert arithmetic(reading(A, {}), A, "zh") == ""


@settings(max_examples=80, deadline=None)
@given(tree=sums(3), seed=st.integers(0, 10**6))
def test_arithmetic_comes_to_what_it_says(tree: Expr, seed: int) -> None:
    """A clerk who types the line into a calculator gets the amount, up to the rounding of its shares."""
    chance = random.Random(seed)
    made = reading(tree, complete(some_facts(chance), chance))
    value = made.of(tree)
    assume(value is not None)
    assume(
        all(n.kind != "scale" or n.data[0] == 1 for n in made.program.order)
    )  # rounding to yuan is not told
    told = arithmetic(made, tree, "zh")
    line, _, result = told.rpartition(" = ")
    worth = calculated(line or told)
    assert abs(worth * 100 - value) <= 50, told
    assert not line or Fraction(result) * 100 == value


def calculated(line: str) -> Fraction:
    """The worth of a line of arithmetic, as Python reads it."""
    code = re.sub(r"取高（", "max(", line)
    code = re.sub(r"取低（", "min(", code).replace("）", ")").replace("；", ",")
    code = re.sub(r"(?!max|min)[\u4e00-\u9fff、A-Za-z]+(（[^）]*）)? (?=[-0-9])", "", code)
    code = code.replace("×", "*").replace("÷", "/").replace("−", "-")
    code = re.sub(r"([0-9.]+)%", r"(\1/100)", code)
    code = re.sub(r"[0-9]+(\.[0-9]+)?", lambda m: f"F('{m[0]}')", code)
    return Fraction(eval(code, {"F": Fraction, "max": max, "min": min}))  # noqa: S307 a line that we wrote ourselves
