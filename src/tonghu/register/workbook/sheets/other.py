"""Sheets of .xls, .xlsb and .ods files, through python-calamine.

Calamine hands an error cell (#REF!) over as a blank and drops number formats, so of these files less can be
checked than of an .xlsx; `total` of what it says is still exact. The caller tells the county so.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from python_calamine import CalamineSheet, CalamineWorkbook

from tonghu.register.workbook.sheets.cells import BIRTH_OF_1900, Cell, Stamp
from tonghu.register.workbook.sheets.xlsx import EXACT_DIGITS, Range

_DAY = datetime.timedelta(days=1)


@dataclass
class OtherSheet:
    """One sheet of a workbook that calamine reads. Holds the whole sheet in memory."""

    name: str
    visible: bool
    book: CalamineWorkbook
    epoch_1904: bool = False  # calamine has already turned days into days

    @cached_property
    def _sheet(self) -> CalamineSheet:
        return self.book.get_sheet_by_name(self.name)

    @property
    def total_rows(self) -> int:
        """How many rows there are, from the first one of the sheet."""
        return self._sheet.total_height

    @property
    def merges(self) -> list[Range] | None:
        """As XlsxSheet.merges; None where the format does not tell (.xlsb, .ods)."""
        found = self._sheet.merged_cell_ranges
        if found is None:
            return None
        return [((top + 1, left), (bottom + 1, right)) for (top, left), (bottom, right) in found]

    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        """As XlsxSheet.rows."""
        left = (self._sheet.start or (0, 0))[1]
        for number, row in enumerate(self._sheet.iter_rows(), start=1):
            padded = row if len(row) > self._sheet.width else [""] * left + row
            yield number, [_cell(value) for value in padded]


def _cell(value: object) -> Cell:
    match value:
        case "" | None:
            return None
        case bool() | str():
            return value
        case int() | float():
            exact = float(value).is_integer() and abs(value) < 10**EXACT_DIGITS
            return int(value) if exact else float(value)
        case datetime.datetime():
            return Stamp((value - BIRTH_OF_1900) / _DAY, "yyyy-mm-dd hh:mm:ss", value, frozenset("ymdh"))
        case datetime.date():
            moment = datetime.datetime.combine(value, datetime.time())
            return Stamp((moment - BIRTH_OF_1900).days, "yyyy-mm-dd", moment, frozenset("ymd"))
    return str(value)
