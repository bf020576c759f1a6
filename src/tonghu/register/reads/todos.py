"""What waits to be done, derived from what is known: nobody keeps a list of it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils import timezone

from tonghu.access.actors import Actor, system
from tonghu.access.models import AuditEvent, Grant, Posting
from tonghu.access.regions import county_of, short
from tonghu.access.rls import scoped
from tonghu.base.dates import birthday
from tonghu.register.facts.cases import holding
from tonghu.register.models import Child, Fact, Import, Job, StandingChange, StandingCount
from tonghu.register.reads.children import VERIFIED, growing_up, undelivered, years_before
from tonghu.register.reads.results import LISTED, results

MOST = 100  # as many are counted; beyond, '99+' says enough
OPEN_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Waiting:
    """A child with something due on a day. `fen`: what is owed a month."""

    ref: str
    name: str
    due: dt.date | None = None
    fen: int = 0
    place: str = ""


def growing(actor: Actor, purpose: str, day: dt.date) -> list[Waiting]:
    """Children who will be eighteen within half a year, the nearest first."""
    found = Child.objects.for_user(actor, purpose).filter(growing_up(actor, purpose, day), closed_on=None)
    rows = found.order_by("person__birth_date", "pk").values_list(
        "ref", "person__name", "person__birth_date", "village"
    )
    return [
        Waiting(ref, name, birthday(birth, 18), place=place)
        for ref, name, birth, place in rows[:MOST]
        if birth
    ]


def unverified(actor: Actor, purpose: str, day: dt.date) -> list[Waiting]:
    """Children whose information was last verified more than a year ago, the longest first."""
    old = json.dumps(years_before(day, 1).isoformat())
    facts = Fact.objects.for_user(actor, purpose).filter(
        whom="child", name=VERIFIED, retired_at=None, valid_to=None, value__lt=old, child__closed_on=None
    )
    rows = facts.order_by("value", "child_id").values_list(
        "child__ref", "child__person__name", "value", "child__village"
    )
    return [
        Waiting(ref, name, birthday(dt.date.fromisoformat(json.loads(value)[:10]), 1), place=place)
        for ref, name, value, place in rows[:MOST]
    ]


def unserved(actor: Actor, purpose: str, day: dt.date) -> list[Waiting]:
    """Children to whom something is owed that they neither receive nor have applied for."""
    found = Child.objects.for_user(actor, purpose).filter(undelivered(actor, purpose, day), closed_on=None)
    rows = found.order_by("scope", "pk").values_list(
        "ref", "person__name", "standing__monthly_fen", "village"
    )
    return [Waiting(ref, name, fen=fen or 0, place=place) for ref, name, fen, place in rows[:MOST]]


def unsettled(actor: Actor, purpose: str, day: dt.date) -> dict[Child, list[Fact]]:
    """Some children with open questions and every fact that the law needs of them: only to be computed with.

    The rows hold what the seat may not see; whoever shows something of them asks for its compartment.
    """
    some = Child.objects.for_user(actor, purpose).filter(standing__open__gt=0, closed_on=None)
    keys = some.order_by("scope", "pk").values("pk")[:OPEN_SHOWN]
    engine = system("home")
    with scoped(engine):
        facts = holding(Fact.objects.for_user(engine, "认定").filter(child__in=keys), day)
        found: dict[Child, list[Fact]] = {}
        for fact in facts.select_related("child__person").order_by(
            "child__scope", "child_id", "recorded_at", "pk"
        ):
            found.setdefault(fact.child, []).append(fact)
    return found


def uploads(actor: Actor, purpose: str) -> list[Import]:
    """Workbooks that were read and wait for somebody to commit them."""
    return list(
        Import.objects.for_user(actor, purpose).filter(state="preview").order_by("uploaded_at")[:MOST]
    )


def requests(actor: Actor) -> list[Grant]:
    """Requests for access that wait for a second person."""
    low, high = actor.span.low, actor.span.high
    found = Grant.objects.filter(decided_at=None, scope__gte=low, scope__lte=high).exclude(
        asked_by=actor.user
    )
    return list(found.select_related("asked_by").order_by("asked_at")[:MOST])


def changed(actor: Actor, purpose: str, since: dt.date) -> list[dict[str, Any]]:
    """What changed since a day, counted by result and by what it was and is."""
    listed = [r.id for r in results().values() if r.kind in LISTED]
    rows = StandingChange.objects.for_user(actor, purpose).filter(day__gte=since, rule__in=listed)
    return list(rows.order_by().values("rule", "was", "now").annotate(n=Count("pk")).order_by("-n", "rule"))


def jobs(actor: Actor) -> list[Job]:
    """Long work that failed or is not done, the newest first."""
    open_ = Job.objects.filter(
        state__in=("failed", "running", "waiting"), scope__gte=0, scope__lte=actor.span.high
    )
    return list(open_.order_by("-asked_at")[:10])


def leaving(actor: Actor, day: dt.date) -> list[Posting]:
    """Seats that run out within thirty days."""
    low, high = actor.span.low, actor.span.high
    found = Posting.objects.filter(
        until__gte=day, until__lte=day + dt.timedelta(30), region_id__gte=low, region_id__lte=high
    )
    return list(found.select_related("user").order_by("until")[:MOST])


def written(actor: Actor, day: dt.date) -> list[dict[str, Any]]:
    """How often what was done on a day, as the audit chains of the region's counties say."""
    first, last = (short(county_of(code)) for code in (actor.span.low, actor.span.high))
    begin = dt.datetime.combine(day, dt.time(), timezone.get_current_timezone()).astimezone(dt.UTC)
    rows = AuditEvent.objects.filter(
        chain__gte=first, chain__lte=last, at__gte=begin.isoformat(timespec="microseconds")
    )
    return list(rows.order_by().values("action").annotate(n=Count("pk")).order_by("-n", "action"))


def counted(actor: Actor, purpose: str, rules: Iterable[str]) -> dict[str, int]:
    """Result -> how many children of the region have it."""
    rows = (
        StandingCount.objects.for_user(actor, purpose).filter(rule__in=list(rules), status="yes").order_by()
    )
    found: dict[str, int] = {}
    for rule, count in rows.values_list("rule", "count"):
        found[rule] = found.get(rule, 0) + count
    return found


def file_count(actor: Actor, purpose: str) -> int:
    """How many open files the region has."""
    return Child.objects.for_user(actor, purpose).filter(closed_on=None).count()
