"""A plain list in a workbook: a header, rows, filters, widths; goes on in a further sheet when one is full."""

from collections.abc import Sequence
from datetime import date

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from tonghu.register.workbook.output import LINE_HEIGHT, lines_needed, shortened

LAST_ROW = 1_048_575  # counted from 0
A3, A4 = 8, 9
MOST_LINES = 20

Value = str | int | float | date | None


class Listing:
    """Rows under a header that stays in sight and is printed on every page."""

    def __init__(self, book: xlsxwriter.Workbook, name: str, heads: Sequence[tuple[str, int]]) -> None:
        self._book, self._name, self._heads = book, name, heads
        self._head = book.add_format(
            {"bold": True, "bg_color": "#f6f7f9", "bottom": 1, "text_wrap": True, "valign": "top"}
        )
        self._text = book.add_format({"text_wrap": True, "valign": "top"})
        self._money = book.add_format({"num_format": "#,##0.00", "valign": "top"})
        self._day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
        self._sheets = 0
        self.count = 0
        self._open()

    def add(self, values: Sequence[Value]) -> None:
        """One row: text as text, whole numbers as they are, floats with two decimals, days as days."""
        if self._row > LAST_ROW:
            self.close()
            self._open()
        for column, value in enumerate(values):
            self._put(column, value)
        texts = zip(values, self._heads, strict=False)
        lines = max(
            (lines_needed(text, width) for text, (_, width) in texts if isinstance(text, str) and text),
            default=1,
        )
        if lines > 1:
            self._sheet.set_row(self._row, LINE_HEIGHT * min(lines, MOST_LINES))
        self._row += 1
        self.count += 1

    def close(self) -> None:
        """Set what needs the number of rows."""
        self._sheet.autofilter(0, 0, max(self._row - 1, 1), len(self._heads) - 1)

    def _put(self, column: int, value: Value) -> None:
        sheet, row = self._sheet, self._row
        if value is None or value == "":
            return
        if isinstance(value, str):
            sheet.write_string(row, column, shortened(value), self._text)
        elif isinstance(value, date):
            sheet.write_datetime(row, column, value, self._day)
        else:
            sheet.write_number(row, column, value, self._text if isinstance(value, int) else self._money)

    def _open(self) -> None:
        self._sheets += 1
        name = self._name if self._sheets == 1 else f"{self._name}（{self._sheets}）"
        self._sheet: Worksheet = self._book.add_worksheet(name)
        for column, (head, width) in enumerate(self._heads):
            self._sheet.write_string(0, column, head, self._head)
            self._sheet.set_column(column, column, width)
        self._sheet.freeze_panes(1, 0)
        print_on(self._sheet, A4, (0, 0))
        self._row = 1


def print_on(sheet: Worksheet, paper: int, header: tuple[int, int], pages_abreast: int = 1) -> None:
    """Landscape, fitted to the width of the paper (or of several), the header on every page, page numbers."""
    sheet.set_landscape()
    sheet.set_paper(paper)
    sheet.fit_to_pages(pages_abreast, 0)
    sheet.repeat_rows(*header)
    sheet.set_footer("&C&P / &N")
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
