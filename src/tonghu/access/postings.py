"""Who sits where: adding a seat to someone and ending it; which seats one person may not hold together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from tonghu.access.actors import Actor, NotAllowed
from tonghu.access.audit import record
from tonghu.access.entering import end_sessions
from tonghu.access.models import Organisation, Posting, Region, User
from tonghu.access.refusal import Refused
from tonghu.access.regions import Span, level_of, span_of
from tonghu.access.seats import apart, seats
from tonghu.access.second import about
from tonghu.access.writes import write
from tonghu.base.texts import Text

POWER = "people"


@dataclass(frozen=True, slots=True)
class Place:
    """A seat for a region, from a day (today) to a day (open)."""

    seat: str
    region: int
    organisation: int | None = None
    since: dt.date | None = None
    until: dt.date | None = None


def live(on: dt.date | None = None) -> Q:
    """The postings that hold today or will."""
    return Q(until=None) | Q(until__gte=on or timezone.localdate())


def visible(actor: Actor) -> QuerySet[User]:
    """The accounts that an administrator may see: those with a seat, now or once, inside the own region."""
    there = Posting.objects.filter(region__gte=actor.span.low, region__lte=actor.span.high)
    return User.objects.filter(pk__in=there.values("user"))


def in_charge(actor: Actor, user: User) -> None:
    """Raises NotAllowed unless someone administers accounts, not the own one, and all its seats are in the region."""
    actor.require(POWER)
    held = Posting.objects.filter(live(), user=user).values_list("region_id", flat=True)
    if why := out_of_reach(actor, user, held):
        raise NotAllowed(why)


def out_of_reach(actor: Actor, user: User, regions: Iterable[int]) -> str:
    """Why an account is not an administrator's to change: oneself, region; empty when it is."""
    if user.pk == actor.user:
        return "oneself"
    return "region" if any(region not in actor.span for region in regions) else ""


@write
def add_posting(user: User, place: Place, *, actor: Actor, purpose: str) -> Posting:
    """Give someone one more seat. Raises Refused for a seat that does not fit, NotAllowed outside the region."""
    actor.require(POWER)
    if user.pk == actor.user:
        raise NotAllowed("oneself")
    User.objects.select_for_update().get(pk=user.pk)  # two administrators at once see each other's seat
    made = place_in(user, place, actor)
    record(actor, purpose, "posting.add", about(user), posting=made.pk, seat=made.seat, region=made.region_id)
    return made


@write
def end_posting(posting: Posting, last_day: dt.date | None = None, *, actor: Actor, purpose: str) -> None:
    """End a seat: at once, with every session of the person, or after a day to come."""
    actor.require(POWER)
    if posting.region_id not in actor.span:
        raise NotAllowed("region")
    if posting.user_id == actor.user:
        raise NotAllowed("oneself")
    today = timezone.localdate()
    at_once = last_day is None or last_day < today
    Posting.objects.filter(pk=posting.pk).update(until=today - dt.timedelta(days=1) if at_once else last_day)
    if at_once:
        end_sessions(posting.user)
    record(actor, purpose, "posting.end", about(posting.user), posting=posting.pk, at_once=at_once)


def place_in(user: User, place: Place, actor: Actor) -> Posting:
    """A checked posting, saved; called inside a recorded write."""
    if place.region not in actor.span:
        raise NotAllowed("region")
    seat = seats().get(place.seat)
    if seat is None:
        raise Refused(Text("没有这个岗位", "there is no such seat"), None, "seat")
    if not Region.objects.filter(code=place.region).exists():
        raise Refused(Text("没有这个地区", "there is no such region"), None, "region")
    if level_of(place.region) not in seat.levels:
        raise Refused(LEVEL, None, "region")
    organisation = Organisation.objects.filter(pk=place.organisation).first() if place.organisation else None
    if organisation and organisation.scope not in actor.span:
        raise NotAllowed("region")
    if seat.own_children_only and organisation is None:
        raise Refused(WHICH, None, "organisation")
    since = place.since or timezone.localdate()
    if seat.time_boxed and place.until is None:
        raise Refused(BOXED, None, "until")
    if place.until and place.until < since:
        raise Refused(ORDER, None, "until")
    _keep_apart(user, place.seat, span_of(place.region), since, place.until)
    return Posting.objects.create(
        user=user, seat=place.seat, region_id=place.region, organisation=organisation, since=since, until=place.until
    )  # fmt: skip


def _keep_apart(user: User, seat: str, span: Span, since: dt.date, until: dt.date | None) -> None:
    """Raises Refused when the person holds, in some of the same days, a seat that must be another person's."""
    held = Posting.objects.filter(live(since), user=user)
    held = held.filter(Q(until=None) | Q(until__gte=F("since")))  # not those ended before they began
    if until is not None:
        held = held.filter(since__lte=until)
    for other in held:
        there = span_of(other.region_id)
        overlap = there.low <= span.high and span.low <= there.high
        if other.seat == seat and there == span:
            raise Refused(ALREADY, None, "seat")
        if other.seat != seat and apart().alone & {seat, other.seat}:
            raise Refused(ALONE, ASK_OTHER, "seat")
        if other.seat != seat and overlap and any({seat, other.seat} <= group for group in apart().one_of):
            raise Refused(APART, ASK_OTHER, "seat")


LEVEL = Text("这个岗位不设在这一级地区。", "This seat does not exist at this level of region.")
WHICH = Text("请选择所在机构。", "Choose the institution.")
BOXED = Text("这个岗位必须写明到期日。", "This seat needs a last day.")
ORDER = Text("到期日早于开始日。", "The last day is before the first.")
ALREADY = Text("此人已有这个岗位。", "This person has this seat already.")
ALONE = Text("系统、安全、审计管理员必须各由专人担任，不能兼任。", "System, security and audit administrator are separate persons with no other seat.")  # fmt: skip
APART = Text("经办、复核、财务、监督在同一地区必须由不同的人担任。", "Handler, reviewer, finance and oversight of one region are different persons.")  # fmt: skip
ASK_OTHER = Text("请先结束原岗位，或另选一人。", "End the other seat first, or choose another person.")
