"""Where the reader stands: the place whose law applies to a seat's region, and that law today."""

from __future__ import annotations

from django.utils import timezone

from tonghu.access.actors import Actor
from tonghu.law.engine.catalogue import everywhere
from tonghu.law.engine.law import Law, NoLaw, find_place, law_for
from tonghu.law.places.load import NATIONAL, Place, places
from tonghu.register.standing.determine import county_overrides


def national() -> Place:
    """The whole country."""
    return next(place for place in places() if place.code == NATIONAL)


def place_of(actor: Actor) -> Place:
    """The place whose text applies in an actor's region; the whole country where none has a text of its own."""
    try:
        return find_place(f"{actor.region:012d}"[:6])
    except NoLaw:
        return national()


def law_here(actor: Actor) -> Law:
    """The law of that place today, with the county's own values and readings."""
    return law_for(place_of(actor), timezone.localdate(), overrides=county_overrides())


def in_order(own: Place) -> list[Place]:
    """Every place: one's own first, then the nation, the others, the background last."""
    rank = {own.folder: 0, national().folder: 1, "background": 9}
    return sorted(everywhere(), key=lambda place: rank.get(place.folder, 5))
