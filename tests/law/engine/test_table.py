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
EARLY = pl.Series([dt.datetime(2026, 3, 1, 1, 0, tzinfo=dt.UTC)]).dt.replace_time_zone("Asia/Shanghai")


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
        ("report_time", EARLY, [dt.date(2026, 3, 1)], pl.Date),
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
    for nothing in (pl.LazyFrame({"hukou_division": [None]}), pl.LazyFrame({"id": ["a"]})):
        left = prepare(nothing, nothing.collect_schema(), ["hukou_here"], town()).collect()
        assert left["hukou_here"].to_list() == [None]


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


@pytest.mark.parametrize(
    ("name", "dtype", "zh", "en"),
    [
        ("birth_dat", pl.Date, "不读这一列：词表里没有; 是否想写 birth_date？",
         "this column is not read: no such fact; did you mean birth_date?"),
        ("parent_life_status", pl.String, "不读这一列：词表里没有; 这是父母的情况，请写 father.parent_life_status / mother.parent_life_status",
         "this column is not read: no such fact; a fact about a parent: write father.parent_life_status / mother.parent_life_status"),
        ("param_taper_months", pl.Int64, "不读这一列：词表里没有; 这是本地的数值，用 --values 给出",
         "this column is not read: no such fact; a value of the place: give it with --values"),
        ("zzzzz", pl.Int64, "不读这一列：词表里没有; 请改名或删去", "this column is not read: no such fact; rename or drop it"),
        ("birth_date", pl.String, "这一列的类型是 String; 应为日期（Date）", "the column is of type String; it should be Date"),
    ],
)  # fmt: skip
def test_each_fault_of_a_column_in_both_languages(name: str, dtype: Any, zh: str, en: str) -> None:
    for lang, told in (("zh", zh), ("en", en)):
        (fault,) = column_faults(pl.Schema({name: dtype}), lang)
        assert str(fault) == f"{name}: {told}"


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
        ("premium_amount", [Decimal("1.505")], "超过两位小数"),
        ("premium_amount", [float("inf")], "不是数"),
        ("premium_amount", [float("nan")], "不是数"),
        ("premium_amount", [20_000_000_000], "超过一百亿元"),
        ("mh_score", [float("nan")], "不是数"),
        ("rehab_provider_distance", [1.5], "不是整数"),
        ("rehab_provider_distance", [float("inf")], "不是数"),
        ("father.parent_out_months", [1_201], "“1201”超出范围，共 1 行：第 1 行; 请写 0 到 1,200"),
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
        ("premium_amount", [Decimal("1300.55"), None]),
        ("premium_amount", [10_000_000_000]),
        ("premium_amount", [1e10]),
        ("disability_level", [1, 4, None]),
        ("rehab_provider_distance", [0.0, 30.0]),
        ("rehab_provider_distance", [1_000_000_000]),
        ("father.parent_out_months", [1_200]),
        ("birth_date", [None]),
        ("disability_types", [None]),
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


ROW = ("，共 1 行：第 1 行; ", ", in 1 rows: 1; ")
OPEN = ("；不知道就留空（null）", "; leave it null when unknown")
YUAN = ("请写元，最多两位小数，例如 1300.5", "write yuan with at most two decimals, such as 1300.5")
MESSAGES: list[tuple[str, Any, tuple[str, str], tuple[str, str]]] = [
    ("disability_level", 5, ("“5”不在允许值内", "“5” is not allowed"), ("可填：1 / 2 / 3 / 4", "allowed: 1 / 2 / 3 / 4")),
    ("disability_types", ["痛", "视力", "痒"], ("“痛、痒”不在允许值内", "“痛、痒” is not allowed"),
     ("可填：视力 / 听力", "allowed: 视力 / 听力")),
    ("disease_names", ["甲", None], ("“甲、”列表里有空项", "“甲、” the list holds an empty item"),
     ("请去掉空项；一项也没有就写空列表；", "drop it; an empty list says that there are none; ")),
    ("premium_amount", -1, ("“-1”是负数", "“-1” is negative"), YUAN),
    ("premium_amount", 20_000_000_000, ("“20000000000”超过一百亿元", "“20000000000” is over ten thousand million yuan"), YUAN),
    ("premium_amount", 1.005, ("“1.005”超过两位小数", "“1.005” has more than two decimals"), YUAN),
    ("premium_amount", float("nan"), ("“NaN”不是数", "“NaN” is no number"), YUAN),
    ("mh_score", float("nan"), ("“NaN”不是数", "“NaN” is no number"), ("请写数；", "write a number; ")),
    ("rehab_provider_distance", 1.5, ("“1.5”不是整数", "“1.5” is not whole"), ("请写整数；", "write a whole number; ")),
    ("rehab_provider_distance", -1, ("“-1”超出范围", "“-1” is out of range"),
     ("请写 0 到 1,000,000,000；", "write 0 to 1,000,000,000; ")),
    ("birth_date", dt.date(1899, 12, 31), ("“1899-12-31”的年份不在 1900–2100 之间", "“1899-12-31” is not within 1900–2100"),
     ("没有期限的日期留空；", "leave out a day that never comes; ")),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value", "what", "mend"), MESSAGES)
def test_each_message_in_both_languages(
    name: str, value: Any, what: tuple[str, str], mend: tuple[str, str]
) -> None:
    for lang in (0, 1):
        (fault,) = row_faults(pl.DataFrame({name: [value]}, strict=False), ("zh", "en")[lang])
        assert fault.startswith(f"f.parquet {name}: {what[lang]}{ROW[lang]}{mend[lang]}")
        assert fault.endswith(OPEN[lang])


def test_of_many_wrong_words_the_first_are_told_and_the_others_counted() -> None:
    words = ["甲", "乙", "甲", "丙", "丁", "戊", "己", "庚", "乙"]
    found = RowFaults(pl.Schema({"household_status": pl.String}))
    found.look(pl.DataFrame({"household_status": words}))
    found.look(pl.DataFrame({"household_status": ["甲", "低保", "辛", "甲"]}), before=len(words))
    told = [(fault.where, fault.what) for fault in found.faults("zh")]
    assert told == [
        ("household_status", "“甲”不在允许值内，共 4 行：第 1、3、10 行等"),
        ("household_status", "“乙”不在允许值内，共 2 行：第 2、9 行"),
        ("household_status", "“丙”不在允许值内，共 1 行：第 4 行"),
        ("household_status", "“丁”不在允许值内，共 1 行：第 5 行"),
        ("household_status", "“戊”不在允许值内，共 1 行：第 6 行"),
        ("household_status", "“…”不在允许值内，共 3 行：第 7、8、12 行"),
    ]


def test_each_column_tells_its_own_words() -> None:
    """Five wrong words of one column leave room for those of the next."""
    frame = pl.DataFrame({"household_status": list("甲乙丙丁戊"), "school_stage": ["己", "庚", *[None] * 3]})
    assert [fault.split("“")[1][0] for fault in row_faults(frame)] == list("甲乙丙丁戊己庚")


def test_rows_are_named_by_their_ids_where_there_are_any() -> None:
    found = RowFaults(pl.Schema({"id": pl.Int64, "household_status": pl.String}))
    found.look(pl.DataFrame({"id": [7, None], "household_status": ["穷", "穷"]}))
    found.look(pl.DataFrame({"id": [9], "household_status": ["穷"]}), before=1_000)
    assert found.faults("en")[0].what == "“穷” is not allowed, in 3 rows: 1, 2, 1,001 (id 7, 9)"


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
