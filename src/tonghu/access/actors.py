"""Who acts: a person in a seat, for a region, with the grants that hold today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from tonghu.access.regions import EVERYWHERE, Span, span_of
from tonghu.access.seats import COMPARTMENTS, PURPOSES, Seat, seats
from tonghu.base.errors import TonghuError


class NotAllowed(TonghuError):
    """The seat may not do this; says which power is lacking."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever reads or writes. `grants`: compartment -> children's ids, only while they hold."""

    user: int | None
    name: str
    seat: Seat
    region: int
    span: Span
    grants: Mapping[str, frozenset[int]] = field(default_factory=dict)
    organisation: int | None = None

    def may(self, power: str) -> bool:
        """Whether the seat has a power."""
        return power in self.seat.powers

    def require(self, power: str) -> None:
        """Raises NotAllowed."""
        if not self.may(power):
            raise NotAllowed(power)

    def compartments(self, child: int | None = None) -> frozenset[str]:
        """What may be shown: of every child, and of one child under a grant."""
        granted = {c for c, ids in self.grants.items() if child is not None and child in ids}
        return self.seat.sees | granted

    def check_purpose(self, purpose: str) -> str:
        """The purpose itself, or NotAllowed where the seat has no such purpose."""
        if purpose not in self.seat.purposes:
            raise NotAllowed(purpose)
        return purpose


SYSTEM_SEAT = Seat(
    "system", seats()["system_admin"].name, (), frozenset(COMPARTMENTS), frozenset(), tuple(PURPOSES),
    frozenset({"record", "import", "determine", "people"}),
)  # fmt: skip


def system(doing: str) -> Actor:
    """The program itself at work without a person (`doing` names the job): sees what the law needs to be computed."""
    return Actor(None, f"system:{doing}", SYSTEM_SEAT, 0, EVERYWHERE)


def actor_for(
    user: int,
    name: str,
    seat: str,
    region: int,
    *,
    grants: Mapping[str, frozenset[int]] | None = None,
    organisation: int | None = None,
) -> Actor:
    """Someone in a seat for the subtree of a region code."""
    return Actor(user, name, seats()[seat], region, span_of(region), grants or {}, organisation)


def today() -> dt.date:
    """The day in this installation's time zone."""
    from django.utils import timezone  # noqa: PLC0415 - the law never imports it, tests of seats do not need Django

    return timezone.localdate()
