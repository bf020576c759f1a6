"""Layers of law: no conflict and no gap, found by walking through the finite space of a child's statuses."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from typing import Any

import pytest

from tonghu.law.engine.interpret import program
from tonghu.law.engine.law import Law, law_for
from tonghu.law.language.facts import FactType, vocabulary
from tonghu.law.places.load import Place, background, places

DAY = dt.date(2026, 6, 15)
PLACES = list(places())
BIRTHS = (dt.date(2015, 3, 1), dt.date(2008, 6, 1), dt.date(2004, 1, 1))
# no event: the vocabulary has no word for "nothing has happened"
EVENTS = ("exit_event", "exit_event_date", "taper_end_date", "recovery_date")
ADOPTIONS = ((False, "其他"), (True, "健康孤儿"), (True, "残疾孤儿"))


def plain(entry: FactType) -> Any:
    """A known, unremarkable value of a fact."""
    plain_values: dict[str, Any] = {
        "bool": False, "int": 1, "money": 100_00, "percent": 50_00, "number": 0.0, "date": dt.date(2025, 1, 1),
        "datetime": dt.date(2025, 1, 1), "list": frozenset(), "text": "120101",
    }  # fmt: skip
    if entry.type == "enum":
        return next(v for v in ("一般", "健在", "无", "正常", *entry.values) if v in entry.values)
    return plain_values[entry.type]


def everything_known(law: Law) -> dict[str, Any]:
    """Every fact and value that the law reads, known and unremarkable."""
    facts = {name: plain(vocabulary()[name.split(".")[-1]]) for name in law.facts}
    standing = {name: value.value for name, value in law.values.items() if value.decides and value.value}
    return {**facts, **standing, "as_of_date": law.day, "hukou_here": True, **dict.fromkeys(EVENTS)}


def statuses() -> Iterator[dict[str, Any]]:
    """The children that the categories tell apart."""
    households = vocabulary()["household_status"]
    known = [v for v in households.values if v not in households.unknown]
    for birth, orphan, unattended, (adopted, before), status, studying in itertools.product(
        BIRTHS, (True, False), (True, False), ADOPTIONS, known, (True, False)
    ):
        yield {
            "birth_date": birth, "orphan_certified": orphan, "unattended_certified": unattended, "adopted": adopted,
            "pre_adoption_status": before, "adoption_domestic": True, "household_status": status,
            "receives_dibao": status == "低保", "in_school": studying, "school_stage": "本科" if studying else "义务教育",
            "full_time": True, "enrolled_before_18": orphan or unattended,
        }  # fmt: skip


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.folder)
def test_one_living_allowance_at_most_is_paid(place: Place) -> None:
    """No conflict: of benefits with one purpose at most one is paid, whoever the child is (A19)."""
    law = law_for(place, DAY)
    ready, known = program(law.frame), everything_known(law)
    group = [n for n, entry in law.active.items() if entry.rule.group == "living"]
    for status in statuses():
        values = ready.run({**known, **status})
        paid = [
            n for n in group
            if values[ready.root[n]] is True and values[ready.root[f"{n}.amount"]] is not None
            and not (f"{n}.outdone" in ready.root and values[ready.root[f"{n}.outdone"]])
        ]  # fmt: skip
        assert len(paid) <= 1, (status, paid)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.folder)
def test_nothing_stays_open_when_everything_is_known(place: Place) -> None:
    """No gap: with every fact and value known each category, benefit and block is decided."""
    law = law_for(place, DAY)
    ready, known = program(law.frame), everything_known(law)
    names = [e.rule.name for e in law.of_kind("category", "benefit", "block")]
    for status in statuses():
        values = ready.run({**known, **status})
        assert [n for n in names if values[ready.root[n]] is None] == [], status


@pytest.mark.parametrize("place", [*PLACES, background()], ids=lambda place: place.folder)
def test_no_value_is_set_twice_for_a_day(place: Place) -> None:
    for name, history in place.values.items():
        days = [value.since for value in history]
        assert len(days) == len(set(days)), name


def test_what_a_text_replaces_is_there_to_be_replaced() -> None:
    """A provision that narrows names a ground that a wider text switches on, and does not switch it on itself."""
    national = {pair for p in PLACES[0].provisions for pair in p.limbs()}
    for place in (*PLACES[1:], background()):
        own = {pair for p in place.provisions for pair in p.limbs()}
        for provision in place.provisions:
            for pair in provision.replaced():
                assert pair in national or (place is background()), (provision.id, pair)
                assert pair not in own, (provision.id, pair)
