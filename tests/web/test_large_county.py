"""A large county's workbook: every good row answered, in memory that does not grow with the rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from tests.law.scale.peak import measured, peaks

from tonghu.register.demo import ledger_rows
from tonghu.register.workbook.sheets import Number, open_sheets

ROWS = 50_000
MEGABYTES = 250  # of the process that reads and writes, and of each that answers; Python and the law take 60


def write_county(path: Path, rows: int) -> set[int]:
    """Write the ledger of an invented county row by row; the numbers of the rows that are untidy."""
    untidy: set[int] = set()
    with xlsxwriter.Workbook(
        str(path), {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}
    ) as book:
        sheet = book.add_worksheet("儿童台账")
        for number, row in enumerate(ledger_rows(rows, dirty=0.03), 1):
            if number == 1:
                sheet.write_row(0, 0, list(row.cells))
            for column, cell in enumerate(row.cells.values()):
                if isinstance(cell, date):
                    sheet.write_datetime(number, column, cell)
                elif isinstance(cell, str):
                    sheet.write_string(number, column, cell)
                elif cell is not None:
                    sheet.write_number(number, column, cell)
            if row.dirt:
                untidy.add(number + 1)
    return untidy


def unanswered(path: Path) -> Iterator[int]:
    """The rows that the third sheet says were not answered."""
    for number, row in open_sheets(path)[0][2].rows():
        if number > 1 and row[6] == "否":
            yield int(row[0].value if isinstance(row[0], Number) else str(row[0]))


@pytest.mark.slow
def test_every_good_row_of_a_large_county_is_answered(tmp_path: Path) -> None:
    source, target = tmp_path / "county.xlsx", tmp_path / "result.xlsx"
    untidy = write_county(source, ROWS)
    run = measured("determine", source, "-o", target, "--as-of", "2026-06-15")
    assert run.returncode == 2, run.stderr  # some rows could not be read
    count = re.search(r"孩子 ([\d,]+) 名：已计算 ([\d,]+)，未能读取 ([\d,]+)", run.stdout)
    assert count
    children, answered, open_ = (int(number.replace(",", "")) for number in count.groups())
    assert children == ROWS
    assert set(unanswered(target)) <= untidy
    assert open_ == len(set(unanswered(target))) == children - answered
    assert max(peaks(run)) < MEGABYTES
