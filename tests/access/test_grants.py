"""Leave to see restricted content: asked, decided by another person, for one purpose, running out; each step on record."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from tests.access.people import actions, also, at_the_door, few_queries
from tests.seats import COUNTY, OTHER_COUNTY, OTHER_VILLAGE, VILLAGE, _by_hand, child, user

from tonghu.access import grants
from tonghu.access.actors import Actor, NotAllowed, actor_for
from tonghu.access.models import AuditEvent, Grant, Posting, User
from tonghu.access.refusal import Refused
from tonghu.access.seats import seats
from tonghu.register.models import Child
from tonghu.web.site.actors import actor_of

pytestmark = pytest.mark.django_db
REASON = "孩子出现自伤言语，需要看心理评估再转介"
HOUR = dt.timedelta(hours=1)


def seated(seat: str, region: int = COUNTY) -> Actor:
    made = user(seat, region)
    return actor_for(made.pk, made.name, seat, region)


def asked(who: Actor, one: Child, box: str = "mental_health", purpose: str = "") -> Grant:
    return grants.ask(one, box, REASON, actor=who, purpose=purpose or who.seat.purposes[0])


def now(who: Actor, purpose: str = "") -> Actor:
    """The same person as the next request finds them."""
    return actor_of(Posting.objects.get(user=who.user), User.objects.get(pk=who.user), purpose)


def test_what_is_approved_may_be_seen_of_that_child_for_that_purpose_until_it_runs_out() -> None:
    one, other = child(), child("例·云朵0002")
    handler, reviewer = seated("handler"), seated("reviewer")
    grant = asked(handler, one, purpose="转介")
    assert "mental_health" not in now(handler, "转介").compartments(one.pk)
    grants.approve(grant, HOUR, one.ref, actor=reviewer, purpose="认定")
    assert "mental_health" in now(handler, "转介").compartments(one.pk)
    assert "mental_health" not in now(handler, "转介").compartments(other.pk)
    assert "mental_health" not in now(handler, "认定").compartments(one.pk)
    assert "harm" not in now(handler, "转介").compartments(one.pk)
    with _by_hand():
        Grant.objects.update(expires_at=timezone.now())
    assert "mental_health" not in now(handler, "转介").compartments(one.pk)
    assert actions()[-2:] == ["grant.ask", "grant.approve"]
    assert {row.about for row in AuditEvent.objects.filter(action__startswith="grant")} == {one.ref}


def test_a_grant_does_not_follow_into_a_seat_that_could_not_ask_for_it() -> None:
    one, handler, reviewer = child(), seated("handler"), seated("reviewer")
    grants.approve(asked(handler, one), HOUR, one.ref, actor=reviewer, purpose="认定")
    other = also(User.objects.get(pk=handler.user), "village", VILLAGE)
    there = actor_of(other, User.objects.get(pk=handler.user), "受理")
    assert "mental_health" not in there.compartments(one.pk)


@pytest.mark.parametrize(("seat", "box"), [
    (seat, box) for seat, kind in seats().items() for box in ("money", "mental_health", "harm", "hiv") if box not in kind.on_grant
])  # fmt: skip
def test_only_what_the_seat_may_ask_for(seat: str, box: str) -> None:
    one, who = child(), seated(seat, VILLAGE if seat == "village" else COUNTY)
    with pytest.raises(NotAllowed):
        asked(who, one, box)


def test_not_for_a_child_of_another_county_nor_for_half_a_reason_nor_twice() -> None:
    one, far, handler = child(), child("例·萤火0001", OTHER_VILLAGE), seated("handler")
    with pytest.raises(NotAllowed):
        asked(handler, far)
    with pytest.raises(Refused):
        grants.ask(one, "harm", "想看看", actor=handler, purpose="受理")
    asked(handler, one)
    with pytest.raises(Refused):
        asked(handler, one)
    asked(handler, one, "harm")


def test_nobody_decides_on_their_own_request() -> None:
    one, reviewer = child(), seated("reviewer")
    grant = asked(reviewer, one)
    assert list(grants.waiting(reviewer)) == []
    with pytest.raises(Refused):
        grants.approve(grant, HOUR, one.ref, actor=reviewer, purpose="认定")
    with _by_hand(), pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.filter(pk=grant.pk).update(decided_by=reviewer.user)


@pytest.mark.parametrize("seat", [seat for seat, kind in seats().items() if "grant" not in kind.powers])
def test_only_who_decides_decides(seat: str) -> None:
    one, handler = child(), seated("handler")
    grant, other = asked(handler, one), seated(seat)
    with pytest.raises(NotAllowed):
        grants.approve(grant, HOUR, one.ref, actor=other, purpose=other.seat.purposes[0])
    with pytest.raises(NotAllowed):
        grants.refuse(grant, "不需要看", one.ref, actor=other, purpose=other.seat.purposes[0])
    with pytest.raises(NotAllowed):
        grants.withdraw(grant, one.ref, actor=other, purpose=other.seat.purposes[0])


def test_not_of_another_county_not_for_ever_and_not_twice() -> None:
    one, handler, reviewer = child(), seated("handler"), seated("reviewer")
    grant, far = asked(handler, one), seated("reviewer", OTHER_COUNTY)
    with pytest.raises(NotAllowed):
        grants.approve(grant, HOUR, one.ref, actor=far, purpose="认定")
    assert list(grants.waiting(far)) == []
    for lasts in (dt.timedelta(0), dt.timedelta(days=30, seconds=1), -HOUR):
        with pytest.raises(Refused):
            grants.approve(grant, lasts, one.ref, actor=reviewer, purpose="认定")
    grants.approve(grant, dt.timedelta(days=30), one.ref, actor=reviewer, purpose="认定")
    for again in (lambda: grants.approve(grant, HOUR, one.ref, actor=reviewer, purpose="认定"),
                  lambda: grants.refuse(grant, "改主意了", one.ref, actor=reviewer, purpose="认定")):  # fmt: skip
        with pytest.raises(Refused):
            again()


def test_a_refusal_says_why_and_one_may_ask_again() -> None:
    one, handler, reviewer = child(), seated("handler"), seated("reviewer")
    grant = asked(handler, one)
    with pytest.raises(Refused):
        grants.refuse(grant, "不", one.ref, actor=reviewer, purpose="认定")
    grants.refuse(grant, "评估还没有做", one.ref, actor=reviewer, purpose="认定")
    held = grants.mine(handler).get()
    assert (grants.state_of(held), held.answer) == ("refused", "评估还没有做")
    asked(handler, one)


@pytest.mark.parametrize("by_reviewer", [True, False])
def test_a_grant_is_taken_back_by_who_asked_or_who_decides(by_reviewer: bool) -> None:
    one, handler, reviewer = child(), seated("handler"), seated("reviewer")
    grant = grants.approve(asked(handler, one), HOUR, one.ref, actor=reviewer, purpose="认定")
    who = reviewer if by_reviewer else handler
    grants.withdraw(grant, one.ref, actor=who, purpose=who.seat.purposes[0])
    assert "mental_health" not in now(handler).compartments(one.pk)
    with pytest.raises(Refused):
        grants.withdraw(grant, one.ref, actor=who, purpose=who.seat.purposes[0])


def test_a_request_withdrawn_waits_no_more() -> None:
    one, handler, reviewer = child(), seated("handler"), seated("reviewer")
    grants.withdraw(asked(handler, one), one.ref, actor=handler, purpose="受理")
    assert list(grants.waiting(reviewer)) == []
    assert grants.state_of(Grant.objects.get()) == "withdrawn"


# ---------------------------------------------------------------------------------------------- pages


def test_from_asking_to_seeing_on_the_pages() -> None:
    one = child()
    handler, reviewer = at_the_door("handler"), at_the_door("reviewer")
    there, here = handler.come_in(), reviewer.come_in()
    page = there.get(f"/grants/ask/{one.ref}").content.decode()
    assert "侵害与监护风险" in page
    assert "特定疾病" in page
    assert "艾滋" not in page
    assert there.post(f"/grants/ask/{one.ref}", {"compartment": "harm", "reason": "短"}).status_code == 400
    assert (
        there.post(f"/grants/ask/{one.ref}", {"compartment": "harm", "reason": REASON})["Location"]
        == "/grants"
    )
    with few_queries():
        page = here.get("/grants").content.decode()
    assert REASON in page
    assert "例·云朵0001" in page
    pk = Grant.objects.get().pk
    assert here.post(f"/grants/{pk}/approve", {"lasts": "999999"}).status_code == 400
    assert here.post(f"/grants/{pk}/approve", {"lasts": "24"}).status_code == 302
    assert "有效" in there.get("/grants").content.decode()
    assert there.post(f"/grants/{pk}/withdraw").status_code == 302
    assert "已到期" in there.get("/grants").content.decode()
    assert here.post(f"/grants/{pk}/nonsense").status_code == 404


def test_a_child_out_of_reach_is_not_there() -> None:
    far = child("例·萤火0001", OTHER_VILLAGE)
    browser = at_the_door("handler").come_in()
    assert browser.get(f"/grants/ask/{far.ref}").status_code == 404
    assert browser.get("/grants/ask/nothing").status_code == 404


def test_requests_of_another_county_are_not_there() -> None:
    far, asker = child("例·萤火0001", OTHER_VILLAGE), seated("handler", OTHER_COUNTY)
    grant = asked(asker, far)
    browser: Client = at_the_door("reviewer").come_in()
    assert not re.search("例·萤火|想看", browser.get("/grants").content.decode())
    assert browser.post(f"/grants/{grant.pk}/approve", {"lasts": "24"}).status_code == 404
