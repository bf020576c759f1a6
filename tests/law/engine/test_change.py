"""The smallest change of facts that turns a no into a yes."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.law.engine.formulas import NAMES, formula, smallest_that_reach, some_truths
from tests.law.engine.trees import reading, run, some_facts, truths
from tests.law.toy.toytown import ORPHAN, ask, case

from tonghu.law.engine.change import smallest_change
from tonghu.law.engine.determine import determine
from tonghu.law.engine.evaluate import Options
from tonghu.law.language.expr import (
    Expr,
    constant,
    fact,
    has,
    known,
    lean,
    one_of,
    when,
)
from tonghu.law.language.facts import vocabulary

pytestmark = pytest.mark.usefixtures("toytown")

A, B, C = fact("in_school"), fact("institution_placed"), fact("temporary_guardianship")
D = fact("full_time")
POOR, KINDS, MONEY = fact("household_status"), fact("disability_types"), fact("premium_amount")
COUNT = fact("rehab_capacity")


def change(expr: Expr, facts: dict[str, Any]) -> dict[str, Any] | None:
    return smallest_change(facts, reading(expr, facts), expr)


@pytest.mark.parametrize(
    ("expr", "facts", "wanted"),
    [
        (A, {"in_school": False}, {"in_school": True}),
        (~A, {"in_school": True}, {"in_school": False}),
        (A & B, {"in_school": False, "institution_placed": False}, {"in_school": True, "institution_placed": True}),
        (A | (B & C), {"in_school": False, "institution_placed": False}, {"in_school": True}),
        (POOR == "低保", {"household_status": "一般"}, {"household_status": "低保"}),
        (POOR != "低保", {"household_status": "低保"}, {"household_status": "特困供养"}),
        (~(POOR == "特困供养"), {"household_status": "特困供养"}, {"household_status": "低保"}),
        (one_of(POOR, ["低保", "低保边缘"]), {"household_status": "一般"}, {"household_status": "低保"}),
        (~one_of(POOR, ["特困供养", "低保"]), {"household_status": "低保"}, {"household_status": "低保边缘"}),
        (has(KINDS, "视力"), {"disability_types": frozenset({"智力"})}, {"disability_types": frozenset({"智力", "视力"})}),
        (~has(KINDS, "视力", "智力"), {"disability_types": frozenset({"智力", "听力"})}, {"disability_types": frozenset({"听力"})}),
        (has(KINDS), {"disability_types": frozenset()}, {"disability_types": frozenset({"视力"})}),
        (~has(KINDS), {"disability_types": frozenset({"智力"})}, {"disability_types": frozenset()}),
        (has(fact("disease_names")), {"disease_names": frozenset()}, None),
        (((POOR == "低保") & (POOR == "一般")) | A, {"in_school": False, "household_status": "特困供养"}, {"in_school": True}),
        (MONEY < 100, {"premium_amount": 100}, {"premium_amount": 99}),
        (MONEY <= 100, {"premium_amount": 101}, {"premium_amount": 100}),
        (MONEY > 100, {"premium_amount": 100}, {"premium_amount": 101}),
        (MONEY >= 100, {"premium_amount": 99}, {"premium_amount": 100}),
        (~(MONEY < 100), {"premium_amount": 5}, {"premium_amount": 100}),
        (~(MONEY <= 100), {"premium_amount": 5}, {"premium_amount": 101}),
        (~(MONEY > 100), {"premium_amount": 500}, {"premium_amount": 100}),
        (~(MONEY >= 100), {"premium_amount": 500}, {"premium_amount": 99}),
        (fact("child_own_income") > MONEY, {"premium_amount": 9, "child_own_income": 7}, {"premium_amount": 6}),
        (MONEY < 0, {"premium_amount": 5}, None),
        (MONEY < 1, {"premium_amount": 5}, {"premium_amount": 0}),
        (fact("param_taper_months") > COUNT, {"rehab_capacity": 9, "param_taper_months": 6}, {"rehab_capacity": 5}),
        (fact("param_taper_months") < 6, {"param_taper_months": 9}, None),
        (fact("age_years") < 6, {"age_years": 9}, None),
        (fact("doc_abridged"), {"doc_abridged": False}, None),
        (fact("father.parent_life_status") != "健在", {"father.parent_life_status": "健在"}, {"father.parent_life_status": "死亡"}),
        (known(A), {}, None),
        (constant(value=False), {}, None),
        (when(A, B, C), {"in_school": True, "institution_placed": False}, {"institution_placed": True}),
        (when(A, B, C), {"in_school": False, "temporary_guardianship": False}, {"temporary_guardianship": True}),
        (when(A, known(B), C), {"in_school": True, "temporary_guardianship": True}, {"in_school": False}),
        (when(A, C, known(B)), {"in_school": False, "temporary_guardianship": True}, {"in_school": True}),
        (when(A, B & D, C), {"in_school": True, "institution_placed": False, "full_time": False, "temporary_guardianship": True}, {"in_school": False}),
        (when(A, B, C), {"in_school": True, "institution_placed": False, "temporary_guardianship": True}, {"institution_placed": True}),
        (when(A, known(B), C), {"in_school": True, "temporary_guardianship": False}, {"in_school": False, "temporary_guardianship": True}),
        (lean("A14", A, day_after=B), {"in_school": False}, {"in_school": True}),
        (A & ~A, {"in_school": True}, None),
    ],
)  # fmt: skip
def test_the_smallest_change(expr: Expr, facts: dict[str, Any], wanted: dict[str, Any] | None) -> None:
    """Facts of the case may change; the place's values, derived facts and what is merely on file may not."""
    assert change(expr, facts) == wanted


