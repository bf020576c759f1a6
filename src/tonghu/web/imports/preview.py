"""The last two steps: looking at what the workbook would do, deciding, taking it over."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from tonghu.base.errors import Faults
from tonghu.register import jobs
from tonghu.register.imports import actions, previews
from tonghu.register.imports.returned import write_returned
from tonghu.register.models import Import, ImportRow, Job
from tonghu.web.imports.telling import PLANS, told
from tonghu.web.imports.views import STEPS, workbook
from tonghu.web.jobs.views import progress_of
from tonghu.web.site.pages import Request, found_or_404, page

A_PAGE = 50


@page("import")
@require_GET
def one(request: Request, ref: str) -> HttpResponse:
    """An import in whatever state it is."""
    return _shown(request, _import(request, ref))


@page("import")
@require_POST
def decide(request: Request, ref: str) -> HttpResponse:
    """A decision on a possible duplicate: `same:<place of the candidate>`, `different` or `skip`."""
    upload = _import(request, ref)
    word, _, place = request.POST.get("decision", "").partition(":")
    number = request.POST.get("row", "")
    if not number.isdigit() or not (place.isdigit() or not place):
        raise Http404
    try:
        actions.decide(
            upload,
            int(number),
            word,
            int(place or 0),
            actor=request.actor,
            purpose=request.purpose,
            lang=request.lang,
        )
    except ImportRow.DoesNotExist:
        raise Http404 from None
    back = request.POST.get("page", "1")
    page_ = back if back.isdigit() else "1"
    return redirect(f"{reverse('import', args=[ref])}?plan=maybe&page={page_}#row-{int(number)}")


@page("import")
@require_POST
def commit(request: Request, ref: str) -> HttpResponse:
    """Take the rows over."""
    upload = _import(request, ref)
    try:
        actions.confirm(
            upload,
            request.POST.get("mode", ""),
            actor=request.actor,
            purpose=request.purpose,
            lang=request.lang,
        )
    except Faults as faults:
        return _shown(request, upload, faults)
    return redirect("import", ref=ref)


@page("import")
@require_POST
def discard(request: Request, ref: str) -> HttpResponse:
    """Give the import up."""
    actions.discard(_import(request, ref), actor=request.actor, purpose=request.purpose)
    return redirect("imports")


@page("import")
@require_GET
def returned(request: Request, ref: str) -> HttpResponse:
    """The county's own sheet with what is wrong in red."""
    upload = _import(request, ref)
    if upload.state != "preview":
        raise Http404
    with tempfile.TemporaryDirectory(dir=settings.TONGHU_HOME / "files") as folder:
        path = Path(folder) / "returned.xlsx"
        write_returned(path, upload, actor=request.actor, purpose=request.purpose, lang=request.lang)
        return workbook(path.read_bytes(), f"returned-{ref}.xlsx")


def _import(request: Request, ref: str) -> Import:
    rows = Import.objects.for_user(request.actor, request.purpose).select_related("uploaded_by")
    found: Import = found_or_404(rows, ref=ref)
    return found


def _shown(request: Request, upload: Import, faults: Faults | None = None) -> HttpResponse:
    context: dict[str, Any] = {"upload": upload, "steps": STEPS, "message": jobs.told(upload.message), "faults": faults,
               "before": request.GET.get("before") == "1"}  # fmt: skip
    if upload.state in {"reading", "committing"}:
        context |= _progress(request, upload)
        return render(request, "imports/working.html", context)
    if upload.state == "preview":
        context |= _preview(request, upload)
        return render(request, "imports/preview.html", context, status=400 if faults else 200)
    if upload.state == "done":
        context |= _done(request, upload)
        return render(request, "imports/done.html", context)
    return render(request, "imports/ended.html", context)


def _progress(request: Request, upload: Import) -> dict[str, Any]:
    job = Job.objects.filter(ref=upload.counts.get("job", "")).first()
    return {"now": 2 if upload.state == "reading" else 4} | (progress_of(job, request) if job else {})


def _preview(request: Request, upload: Import) -> dict[str, Any]:
    counted = previews.counted(upload, request.actor, request.purpose)
    there = [plan for plan in previews.PLANS if counted.plans.get(plan)]
    asked = request.GET.get("plan", "")
    plan = asked if asked in there else (there[0] if there else "new")
    pages = Paginator(previews.rows_of(upload, plan, request.actor, request.purpose), A_PAGE)
    shown = pages.get_page(request.GET.get("page"))
    rows = previews.shown(list(shown.object_list), request.actor, request.purpose)
    return {
        "now": 3, "counted": counted, "plan": plan, "page": shown, "query": f"plan={plan}&",
        "tabs": [(one, PLANS[one], counted.plans[one]) for one in there],
        "lines": [told(row, request.actor, request.lang) for row in rows],
    }  # fmt: skip


def _done(request: Request, upload: Import) -> dict[str, Any]:
    rows = ImportRow.objects.for_user(request.actor, request.purpose).filter(
        upload=upload, child__isnull=False
    )
    rows = rows.exclude(plan="same").select_related("child__person").order_by("number")
    return {"now": 5, "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")), "plans": PLANS,
            "written": upload.counts.get("written", {})}  # fmt: skip
