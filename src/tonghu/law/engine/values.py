"""Which value of a place stands on a day, and what may decide."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from tonghu.base.money import fen_from_yuan, yuan_from_fen
from tonghu.law.engine.overrides import Overrides
from tonghu.law.language.facts import FactType, vocabulary
from tonghu.law.places.load import NATIONAL, DatedValue, Place, background, places


@dataclass(frozen=True, slots=True)
class Standing:
    """The value that stands on a day: inside units (fen, hundredths of a percent), with where it comes from."""

    value: Any
    entry: DatedValue
    decides: bool


def standing_values(
    place: Place, day: dt.date, *, only_documents: bool, overrides: Overrides
) -> dict[str, Standing]:
    """Every value set for the place on the day; the county's over the place's over the nation's over background."""
    national = next(p for p in places() if p.code == NATIONAL)
    layers = [background().values, national.values, place.values, dict(overrides.values)]
    result: dict[str, Standing] = {}
    for layer in layers:
        for name, history in layer.items():
            entry = on_day(history, day)
            if entry is None or (only_documents and not entry.clause):
                continue
            decides = entry.status in ("verified", "county")
            if decides or name not in result or not result[name].decides:
                result[name] = Standing(inside(vocabulary()[name], entry.value), entry, decides)
    return result


def on_day(history: tuple[DatedValue, ...], day: dt.date) -> DatedValue | None:
    """The last entry from whose day on it applies; none when it has gone stale without a successor."""
    current = [entry for entry in history if entry.since is None or entry.since <= day]
    if not current:
        return None
    last = current[-1]
    return None if last.stale_after is not None and day >= last.stale_after else last


def inside(entry: FactType, value: Any) -> Any:
    """A value as rules compute with it: money in fen, percent in hundredths, lists as sets."""
    if value is None or value in entry.unknown:
        return None
    if entry.type == "money":
        return fen_from_yuan(value)
    if entry.type == "percent":
        return round(float(value) * 100)
    if entry.type == "list":
        return frozenset(map(str, value))
    return value


def outside(entry: FactType, value: Any) -> Any:
    """A value as cases and answers hold it: money in yuan, percent as a number, sets as sorted lists."""
    if entry.type == "money" and isinstance(value, int):
        return yuan_from_fen(value)
    if entry.type == "percent" and isinstance(value, int):
        return value / 100
    return sorted(value) if isinstance(value, frozenset) else value
