"""An answer cut down to a seat's compartments says nothing of the others, in any invented circumstance."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tonghu.access.seats import COMPARTMENTS, seats
from tonghu.law.engine.determine import Options, determine
from tonghu.law.engine.law import rulebook
from tonghu.law.language.words import fact_label
from tonghu.register.demo import people
from tonghu.register.standing.compartments import amount_boxes, box_of, box_of_fact, may_see, step_boxes
from tonghu.web.file.redact import visible

CASES = list(people(20, mix="all"))
WANTED = Options(explain=True, text=True, counterfactual=True)
BOXES = sorted(
    {frozenset(seat.sees) for seat in seats().values() if seat.sees} | {frozenset(COMPARTMENTS)}, key=sorted
)


def everything(part: Any) -> Iterator[dict[str, Any]]:
    """Every mapping inside an answer."""
    if isinstance(part, dict):
        yield part
        for value in part.values():
            yield from everything(value)
    elif isinstance(part, list | tuple):
        for value in part:
            yield from everything(value)


@pytest.mark.parametrize("boxes", BOXES, ids=lambda boxes: "+".join(sorted(boxes)))
def test_nothing_of_a_closed_compartment_is_left(boxes: frozenset[str]) -> None:
    for case in CASES:
        shown = visible(determine(case, WANTED), boxes, "zh")
        for part in everything(shown):
            named = [part["fact"]] if isinstance(part.get("fact"), str) and "supplier" in part else []
            named += [fact for fact in part.get("missing") or [] if isinstance(fact, str)]
            named += part.get("would_be_yes_if") or {}
            assert {box_of_fact(fact) for fact in named} <= boxes - {"hiv"}, part
        for key in ("categories", "benefits", "entitlements", "exits", "blocked", "tasks"):
            assert all(may_see(item.get("rule") or item["id"], boxes) for item in shown[key])


@pytest.mark.parametrize("boxes", BOXES, ids=lambda boxes: "+".join(sorted(boxes)))
def test_the_illness_is_named_nowhere(boxes: frozenset[str]) -> None:
    for case in CASES:
        infected = {**case, "child": {**case["child"], "hiv_infected": True}}
        shown = visible(determine(infected, WANTED), boxes, "zh")
        told = str({key: value for key, value in shown.items() if key != "tree"}) + str(shown["tree"])
        assert "艾滋" not in told
        assert fact_label("hiv_infected", "zh") not in told


def test_who_sees_all_is_shown_all_but_the_illness() -> None:
    every = frozenset(COMPARTMENTS)
    for case in CASES[:10]:
        full = determine(case, WANTED)
        shown = visible(full, every, "zh")
        for key in ("categories", "benefits", "exits", "tasks"):
            assert len(shown[key]) == len(full[key])


def test_where_results_stand() -> None:
    stands = {name: box_of(name) for name in rulebook().rules}
    assert {stands[n] for n, r in rulebook().rules.items() if r.system == "safety"} == {"harm"}
    assert {stands[n] for n, r in rulebook().rules.items() if r.system == "mental_health"} == {
        "mental_health"
    }
    assert (stands["orphan_allowance"], stands["victim"], stands["adopted_allowance"]) == (
        "basic",
        "harm",
        "adoption",
    )
    assert (stands["infected_allowance"], box_of("no_such_rule")) == ("hiv", "basic")


def test_money_with_a_neutral_name_is_shown_to_all_and_one_that_tells_of_an_adoption_is_not() -> None:
    assert may_see("infected_allowance", frozenset({"basic"}))
    assert not may_see("adopted_allowance", frozenset({"basic"}))


def test_what_a_sum_and_a_step_would_show() -> None:
    assert "money" in amount_boxes("student_topup")
    assert amount_boxes("orphan_allowance") == {"basic"}
    assert "harm" in step_boxes("father.parent_in_custody")
