"""Reading the audit log: which rows someone may see, and the record of having looked."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from tonghu.access import audit
from tonghu.access.actors import Actor, NotAllowed
from tonghu.access.models import AuditEvent, AuditHead, Region
from tonghu.access.regions import code_of, span_of
from tonghu.access.writes import write

SYSTEM = "0"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which rows: every part may be left open."""

    chain: str
    day: dt.date | None = None
    seat: str = ""
    action: str = ""
    about: str = ""
    user: int | None = None


def chains(actor: Actor) -> list[str]:
    """The chains of the own region; the program's own one too for who oversees every region of the installation."""
    actor.require("log")
    known = AuditHead.objects.order_by("chain").values_list("chain", flat=True)
    mine = [chain for chain in known if chain != SYSTEM and code_of(chain) in actor.span]
    own = audit.chain_of(actor)
    mine = mine if own in mine or own == SYSTEM else [own, *mine]
    return [*mine, SYSTEM] if _oversees_all(actor) else mine


def rows(asked: Asked, actor: Actor) -> QuerySet[AuditEvent]:
    """The rows asked for, newest first. Raises NotAllowed for another region's chain."""
    if asked.chain not in chains(actor):
        raise NotAllowed("region")
    found = AuditEvent.objects.filter(chain=asked.chain).order_by("-number")
    if asked.day:
        begin = dt.datetime.combine(asked.day, dt.time.min, timezone.get_current_timezone())
        found = found.filter(at__gte=_told(begin), at__lt=_told(begin + dt.timedelta(days=1)))
    for name in ("seat", "action", "about", "user"):
        if value := getattr(asked, name):
            found = found.filter(**{name: value})
    return found


@write
def note_looked(asked: Asked, what: str, count: int, *, actor: Actor, purpose: str) -> None:
    """Record that the log was read (`what`: read or export), and by which questions."""
    narrowed = [name for name in ("day", "seat", "action", "about", "user") if getattr(asked, name)]
    audit.record(actor, purpose, f"log.{what}", asked.about, chain=asked.chain, by=narrowed, rows=count)


@write
def check(
    chain: str, anchors: dict[str, tuple[int, str]], *, actor: Actor, purpose: str
) -> audit.Break | None:
    """Verify one chain from its first row; the first broken row, or None. The verification itself is recorded after."""
    if chain not in chains(actor):
        raise NotAllowed("region")
    broken = next(audit.verify(anchors, {chain}), None)
    audit.record(actor, purpose, "log.verify", "", chain=chain, broken=broken.number if broken else 0)
    return broken


def _told(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")


def _oversees_all(actor: Actor) -> bool:
    """Whether every region of the installation lies in the own one, or above it."""
    beside = Region.objects.exclude(code__gte=actor.span.low, code__lte=actor.span.high)
    return all(actor.region in span_of(code) for code in beside.values_list("code", flat=True))
