"""The first two steps: the template, the upload; and what was imported before."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from tonghu.base.errors import Unreadable
from tonghu.base.texts import Text
from tonghu.register.imports import actions, arrival
from tonghu.register.models import Import
from tonghu.register.workbook import write_template
from tonghu.web.site.pages import Request, page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STEPS = (
    Text("下载模板", "Template"),
    Text("上传", "Upload"),
    Text("核对", "Preview"),
    Text("写入", "Take over"),
)
A_PAGE = 50


@page("import")
@require_http_methods(["GET", "POST"])
def index(request: Request) -> HttpResponse:
    """The template, the upload and earlier imports."""
    if request.method == "POST":
        return _upload(request)
    return _index(request)


def _upload(request: Request) -> HttpResponse:
    sent = request.FILES.get("workbook")
    if sent is None:
        return _index(request, Unreadable(NO_FILE, CHOOSE))
    if (sent.size or 0) > settings.TONGHU_MOST_UPLOAD:
        return _index(request, Unreadable(arrival.TOO_BIG, arrival.SPLIT))
    try:
        made, before = actions.upload(
            sent.name or "", sent.read(), actor=request.actor, purpose=request.purpose
        )
    except Unreadable as refused:
        return _index(request, refused)
    address = reverse("import", args=[made.ref])
    return redirect(f"{address}?before=1" if before else address)


def _index(request: Request, refused: Unreadable | None = None) -> HttpResponse:
    rows = (
        Import.objects.for_user(request.actor, request.purpose).select_related("uploaded_by").order_by("-pk")
    )
    context = {
        "steps": STEPS,
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "refused": refused,
    }
    return render(request, "imports/index.html", context, status=400 if refused else 200)


@page("import")
@require_GET
def template(request: Request) -> HttpResponse:
    """The empty workbook that counties fill in."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        write_template(path, lang=request.lang)
        return workbook(path.read_bytes(), "tonghu-template.xlsx")


def workbook(content: bytes, name: str) -> HttpResponse:
    """A workbook to be saved; its name says nothing of anybody."""
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


NO_FILE = Text("没有选择文件", "no file was chosen")
CHOOSE = Text("请选择填好的工作簿。", "Choose the workbook that you filled in.")
