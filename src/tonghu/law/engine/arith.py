"""Days and whole numbers as rules compute with them; None is unknown. One meaning for all evaluators."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from tonghu.base.dates import add_months, month_end


@lru_cache(maxsize=65536)
def shift_day(day: dt.date | None, months: int | None, days: int, mode: str) -> dt.date | None:
    """A day some months and days on (`expr.shift`); unknown when it would leave the calendar."""
    if day is None or months is None:
        return None
    if mode == "month_end":
        return month_end(day)
    if mode == "month_start":
        return day.replace(day=1)
    try:
        moved = add_months(day, months)
        late = 1 if mode == "roll" and moved.day < day.day else 0  # 29 February → 1 March (A14)
        return moved + dt.timedelta(days=days + late)
    except (ValueError, OverflowError):
        return None


def scaled(a: int | None, by: int | None, over: int | None, unit: int, mode: str) -> int | None:
    """`a` × `by` ÷ `over` to a multiple of `unit` (`expr.scale`)."""
    if a is None or by is None or not over:
        return None
    step = over * unit
    if mode == "half_up":  # twice the divisor keeps half a unit whole when over × unit is odd
        return (2 * a * by + step) // (2 * step) * unit
    return (a * by + (step - 1 if mode == "up" else 0)) // step * unit
