"""The ledger of an invented county as a spreadsheet file."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from importlib import resources
from pathlib import Path
from random import Random

import xlsxwriter

from tonghu.register.demo.county import DEMO_DAY, DEMO_PLACE, Mix, invent
from tonghu.register.demo.dirt import spoil
from tonghu.register.demo.ledger import Cell, LedgerRow, clean_row

SHEET = "儿童台账"
TITLE = "样例县儿童台账（全部虚构，不对应任何人）"
FOOTER = "填表人：样例员"


def ledger_rows(
    n: int,
    seed: int = 1,
    dirty: float = 0.0,
    as_of: date = DEMO_DAY,
    jurisdiction: str = DEMO_PLACE,
    mix: Mix = "rates",
) -> Iterator[LedgerRow]:
    """Yield the n rows of a ledger, so large a share of them untidy; see `tonghu.register.demo.people`."""
    random = Random(f"ledger {seed}")
    for child in invent(n, seed, as_of, jurisdiction, mix):
        row = clean_row(child, random)
        yield spoil(row, random) if random.random() < dirty else row


def invented_values(place: str) -> str:
    """The values file of an invented county in a place, for `--values`; every figure is made up."""
    text = resources.files("tonghu.register.demo").joinpath("values.toml").read_text("utf-8")
    return text.replace("{place}", place)


def write_workbook(
    path: Path | str,
    n: int,
    seed: int = 1,
    dirty: float = 0.0,
    as_of: date = DEMO_DAY,
    jurisdiction: str = DEMO_PLACE,
    mix: Mix = "rates",
) -> Counter[str]:
    """Write the ledger of n invented children; return how often each kind of untidiness was put in.

    Over the headers stands a title, under the rows a total and who filled it in, as in the forms of counties.
    Raises ValueError for a place that has no invented county, OSError when the file cannot be written.
    """
    kinds: Counter[str] = Counter()
    options = {"default_date_format": "yyyy-mm-dd", "strings_to_numbers": False, "strings_to_formulas": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        sheet = book.add_worksheet(SHEET)
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        sheet.write_string(0, 0, TITLE, bold)
        below = 2
        for below, row in enumerate(ledger_rows(n, seed, dirty, as_of, jurisdiction, mix), 2):
            if below == 2:
                sheet.write_row(1, 0, list(row.cells), bold)
            _write_row(sheet, below, list(row.cells.values()))
            kinds[row.dirt] += 1
        sheet.write_row(below + 1, 0, ["合计", n])
        sheet.write_string(below + 2, 0, FOOTER)
        sheet.freeze_panes(2, 2)
    del kinds[""]
    return kinds


def _write_row(sheet: xlsxwriter.worksheet.Worksheet, at: int, cells: list[Cell]) -> None:
    for place, cell in enumerate(cells):
        if isinstance(cell, date):
            sheet.write_datetime(at, place, cell)
        elif isinstance(cell, str):
            sheet.write_string(at, place, cell)
        elif cell is not None:
            sheet.write_number(at, place, cell)
