"""The county's own sheet handed back: cells that are wrong in red, the reasons in a column of their own."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from django.utils import timezone

from tonghu.access.actors import Actor
from tonghu.access.fields import opened
from tonghu.base.texts import Lang, Text
from tonghu.register.imports import vault
from tonghu.register.imports.saying import Saying, heard
from tonghu.register.models import Import, ImportRow
from tonghu.register.standing.determine import place_name
from tonghu.register.workbook import Ledger, open_ledger
from tonghu.register.workbook.output import Pen, new_workbook, shortened
from tonghu.register.workbook.sheets import Cell, address

REASONS = Text("错误原因", "what is wrong")
ROW = Text("原行号", "row in your file")
WHOLE = 2_000  # rows up to which the whole sheet comes back; of a larger one those that need work
RED = {"bg_color": "#fbdcd9", "font_color": "#9c1c13"}
WIDTH = 60


def write_returned(path: Path, upload: Import, *, actor: Actor, purpose: str, lang: Lang) -> int:
    """Write the sheet with the reasons; how many rows have one. Raises FileNotFoundError once the file is destroyed."""
    wrong = dict(_wrong(upload, actor, purpose))
    whole = int(upload.counts.get("rows", 0)) <= WHOLE
    with vault.opened(upload.ref, upload.counts.get("suffix", ".xlsx")) as book:
        ledger = open_ledger(book, jurisdiction=place_name(actor.region), as_of=timezone.localdate())
        with new_workbook(path, lang, constant_memory=True) as made:
            _Sheet(made, ledger, lang).write(wrong, whole)
    return len(wrong)


def _wrong(upload: Import, actor: Actor, purpose: str) -> Iterable[tuple[int, Saying]]:
    rows = ImportRow.objects.for_user(actor, purpose).filter(upload=upload).exclude(said="")
    for row in rows.order_by("number").iterator(500):
        if row.faults or (row.plan == "maybe" and not row.decision):
            said = heard(opened(row, "said"))
            yield row.number, said


class _Sheet:
    """Writes rows under their own numbers, or, of a large sheet, one below the other with their numbers beside."""

    def __init__(self, book: object, ledger: Ledger, lang: Lang) -> None:
        self._sheet = book.add_worksheet(ledger.sheet[:31])  # type: ignore[attr-defined]
        self._ledger, self._lang = ledger, lang
        self._width = max(column.index for column in ledger.columns) + 1
        self._pen, self._red = Pen(book, valign="top"), Pen(book, valign="top", **RED)  # type: ignore[arg-type]
        self._bold = Pen(book, valign="top", bold=True, bg_color="#f6f7f9", text_wrap=True)  # type: ignore[arg-type]
        self._told = book.add_format({"valign": "top", "text_wrap": True, **RED})  # type: ignore[attr-defined]
        self._sheet.set_column(self._width, self._width, WIDTH)
        self._sheet.freeze_panes(ledger.table.last_row, 0)

    def write(self, wrong: dict[int, Saying], whole: bool) -> None:
        """Every row, or those with a reason."""
        for number, cells in self._ledger.opening:
            self._cells(self._bold, number, cells, frozenset())
            if number == self._ledger.table.last_row:
                self._bold.put(self._sheet, number - 1, self._width, REASONS.in_(self._lang))
                self._bold.put(self._sheet, number - 1, self._width + 1, ROW.in_(self._lang))
        at = self._ledger.table.last_row
        for row in self._ledger.rows():
            said = wrong.get(row.number)
            if said is None and not whole:
                continue
            at = row.number if whole else at + 1
            self._row(at, row.number, row.cells, said)

    def _row(self, at: int, number: int, cells: list[Cell], said: Saying | None) -> None:
        red = frozenset(one.address for one in said.wrong) if said else frozenset()
        self._cells(self._pen, at, cells, red, number)
        if said is not None:
            self._sheet.write_string(at - 1, self._width, shortened(self._reasons(said)), self._told)
            self._sheet.write_number(at - 1, self._width + 1, number)

    def _cells(
        self, pen: Pen, at: int, cells: list[Cell], red: frozenset[str], number: int | None = None
    ) -> None:
        for index, cell in enumerate(cells[: self._width]):
            bad = number is not None and address(number, index) in red
            (self._red if bad else pen).put(
                self._sheet, at - 1, index, cell if cell is not None or not bad else ""
            )

    def _reasons(self, said: Saying) -> str:
        chosen = 1 if self._lang == "en" else 0
        lines = [
            f"{one.address} {one.header}：{one.what[chosen]}；{one.mend[chosen]}".strip("：； ")
            for one in said.wrong
        ]
        return "\n".join(lines or [UNDECIDED.in_(self._lang)])


UNDECIDED = Text("疑似重复，请在系统中选择", "maybe a duplicate: decide in the program")
