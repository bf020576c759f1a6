"""A list as a workbook: exactly what is shown, all pages, with who took it along and why on every sheet."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterable
from typing import IO

import xlsxwriter
from django.http import FileResponse, HttpResponseBase, QueryDict
from django.utils import timezone
from django.views.decorators.http import require_POST

from tonghu.access.seats import PURPOSES
from tonghu.base.errors import Fault, Faults
from tonghu.base.texts import Text
from tonghu.register.lists import note_export
from tonghu.web.site.pages import Request, page
from tonghu.web.workbench.children import Listing, reason_of, shown
from tonghu.web.workbench.columns import COLUMNS, Cell, cells, foot
from tonghu.web.workbench.filters import Leaving
from tonghu.web.workbench.keeping import asked_in

MOST = 100_000
TOO_MANY = Text("名单太长，不能导出", "the list is too long to export")
NARROW = Text(
    f"一次最多导出 {MOST:,} 行。请按乡镇或类别分几次导出。",
    f"At most {MOST:,} rows at a time. Narrow it by place or category.",
)
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Head = tuple[str, int]


@page("export")
@require_POST
def children(request: Request) -> HttpResponseBase:
    """The list of children as a workbook."""
    found = Listing(request, *asked_in(request, QueryDict(request.POST.get("address", ""))))
    leaving = Leaving(request.POST, auto_id="out-%s")
    if not leaving.is_valid():
        return shown(request, found, leaving)
    capped(found.totals.children, request)
    query, lang = found.query, request.lang
    said = [one.in_(lang) for one in found.table([])["active"]]

    heads = [(COLUMNS[name].head.in_(lang), COLUMNS[name].width) for name in query.columns]
    name = Text("儿童名单", "children").in_(lang)
    sheet = Sheet(request, name, reason_of(leaving), said, heads)
    file, count = sheet.written(
        (cells(row, query.columns, lang) for row in found.every_row(MOST)),
        foot(found.totals, query.columns, lang),
    )
    note_export(
        "list", rows=count, filters=query.in_use(), columns=query.columns, reason=reason_of(leaving),
        actor=request.actor, purpose=request.purpose,
    )  # fmt: skip
    return sent(file, name)


def capped(rows: int, request: Request) -> None:
    """Raises Faults for more rows than one file takes."""
    if rows > MOST:
        raise Faults(Fault("", TOO_MANY.in_(request.lang), NARROW.in_(request.lang)))


def sent(file: IO[bytes], name: str) -> FileResponse:
    """The file on its way; it has no name on disk, so nothing of it stays here."""
    file.seek(0)
    day = timezone.localdate().isoformat()
    return FileResponse(file, as_attachment=True, filename=f"{name}-{day}.xlsx", content_type=EXCEL)


class Sheet:
    """One sheet in constant memory: watermark, what is shown, heads, rows, sums."""

    def __init__(
        self, request: Request, name: str, reason: str, active: Iterable[str], heads: list[Head]
    ) -> None:
        self.request, self.name, self.heads = request, name, heads
        lang, actor = request.lang, request.actor
        now = timezone.localtime().strftime("%Y-%m-%d %H:%M")
        purpose = PURPOSES[request.purpose].in_(lang)
        self.mark = f"{actor.name} · {actor.seat.name.in_(lang)} · {now} · {purpose}"
        told = ("、" if lang == "zh" else ", ").join(active) or Text("全部", "all").in_(lang)
        self.line = f"{self.mark} · {reason}"
        self.least = Text("至少", "at least").in_(lang)
        self.shown = f"{Text('条件：', 'Shown: ').in_(lang)}{told}"

    def written(self, body: Iterable[list[Cell]], sums: list[Cell] | None = None) -> tuple[IO[bytes], int]:
        """A nameless file with the workbook in it, and how many rows it has."""
        file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by whoever sends it
        book = xlsxwriter.Workbook(
            file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        )
        self.formats = {
            "text": book.add_format({"quote_prefix": True}), "money": book.add_format({"num_format": "#,##0.00"}),
            "least": book.add_format({"num_format": f'"{self.least} "#,##0.00'}),
            "day": book.add_format({"num_format": "yyyy-mm-dd"}), "number": book.add_format({"num_format": "0"}),
        }  # fmt: skip
        bold = book.add_format({"bold": True, "text_wrap": True, "bottom": 1})
        self.sheet = book.add_worksheet(self.name)
        self._paper()
        self.sheet.write_string(0, 0, self.line)
        self.sheet.write_string(1, 0, self.shown)
        for column, (head, width) in enumerate(self.heads):
            self.sheet.set_column(column, column, width)
            self.sheet.write_string(2, column, head, bold)
        count = 0
        for count, row in enumerate(body, 1):
            self._row(count + 2, row)
        if sums:
            self._row(count + 3, sums)
        book.close()
        return file, count

    def _paper(self) -> None:
        mark = self.mark.replace("&", "&&")[:200]
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(2)
        self.sheet.freeze_panes(3, 1)
        self.sheet.set_header(f"&L{mark}")
        self.sheet.set_footer(f"&L{mark}&R&P / &N")

    def _row(self, number: int, row: list[Cell]) -> None:
        for column, cell in enumerate(row):
            value = cell.value
            if value is None or value == "":
                continue
            if isinstance(value, str):  # never a formula, whatever it begins with
                self.sheet.write_string(number, column, value, self.formats["text"])
            elif isinstance(value, dt.date):
                self.sheet.write_datetime(
                    number, column, dt.datetime.combine(value, dt.time()), self.formats["day"]
                )
            else:
                self.sheet.write_number(number, column, value, self.formats[cell.kind])
