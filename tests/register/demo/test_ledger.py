"""The ledger of the demo county: in the county's words, untidy on demand, the same for the same seed."""

from datetime import date
from pathlib import Path
from random import Random

import pytest
from python_calamine import CalamineWorkbook

from tonghu.register.demo import DEMO_DAY, ledger_rows, write_workbook
from tonghu.register.demo.circumstances import circumstances
from tonghu.register.demo.dirt import READABLE, REFUSED, spoil
from tonghu.register.demo.workbook import FOOTER, SHEET, TITLE

N_CIRCUMSTANCES = sum(len(axis) for axis in circumstances().values())


def sheet_of(path: Path) -> list[list[object]]:
    return [list(row) for row in CalamineWorkbook.from_path(str(path)).get_sheet_by_name(SHEET).to_python()]


def test_a_clean_ledger_has_a_title_headers_rows_and_a_total(tmp_path: Path) -> None:
    path = tmp_path / "county.xlsx"
    assert not write_workbook(path, 20)
    rows = sheet_of(path)
    assert rows[0][0] == TITLE
    assert rows[1][:3] == ["序号", "姓名", "性别"]
    assert len(rows[1]) == len(set(rows[1]))
    assert [row[0] for row in rows[2:22]] == list(range(1, 21))
    assert rows[22][:2] == ["合计", 20]
    assert rows[23][0] == FOOTER


def test_the_same_seed_writes_the_same_cells(tmp_path: Path) -> None:
    for name in ("one.xlsx", "two.xlsx"):
        write_workbook(tmp_path / name, 100, seed=5, dirty=0.5)
    assert sheet_of(tmp_path / "one.xlsx") == sheet_of(tmp_path / "two.xlsx")


def test_the_cells_say_what_the_case_says() -> None:
    for row in ledger_rows(N_CIRCUMSTANCES, mix="all"):
        child, cells = row.child.case["child"], row.cells
        assert cells["出生日期"] == child["birth_date"]
        assert (cells["认定孤儿"] == "是") == (child.get("orphan_certified") is True)
        assert (cells["残疾人证号"] is None) == (not child.get("disability_certified"))
        assert (cells["父亲姓名"] is None) == all(
            one["role"] != "father" for one in row.child.case["parents"]
        )


def test_the_most_secret_facts_are_in_no_column() -> None:
    row = next(ledger_rows(1))
    assert not [
        header for header in row.cells if "艾滋" in header or "心理" in header or "侵害类型" in header
    ]


@pytest.mark.parametrize("kind", sorted(READABLE | REFUSED))
def test_each_kind_of_untidiness_changes_some_row(kind: str) -> None:
    random = Random(1)
    spoilt = [spoil(row, random, kind) for row in ledger_rows(2 * N_CIRCUMSTANCES, mix="all")]
    clean = {row.child.serial: row.cells for row in ledger_rows(2 * N_CIRCUMSTANCES, mix="all")}
    touched = [row for row in spoilt if row.dirt == kind]
    assert touched
    assert all(row.cells != clean[row.child.serial] for row in touched)
    assert all(row.cells == clean[row.child.serial] for row in spoilt if not row.dirt)


def test_a_share_of_the_rows_is_untidy(tmp_path: Path) -> None:
    kinds = write_workbook(tmp_path / "county.xlsx", 2000, dirty=0.25, mix="all")
    assert kinds.total() == pytest.approx(500, abs=60)
    assert set(kinds) <= set(READABLE | REFUSED)
    assert len(kinds) >= 25


def test_days_are_days_in_the_file(tmp_path: Path) -> None:
    write_workbook(tmp_path / "county.xlsx", 5, as_of=DEMO_DAY)
    headers, first = sheet_of(tmp_path / "county.xlsx")[1:3]
    assert type(first[headers.index("出生日期")]) is date


def test_an_empty_county_is_a_ledger_without_rows(tmp_path: Path) -> None:
    write_workbook(tmp_path / "county.xlsx", 0)
    assert [row[0] for row in sheet_of(tmp_path / "county.xlsx") if row[0]] == [TITLE, "合计", FOOTER]
