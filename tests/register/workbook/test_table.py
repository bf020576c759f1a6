"""Finding the header, and which column means what."""

from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

NAMES = ["姓名", "出生日期", "父亲存亡状况", "母亲存亡状况", "学段"]
CELLS = ["样例甲", date(2015, 3, 1), "健在", "死亡", "小学"]


def test_columns_in_any_order(desk: Any) -> None:
    cases = []
    for turn in range(len(NAMES)):
        names, cells = NAMES[turn:] + NAMES[:turn], CELLS[turn:] + CELLS[:turn]
        (row,) = desk.rows([names, cells])
        cases.append((row.name, row.case))
    assert all(case == cases[0] for case in cases)
    assert cases[0][1]["parents"] == [
        {"role": "father", "parent_life_status": "健在"},
        {"role": "mother", "parent_life_status": "死亡"},
    ]


def test_a_title_and_who_filled_it_in_above_the_header(desk: Any) -> None:
    rows = [["样例县困境儿童台账"], ["填报单位：样例镇", None, "填报日期：2026-06-01"], [], NAMES, CELLS]
    ledger = desk.ledger(rows)
    assert (ledger.table.first_row, ledger.table.last_row) == (4, 4)
    assert [row.number for row in ledger.rows()] == [5]


def merged(path: Path, *, below: list[str], merge: bool = True) -> Path:
    """Two rows of headers: 序号 and 姓名 merged downwards, 父亲 and 母亲 merged over two columns each."""
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("儿童台账")
        plain = book.add_format()
        page.merge_range(0, 0, 0, 7, "样例县儿童台账", plain)
        for column, text in enumerate(["序号", "姓名", "出生日期"]):
            page.merge_range(1, column, 2, column, text, plain)
        for column, text in ((3, "父亲"), (5, "母亲")):
            if merge:
                page.merge_range(1, column, 1, column + 1, text, plain)
            else:
                page.write(1, column, text)
        for column, text in enumerate(below, start=3):
            page.write(2, column, text)
        page.write_row(3, 0, [1, "样例甲", "2015-03-01", "样例乙", "死亡", "样例丙", "健在", "小学"])
    return path


def test_merged_headings_are_carried_to_the_right(desk: Any) -> None:
    ledger = desk.open(merged(desk.folder / "m.xlsx", below=["姓名", "存亡", "姓名", "存亡", "学段"]))
    assert [column.header for column in ledger.columns][3:] == [
        "父亲 姓名",
        "父亲 存亡",
        "母亲 姓名",
        "母亲 存亡",
        "学段",
    ]
    (row,) = ledger.rows()
    assert row.name == "样例甲"
    assert [parent["parent_life_status"] for parent in row.case["parents"]] == ["死亡", "健在"]


def test_a_heading_that_is_not_merged_reaches_its_own_column_only(desk: Any) -> None:
    """存亡 beside an unmerged 父亲 could be anybody's: it is not used, and the county is told why."""
    path = merged(desk.folder / "m.xlsx", below=["姓名", "存亡", "姓名", "存亡", "学段"], merge=False)
    unused = [column.why_unused for column in desk.open(path).columns if column.why_unused]
    assert len(unused) == 2
    assert all("父亲" in why.zh for why in unused)


def test_a_heading_over_the_childs_own_columns_changes_nothing(desk: Any) -> None:
    path = desk.folder / "g.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("儿童台账")
        for column, text in ((0, "儿童基本情况"), (2, "祖父"), (4, "委托监护人")):
            page.merge_range(0, column, 0, column + 1, text, book.add_format())
        page.write_row(1, 0, ["姓名", "出生日期", "姓名", "出生日期", "姓名", "联系电话"])
        page.write_row(2, 0, ["样例甲", "2015-03-01", "样例祖", "1950-01-01", "样例丁", "123"])
    (row,) = desk.open(path).rows()
    assert row.name == "样例甲"
    assert row.case["child"] == {"birth_date": "2015-03-01", "entrusted_carer": "样例丁"}
    assert row.faults == []


def test_unknown_columns_are_listed_with_the_nearest_header(desk: Any) -> None:
    faults = desk.ledger([[*NAMES, "爱好", "家庭经济来源情", "低保金额（万元）"], CELLS]).faults
    told = {fault.header: (fault.what.zh, fault.mend.zh) for fault in faults}
    assert told["爱好"] == ("这一列没有用到，原样保留", "")
    assert "“家庭经济来源”" in told["家庭经济来源情"][1]
    assert "单位不同" in told["低保金额（万元）"][0]
    assert not any(fault.decisive for fault in faults)


def test_two_columns_of_the_same_meaning_are_told(desk: Any) -> None:
    rows = [["姓名", "出生日期", "学段", "就读学段"], ["样例甲", "2015-03-01", "小学", "小学"], ["样例乙", "2015-03-01", "小学", "高中"],
            ["样例丙", "2015-03-01", None, "初中"]]  # fmt: skip
    ledger = desk.ledger(rows)
    assert [(fault.address, fault.header) for fault in ledger.faults] == [("D1", "就读学段")]
    same, other, one = ledger.rows()
    assert same.case["child"]["school_stage"] == one.case["child"]["school_stage"] == "义务教育"
    assert other.case is None
    assert [fault.address for fault in other.faults] == ["D3"]
    assert "C3" in other.faults[0].what.zh


def test_data_that_looks_like_headers_is_not_the_header(desk: Any) -> None:
    rows = [[*NAMES, "低保"], [*CELLS, "低保"], ["样例乙", "2016-01-01", "健在", "健在", "初中", "低保"]]
    assert desk.ledger(rows).table.last_row == 1
