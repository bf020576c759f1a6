"""What reaches a child: which state may follow which, what a refusal needs, and that nothing is paid on a draft."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.seats import OTHER_VILLAGE, actor, child, looking

from tonghu.access.actors import Actor, NotAllowed
from tonghu.access.models import AuditEvent
from tonghu.base.errors import Faults
from tonghu.register.deliveries import FOLLOWS, STATES, mark
from tonghu.register.models import Child, Delivery

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 6, 15)
RULE = "orphan_allowance"
HANGZHOU, HANGZHOU_VILLAGE = 330102000000, 330102001001


def marked(
    one: Child, state: str, who: Actor | None = None, rule: str = RULE, since: dt.date = DAY, **more: str
) -> Delivery:
    return mark(one, rule, state, since=since, actor=who or actor("handler"), purpose="受理", **more)  # type: ignore[arg-type]


def faults(one: Child, state: str, who: Actor | None = None, **more: object) -> list[str]:
    with pytest.raises(Faults) as told:
        marked(one, state, who, **more)  # type: ignore[arg-type]
    return [fault.where for fault in told.value.faults]


def test_each_state_is_kept_and_the_newest_counts() -> None:
    one = child()
    marked(one, "applied")
    marked(one, "receiving", since=dt.date(2026, 7, 1))
    with looking() as who:
        rows = list(Delivery.objects.for_user(who, "认定").order_by("pk"))
    assert [(r.state, r.retired_at is None) for r in rows] == [("applied", False), ("receiving", True)]
    row = AuditEvent.objects.filter(about=one.ref, action="delivery.mark").latest("number")
    assert row.detail == {"rule": RULE, "state": "receiving"}


@pytest.mark.parametrize("before", ["", *STATES])
@pytest.mark.parametrize("after", list(STATES))
def test_only_what_may_follow_follows(before: str, after: str) -> None:
    one = child()
    way = {
        "": (),
        "applied": ("applied",),
        "receiving": ("receiving",),
        "refused": ("refused",),
        "ended": ("receiving", "ended"),
    }
    for state in way[before]:
        marked(one, state, reason="理由")
    if after in FOLLOWS[before]:
        assert marked(one, after, reason="理由").state == after
    else:
        assert faults(one, after, reason="理由") == ["state"]


def test_a_refusal_says_why() -> None:
    assert faults(child(), "refused") == ["reason"]


def test_a_day_ahead_or_before_the_last_state_is_refused() -> None:
    one = child()
    assert faults(one, "applied", since=dt.date(2100, 1, 1)) == ["since"]
    marked(one, "applied")
    assert faults(one, "receiving", since=dt.date(2026, 6, 14)) == ["since"]


def test_only_benefits_and_services_can_be_delivered() -> None:
    assert faults(child(), "applied", rule="orphan") == ["rule"]
    assert faults(child(), "applied", rule="nothing") == ["rule"]


def test_nothing_is_received_on_a_draft() -> None:
    one, who = child(scope=HANGZHOU_VILLAGE), actor("handler", HANGZHOU)
    assert marked(one, "applied", who).state == "applied"
    assert faults(one, "receiving", who) == ["state"]


@pytest.mark.parametrize("seat", ["village", "township", "reviewer", "finance", "supervisor", "auditor"])
def test_only_a_seat_with_the_power_marks(seat: str) -> None:
    one, who = child(), actor(seat)
    with pytest.raises(NotAllowed):
        mark(one, RULE, "applied", since=DAY, actor=who, purpose=who.seat.purposes[0])


def test_a_result_of_a_closed_compartment_is_not_marked_without_a_grant() -> None:
    one = child()
    with pytest.raises(NotAllowed):
        marked(one, "applied", rule="community_rehab")
    granted = actor("handler", grants={"mental_health": frozenset({one.pk})})
    assert marked(one, "applied", granted, rule="community_rehab").state == "applied"


def test_a_child_of_another_county_is_out_of_reach() -> None:
    with pytest.raises(Child.DoesNotExist):
        marked(child(scope=OTHER_VILLAGE), "applied")
