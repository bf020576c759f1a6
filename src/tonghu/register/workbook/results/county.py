"""The first sheet of the results: the county's rows where they stood, with six columns added."""

import math
from collections.abc import Mapping
from typing import Any

import xlsxwriter

from tonghu.base.texts import Lang, Text
from tonghu.register.workbook.output import LINE_HEIGHT, Pen, display_width, lines_needed, shortened
from tonghu.register.workbook.read import Ledger
from tonghu.register.workbook.results import telling
from tonghu.register.workbook.results.listing import A3, print_on
from tonghu.register.workbook.rows.row import LedgerFault, Row
from tonghu.register.workbook.rows.values import text_of
from tonghu.register.workbook.sheets import Cell

ADDED = (
    (Text("认定类别", "categories"), 16),
    (Text("应享待遇（元）", "money owed (yuan)"), 34),
    (Text("应享服务", "services owed"), 40),
    (Text("依据条款", "legal basis"), 30),
    (Text("还缺哪些信息", "missing facts"), 36),
    (Text("需人工判断", "for a person to decide"), 40),
)
NARROWEST, WIDEST = 6, 28
ROWS_MEASURED = 200
COLUMNS_FROZEN = 3
LONGEST_MESSAGE = 255  # characters of an input message
WIDTH_OF_A_PAGE = (
    320  # narrow characters that can still be read on A3; a wider ledger prints on several pages abreast
)
MOST_LINES = 6  # a row that tells more is clipped on the screen; the cell holds all of it


class CountySheet:
    """Writes every row under its own number, so that row 12 of the results is row 12 of the ledger.

    The six columns stand behind the last header. What the county wrote beyond its last header moves behind them.
    """

    def __init__(self, book: xlsxwriter.Workbook, name: str, ledger: Ledger, lang: Lang) -> None:
        self._sheet, self._ledger, self._lang = book.add_worksheet(name), ledger, lang
        self._width = max(column.index for column in ledger.columns) + 1
        self._pen = Pen(book, valign="top")
        self._bold = Pen(book, valign="top", bold=True, bg_color="#f6f7f9", text_wrap=True)
        self._added = book.add_format({"valign": "top", "text_wrap": True})
        self._added_head = book.add_format(
            {"valign": "top", "bold": True, "text_wrap": True, "bg_color": "#dbe7fb"}
        )
        self._mark = book.add_format({"bg_color": "#fff3d6"})
        self._widths: dict[int, int] = {}
        self._last = ledger.table.last_row
        for number, cells in ledger.opening:
            self._opening(number, cells)

    def add(self, row: Row, answer: Mapping[str, Any] | None) -> None:
        """One row of the ledger with its answer; rows come in order."""
        self._cells(self._pen, row.number, row.cells)
        lines = 1
        for offset, text in enumerate(self._told(row, answer)):
            if text:
                self._sheet.write_string(row.number - 1, self._width + offset, shortened(text), self._added)
                lines = max(lines, lines_needed(text, ADDED[offset][1]))
        if lines > 1:
            self._sheet.set_row(row.number - 1, LINE_HEIGHT * min(lines, MOST_LINES))
        self._last = row.number

    def mark(self, fault: LedgerFault) -> None:
        """Colour a cell of any row, and say why when it is selected; for what only a later row brings out.

        A row that has been written cannot get a comment any more; an input message it can.
        """
        self._sheet.conditional_format(fault.address, {"type": "no_errors", "format": self._mark})
        told = f"{fault.what.in_(self._lang)}\n{fault.mend.in_(self._lang)}"
        self._sheet.data_validation(
            fault.address, {"validate": "any", "input_message": told[:LONGEST_MESSAGE]}
        )

    def close(self) -> None:
        """Set what needs all rows: filter, widths, what stays in sight, how it prints."""
        table = self._ledger.table
        widths = {column: min(max(width + 2, NARROWEST), WIDEST) for column, width in self._widths.items()}
        widths |= {self._width + offset: width for offset, (_, width) in enumerate(ADDED)}
        for column, width in widths.items():
            self._sheet.set_column(column, column, width)
        self._sheet.autofilter(
            table.last_row - 1, 0, max(self._last, table.last_row) - 1, self._width + len(ADDED) - 1
        )
        named = min(COLUMNS_FROZEN, self._name_column() + 1)
        self._sheet.freeze_panes(table.last_row, named)
        self._sheet.repeat_columns(0, named - 1)
        print_on(
            self._sheet,
            A3,
            (table.first_row - 1, table.last_row - 1),
            math.ceil(sum(widths.values()) / WIDTH_OF_A_PAGE),
        )

    def _opening(self, number: int, cells: list[Cell]) -> None:
        header = number >= self._ledger.table.first_row
        self._cells(self._bold if header else self._pen, number, cells, measure=header)
        if number == self._ledger.table.last_row:
            for offset, (head, _) in enumerate(ADDED):
                self._sheet.write_string(
                    number - 1, self._width + offset, head.in_(self._lang), self._added_head
                )

    def _cells(self, pen: Pen, number: int, cells: list[Cell], *, measure: bool = True) -> None:
        for index, cell in enumerate(cells):
            column = index if index < self._width else index + len(ADDED)
            pen.put(self._sheet, number - 1, column, cell)
            if measure and number <= ROWS_MEASURED and cell is not None:
                self._widths[column] = max(
                    self._widths.get(column, 0), min(display_width(text_of(cell)), WIDEST)
                )

    def _told(self, row: Row, answer: Mapping[str, Any] | None) -> list[str]:
        notes = "\n".join(note.in_(self._lang) for note in self._notes(row, answer))
        if answer is None or "error" in answer:
            return ["", "", "", "", "", notes]
        lang = self._lang
        return [
            telling.categories(answer, lang),
            telling.money(answer, lang),
            telling.services(answer, lang),
            telling.clauses(answer),
            telling.missing(answer, lang),
            "\n".join(filter(None, (telling.for_people(answer, lang), notes))),
        ]

    def _notes(self, row: Row, answer: Mapping[str, Any] | None) -> list[Text]:
        if row.skipped:
            return [row.skipped]
        told = []
        for fault in row.faults:
            zh, en = (
                f"{fault.address}（{fault.header}）{fault.what.zh}",
                f"{fault.address} ({fault.header}): {fault.what.en}",
            )
            told.append(
                Text(f"没有计算：{zh}", f"not answered: {en}")
                if fault.decisive
                else Text(f"请核对：{zh}", f"please check: {en}")
            )
        if row.case is not None and (answer is None or "error" in answer):
            told.append(Text("没有计算，原因见“未能读取”", "not answered; the reason is on the third sheet"))
        return told

    def _name_column(self) -> int:
        found = [
            column.index
            for column in self._ledger.columns
            if column.use and column.use.column.key == "child_name"
        ]
        return min(found, default=0)
