"""Workbooks made for a test, and what is read from them. All children are invented."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from tonghu.base.ids import check_character
from tonghu.register.workbook import Ledger, Row, open_ledger

Cells = Sequence[Sequence[Any]]


@dataclass
class Desk:
    """A desk with a folder: makes workbooks and opens them."""

    folder: Path
    as_of: date = date(2026, 6, 15)
    place: str = "四川省"
    _made: int = field(default=0)

    def id_number(self, day: date = date(2015, 3, 1), sequence: int = 22) -> str:
        """A number with a right check character, in a division that does not exist."""
        first = f"119999{day:%Y%m%d}{sequence:03d}"
        return first + check_character(first)

    def save(self, rows: Cells, *, sheet: str = "儿童台账", **options: Any) -> Path:
        """A workbook with one sheet: text as text, days as days, numbers as numbers."""
        self._made += 1
        path = self.folder / f"{self._made}.xlsx"
        given = {"strings_to_formulas": False, "default_date_format": "yyyy-mm-dd", **options}
        with xlsxwriter.Workbook(str(path), given) as book:
            self.fill(book.add_worksheet(sheet), rows)
        return path

    def fill(self, page: xlsxwriter.worksheet.Worksheet, rows: Cells) -> None:
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    page.write_string(number, column, value)
                elif isinstance(value, date | datetime):
                    page.write_datetime(number, column, value)
                elif value is not None:
                    page.write(number, column, value)

    def open(self, path: Path, **options: Any) -> Ledger:
        return open_ledger(path, jurisdiction=self.place, as_of=self.as_of, **options)

    def ledger(self, rows: Cells, **options: Any) -> Ledger:
        """A ledger opened from rows of cells, the header first."""
        return self.open(self.save(rows, **options))

    def rows(self, rows: Cells, **options: Any) -> list[Row]:
        """The rows read from rows of cells, the header first."""
        return list(self.ledger(rows, **options).rows())

    def one(self, **cells: Any) -> Row:
        """One row under the given headers, with a name and a birth date unless they are given."""
        full = {"姓名": "样例甲", "出生日期": date(2015, 3, 1)} | cells
        return self.rows([list(full), list(full.values())])[0]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk in the test's own folder."""
    return Desk(tmp_path)
