"""Which day and which knowledge a file is asked for: `?on=2026-06-15&known=2026-07-01`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone

from tonghu.base.dates import parse_day
from tonghu.base.errors import Faults, Unreadable
from tonghu.register.reading import end_of
from tonghu.web.site.language import language_of


@dataclass(frozen=True, slots=True)
class Asked:
    """The day on which facts hold, and the day by whose end they were known; `past` when either is not today's."""

    day: dt.date
    known_on: dt.date | None
    past: bool

    @property
    def known(self) -> dt.datetime | None:
        """The moment by which it was known; None for now."""
        return None if self.known_on is None else end_of(self.known_on)

    @property
    def query(self) -> str:
        """What an address carries on; empty for today."""
        parts = [f"on={self.day}"] if self.past else []
        parts += [f"known={self.known_on}"] if self.known_on else []
        return f"?{'&'.join(parts)}" if parts else ""


def asked_of(request: HttpRequest) -> Asked:
    """Read the two days. Raises Faults for what is not a day."""
    today, faults = timezone.localdate(), []
    days: dict[str, dt.date | None] = {}
    for name in ("on", "known"):
        text = request.GET.get(name, "").strip()
        try:
            days[name] = parse_day(text) if text else None
        except Unreadable as error:
            faults.append(error.fault(name, language_of(request)))
    if faults:
        raise Faults(faults)
    known = days["known"] if days["known"] and days["known"] < today else None
    return Asked(days["on"] or today, known, bool(known) or (days["on"] or today) != today)
