"""Reading one child's file: every opening is recorded, and what is read comes in few queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import CharField, DateField, DateTimeField, F, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.utils import timezone

from tonghu.access.actors import Actor, system
from tonghu.access.audit import record
from tonghu.access.rls import scoped
from tonghu.access.writes import write
from tonghu.register.facts.cases import holding
from tonghu.register.models import (
    Attachment,
    Child,
    Delivery,
    Fact,
    Guardianship,
    Relationship,
    StandingChange,
)

MOST = 200  # happenings read for one page


@write
def note_read(
    child: Child, *, actor: Actor, purpose: str, compartments: Iterable[str], what: str = "file"
) -> None:
    """Record that somebody opened a child's file (未成年人网络保护条例 36: access is logged)."""
    record(actor, purpose, "file.read", child.ref, part=what, compartments=sorted(compartments))


def children(actor: Actor, purpose: str) -> QuerySet[Child]:
    """Files with what their head shows."""
    return Child.objects.for_user(actor, purpose).select_related(
        "person", "household", "institution", "standing"
    )


def end_of(day: dt.date) -> dt.datetime:
    """The last moment of a day here: 'as known on' means by its end."""
    return dt.datetime.combine(day, dt.time.max, timezone.get_current_timezone())


def facts_for_answer(child: Child, day: dt.date, known: dt.datetime | None) -> list[Fact]:
    """Every fact that the law needs, whoever looks: what may be shown of it is decided by `seen`."""
    with scoped(system("answer")):
        found = Fact.objects.for_user(system("answer"), "认定").filter(child=child)
        return list(holding(found, day, known).select_related("evidence").order_by("recorded_at", "pk"))


def seen(facts: Iterable[Fact], actor: Actor, child: Child) -> list[Fact]:
    """Those that the seat may see."""
    boxes = actor.compartments(child.pk)
    return [fact for fact in facts if fact.compartment in boxes]


def relatives(
    child: Child, actor: Actor, purpose: str, day: dt.date, known: dt.datetime | None = None
) -> list[Relationship]:
    """The relatives who are such on a day."""
    found = Relationship.objects.for_user(actor, purpose).filter(child=child)
    return list(tied(found, day, known).select_related("relative").order_by("pk"))


def tied(ties: QuerySet[Any], day: dt.date, known: dt.datetime | None = None) -> QuerySet[Any]:
    """Ties that hold on a day, as known now or at a time."""
    if known is None:
        ties = ties.filter(retired_at=None)
    else:
        ties = ties.filter(Q(retired_at=None) | Q(retired_at__gt=known), recorded_at__lte=known)
    return ties.filter(Q(since=None) | Q(since__lte=day), Q(until=None) | Q(until__gt=day))


def happenings(child: Child, actor: Actor, purpose: str) -> list[dict[str, Any]]:
    """Deliveries, changes of standing, guardianship and papers of a child as one list, newest first; one query.

    Each has: what (delivery, change, guardian, paper), at, day, until, name, state, was, note, ref, by, gone.
    """
    parts = [_deliveries, _changes, _guardians, _papers]
    first, *rest = (part(child, actor, purpose) for part in parts)
    rows = first.union(*rest, all=True).order_by("-x_at", "-pk")[:MOST]
    return [{name.removeprefix("x_"): value for name, value in row.items()} for row in rows]


def known_by(rows: Iterable[dict[str, Any]], known: dt.datetime | None) -> list[dict[str, Any]]:
    """Those that had been recorded by a time."""
    return [row for row in rows if known is None or row["at"] <= known]


def _row(rows: QuerySet[Any], what: str, **named: Any) -> QuerySet[Any]:
    columns: dict[str, Any] = {
        "what": Value(what), "at": F("recorded_at"), "day": Value(None), "until": Value(None), "name": Value(""),
        "state": Value(""), "was": Value(""), "note": Value(""), "ref": Value(""), "by": F("recorded_by"),
        "gone": Value(None),
    } | named  # fmt: skip
    kinds = {"at": DateTimeField(), "gone": DateTimeField(), "day": DateField(), "until": DateField()}
    made = {f"x_{name}": Cast(value, kinds.get(name, CharField())) for name, value in columns.items()}
    return rows.order_by().annotate(**made).values("pk", *made)


def _deliveries(child: Child, actor: Actor, purpose: str) -> QuerySet[Any]:
    rows = Delivery.objects.for_user(actor, purpose).filter(child=child)
    return _row(rows, "delivery", day=F("since"), name=F("rule"), state=F("state"), note=F("reason"),
                ref=F("clause"), gone=F("retired_at"))  # fmt: skip


def _changes(child: Child, actor: Actor, purpose: str) -> QuerySet[Any]:
    rows = StandingChange.objects.for_user(actor, purpose).filter(child=child)
    return _row(rows, "change", at=F("day"), day=F("day"), name=F("rule"), state=F("now"), was=F("was"),
                note=F("cause"), by=Value(""))  # fmt: skip


def _guardians(child: Child, actor: Actor, purpose: str) -> QuerySet[Any]:
    rows = Guardianship.objects.for_user(actor, purpose).filter(child=child)
    return _row(rows, "guardian", day=F("since"), until=F("until"), name=F("kind"),
                note=F("guardian__name"), gone=F("retired_at"))  # fmt: skip


def _papers(child: Child, actor: Actor, purpose: str) -> QuerySet[Any]:
    rows = Attachment.objects.for_user(actor, purpose).filter(child=child)
    return _row(rows, "paper", name=F("title"), state=F("media_type"), ref=F("ref"), note=F("compartment"))
