"""Reading a county's ledger workbook (儿童台账): any column order, common variants, row by row.

    ledger = open_ledger(Path("台账.xlsx"), jurisdiction="四川省", as_of=date(2026, 3, 1))
    for row in ledger.rows():
        ...  # row.case for the rules, row.faults for the third sheet of the results

A workbook that cannot be opened raises Faults at once. A row that cannot be read never does: see rows/reader.py.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, islice
from pathlib import Path

from tonghu.base.errors import Faults, Unreadable
from tonghu.base.texts import Lang, Text
from tonghu.register.workbook.columns.table import ROWS_SEARCHED, LedgerColumn, Table, find_table
from tonghu.register.workbook.rows.reader import RowReader
from tonghu.register.workbook.rows.row import LedgerFault, Row
from tonghu.register.workbook.sheets import Cell, Sheet, address, open_sheets
from tonghu.register.workbook.sheets.files import BROKEN_FILE, damaged

SHEET = "儿童台账"
STEP = 1000  # rows between two reports of progress

Progress = Callable[[int, int], None]
SheetRow = tuple[int, list[Cell]]

__all__ = ["SHEET", "Ledger", "Progress", "open_ledger"]


@dataclass
class Ledger:
    """An open ledger.

    `columns`: every column of the sheet, used or not. `opening`: the rows down to and with the header, as they
    stand. `faults`: what is wrong with the sheet itself (columns not used, headers that occur twice); while `rows`
    runs, faults of earlier rows that only a later row brings out are added (an ID number that occurs twice).
    `notes`: what the county should know about the file. `total_rows`: how many rows the file mentions.
    """

    path: Path
    sheet: str
    table: Table
    opening: list[SheetRow]
    total_rows: int
    notes: list[Text]
    faults: list[LedgerFault]
    lang: Lang
    _reader: RowReader = field(repr=False)
    _source: Iterator[SheetRow] = field(repr=False)

    @property
    def columns(self) -> tuple[LedgerColumn, ...]:
        """Every column of the sheet that has a header, from left to right."""
        return self.table.columns

    def rows(self, progress: Progress | None = None) -> Iterator[Row]:
        """Every row below the header that is not blank, in order; once only. Streams.

        `progress(done, total)` is called every thousand rows and at the end, in rows of the sheet.
        Raises Faults when the file turns out to be damaged on the way.
        """
        number = self.table.last_row
        try:
            for number, cells in self._source:
                if progress and number % STEP == 0:
                    progress(number, max(self.total_rows, number))
                if all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in cells):
                    continue
                row = self._reader.read(number, cells)
                if row.twins:
                    self.faults.append(row.twins[1])
                yield row
        except BROKEN_FILE as error:
            place = Text(f"{self.path.name} 第 {number} 行之后", f"{self.path.name} after row {number}")
            raise Faults(damaged().fault(place.in_(self.lang), self.lang)) from error
        if progress:
            progress(number, number)


def open_ledger(
    path: Path, *, jurisdiction: str, as_of: date, sheet: str | None = None, lang: Lang = "zh"
) -> Ledger:
    """Open a ledger workbook (.xlsx; .xls, .xlsb and .ods as far as they tell).

    `jurisdiction` and `as_of` go into every case. `sheet` names the sheet; without it, 儿童台账 or the only one.
    Raises Faults, in the language asked for, for a file that is no workbook, damaged or protected, for several
    sheets of which none is 儿童台账, and when no header is found.
    """
    try:
        sheets, notes = open_sheets(path)
        chosen = _choose(sheets, sheet)
        source = chosen.rows()
        near = list(islice(source, ROWS_SEARCHED + 1))
        table = find_table(near, chosen.merges)
    except Unreadable as wrong:
        raise Faults(wrong.fault(path.name, lang)) from None
    except BROKEN_FILE as error:
        raise Faults(damaged().fault(path.name, lang)) from error
    opening = [row for row in near if row[0] <= table.last_row]
    return Ledger(
        path=path,
        sheet=chosen.name,
        table=table,
        opening=opening,
        total_rows=chosen.total_rows,
        notes=notes,
        faults=_header_faults(table),
        lang=lang,
        _reader=RowReader(table, jurisdiction=jurisdiction, as_of=as_of, epoch_1904=chosen.epoch_1904),
        _source=chain((row for row in near if row[0] > table.last_row), source),
    )


def _choose(sheets: list[Sheet], wanted: str | None) -> Sheet:
    named = [sheet for sheet in sheets if sheet.name.strip() == (wanted or SHEET)]
    if named:
        return named[0]
    shown = [sheet for sheet in sheets if sheet.visible]
    if wanted is None and len(shown) == 1:
        return shown[0]
    names = "、".join(sheet.name for sheet in shown)
    raise Unreadable(
        Text(
            f"没有名为“{wanted or SHEET}”的工作表，现有：{names}",
            f"there is no sheet '{wanted or SHEET}', only: {names}",
        ),
        Text(
            f"请把要计算的工作表改名为“{SHEET}”，或指定工作表名。",
            f"Rename the sheet to '{SHEET}', or say which sheet to read.",
        ),
    )


def _header_faults(table: Table) -> list[LedgerFault]:
    """Columns that are not used, and headers that mean the same."""
    faults: list[LedgerFault] = []
    first: dict[tuple[str, str], LedgerColumn] = {}
    for column in table.columns:
        if column.use is None:
            faults.append(_header_fault(table, column, _unused(column), _how_to_use(column)))
        elif column.use.column.single:
            other = first.setdefault((column.use.role, column.use.column.key), column)
            if other is not column:
                place = address(table.last_row, other.index)
                what = Text(
                    f"与 {place}“{other.header}”是同一列", f"is the same column as {place} '{other.header}'"
                )
                mend = Text(
                    "请只留一列；两列都填而内容不同的行没有计算。",
                    "Keep one; rows in which the two differ are not answered.",
                )
                faults.append(_header_fault(table, column, what, mend))
    return faults


def _unused(column: LedgerColumn) -> Text:
    if column.why_unused:
        return Text(
            f"这一列没有用到：{column.why_unused.zh}", f"this column is not used: {column.why_unused.en}"
        )
    return Text("这一列没有用到，原样保留", "this column is not used; it is kept as it is")


def _how_to_use(column: LedgerColumn) -> Text:
    if column.nearest is None:
        return Text("", "")
    return Text(
        f"如果是“{column.nearest}”，请改用这个表头。", f"If it is '{column.nearest}', use that header."
    )


def _header_fault(table: Table, column: LedgerColumn, what: Text, mend: Text) -> LedgerFault:
    place = address(table.last_row, column.index)
    return LedgerFault(table.last_row, place, column.header, column.header, what, mend, decisive=False)
