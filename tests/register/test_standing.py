"""Each child's answer is kept, equals the interpreter's, and says what changed and why."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.seats import VILLAGE, actor, child, looking

from tonghu.register.facts.recording import Said, record_facts
from tonghu.register.models import Standing, StandingChange
from tonghu.register.standing.determine import determine_all, determine_some, marks_of

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 6, 15)
ORPHAN = [
    Said("father", "parent_life_status", "死亡"), Said("mother", "parent_life_status", "死亡"),
    Said("child", "hukou_division", "120101"), Said("child", "living_arrangement", "社会散居"),
]  # fmt: skip


def test_an_orphan_stands_as_one() -> None:
    orphan = child(facts=ORPHAN)
    run = determine_all(DAY)
    assert (run.children, run.changed) == (1, 1)
    with looking() as who:
        standing = Standing.objects.for_user(who, "认定").get(child=orphan)
    assert marks_of(standing.marks)["orphan"] == "yes"


def test_a_second_run_changes_nothing() -> None:
    child(facts=ORPHAN)
    determine_all(DAY)
    assert determine_all(DAY).changed == 0


def test_a_fact_that_changes_is_named_as_the_cause() -> None:
    one = child(facts=ORPHAN)
    determine_all(DAY)
    record_facts(
        one,
        [Said("mother", "parent_life_status", "健在")],
        actor=actor("handler"),
        purpose="受理",
        source="公安",
        correct=True,
    )
    determine_some([one.pk], DAY)
    with looking() as who:
        changes = list(StandingChange.objects.for_user(who, "认定").filter(rule="orphan"))
    assert [(c.was, c.now, c.cause) for c in changes] == [("yes", "no", "fact")]
    assert one.scope == VILLAGE
