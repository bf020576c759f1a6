"""Fifty broken rows of ten kinds among fifty good ones: each is named with its cell, and every good one is kept."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from tonghu.register.workbook import Row

HEADERS = [
    "姓名",
    "身份证号",
    "出生日期",
    "学段",
    "家庭类型",
    "父亲姓名",
    "生父姓名",
    "父亲存亡状况",
    "个人缴费额（元/年）",
    "残疾等级",
]
COLUMNS = dict(zip(HEADERS, "ABCDEFGHIJ", strict=True))

Cells = dict[str, Any]
Spoil = Callable[[Cells, int], None]


def number_with_wrong_check_character(cells: Cells, turn: int) -> None:
    digits = "0123456789X".replace(cells["身份证号"][-1], "")
    cells["身份证号"] = cells["身份证号"][:-1] + digits[turn]
    cells["出生日期"] = None


def number_that_excel_rounded(cells: Cells, turn: int) -> None:
    exact = cells["身份证号"][:17] + "0"
    cells["身份证号"] = [
        float(exact),
        f"{float(exact):.5E}",
        exact[:15] + "000",
        int(exact[:15]) * 1000,
        "1.2E+17",
    ][turn]
    cells["出生日期"] = None


def birth_without_day(cells: Cells, turn: int) -> None:
    cells["出生日期"] = ["2015.3", "2015年3月", "201503", 2015.3, "2015"][turn]


def birth_that_never_was(cells: Cells, turn: int) -> None:
    cells["出生日期"] = ["2015-02-30", "2015.13.1", "2014年2月29日", 20150431, "2015/0/1"][turn]


def birth_against_the_number(cells: Cells, turn: int) -> None:
    cells["出生日期"] += timedelta(days=turn + 1)


def child_of_another_age(cells: Cells, turn: int) -> None:
    cells["身份证号"] = None
    cells["出生日期"] = [date(2027, 1, 1), date(1986, 5, 1), "2026.6.16", "1999-12-31", 20300101][turn]


def word_that_is_none(cells: Cells, turn: int) -> None:
    cells["家庭类型"] = ["低保护", "很困难", "低收入", "123", "脱贫户"][turn]


def two_fathers(cells: Cells, turn: int) -> None:
    cells["生父姓名"] = f"样例另父{turn}"


def father_missing_or_declared_missing(cells: Cells, turn: int) -> None:
    cells["父亲存亡状况"] = ["失踪", "下落不明", "否", "失联", "走了"][turn]


def amount_that_is_none(cells: Cells, turn: int) -> None:
    cells["个人缴费额（元/年）"] = [-400, "四百", 400.005, "400.005", "4,00"][turn]


KINDS: dict[Spoil, str] = {
    number_with_wrong_check_character: "身份证号",
    number_that_excel_rounded: "身份证号",
    birth_without_day: "出生日期",
    birth_that_never_was: "出生日期",
    birth_against_the_number: "出生日期",
    child_of_another_age: "出生日期",
    word_that_is_none: "家庭类型",
    two_fathers: "生父姓名",
    father_missing_or_declared_missing: "父亲存亡状况",
    amount_that_is_none: "个人缴费额（元/年）",
}


def good(desk: Any, index: int) -> Cells:
    day = date(2015, 3, 1) + timedelta(days=index)
    words = [
        f"样例{index}",
        desk.id_number(day),
        day,
        "小学",
        "低保户",
        f"样例父{index}",
        None,
        "健在",
        400,
        None,
    ]
    return dict(zip(HEADERS, words, strict=True))


@pytest.fixture
def read(desk: Any) -> tuple[dict[int, tuple[Spoil, int]], list[Row]]:
    """Which row was spoilt how, and all rows as read; good and broken rows take turns."""
    spoilt: dict[int, tuple[Spoil, int]] = {}
    rows: list[Cells] = []
    for spoil in KINDS:
        for turn in range(5):
            rows.append(good(desk, len(rows)))
            broken = good(desk, len(rows))
            spoil(broken, turn)
            rows.append(broken)
            spoilt[len(rows) + 1] = (spoil, turn)
    return spoilt, desk.rows([HEADERS, *[list(row.values()) for row in rows]])


def test_each_broken_row_is_named_with_its_cell(read: tuple[dict[int, tuple[Spoil, int]], list[Row]]) -> None:
    spoilt, rows = read
    assert len(spoilt) == 50
    broken = {row.number: row for row in rows if row.number in spoilt}
    for number, (spoil, turn) in spoilt.items():
        row, header = broken[number], KINDS[spoil]
        told = [fault for fault in row.faults if fault.decisive]
        assert row.case is None, (spoil.__name__, turn)
        assert [fault.address for fault in told] == [f"{COLUMNS[header]}{number}"], (spoil.__name__, turn)
        assert told[0].header == header
        assert told[0].what.zh
        assert told[0].mend.zh
        assert told[0].what.en
        assert told[0].mend.en


def test_every_good_row_is_kept(read: tuple[dict[int, tuple[Spoil, int]], list[Row]], desk: Any) -> None:
    spoilt, rows = read
    kept = [row for row in rows if row.number not in spoilt]
    assert len(kept) == 50
    for row in kept:
        assert row.faults == []
        assert row.case is not None
        expected = good(desk, row.number - 2)
        assert row.name == expected["姓名"]
        assert row.case["child"] == {
            "birth_date": expected["出生日期"].isoformat(), "school_stage": "义务教育", "premium_amount": 400,
        }  # fmt: skip


def test_what_is_wrong_differs_by_kind(read: tuple[dict[int, tuple[Spoil, int]], list[Row]]) -> None:
    """A person who reads the third sheet can tell the kinds apart."""
    spoilt, rows = read
    told: dict[Spoil, str] = {}
    for row in rows:
        if row.number in spoilt:
            told[spoilt[row.number][0]] = re.sub(r"“.*?”|[A-Z\d-]+", "", row.faults[-1].what.zh)
    assert len(set(told.values())) == len(told) == 10
