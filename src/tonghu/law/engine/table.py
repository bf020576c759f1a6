"""A table of facts, as files hold it, made ready for a plan: enums as codes, lists as bit sets, money in fen.

In files (Parquet) a column is named like its fact, a parent's as `father.<fact>` or `mother.<fact>`; enums are
text, lists are lists of text, days are dates, money is yuan; null is unknown.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Any

import polars as pl

from tonghu.base.errors import Fault
from tonghu.base.texts import Lang, Text
from tonghu.law.engine.case import code_stem
from tonghu.law.language.facts import FactType, vocabulary
from tonghu.law.language.rule import ROLES
from tonghu.law.places.load import Place

KEPT = ("id", "title", "jurisdiction", "as_of_date")
ACCEPTED: dict[str, tuple[Any, ...]] = {
    "bool": (pl.Boolean,), "enum": (pl.String, pl.Categorical, pl.Enum), "text": (pl.String,),
    "list": (pl.List,), "date": (pl.Date,), "datetime": (pl.Date, pl.Datetime),
}  # fmt: skip


def entry_of(name: str) -> FactType | None:
    """The vocabulary's entry for a column name; None when there is no such fact."""
    role, _, fact = name.rpartition(".")
    entry = vocabulary().get(fact)
    if entry is None or entry.about == "value" or (role and (role not in ROLES or entry.about != "parent")):
        return None
    return entry if bool(role) == (entry.about == "parent") or not role else None


def column_faults(schema: pl.Schema, lang: Lang = "zh") -> list[Fault]:
    """Columns that are no facts, or whose type does not fit: where, what, how to mend."""
    faults: list[Fault] = []
    known = [n for n, e in vocabulary().items() if e.about != "value"]
    for name, dtype in schema.items():
        if name in KEPT:
            continue
        entry = entry_of(name)
        if entry is None:
            close = difflib.get_close_matches(name, [*known, *(f"{r}.{n}" for r in ROLES for n in known)], n=1)
            mend = Text(f"是否想写 {close[0]}？", f"did you mean {close[0]}?") if close else Text("改名或删去", "rename or drop it")
            faults.append(Fault(name, Text("词表里没有这一列", "no such fact").in_(lang), mend.in_(lang)))
        elif entry.type in ACCEPTED and not isinstance(dtype, ACCEPTED[entry.type]) and dtype != pl.Null:
            what = Text(f"列的类型是 {dtype}", f"the column is {dtype}")
            mend = Text(f"应为 {entry.type}", f"it should be {entry.type}")
            faults.append(Fault(name, what.in_(lang), mend.in_(lang)))
    return faults


def prepare(table: pl.LazyFrame, schema: pl.Schema, facts: Iterable[str], place: Place) -> pl.LazyFrame:
    """The table with every fact that a plan reads, in inside units; facts it does not hold are unknown."""
    return table.with_columns(**{name: _prepared(name, schema, place) for name in facts})


def _prepared(name: str, schema: pl.Schema, place: Place) -> pl.Expr:
    entry = vocabulary()[name.rsplit(".", maxsplit=1)[-1]]
    if name == "hukou_here" and "hukou_division" in schema:
        return pl.col("hukou_division").str.starts_with(code_stem(place))
    if name not in schema or schema[name] == pl.Null:
        return pl.lit(None, dtype=INSIDE[entry.type] if entry.type != "list" or entry.values else pl.List(pl.String))
    return _inside(pl.col(name), entry, schema[name])


def _inside(column: pl.Expr, entry: FactType, dtype: Any) -> pl.Expr:
    if entry.type == "enum":
        return _codes(column.cast(pl.String), entry)
    if entry.type == "list" and entry.values:
        return _bits(column, entry)
    if entry.type == "money":
        return (column.cast(pl.Decimal(18, 2)) * 100).cast(pl.Int64) if dtype != pl.Int64 else column * 100
    if entry.type == "percent":
        return (column * 100).round().cast(pl.Int64)
    if entry.type == "datetime":
        return column.cast(pl.Date)
    if entry.type == "int":
        return column.cast(pl.Int64)
    return column


def _codes(column: pl.Expr, entry: FactType) -> pl.Expr:
    known = [value for value in entry.values if value not in entry.unknown]
    codes = {value: entry.values.index(value) for value in known}
    return column.replace_strict(codes, default=None, return_dtype=pl.UInt8)


def _bits(column: pl.Expr, entry: FactType) -> pl.Expr:
    bits = [pl.when(column.list.contains(v)).then(1 << i).otherwise(0) for i, v in enumerate(entry.values)]
    return pl.when(column.is_not_null()).then(pl.sum_horizontal(*bits)).cast(pl.UInt32)


def stray_values(table: pl.LazyFrame, schema: pl.Schema) -> list[tuple[str, str, int]]:
    """(column, value, count) of words that the vocabulary does not allow; they would otherwise pass as unknown."""
    found: list[tuple[str, str, int]] = []
    for name, dtype in schema.items():
        entry = entry_of(name) if name not in KEPT else None
        if entry is None or not entry.values or entry.type not in ("enum", "list") or dtype == pl.Null:
            continue
        words = pl.col(name).explode() if entry.type == "list" else pl.col(name)
        counts = table.select(words.cast(pl.String).alias("word")).filter(pl.col("word").is_in(list(entry.values)).not_())
        for word, count in counts.group_by("word").len().collect(engine="streaming").iter_rows():
            found.append((name, word, count))
    return found


INSIDE: dict[str, Any] = {
    "bool": pl.Boolean, "enum": pl.UInt8, "int": pl.Int64, "money": pl.Int64, "percent": pl.Int64,
    "number": pl.Float64, "date": pl.Date, "datetime": pl.Date, "text": pl.String, "list": pl.UInt32,
}  # fmt: skip
