"""Facts in two times: what holds on a day, as known at a time; nothing is overwritten, siblings learn the same."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import pytest
from django.db import Error, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.seats import NEXT_VILLAGE, VILLAGE, actor, child, looking

from tonghu.access.actors import NotAllowed, system
from tonghu.base.errors import Faults
from tonghu.register.facts.cases import case_of, holding
from tonghu.register.facts.recording import Overtaken, Said, record_facts
from tonghu.register.facts.undo import last_entry, take_back
from tonghu.register.models import Child, Fact
from tonghu.register.people import Who
from tonghu.register.ties import Kin, add_relative

pytestmark = pytest.mark.django_db
FIRST, DAYS = dt.date(2026, 1, 1), 8
NAME, WORDS = "living_arrangement", ("社会散居", "机构集中养育", "亲属照料")
HOW = {"purpose": "受理", "source": "民政"}
DAY = dt.date(2026, 6, 15)


def day(offset: int) -> dt.date:
    return FIRST + dt.timedelta(days=offset)


@dataclass
class Simple:
    """What a clerk would keep on paper: stretches of days with a value, and a copy of the page after each entry."""

    now: list[tuple[dt.date, dt.date, str]] = field(default_factory=list)
    pages: list[tuple[dt.datetime, list[tuple[dt.date, dt.date, str]]]] = field(default_factory=list)

    def enter(self, since: dt.date | None, until: dt.date | None, value: str, correct: bool) -> None:
        begin, end = since or dt.date.min, until or dt.date.max
        if correct and self.now:
            last = max(self.now)
            wanted = (since or last[0], until or last[1])
            if wanted[0] < wanted[1]:  # else only its own days
                begin, end = wanted
        kept = []
        for a, b, v in self.now:
            if a < begin:
                kept.append((a, min(b, begin), v))
            if b > end:
                kept.append((max(a, end), b, v))
        self.now = [*kept, (begin, end, value)]

    def on(self, asked: dt.date, page: list[tuple[dt.date, dt.date, str]]) -> str | None:
        return next((v for a, b, v in page if a <= asked < b), None)


entries = st.lists(
    st.tuples(
        st.none() | st.integers(0, DAYS), st.none() | st.integers(1, 5), st.sampled_from(WORDS), st.booleans()
    ),
    min_size=1,
    max_size=4,
)


@given(entries)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_entries_give_what_a_simple_record_on_paper_gives(
    said: list[tuple[int | None, int | None, str, bool]],
) -> None:
    one, paper, clerk = child(), Simple(), actor("handler")
    for start, length, value, correct in said:
        since = None if start is None else day(start)
        until = None if length is None or since is None else since + dt.timedelta(days=length)
        record_facts(one, [Said("child", NAME, value, since, until)], actor=clerk, correct=correct, **HOW)
        paper.enter(since, until, value, correct)
        paper.pages.append((timezone.now(), list(paper.now)))
    with looking() as who:
        rows = Fact.objects.for_user(who, "认定").filter(child=one, name=NAME)
        for known, page in paper.pages:
            for offset in range(-1, DAYS + 6, 2):
                found = [held.value for held in holding(rows, day(offset), known)]
                wanted = paper.on(day(offset), page)
                assert found == ([] if wanted is None else [f'"{wanted}"'])
        latest = [[f.value for f in holding(rows, day(n))] for n in range(DAYS)]
        assert latest == [[f.value for f in holding(rows, day(n), timezone.now())] for n in range(DAYS)]


def recorded(one: Child, *said: Said, **more: object) -> list[Fact]:
    return record_facts(one, said, actor=actor("handler"), **HOW, **more)  # type: ignore[arg-type]


def rows_of(one: Child, name: str) -> list[Fact]:
    with looking() as who:
        return list(Fact.objects.for_user(who, "认定").filter(child=one, name=name).order_by("pk"))


def test_a_correction_keeps_what_it_corrects() -> None:
    one = child()
    recorded(one, Said("child", NAME, "社会散居", day(0)))
    recorded(one, Said("child", NAME, "机构集中养育"), correct=True)
    old, new = rows_of(one, NAME)
    assert (old.value, old.retired_by, old.valid_from) == ('"社会散居"', "试·handler", day(0))
    assert (new.value, new.retired_at, new.valid_from) == ('"机构集中养育"', None, day(0))


@pytest.mark.unrecorded
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE register_fact SET value = '1'",
        "UPDATE register_fact SET recorded_by = 'x'",
        "DELETE FROM register_fact",
    ],
)
def test_the_database_refuses_to_change_or_delete_a_fact(statement: str) -> None:
    child()
    with looking(), pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.unrecorded
def test_a_retired_fact_stays_retired() -> None:
    one = child()
    recorded(one, Said("child", NAME, "社会散居"))
    recorded(one, Said("child", NAME, "机构集中养育"))
    with looking(), pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE register_fact SET retired_at = NULL, retired_by = '' WHERE retired_at IS NOT NULL"
        )


def test_a_stretch_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(Faults) as told:
        recorded(child(), Said("child", NAME, "社会散居", day(3), day(3)))
    assert told.value.faults[0].where == f"child.{NAME}"


def test_a_value_that_the_law_cannot_read_is_refused() -> None:
    one = child()
    with pytest.raises(Faults):
        recorded(one, Said("child", NAME, "月球"))
    assert rows_of(one, NAME) == []


def test_what_a_parent_is_in_is_known_of_every_child_of_that_parent() -> None:
    father = Who("例·远山", "男", id_number="999999198001010014")
    one, other = child(), child("例·松果0002", NEXT_VILLAGE)
    for each in (one, other):
        add_relative(each, father, Kin("father"), actor=actor("handler"), purpose="受理")
    recorded(one, Said("father", "parent_life_status", "死亡"))
    with looking() as who:
        facts = holding(Fact.objects.for_user(who, "认定").filter(child=other), DAY)
        case = case_of(facts, ref=other.ref, scope=other.scope, day=DAY)
    assert case["parents"] == [{"role": "father", "parent_life_status": "死亡"}]


def test_a_village_seat_writes_to_a_sibling_in_the_next_village_only_through_the_parent() -> None:
    father = Who("例·远山", "男", id_number="999999198001010014")
    one, other = child(), child("例·松果0002", NEXT_VILLAGE)
    for each in (one, other):
        add_relative(each, father, Kin("father"), actor=actor("handler"), purpose="受理")
    record_facts(
        one,
        [Said("father", "parent_out_for_work", True)],
        actor=actor("village", VILLAGE),
        purpose="走访",
        source="visit",
    )
    assert [row.value for row in rows_of(other, "parent_out_for_work")] == ["true"]
    with pytest.raises(Child.DoesNotExist):
        record_facts(
            other,
            [Said("child", "in_school", True)],
            actor=actor("village", VILLAGE),
            purpose="走访",
            source="visit",
        )


def test_a_compartment_that_is_not_the_seats_is_refused() -> None:
    with pytest.raises(NotAllowed):
        record_facts(
            child(),
            [Said("child", "victimised", True)],
            actor=actor("village"),
            purpose="走访",
            source="visit",
        )


def test_two_who_write_the_same_fact_are_told() -> None:
    one = child()
    opened, version = timezone.now(), one.version
    recorded(one, Said("child", NAME, "机构集中养育"), version=version, opened=opened)
    with pytest.raises(Overtaken) as told:
        recorded(one, Said("child", NAME, "社会散居"), version=version, opened=opened)
    assert [fact.value for fact in told.value.theirs] == ['"机构集中养育"']


def test_two_who_write_different_facts_are_not() -> None:
    one = child()
    recorded(one, Said("child", NAME, "机构集中养育", day(0)))
    opened, version = timezone.now(), one.version
    recorded(one, Said("child", "in_school", True), version=version, opened=opened)
    recorded(one, Said("child", NAME, "社会散居", day(5)), version=version, opened=opened)
    assert [row.value for row in rows_of(one, NAME) if row.retired_at is None] == [
        '"机构集中养育"',
        '"社会散居"',
    ]


def test_sending_the_same_form_twice_is_no_conflict() -> None:
    one = child()
    opened, version = timezone.now(), one.version
    for _ in range(2):
        recorded(one, Said("child", NAME, "机构集中养育"), version=version, opened=opened)
    assert [row.value for row in rows_of(one, NAME) if row.retired_at is None] == ['"机构集中养育"']


def test_what_was_just_recorded_can_be_taken_back_by_who_did() -> None:
    one = child()
    record_facts(
        one,
        [Said("child", NAME, "社会散居", day(0))],
        actor=system("import"),
        purpose="受理",
        source="import",
    )
    recorded(one, Said("child", NAME, "机构集中养育", day(5)), Said("child", "in_school", True))
    with looking() as who:
        last = last_entry(list(Fact.objects.for_user(who, "认定").filter(child=one)), actor("handler"))
    assert last is not None
    assert take_back(one, last.batch, actor=actor("handler"), purpose="受理") == {one.pk}
    live = [(r.value, r.valid_from, r.valid_to) for r in rows_of(one, NAME) if r.retired_at is None]
    assert live == [('"社会散居"', day(0), None)]
    assert [r for r in rows_of(one, "in_school") if r.retired_at is None] == []


def test_what_another_recorded_or_what_was_changed_since_cannot_be_taken_back() -> None:
    one = child()
    (row,) = recorded(one, Said("child", NAME, "社会散居"))
    with pytest.raises(Faults):
        take_back(one, row.batch, actor=actor("township"), purpose="走访")
    recorded(one, Said("child", NAME, "机构集中养育"))
    with pytest.raises(Faults):
        take_back(one, row.batch, actor=actor("handler"), purpose="受理")