@pytest.mark.parametrize("seed", range(60))
def test_no_change_of_fewer_facts_is_enough(seed: int) -> None:
    chance = random.Random(seed)
    tree = formula(NAMES, chance)
    facts = some_truths(chance, unknown=0.2)
    if run(tree, facts) is not False:
        tree = ~tree
    if run(tree, facts) is None:
        facts = dict.fromkeys(facts, True)
        tree = tree if run(tree, facts) is False else ~tree
    found = change(tree, facts)
    assert found is not None
    assert frozenset(found) in smallest_that_reach(tree, facts, list(NAMES), True), (tree, facts)


@settings(max_examples=100, deadline=None)
@given(tree=truths(closed=True), seed=st.integers(0, 10**6))
def test_a_change_really_turns_the_result(tree: Expr, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(10):
        facts = some_facts(chance)
        found = change(tree, facts) if run(tree, facts) is False else None
        if found:
            assert run(tree, facts | found) is True
            assert not any(name.startswith("param_") or name == "as_of_date" for name in found)


def test_values_stay_within_the_vocabulary() -> None:
    everything_else = [v for v in vocabulary()["household_status"].values if v not in ("一般", "未认定")]
    assert change(~one_of(POOR, everything_else), {"household_status": "低保"}) == {
        "household_status": "一般"
    }
    all_known = [v for v in vocabulary()["household_status"].values if v != "未认定"]
    assert change(~one_of(POOR, all_known), {"household_status": "低保"}) is None, "not known is no way out"


def test_a_rule_is_changed_through_what_it_rests_on() -> None:
    child = {"birth_date": "2015-01-01", "orphan_certified": False}
    parents = [ORPHAN[0], {"role": "mother", "parent_life_status": "健在"}]
    answer = ask(child, parents, options=Options(counterfactual=True))
    orphan = next(item for item in answer["categories"] if item["id"] == "toy_orphan")
    assert orphan["would_be_yes_if"] == {"mother.parent_life_status": "死亡"}


def test_each_no_of_an_answer_says_what_would_turn_it() -> None:
    child = {
        "birth_date": "2015-01-01",
        "household_status": "一般",
        "in_school": False,
        "orphan_certified": False,
    }
    raw = case(child, [{"role": role, "parent_life_status": "健在"} for role in ("father", "mother")])
    answer = determine(raw, Options(counterfactual=True))
    told = {
        i["id"]: i["would_be_yes_if"]
        for k in ("categories", "benefits", "entitlements")
        for i in answer[k]
        if i["status"] == "no"
    }
    assert told == {
        "toy_orphan": {"orphan_certified": True},
        "toy_allowance": {"orphan_certified": True},
        "toy_share": {"household_status": "低保"},
        "toy_top_up": {"household_status": "低保边缘"},
        "toy_gift": {"in_school": True},
        "toy_tea": {"orphan_certified": True},
    }
    for name, changed in told.items():
        after = determine({**raw, "child": {**child, **changed}})
        item = next(
            i for k in ("categories", "benefits", "entitlements") for i in after[k] if i["id"] == name
        )
        assert item["status"] in ("yes", "candidate", "choice"), name
