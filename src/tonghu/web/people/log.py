"""The audit log: who did what, when and for which purpose; whether the chain still holds."""

from __future__ import annotations

import json
from datetime import datetime
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import xlsxwriter
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from tonghu.access import audit, log
from tonghu.access.anchors import read_heads
from tonghu.access.models import AuditEvent, AuditHead
from tonghu.access.seats import PURPOSES, seats
from tonghu.base.texts import Lang, Text
from tonghu.register.workbook.output import AS_WRITTEN
from tonghu.web.people.actions import ACTIONS, named, told
from tonghu.web.people.forms import LogForm
from tonghu.web.site.pages import Request, page

ROWS, MOST = 50, 10_000
CHECKED = "log.checked"
SYSTEM = Text("程序", "the program")
COLUMNS = (
    (Text("序号", "number"), 9), (Text("时间", "time"), 20), (Text("人员", "person"), 18), (Text("岗位", "seat"), 16),
    (Text("用途", "purpose"), 8), (Text("做了什么", "what"), 22), (Text("关于", "about"), 26),
    (Text("细节", "details"), 60), (Text("摘要值", "digest"), 68),
)  # fmt: skip


@page("log")
def listing(request: Request) -> HttpResponse:
    """Fifty rows, newest first; older ones by the number of the last."""
    form, asked = _asked(request)
    found = log.rows(asked, request.actor)
    before = request.GET.get("before", "")
    if before.isdigit():
        found = found.filter(number__lt=int(before))
    rows = list(found[: ROWS + 1])
    log.note_looked(asked, "read", len(rows[:ROWS]), actor=request.actor, purpose=request.purpose)
    query = urlencode({name: value for name, value in form.cleaned_data.items() if value})
    context = {
        "form": form, "rows": [_row(row) for row in rows[:ROWS]], "query": query, "chain": asked.chain,
        "older": rows[ROWS - 1].number if len(rows) > ROWS else None, "newest": not before,
        "length": AuditHead.objects.filter(chain=asked.chain).values_list("number", flat=True).first() or 0,
        "checked": request.session.get(CHECKED, {}).get(asked.chain), "most": MOST,
    }  # fmt: skip
    return render(request, "people/log.html", context)


@page("log")
@require_POST
def verify(request: Request) -> HttpResponse:
    """Work through the own chain, row by row."""
    chain = request.POST.get("chain", "")
    broken = log.check(chain, dict(read_heads()), actor=request.actor, purpose=request.purpose)
    checked = {"at": f"{timezone.localtime():%Y-%m-%d %H:%M}", "broken": broken.number if broken else 0,
               "zh": broken.what.zh if broken else "", "en": broken.what.en if broken else ""}  # fmt: skip
    request.session[CHECKED] = {**request.session.get(CHECKED, {}), chain: checked}
    return redirect(f"/log?{urlencode({'chain': chain})}")


@page("log")
@require_POST
def export(request: Request) -> HttpResponse:
    """What is shown, as a workbook; recorded."""
    _, asked = _asked(request)
    rows = list(log.rows(asked, request.actor)[:MOST])
    log.note_looked(asked, "export", len(rows), actor=request.actor, purpose=request.purpose)
    response = HttpResponse(
        _workbook(rows, request.lang), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    response.headers["Content-Disposition"] = f'attachment; filename="log-{timezone.localdate():%Y%m%d}.xlsx"'
    return response


def _asked(request: Request) -> tuple[LogForm, log.Asked]:
    """The question of the form; what cannot be read in it is left open."""
    held = log.chains(request.actor)
    own = audit.chain_of(request.actor)
    form = LogForm(
        [(chain, SYSTEM if chain == log.SYSTEM else chain) for chain in held], list(ACTIONS.items()),
        request.POST if request.method == "POST" else request.GET,
    )  # fmt: skip
    form.is_valid()
    given: dict[str, Any] = form.cleaned_data
    chain = given.get("chain") or (own if own in held else held[0])
    return form, log.Asked(
        chain, given.get("day"), given.get("seat", ""), given.get("action", ""), given.get("about", "").strip(),
        given.get("user"),
    )  # fmt: skip


def _row(event: AuditEvent) -> dict[str, Any]:
    seat = seats().get(event.seat)
    return {
        "event": event, "at": datetime.fromisoformat(event.at), "action": told(event.action),
        "seat": seat.name if seat else SYSTEM, "purpose": PURPOSES.get(event.purpose, event.purpose),
        "detail": [(named(name), _told(value)) for name, value in event.detail.items() if value not in (None, [], {}, "")],
    }  # fmt: skip


def _told(value: Any) -> str:
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return ", ".join(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _workbook(rows: list[AuditEvent], lang: Lang) -> bytes:
    """Every cell a text, so that nothing a person wrote is ever worked out by a spreadsheet."""
    kept = BytesIO()
    book = xlsxwriter.Workbook(kept, {**AS_WRITTEN, "in_memory": True})
    text, bold = book.add_format({"num_format": "@"}), book.add_format({"bold": True})
    sheet = book.add_worksheet(Text("审计日志", "Audit log").in_(lang))
    for column, (head, width) in enumerate(COLUMNS):
        sheet.write_string(0, column, head.in_(lang), bold)
        sheet.set_column(column, column, width)
    for number, event in enumerate(rows, 1):
        row = _row(event)
        at = timezone.localtime(row["at"]).isoformat(sep=" ", timespec="seconds")
        cells = (
            str(event.number), at, event.actor, row["seat"].in_(lang), event.purpose, row["action"].in_(lang),
            event.about, "; ".join(f"{name.in_(lang)}: {value}" for name, value in row["detail"]), event.digest,
        )  # fmt: skip
        for column, cell in enumerate(cells):
            sheet.write_string(number, column, cell, text)
    sheet.freeze_panes(1, 0)
    book.close()
    return kept.getvalue()
