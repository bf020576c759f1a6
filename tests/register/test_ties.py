"""Relatives, guardianship and residence: one father, one mother; what ends is kept; a place is also a fact."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.seats import OTHER_VILLAGE, actor, child, looking

from tonghu.access.actors import NotAllowed
from tonghu.base.errors import Faults
from tonghu.register.admitting import admit, alike
from tonghu.register.facts.recording import Said, record_facts
from tonghu.register.facts.values import held
from tonghu.register.models import Child, Fact, Guardianship, Relationship, Residence
from tonghu.register.people import NewChild, Who
from tonghu.register.ties import Kin, add_relative, correct_relative, end_tie, guard, move

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 6, 15)
HOW = {"purpose": "受理"}
NUMBER = "999999198001010014"


def added(one: Child, kind: str, name: str = "例·远山", **more: str) -> Relationship:
    return add_relative(one, Who(name, **more), Kin(kind), actor=actor("handler"), **HOW)  # type: ignore[arg-type]


def live(model: type, one: Child) -> list[object]:
    with looking() as who:
        return list(model.objects.for_user(who, "认定").filter(child=one, retired_at=None).order_by("pk"))  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", ["father", "mother"])
def test_nobody_has_two_fathers_or_two_mothers(kind: str) -> None:
    one = child()
    added(one, kind)
    with pytest.raises(Faults) as told:
        added(one, kind, "例·近水")
    assert [fault.where for fault in told.value.faults] == ["kind"]
    assert added(one, f"step{kind}", "例·近水").kind == f"step{kind}"


def test_a_father_who_ended_makes_room_and_is_kept() -> None:
    one = child()
    tie = added(one, "father")
    end_tie(tie, DAY, actor=actor("handler"), **HOW)
    added(one, "father", "例·近水")
    with looking() as who:
        rows = Relationship.objects.for_user(who, "认定").filter(child=one)
        assert rows.count() == 3
        assert rows.filter(retired_at=None).count() == 2


def test_a_correction_takes_the_place_of_the_row() -> None:
    one = child()
    tie = added(one, "uncle")
    correct_relative(
        tie, Kin("grandfather", lives_with=True, has_custody=True), actor=actor("handler"), **HOW
    )
    (row,) = live(Relationship, one)
    assert (row.kind, row.lives_with, row.has_custody) == ("grandfather", True, True)  # type: ignore[attr-defined]


def test_siblings_share_a_parent_by_number_and_what_is_known_of_the_parent() -> None:
    one, other = child(), child("例·松果0002")
    first = added(one, "mother", id_number=NUMBER)
    record_facts(
        one, [Said("mother", "parent_life_status", "死亡")], actor=actor("handler"), source="公安", **HOW
    )
    second = added(other, "mother", id_number=NUMBER)
    assert first.relative_id == second.relative_id
    with looking() as who:
        rows = Fact.objects.for_user(who, "认定").filter(child=other, whom="mother", retired_at=None)
        assert [held(row.name, row.value) for row in rows] == ["死亡"]


def test_a_new_guardianship_ends_the_one_before() -> None:
    one = child()
    guard(one, "family", None, dt.date(2020, 1, 1), actor=actor("handler"), **HOW)
    guard(one, "delegated", None, DAY, actor=actor("handler"), **HOW)
    rows = live(Guardianship, one)
    assert sorted((row.kind, row.until) for row in rows) == [("delegated", None), ("family", DAY)]  # type: ignore[attr-defined]


def test_state_guardianship_stands_in_a_closed_compartment() -> None:
    with pytest.raises(NotAllowed):
        guard(child(), "temporary", None, DAY, actor=actor("handler"), **HOW)


def test_a_move_is_a_row_and_a_fact() -> None:
    one = child()
    move(one, "living", "120102", dt.date(2026, 1, 1), actor=actor("handler"), source="visit", **HOW)
    move(one, "living", "120101001001", DAY, actor=actor("handler"), source="visit", **HOW)
    assert [(r.code, r.until) for r in live(Residence, one)] == [(120102000000, DAY), (120101001001, None)]  # type: ignore[attr-defined]
    with looking() as who:
        facts = Fact.objects.for_user(who, "认定").filter(
            child=one, name="residence_division", retired_at=None
        )
        told = sorted((held(f.name, f.value), f.valid_to) for f in facts)
    assert told == [("120101001001", None), ("120102", DAY)]


@pytest.mark.parametrize("code", ["", "12", "天津", "1201011"])
def test_a_place_is_a_code(code: str) -> None:
    with pytest.raises(Faults):
        move(child(), "hukou", code, None, actor=actor("handler"), source="公安", **HOW)


def test_who_looks_the_same_is_found_before_a_file_is_opened() -> None:
    one = child(id_number=NUMBER)
    with looking(actor("village")) as who:
        here = alike(Who("例·云朵 0001", birth_date=dt.date(2015, 3, 1)), who, "走访")
    assert ([c.pk for c in here.here], here.elsewhere) == ([one.pk], False)
    far = child("例·萤火0003", OTHER_VILLAGE, id_number="999999201001010011")
    with looking(actor("village")) as who:
        there = alike(Who("例·新", id_number="999999201001010011"), who, "走访")
    assert (there.here, there.elsewhere) == ([], True)
    assert far.pk


def test_a_second_file_with_the_same_number_is_refused_everywhere() -> None:
    child("例·萤火0003", OTHER_VILLAGE, id_number=NUMBER)
    with pytest.raises(Faults) as told:
        admit(
            NewChild(Who("例·新", id_number=NUMBER), 120101001001),
            actor=actor("village"),
            purpose="走访",
            source="visit",
        )
    assert [fault.where for fault in told.value.faults] == ["id_number"]


def test_a_file_is_opened_only_in_ones_own_region() -> None:
    with pytest.raises(Faults):
        admit(NewChild(Who("例·新"), OTHER_VILLAGE), actor=actor("village"), purpose="走访", source="visit")
    with pytest.raises(NotAllowed):
        admit(NewChild(Who("例·新"), 120101001001), actor=actor("reviewer"), purpose="认定", source="visit")
