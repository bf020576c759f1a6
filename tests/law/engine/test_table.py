"""A table made ready: what files hold becomes what plans read; columns and rows that do not fit are told."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from tests.law.toy.toytown import town

from tonghu.law.engine.table import column_faults, entry_of, prepare
from tonghu.law.engine.table_rows import RowFaults, key_fault
from tonghu.law.language.facts import vocabulary

DAY = dt.date(2026, 6, 15)
NOON = dt.datetime(2026, 3, 1, 22, 30)  # noqa: DTZ001


def ready(name: str, series: pl.Series) -> pl.Series:
    """One column as a plan reads it."""
    table = pl.DataFrame({name: series}).lazy()
    return prepare(table, table.collect_schema(), [name], town()).collect()[name]


@pytest.mark.parametrize(
    ("name", "series", "wanted", "dtype"),
    [
        ("in_school", pl.Series([True, None]), [True, None], pl.Boolean),
        ("household_status", pl.Series(["低保", "未认定", None, "穷"]), [1, None, None, None], pl.UInt8),
        ("household_status", pl.Series(["低保"], dtype=pl.Categorical), [1], pl.UInt8),
        ("disability_types", pl.Series([["视力", "言语"], [], None]), [0b101, 0, None], pl.UInt32),
        ("disability_types", pl.Series([["多重"]]), [0b1000000], pl.UInt32),
        ("disease_names", pl.Series([["甲"], None]), [["甲"], None], pl.List(pl.String)),
        ("premium_amount", pl.Series([1300, None]), [130_000, None], pl.Int64),
        ("premium_amount", pl.Series([13], dtype=pl.Int8), [1300], pl.Int64),
        ("premium_amount", pl.Series([1300.5, 0.29, 1.1]), [130_050, 29, 110], pl.Int64),
        ("premium_amount", pl.Series([Decimal("1300.55")]), [130_055], pl.Int64),
        ("birth_date", pl.Series([dt.date(2015, 3, 1)]), [dt.date(2015, 3, 1)], pl.Date),
        ("report_time", pl.Series([NOON]), [dt.date(2026, 3, 1)], pl.Date),
        ("disability_level", pl.Series([2, None], dtype=pl.Int8), [2, None], pl.Int64),
        ("rehab_provider_distance", pl.Series([12.0]), [12], pl.Int64),
        ("mh_score", pl.Series([1], dtype=pl.Int32), [1.0], pl.Float64),
        ("hukou_division", pl.Series([330102]), ["330102"], pl.String),
        ("in_school", pl.Series([None], dtype=pl.Null), [None], pl.Boolean),
    ],
)
def test_columns_as_a_plan_reads_them(name: str, series: pl.Series, wanted: list[Any], dtype: Any) -> None:
    found = ready(name, series)
    assert found.to_list() == wanted
    assert found.dtype == dtype


def test_a_fact_without_a_column_is_unknown_for_everyone() -> None:
    table = pl.LazyFrame({"id": ["a", "b"]})
    facts = ["in_school", "disease_names", "disability_types"]
    found = prepare(table, table.collect_schema(), facts, town()).collect()
    assert [found[name].to_list() for name in facts] == [[None, None]] * 3


def test_whether_the_hukou_lies_here_is_worked_out() -> None:
    table = pl.LazyFrame({"hukou_division": ["990102", "330102", None]})
    found = prepare(table, table.collect_schema(), ["hukou_here"], town()).collect()
    assert found["hukou_here"].to_list() == [True, False, None]
    nothing = pl.LazyFrame({"hukou_division": [None]})
    assert prepare(nothing, nothing.collect_schema(), ["hukou_here"], town()).collect()[
        "hukou_here"
    ].to_list() == [None]


# -------------------------------------------------------------------------------------------------- columns


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("birth_date", "birth_date"),
        ("father.parent_life_status", "parent_life_status"),
        ("parent_performing_duty", "parent_performing_duty"),
        ("parent_life_status", None),
        ("uncle.parent_life_status", None),
        ("father.birth_date", None),
        ("param_taper_months", None),
        ("hukou_here", None),
        ("nothing", None),
    ],
)
def test_columns_that_are_facts(name: str, wanted: str | None) -> None:
    assert entry_of(name) is (vocabulary()[wanted] if wanted else None)


@pytest.mark.parametrize(
    ("name", "dtype", "told"),
    [
        ("birth_dat", pl.Date, "birth_dat: 不读这一列：词表里没有; 是否想写 birth_date？"),
        ("parent_life_status", pl.String, "写 father.parent_life_status / mother.parent_life_status"),
        ("param_taper_months", pl.Int64, "这是本地的数值，用 --values 给出"),
        ("zzzzz", pl.Int64, "请改名或删去"),
        ("birth_date", pl.String, "birth_date: 这一列的类型是 String; 应为日期（Date）"),
        ("in_school", pl.Int64, "应为真假"),
        ("premium_amount", pl.String, "应为以元为单位的数"),
        ("disability_level", pl.Decimal(5, 2), "应为整数"),
        ("disability_types", pl.String, "应为文字的列表"),
        ("disability_types", pl.List(pl.Int64), "应为文字的列表"),
        ("household_status", pl.List(pl.String), "应为文字"),
        ("as_of_date", pl.String, "应为日期"),
        ("jurisdiction", pl.Date, "应为地区的名称或区划代码"),
    ],
)
def test_columns_that_do_not_fit_are_told(name: str, dtype: Any, told: str) -> None:
    (fault,) = column_faults(pl.Schema({name: dtype, "id": pl.Int64, "title": pl.String}))
    assert told in str(fault)


@pytest.mark.parametrize(
    ("name", "dtype"),
    [
        ("birth_date", pl.Date),
        ("birth_date", pl.Datetime("us")),
        ("premium_amount", pl.Float32),
        ("premium_amount", pl.Decimal(18, 2)),
        ("disability_level", pl.Float64),
        ("disability_types", pl.List(pl.Categorical())),
        ("disability_types", pl.List(pl.Null)),
        ("hukou_division", pl.Int64),
        ("jurisdiction", pl.Int64),
        ("household_status", pl.Null),
    ],
)
def test_columns_that_fit(name: str, dtype: Any) -> None:
    assert column_faults(pl.Schema({name: dtype})) == []


def test_in_english_too() -> None:
    (fault,) = column_faults(pl.Schema({"birth_dat": pl.Date}), "en")
    assert str(fault) == "birth_dat: this column is not read: no such fact; did you mean birth_date?"


# ----------------------------------------------------------------------------------------------------- rows


def row_faults(frame: pl.DataFrame, lang: Any = "zh") -> list[str]:
    found = RowFaults(frame.schema)
    found.look(frame)
    assert bool(found) is bool(found.faults(lang))
    return [str(fault) for fault in found.faults(lang, "f.parquet")]


@pytest.mark.parametrize(
    ("name", "values", "told"),
    [
        ("household_status", ["低保", "穷", None], "“穷”不在允许值内，共 1 行：第 2 行; 可填：特困供养"),
        ("disability_types", [["视力"], ["痛", "视力"]], "“痛”不在允许值内，共 1 行：第 2 行"),
        ("disability_types", [["视力", None]], "列表里有空项"),
        ("disease_names", [["甲", None]], "列表里有空项"),
        ("premium_amount", [-1, 5], "“-1”是负数，共 1 行：第 1 行"),
        ("premium_amount", [1.005], "超过两位小数"),
        ("premium_amount", [float("inf")], "不是数"),
        ("premium_amount", [20_000_000_000], "超过一百亿元"),
        ("mh_score", [float("nan")], "不是数"),
        ("rehab_provider_distance", [1.5], "不是整数"),
        ("rehab_provider_distance", [-1], "超出范围"),
        ("disability_level", [5], "“5”不在允许值内"),
        (
            "birth_date",
            [dt.date(9999, 12, 31)],
            "“9999-12-31”的年份不在 1900–2100 之间，共 1 行：第 1 行; 没有期限的日期留空",
        ),
        ("visit_date", [dt.date(1899, 12, 31), None], "“1899-12-31”的年份不在 1900–2100 之间"),
        ("report_time", [NOON.replace(year=2101)], "的年份不在 1900–2100 之间"),
    ],
)
def test_rows_that_do_not_fit_are_told(name: str, values: list[Any], told: str) -> None:
    (fault,) = row_faults(pl.DataFrame({name: values}))
    assert fault.startswith(f"f.parquet {name}: ")
    assert told in fault


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("household_status", ["低保", "未认定", None]),
        ("disability_types", [["视力"], [], None]),
        ("premium_amount", [0, None, 1300]),
        ("premium_amount", [0.29, 1300.5, None]),
        ("disability_level", [1, 4, None]),
        ("rehab_provider_distance", [0.0, 30.0]),
        ("mh_score", [0.5, -1.0]),
        ("birth_date", [dt.date(1900, 1, 1), dt.date(2100, 12, 31), None]),
        ("report_time", [NOON]),
        ("nothing", ["x"]),
    ],
)
def test_rows_that_fit(name: str, values: list[Any]) -> None:
    assert row_faults(pl.DataFrame({name: values})) == []


def test_many_rows_with_one_fault_are_one_line_with_the_first_of_them() -> None:
    frame = pl.DataFrame(
        {"id": ["a", "b", "c", "d", "e"], "household_status": ["穷", "低保", "穷", "穷", "穷"]}
    )
    (fault,) = row_faults(frame)
    assert "“穷”不在允许值内，共 4 行：第 1、3、4 行等（id a、c、d）" in fault
    (english,) = row_faults(frame, "en")
    assert "“穷” is not allowed, in 4 rows: 1, 3, 4 … (id a, c, d)" in english


# ------------------------------------------------------------------------------------------- place and day


@pytest.mark.parametrize(
    ("place", "day", "zh", "en"),
    [
        (None, DAY, "jurisdiction: 没有写适用地区，共 2 行; 补上 jurisdiction 列，或用 --place",
         "jurisdiction: no place is given，共 2 行; fill in the column jurisdiction, or give --place"),
        ("杭州", None, "as_of_date: 没有写计算日期，共 2 行; 补上 as_of_date 列，或用 --as-of",
         "as_of_date: no day is given，共 2 行; fill in the column as_of_date, or give --as-of"),
        ("杭州", dt.date(9999, 12, 31), "as_of_date: “9999-12-31”的年份不在 1900–2100 之间，共 2 行; 请写要计算的那一天",
         "as_of_date: “9999-12-31” is not within 1900–2100，共 2 行; write the day to determine for"),
        ("火星", DAY, "jurisdiction: “火星”没有收录政策文件，共 2 行; 可用：全国（100000）、",
         "jurisdiction: no text of “火星” is held，共 2 行; known: the whole country (100000), "),
    ],
)  # fmt: skip
def test_place_and_day_that_rows_ask_for_wrongly(
    place: str | None, day: dt.date | None, zh: str, en: str
) -> None:
    for lang, told in (("zh", zh), ("en", en)):
        fault = key_fault(place, day, "，共 2 行", lang)
        assert str(fault).startswith(told)


@pytest.mark.parametrize("day", [dt.date(1900, 1, 1), DAY, dt.date(2100, 12, 31)])
def test_place_and_day_that_can_be_answered(day: dt.date) -> None:
    assert key_fault("杭州", day, "", "zh") is None
