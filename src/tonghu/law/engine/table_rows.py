"""What may be wrong with the rows of a table, found slice by slice: words not allowed, amounts that are none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from tonghu.base.dates import FIRST_YEAR, LAST_YEAR
from tonghu.base.errors import Fault
from tonghu.base.texts import Lang, Text
from tonghu.law.engine.law import NoLaw, find_place
from tonghu.law.engine.table import FLOATS, KEPT, WHOLE, entry_of
from tonghu.law.language.facts import FactType
from tonghu.law.places.load import places

MOST_YUAN = (
    10_000_000_000  # beyond, an amount is a slip of the unit, and arithmetic in whole fen would overflow
)
MOST = {"月": 1_200, "周岁": 150}  # by unit; a longer time leads out of the calendar
MOST_WHOLE = 1_000_000_000
ROWS_TOLD = 3
VALUES_TOLD = 5

# as in a single case: 9999-12-31 for "no end" would lead rules out of the calendar
_OUT_OF_YEARS = Text(f"的年份不在 {FIRST_YEAR}–{LAST_YEAR} 之间", f"is not within {FIRST_YEAR}–{LAST_YEAR}")
_NO_NUMBER = Text("不是数", "is no number")
_LEAVE_OPEN = Text("；不知道就留空（null）", "; leave it null when unknown")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that rows of a column must not be; `bad` is true for those that are, `shown` what stands there."""

    column: str
    bad: pl.Expr
    shown: pl.Expr
    what: Text
    mend: Text


def checks(schema: pl.Schema) -> list[Check]:
    """Everything to look for in a table whose columns fit (`table.column_faults`)."""
    found: list[Check] = []
    for name, dtype in schema.items():
        entry = None if name in KEPT or dtype == pl.Null else entry_of(name)
        if entry is not None:
            found += _checks(name, dtype, entry)
    return found


def _checks(name: str, dtype: pl.DataType, entry: FactType) -> Iterator[Check]:
    column = pl.col(name)
    allowed = Text("可填：" + " / ".join(entry.values), "allowed: " + " / ".join(entry.values))
    wrong = Text("不在允许值内", "is not allowed")
    if entry.type == "list":
        yield from _of_list(name, entry, wrong, allowed)
    elif entry.type == "enum":
        words = column.cast(pl.String)
        yield _check(name, words.is_in(list(entry.values)).not_(), words, wrong, allowed)
    elif entry.type in ("date", "datetime"):
        outside = column.dt.year().is_between(FIRST_YEAR, LAST_YEAR).not_()
        mend = Text("没有期限的日期留空", "leave out a day that never comes")
        yield _check(name, outside, column, _OUT_OF_YEARS, mend)
    elif entry.type == "money":
        yield from _of_money(name, dtype)
    elif entry.type in ("int", "number", "percent"):
        yield from _of_number(name, dtype, entry, wrong, allowed)


def _check(name: str, bad: pl.Expr, shown: pl.Expr, what: Text, mend: Text) -> Check:
    open_ = Text(mend.zh + _LEAVE_OPEN.zh, mend.en + _LEAVE_OPEN.en)
    return Check(name, bad.fill_null(value=False), shown.cast(pl.String), what, open_)


def _of_list(name: str, entry: FactType, wrong: Text, allowed: Text) -> Iterator[Check]:
    words = pl.col(name).cast(pl.List(pl.String))
    empty = Text("列表里有空项", "the list holds an empty item")
    drop = Text("请去掉空项；一项也没有就写空列表", "drop it; an empty list says that there are none")
    told = words.list.eval(pl.element().fill_null("")).list.join("、")
    yield _check(name, words.list.contains(pl.lit(None, pl.String)), told, empty, drop)
    if entry.values:
        stray = words.list.set_difference(pl.lit(pl.Series([list(entry.values)]))).list.drop_nulls()
        yield _check(name, stray.list.len() > 0, stray.list.join("、"), wrong, allowed)


def _of_money(name: str, dtype: pl.DataType) -> Iterator[Check]:
    column = pl.col(name)
    mend = Text("请写元，最多两位小数，例如 1300.5", "write yuan with at most two decimals, such as 1300.5")
    yield _check(name, column < 0, column, Text("是负数", "is negative"), mend)
    if isinstance(dtype, FLOATS):
        yield _check(name, column.is_finite().not_(), column, _NO_NUMBER, mend)
    large = Text("超过一百亿元", "is over ten thousand million yuan")
    yield _check(name, (column > MOST_YUAN) & _finite(column, dtype), column, large, mend)
    if not isinstance(dtype, WHOLE):
        rounded = column.cast(pl.Decimal(18, 2), strict=False).cast(dtype)
        decimals = rounded.ne_missing(column) & (column.abs() <= MOST_YUAN)  # NaN is above every number
        yield _check(name, decimals, column, Text("超过两位小数", "has more than two decimals"), mend)


