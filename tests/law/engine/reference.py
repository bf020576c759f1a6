"""What an expression means, written down a second time and as plainly as possible: no slots, no plan, no folding.

The interpreter, folding and the Polars plan are each held against this.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import ceil, floor
from typing import Any

from tonghu.law.language.expr import Expr

Settings = Mapping[str, str]


def meaning(
    node: Expr, facts: Mapping[str, Any], settings: Settings, rules: Mapping[str, Expr] | None = None
) -> Any:
    """The value of an expression; None is unknown."""
    rules = rules or {}
    if node.kind == "const":
        return node.data[0]
    if node.kind == "fact":
        return facts.get(node.data[0])
    if node.kind == "rule":
        return meaning(rules[node.data[0]], facts, settings, rules)
    if node.kind == "lean":
        return meaning_of_reading(node, facts, settings, rules)
    values = [meaning(part, facts, settings, rules) for part in node.args]
    if node.kind in THREE_VALUED:
        return THREE_VALUED[node.kind](values)
    return None if None in values else STRICT[node.kind](node.data, *values)


def meaning_of_reading(
    node: Expr, facts: Mapping[str, Any], settings: Settings, rules: Mapping[str, Expr]
) -> Any:
    """An ambiguity: the reading taken; the default where the tree holds no other; unknown when left open."""
    switch, *options = node.data
    readings = dict(zip(options, node.args, strict=True))
    if settings[switch] == "open":
        return None
    return meaning(readings.get(settings[switch], node.args[0]), facts, settings, rules)


def moved(day: dt.date, months: int, days: int, mode: str) -> dt.date:
    """`expr.shift`: month by month on a calendar."""
    year, month = day.year, day.month
    step = 1 if months >= 0 else -1
    for _ in range(abs(months)):
        month += step
        year, month = (year + 1, 1) if month == 13 else (year - 1, 12) if month == 0 else (year, month)
    length = calendar.monthrange(year, month)[1]
    if mode == "month_start":
        return dt.date(day.year, day.month, 1)
    if mode == "month_end":
        return dt.date(day.year, day.month, calendar.monthrange(day.year, day.month)[1])
    there = dt.date(year, month, min(day.day, length))
    late = 1 if mode == "roll" and day.day > length else 0
    return there + dt.timedelta(days=days + late)


def rounded(a: int, by: int, over: int, unit: int, mode: str) -> int | None:
    """`expr.scale`: exact first, then to the unit."""
    if over == 0:
        return None
    units = Fraction(a * by, over * unit)
    return {"down": floor(units), "up": ceil(units), "half_up": floor(units + Fraction(1, 2))}[mode] * unit


def _choice(values: Sequence[Any]) -> Any:
    condition, then, otherwise = values
    if condition is None:
        return then if then == otherwise else None
    return then if condition else otherwise


def _has(data: tuple[Any, ...], items: frozenset[str], *one: str) -> bool:
    wanted = set(one) or set(data)
    return bool(items & wanted) if wanted else bool(items)


THREE_VALUED: dict[str, Callable[[Sequence[Any]], Any]] = {
    "not": lambda values: {True: False, False: True, None: None}[values[0]],
    "all": lambda values: False if False in values else None if None in values else True,
    "any": lambda values: True if True in values else None if None in values else False,
    "if": _choice,
    "known": lambda values: values[0] is not None,
}
STRICT: dict[str, Callable[..., Any]] = {
    "equal": lambda _, a, b: a == b,
    "less": lambda _, a, b: a < b,
    "less_equal": lambda _, a, b: a <= b,
    "one_of": lambda data, a: a in data,
    "has": _has,
    "add": lambda data, a, b: a + data[0] * b,
    "scale": lambda data, a, by, over: rounded(a, by, over, *data),
    "pick": lambda data, a, b: {"greatest": max, "least": min}[data[0]](a, b),
    "shift": lambda data, day, months: moved(day, months, *data),
    "prefix": lambda data, text: text[: data[0]],
}
