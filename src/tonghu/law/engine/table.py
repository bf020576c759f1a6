"""A table of facts, as files hold it, made ready for a plan: enums as codes, lists as bit sets, money in fen.

In files (Parquet) a column is named like its fact, a parent's as `father.<fact>` or `mother.<fact>`; enums are
text, lists are lists of text, days are dates, money is yuan; null is unknown.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from functools import cache
from typing import Any

import polars as pl

from tonghu.base.errors import Fault
from tonghu.base.texts import Lang, Text
from tonghu.law.engine.case import ASKED, EITHER, code_stem
from tonghu.law.language.facts import FactType, vocabulary
from tonghu.law.language.rule import ROLES
from tonghu.law.places.load import Place

TEXTS = (pl.String, pl.Categorical, pl.Enum)
WHOLE = (pl.Int8, pl.Int16, pl.Int32, pl.Int64, pl.UInt8, pl.UInt16, pl.UInt32, pl.UInt64)
FLOATS = (pl.Float32, pl.Float64)
NUMBERS = (*WHOLE, *FLOATS, pl.Decimal)
DAYS = (pl.Date, pl.Datetime)
ACCEPTED: dict[str, tuple[Any, ...]] = {
    "bool": (pl.Boolean,), "enum": TEXTS, "text": (*TEXTS, *WHOLE), "list": (pl.List,), "date": DAYS, "datetime": DAYS,
    "int": (*WHOLE, *FLOATS), "money": NUMBERS, "percent": NUMBERS, "number": NUMBERS,
}  # fmt: skip
WANTED = {
    "bool": Text("真假（Boolean）", "Boolean"), "enum": Text("文字（String）", "text (String)"),
    "text": Text("文字（String）", "text (String)"), "list": Text("文字的列表（List of String）", "a list of text"),
    "date": Text("日期（Date）", "Date"), "datetime": Text("日期或时间（Date、Datetime）", "Date or Datetime"),
    "int": Text("整数（Int）", "whole numbers (Int)"), "number": Text("数（Int、Float）", "numbers (Int or Float)"),
    "money": Text("以元为单位的数（Int、Decimal、Float）", "yuan (Int, Decimal or Float)"),
    "percent": Text("百分数（Int、Float）", "percent (Int or Float)"),
}  # fmt: skip
# columns that are no facts: who the row is about, and which law on which day is asked
KEPT: dict[str, tuple[Any, ...]] = {
    "id": (), "title": (), "jurisdiction": (*TEXTS, *WHOLE), "as_of_date": DAYS,
}  # fmt: skip
WANTED_OF_KEPT = {
    "jurisdiction": Text("地区的名称或区划代码（String）", "a name or division code (String)"),
    "as_of_date": Text("日期（Date）", "Date"),
}


def entry_of(name: str) -> FactType | None:
    """The vocabulary's entry for a column name; None when no such column is read."""
    role, _, fact = name.rpartition(".")
    entry = vocabulary().get(fact)
    if entry is None or entry.about == "value" or name in ASKED:
        return None
    if role:
        return entry if role in ROLES and entry.about == "parent" else None
    return entry if entry.about != "parent" or name in EITHER else None


@cache
def _names() -> tuple[str, ...]:
    """Every column that is read."""
    every = [f"{role}{name}" for name in vocabulary() for role in ("", *(f"{role}." for role in ROLES))]
    return tuple(name for name in every if entry_of(name))


def column_faults(schema: pl.Schema, lang: Lang = "zh") -> list[Fault]:
    """Columns that are no facts, or whose type does not fit: where, what, how to mend it."""
    found = [_column_fault(name, dtype) for name, dtype in schema.items() if dtype != pl.Null]
    return [Fault(name, what.in_(lang), mend.in_(lang)) for name, what, mend in filter(None, found)]


