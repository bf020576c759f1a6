"""Many cases: the same tree compiled to Polars expressions over a table of facts; nulls are unknowns.

What is the same for every row (the day, the place's values, the readings taken) is folded in first, so the
plan carries only what differs from child to child. Polars' `&` and `|` are Kleene's; `when` takes null as
false, so every choice gets a guard.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from tonghu.law.engine.fold import fold
from tonghu.law.engine.law import Law
from tonghu.law.language.expr import Expr, names
from tonghu.law.language.facts import vocabulary

MONEY = pl.Int64


class Plan:
    """A law compiled for a table: stages of named columns, each stage using the ones before."""

    def __init__(self, law: Law, known: Mapping[str, Any], wanted: Iterable[str] | None = None) -> None:
        """`known`: facts and values that are the same for all rows (unset ones as None)."""
        self.nodes = fold(law.nodes, known, law.settings)
        self.wanted = [name for name in (wanted or self.nodes) if name in self.nodes]
        self.needed = self._reach(self.wanted)
        self.facts = sorted(set().union(*(names(self.nodes[name], "fact") for name in self.needed)))
        self.stages = self._stages()

    def _reach(self, wanted: Iterable[str]) -> list[str]:
        found: set[str] = set()
        todo = list(wanted)
        while todo:
            name = todo.pop()
            if name not in found:
                found.add(name)
                todo.extend(names(self.nodes[name], "rule"))
        return [name for name in self.nodes if name in found]

    def _stages(self) -> list[list[tuple[str, Expr]]]:
        level: dict[str, int] = {}
        for name in self.needed:
            level[name] = 1 + max((level[ref] for ref in names(self.nodes[name], "rule")), default=-1)
        depth = max(level.values(), default=-1) + 1
        return [[(n, self.nodes[n]) for n in self.needed if level[n] == d] for d in range(depth)]

    def apply(self, table: pl.LazyFrame) -> pl.LazyFrame:
        """Add every needed column to a prepared table (see `table.prepare`); the wanted ones are selected."""
        for stage in self.stages:
            table = table.with_columns(**{column(name): to_polars(expr) for name, expr in stage})
        return table


def column(name: str) -> str:
    """The column in which the result of a named expression stands."""
    return f"={name}"


def to_polars(node: Expr) -> pl.Expr:
    """One expression; rules it refers to are columns of an earlier stage."""
    args = [to_polars(arg) for arg in node.args]
    compiled: pl.Expr = _COMPILE[node.kind](node, args)
    return compiled


def _const(node: Expr, a: list[pl.Expr]) -> pl.Expr:
    value = node.data[0]
    if isinstance(value, frozenset):
        return pl.lit(sorted(value), dtype=pl.List(pl.String))
    return pl.lit(value, dtype=DTYPES[node.type]) if value is None or node.type in WHOLE else pl.lit(value)


def _all(node: Expr, a: list[pl.Expr]) -> pl.Expr:
    result = a[0]
    for part in a[1:]:
        result = result & part
    return result


def _any(node: Expr, a: list[pl.Expr]) -> pl.Expr:
    result = a[0]
    for part in a[1:]:
        result = result | part
    return result


def _code(owner: Expr, value: str) -> int:
    return vocabulary()[owner.data[0].split(".")[-1]].values.index(value)


def _coded(node: Expr) -> bool:
    return node.kind == "fact" and bool(vocabulary()[node.data[0].split(".")[-1]].values)


def _equal(node: Expr, a: list[pl.Expr]) -> pl.Expr:
    left, right = node.args
    if right.kind == "const" and right.data[0] is not None and _coded(left) and left.type == "enum":
        return a[0] == pl.lit(_code(left, right.data[0]), dtype=pl.UInt8)
    return a[0] == a[1]


def _one_of(node: Expr, a: list[pl.Expr]) -> pl.Expr:
    owner = node.args[0]
    result = a[0] == pl.lit(_code(owner, node.data[0]), dtype=pl.UInt8)
    for value in node.data[1:]:
        result = result | (a[0] == pl.lit(_code(owner, value), dtype=pl.UInt8))
    return result


def _has(node: Expr, a: list[pl.Expr]) -> pl.Expr:
    items = node.args[0]
    if len(a) == 2:
        known = a[0].is_not_null() & a[1].is_not_null()
        return pl.when(known).then(a[0].list.contains(a[1]))
    if not node.data:
        return a[0] != 0 if _coded(items) else a[0].list.len() > 0
    if _coded(items):
        mask = sum(1 << _code(items, value) for value in node.data)
        return (a[0] & pl.lit(mask, dtype=pl.UInt32)) != 0
    found = [a[0].list.contains(pl.lit(value)) for value in node.data]
    return pl.when(a[0].is_not_null()).then(pl.any_horizontal(*found))


def _if(node: Expr, a: list[pl.Expr]) -> pl.Expr:
    condition, then, otherwise = a
    undecided = condition.is_null() & then.ne_missing(otherwise)
    return pl.when(undecided).then(None).when(condition).then(then).otherwise(otherwise)


def _scale(node: Expr, a: list[pl.Expr]) -> pl.Expr:
    unit, mode = node.data
    value, by, over = (part.cast(MONEY) for part in a)
    over = pl.when(over != 0).then(over)
    if mode == "half_up":
        rounded: pl.Expr = (2 * value * by + over * unit) // (2 * over * unit) * unit
        return rounded
    extra = over * unit - 1 if mode == "up" else pl.lit(0, dtype=MONEY)
    stepped: pl.Expr = (value * by + extra) // (over * unit) * unit
    return stepped


def _pick(node: Expr, a: list[pl.Expr]) -> pl.Expr:
    pick = pl.max_horizontal if node.data[0] == "greatest" else pl.min_horizontal
    return pl.when(a[0].is_not_null() & a[1].is_not_null()).then(pick(a[0], a[1]))


def _shift(node: Expr, a: list[pl.Expr]) -> pl.Expr:
    days, mode = node.data
    if mode == "month_end":
        return a[0].dt.month_end()
    if mode == "month_start":
        return a[0].dt.month_start()
    months = node.args[1]
    if months.kind == "const":
        by: str | pl.Expr = f"{months.data[0] or 0}mo"
    else:
        by = pl.concat_str(a[1].cast(pl.Int64), pl.lit("mo"))
    moved = a[0].dt.offset_by(by)
    if mode == "roll":
        moved = pl.when(moved.dt.day() < a[0].dt.day()).then(moved + pl.duration(days=1)).otherwise(moved)
    moved = moved + pl.duration(days=days) if days else moved
    unknown = months.kind == "const" and months.data[0] is None
    return pl.lit(None, dtype=pl.Date) if unknown else moved


WHOLE = ("int", "money", "percent")
DTYPES: dict[str, Any] = {
    "bool": pl.Boolean, "enum": pl.UInt8, "int": MONEY, "money": MONEY, "percent": MONEY,
    "number": pl.Float64, "date": pl.Date, "text": pl.String, "list": pl.UInt32,
}  # fmt: skip
_COMPILE: dict[str, Any] = {
    "const": _const,
    "fact": lambda n, a: pl.col(n.data[0]),
    "rule": lambda n, a: pl.col(column(n.data[0])),
    "not": lambda n, a: ~a[0],
    "all": _all,
    "any": _any,
    "equal": _equal,
    "less": lambda n, a: a[0] < a[1],
    "less_equal": lambda n, a: a[0] <= a[1],
    "one_of": _one_of,
    "has": _has,
    "if": _if,
    "known": lambda n, a: a[0].is_not_null(),
    "add": lambda n, a: a[0] + a[1] if n.data[0] > 0 else a[0] - a[1],
    "scale": _scale,
    "pick": _pick,
    "shift": _shift,
    "prefix": lambda n, a: a[0].str.slice(0, n.data[0]),
}
