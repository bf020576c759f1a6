"""Looking ahead under the real law: days are found wherever a result can turn, and no change is passed over."""

from __future__ import annotations

import datetime as dt

import pytest

from tonghu.law.engine.ahead import next_change
from tonghu.law.engine.case import read_case
from tonghu.law.engine.change import SHOWN, may_be_today, shown_values
from tonghu.law.engine.evaluate import Options, evaluate
from tonghu.law.engine.law import Law, law_for
from tonghu.law.language.expr import walk
from tonghu.law.places.load import FOLDERS, place
from tonghu.register.demo import people

DAY = dt.date(2026, 6, 15)


def reached(law: Law) -> set[str]:
    """Names of the expressions on which something rests that a person would see change."""
    todo = [
        key for e in law.of_kind(*SHOWN) for key in (e.rule.name, f"{e.rule.name}.amount") if key in law.nodes
    ]
    seen: set[str] = set()
    while todo:
        name = todo.pop()
        if name not in seen:
            seen.add(name)
            todo += [node.data[0] for node in walk(law.nodes[name]) if node.kind == "rule"]
    return seen


@pytest.mark.parametrize("folder", FOLDERS)
def test_what_shows_turns_only_on_days_that_are_looked_for(folder: str) -> None:
    """The day asked about is only ever compared: a day moved from it would turn on days that nobody looks for."""
    law = law_for(place(folder), DAY)
    for name in sorted(reached(law)):
        for node in walk(law.nodes[name]):
            if any(may_be_today(part) for part in node.args) and not may_be_today(node):
                assert node.kind in ("less", "less_equal"), f"{name}: {node}"


def passed_over(raw: dict[str, object], days: int) -> str:
    """Where asking again every day shows a change before the day that the engine names; empty when nowhere."""
    case = read_case(raw)
    done = evaluate(case)
    told = next_change(done, Options())
    before = shown_values(done.reading)
    for ahead in range(1, days + 1):
        day = case.day + dt.timedelta(days=ahead)
        changed = shown_values(evaluate(case, day=day).reading) != before
        named = told is not None and told["date"] == day
        if changed != named:
            return f"{case.place.name} {case.id} {day}: changed {changed}, told {told and told['date']}"
        if changed:
            return ""
    return ""


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_change_is_passed_over(folder: str) -> None:
    name = place(folder).name
    assert [p for raw in people(8, seed=7, jurisdiction=name, mix="all") if (p := passed_over(raw, 40))] == []


@pytest.mark.slow
@pytest.mark.parametrize("folder", FOLDERS)
def test_no_change_is_passed_over_in_a_year(folder: str) -> None:
    name = place(folder).name
    assert [
        p for raw in people(60, seed=8, jurisdiction=name, mix="all") if (p := passed_over(raw, 366))
    ] == []