def _column_fault(name: str, dtype: pl.DataType) -> tuple[str, Text, Text] | None:
    if name in KEPT:
        fits, wanted = not KEPT[name] or isinstance(dtype, KEPT[name]), WANTED_OF_KEPT.get(name)
    else:
        entry = entry_of(name)
        if entry is None:
            return (
                name,
                Text("不读这一列：词表里没有", "this column is not read: no such fact"),
                _nearest(name),
            )
        fits, wanted = _fits(entry, dtype), WANTED[entry.type]
    if fits or wanted is None:
        return None
    what = Text(f"这一列的类型是 {dtype}", f"the column is of type {dtype}")
    return name, what, Text(f"应为{wanted.zh}", f"it should be {wanted.en}")


def _fits(entry: FactType, dtype: pl.DataType) -> bool:
    if isinstance(dtype, pl.List):
        return entry.type == "list" and (dtype.inner == pl.Null or isinstance(dtype.inner, TEXTS))
    return isinstance(dtype, ACCEPTED[entry.type])


def _nearest(name: str) -> Text:
    entry = vocabulary().get(name)
    if entry is not None and entry.about == "parent":
        both = " / ".join(f"{role}.{name}" for role in ROLES)
        return Text(f"这是父母的情况，请写 {both}", f"a fact about a parent: write {both}")
    if entry is not None and entry.about == "value":
        return Text("这是本地的数值，用 --values 给出", "a value of the place: give it with --values")
    close = difflib.get_close_matches(name, [*_names(), *KEPT], n=1)
    if close:
        return Text(f"是否想写 {close[0]}？", f"did you mean {close[0]}?")
    return Text("请改名或删去", "rename or drop it")


def prepare(table: pl.LazyFrame, schema: pl.Schema, facts: Iterable[str], place: Place) -> pl.LazyFrame:
    """The table with every fact that a plan reads, in inside units; facts it does not hold are unknown."""
    return table.with_columns(**{name: _prepared(name, schema, place) for name in facts})


def _prepared(name: str, schema: pl.Schema, place: Place) -> pl.Expr:
    entry = vocabulary()[name.rsplit(".", maxsplit=1)[-1]]
    if name == "hukou_here" and schema.get("hukou_division", pl.Null) != pl.Null:
        return pl.col("hukou_division").cast(pl.String).str.starts_with(code_stem(place))
    if schema.get(name, pl.Null) == pl.Null:
        return pl.lit(None, dtype=inside_type(entry))
    return _inside(pl.col(name), entry, schema[name])


def inside_type(entry: FactType) -> Any:
    """The type of a fact's column as a plan reads it."""
    return pl.List(pl.String) if entry.type == "list" and not entry.values else INSIDE[entry.type]


def _inside(column: pl.Expr, entry: FactType, dtype: pl.DataType) -> pl.Expr:
    if entry.type == "enum":
        return _codes(column.cast(pl.String), entry)
    if entry.type == "list" and entry.values:
        return _bits(column.cast(pl.List(pl.String)), entry)
    if entry.type == "money" and isinstance(dtype, WHOLE):
        return column.cast(pl.Int64) * 100
    if entry.type == "money":
        return (column.cast(pl.Decimal(18, 2)) * 100).cast(pl.Int64)
    if entry.type == "percent":
        return (column.cast(pl.Float64) * 100).round().cast(pl.Int64)
    if isinstance(dtype, pl.Datetime):
        return column.dt.date()  # the day where the time was read; a cast would give the day in Greenwich
    return column.cast(inside_type(entry))


def _codes(column: pl.Expr, entry: FactType) -> pl.Expr:
    known = [value for value in entry.values if value not in entry.unknown]
    codes = {value: entry.values.index(value) for value in known}
    return column.replace_strict(codes, default=None, return_dtype=pl.UInt8)


def _bits(column: pl.Expr, entry: FactType) -> pl.Expr:
    bits = [pl.when(column.list.contains(v)).then(1 << i).otherwise(0) for i, v in enumerate(entry.values)]
    return pl.when(column.is_not_null()).then(pl.sum_horizontal(*bits)).cast(pl.UInt32)


INSIDE: dict[str, Any] = {
    "bool": pl.Boolean, "enum": pl.UInt8, "int": pl.Int64, "money": pl.Int64, "percent": pl.Int64,
    "number": pl.Float64, "date": pl.Date, "datetime": pl.Date, "text": pl.String, "list": pl.UInt32,
}  # fmt: skip
