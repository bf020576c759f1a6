"""What the forms of administration offer: the regions and institutions of the own region, the seats, the purposes."""

from __future__ import annotations

from typing import Any

from tonghu.access.actors import Actor
from tonghu.access.models import Organisation, Region
from tonghu.access.regions import level_of, short
from tonghu.access.seats import PURPOSES, seats
from tonghu.base.texts import Text

CHOOSE = ("", Text("请选择", "Choose"))


def seat_choices() -> list[tuple[str, Any]]:
    """Every seat."""
    return [CHOOSE, *((key, seat.name) for key, seat in seats().items())]


def region_choices(actor: Actor) -> list[tuple[str, Any]]:
    """The regions of the own one: itself and its townships first, then the villages by township."""
    rows = list(Region.objects.filter(code__gte=actor.span.low, code__lte=actor.span.high).order_by("code"))
    upper = [(str(r.code), f"{r.name} {short(r.code)}") for r in rows if level_of(r.code) != "village"]
    groups: dict[str, list[tuple[str, str]]] = {}
    name = ""
    for row in rows:
        if level_of(row.code) == "village":
            groups.setdefault(name, []).append((str(row.code), f"{row.name} {short(row.code)}"))
        else:
            name = row.name
    return [CHOOSE, *upper, *groups.items()]


def organisation_choices(actor: Actor) -> list[tuple[str, Any]]:
    """The institutions of the own region."""
    rows = Organisation.objects.filter(scope__gte=actor.span.low, scope__lte=actor.span.high).order_by("name")
    return [("", Text("无", "None")), *((str(row.pk), row.name) for row in rows)]


def purpose_choices() -> list[tuple[str, Any]]:
    """Every purpose."""
    return [CHOOSE, *PURPOSES.items()]