def _finite(column: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    return column.is_finite() if isinstance(dtype, FLOATS) else column.is_not_null()


def _of_number(name: str, dtype: pl.DataType, entry: FactType, wrong: Text, allowed: Text) -> Iterator[Check]:
    column = pl.col(name)
    if isinstance(dtype, FLOATS):
        yield _check(name, column.is_finite().not_(), column, _NO_NUMBER, Text("请写数", "write a number"))
    if entry.type == "number":
        return
    if entry.type == "int" and isinstance(dtype, FLOATS):
        part = column.is_finite() & (column != column.floor())
        yield _check(
            name, part, column, Text("不是整数", "is not whole"), Text("请写整数", "write a whole number")
        )
    if entry.values:
        yield _check(
            name,
            column.cast(pl.Float64).is_in([float(v) for v in entry.values]).not_(),
            column,
            wrong,
            allowed,
        )
    else:
        most = 1_000 if entry.type == "percent" else MOST.get(entry.unit, MOST_WHOLE)
        outside = ((column < 0) | (column > most)) & _finite(column, dtype)
        what = Text("超出范围", "is out of range")
        yield _check(name, outside, column, what, Text(f"请写 0 到 {most:,}", f"write 0 to {most:,}"))


@dataclass(slots=True)
class _Found:
    count: int = 0
    rows: list[int] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)


class RowFaults:
    """Gathers what is wrong over the slices of one table; few words for however many rows."""

    def __init__(self, schema: pl.Schema) -> None:
        self._checks = checks(schema)
        self._with_id = "id" in schema
        self._found: dict[tuple[int, str], _Found] = {}

    def __bool__(self) -> bool:
        return bool(self._found)

    def look(self, part: pl.DataFrame, before: int = 0) -> None:
        """Look through a slice that has so many rows of the table before it."""
        counts = part.select(check.bad.sum().alias(str(i)) for i, check in enumerate(self._checks))
        for i, check in enumerate(self._checks):
            if counts[str(i)][0]:
                self._note(i, part, check, before)

    def _note(self, i: int, part: pl.DataFrame, check: Check, before: int) -> None:
        ids = pl.col("id").cast(pl.String) if self._with_id else pl.lit(None, pl.String)
        rows = pl.int_range(before + 1, before + 1 + part.height)
        bad = part.select(
            rows.alias("row"), ids.alias("id"), check.shown.alias("shown"), bad=check.bad
        ).filter("bad")
        for (shown,), of_one in bad.group_by("shown", maintain_order=True):
            told = [key for key in self._found if key[0] == i]
            key = (i, str(shown)) if len(told) < VALUES_TOLD or (i, str(shown)) in told else (i, "…")
            entry = self._found.setdefault(key, _Found())
            entry.count += of_one.height
            first = of_one.head(ROWS_TOLD - len(entry.rows))
            entry.rows += first["row"].to_list()
            entry.ids += [one or "" for one in first["id"].to_list()]

    def faults(self, lang: Lang, where: str = "") -> list[Fault]:
        """One fault for each column and value, with the number of rows and the first of them."""
        return [
            self._fault(self._checks[i], shown, entry, lang, where)
            for (i, shown), entry in self._found.items()
        ]

    def _fault(self, check: Check, shown: str, entry: _Found, lang: Lang, where: str) -> Fault:
        what = Text(f"“{shown}”{check.what.zh}", f"“{shown}” {check.what.en}")
        told = f"{what.in_(lang)}{rows_told(entry.count, entry.rows, entry.ids, lang)}"
        return Fault(f"{where} {check.column}".strip(), told, check.mend.in_(lang))


def rows_told(count: int, rows: list[int], ids: list[Any], lang: Lang) -> str:
    """`，共 12 行：第 3、8、40 行（id a、b、c）`."""
    numbers = [f"{row:,}" for row in rows]
    who = "、".join(str(one) for one in ids if one)
    zh = (
        f"，共 {count:,} 行：第 {'、'.join(numbers)} 行"
        + ("等" if count > len(rows) else "")
        + (f"（id {who}）" if who else "")
    )
    en = f", in {count:,} rows: {', '.join(numbers)}" + (" …" if count > len(rows) else "")
    return Text(zh, en + (f" (id {who.replace('、', ', ')})" if who else "")).in_(lang)


def key_fault(place: str | None, day: dt.date | None, where: str, lang: Lang) -> Fault | None:
    """What is wrong with the place and day that rows ask for; `where` tells which rows."""
    if place is None:
        what = Text("没有写适用地区", "no place is given")
        mend = Text("补上 jurisdiction 列，或用 --place", "fill in the column jurisdiction, or give --place")
        return Fault("jurisdiction", what.in_(lang) + where, mend.in_(lang))
    if day is None:
        what = Text("没有写计算日期", "no day is given")
        mend = Text("补上 as_of_date 列，或用 --as-of", "fill in the column as_of_date, or give --as-of")
        return Fault("as_of_date", what.in_(lang) + where, mend.in_(lang))
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        what = Text(f"“{day}”{_OUT_OF_YEARS.zh}", f"“{day}” {_OUT_OF_YEARS.en}")
        mend = Text("请写要计算的那一天", "write the day to determine for")
        return Fault("as_of_date", what.in_(lang) + where, mend.in_(lang))
    try:
        find_place(place)
    except NoLaw:
        what = Text(f"“{place}”没有收录政策文件", f"no text of “{place}” is held")
        listed = "、".join(f"{p.name}（{p.code}）" for p in places())
        mend = Text(f"可用：{listed}", "known: " + ", ".join(f"{p.en} ({p.code})" for p in places()))
        return Fault("jurisdiction", what.in_(lang) + where, mend.in_(lang))
    return None
