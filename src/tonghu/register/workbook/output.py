"""Writing workbooks: whole or not at all, and every text as a text."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from tonghu.base.errors import Fault, Faults
from tonghu.base.texts import Lang, Text
from tonghu.register.workbook.sheets import Broken, Cell, Number, Stamp

LINE_HEIGHT = 15  # points; spreadsheets other than Excel do not fit rows to wrapped text by themselves
LONGEST_TEXT = 32_767  # characters that a cell may hold
# =1+1 stays the text "=1+1": nothing that a county or a family wrote is ever worked out, linked or turned into a number.
AS_WRITTEN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
DIGITS_OR_SIGN = frozenset("0123456789０１２３４５６７８９=+-@'")


@contextmanager
def new_workbook(path: Path, lang: Lang, **options: bool) -> Iterator[xlsxwriter.Workbook]:
    """A workbook that appears under its path only when it is whole; an older file is replaced in one step.

    Whatever is written on the way lies in a folder beside the path, never in the machine's common one, and is gone
    afterwards. Raises Faults when the place cannot be written to (the old file is open in Excel, no such folder).
    """
    try:
        with TemporaryDirectory(prefix=f".{path.stem}.", dir=path.parent) as folder:
            unfinished = Path(folder) / "book.xlsx"
            book = xlsxwriter.Workbook(str(unfinished), {**AS_WRITTEN, **options, "tmpdir": folder})
            try:
                yield book
                book.close()
            finally:
                _let_go(book)
            unfinished.replace(path)
    except (OSError, XlsxWriterException) as error:
        raise Faults(_cannot_write(path, error, lang)) from error


def _let_go(book: xlsxwriter.Workbook) -> None:
    """Close the files that an unfinished workbook of constant memory holds open."""
    for sheet in book.worksheets():
        if sheet.row_data_fh is not None:
            sheet.row_data_fh.close()


class Pen:
    """Puts cells back as they were read: each number under its own format."""

    def __init__(self, book: xlsxwriter.Workbook, **look: object) -> None:
        self._book, self._look = book, look
        self._formats: dict[str, Format] = {}

    def put(self, sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
        """Write one cell (row and column from 0). A broken formula stays as the text of its error."""
        match cell:
            case None:
                return
            case bool():
                sheet.write_boolean(row, column, cell, self._format(""))
            case str():
                # ID numbers and whatever looks like a formula also stay texts when someone edits the cell
                sheet.write_string(row, column, cell, self._format("@" if cell[:1] in DIGITS_OR_SIGN else ""))
            case Number():
                sheet.write_number(row, column, cell.value, self._format(cell.format))
            case Stamp():
                sheet.write_number(row, column, cell.serial, self._format(cell.format))
            case Broken():
                sheet.write_string(row, column, cell.error, self._format("@"))
            case _:
                sheet.write_number(row, column, cell, self._format(""))

    def _format(self, code: str) -> Format:
        if code not in self._formats:
            self._formats[code] = self._book.add_format(
                {**self._look, **({"num_format": code} if code else {})}
            )
        return self._formats[code]


def shortened(text: str) -> str:
    """A text that fits into a cell."""
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"


def display_width(text: str) -> int:
    """How many narrow characters the longest line of a text takes; Chinese characters take two."""
    return max((sum(2 if ord(char) > 0x2E80 else 1 for char in line) for line in text.split("\n")), default=0)


@lru_cache(maxsize=10_000)  # most rows tell what others tell, too
def lines_needed(text: str, width: int) -> int:
    """How many lines a text takes in a wrapped column of so many narrow characters."""
    return sum(max(1, math.ceil(display_width(line) / max(width - 1, 1))) for line in text.split("\n"))


def _cannot_write(path: Path, error: Exception, lang: Lang) -> Fault:
    reason = getattr(error, "strerror", None) or str(error)
    what = Text(f"写不了这个文件（{reason}）", f"the file cannot be written ({reason})")
    mend = Text(
        "请确认文件夹存在、有写权限，文件没有在 Excel 或 WPS 中打开。",
        "See that the folder exists and may be written to, and that the file is not open in Excel or WPS.",
    )
    return Fault(str(path), what.in_(lang), mend.in_(lang))
