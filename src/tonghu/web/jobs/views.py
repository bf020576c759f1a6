"""Long work: one's own, and with the power all of the region."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from tonghu.register import jobs
from tonghu.register.models import Job
from tonghu.web.site.pages import Request, found_or_404, page

A_PAGE = 50


@page("")
@require_GET
def listing(request: Request) -> HttpResponse:
    """The jobs, newest first."""
    rows = jobs.seen_by(request.actor).select_related("asked_by").order_by("-pk")
    pages = Paginator(rows, A_PAGE)
    shown = pages.get_page(request.GET.get("page"))
    listed = [(jobs.shown(job), address_of(job, request)) for job in shown.object_list]
    return render(request, "jobs/list.html", {"page": shown, "jobs": listed})


@page("")
@require_GET
def one(request: Request, ref: str) -> HttpResponse:
    """One job; the page asks again by itself while it runs."""
    return render(
        request, "jobs/one.html", progress_of(found_or_404(jobs.seen_by(request.actor), ref=ref), request)
    )


@page("")
@require_GET
def part(request: Request, ref: str) -> HttpResponse:
    """How far a job is, for the page to put in; once it has ended the whole page is asked for again."""
    job = found_or_404(jobs.seen_by(request.actor), ref=ref)
    response = render(request, "jobs/part.html", progress_of(job, request))
    if job.state not in jobs.OPEN:
        response["HX-Refresh"] = "true"
    return response


@page("")
@require_POST
def cancel(request: Request, ref: str) -> HttpResponse:
    """Ask a job to stop."""
    job: Job = found_or_404(jobs.seen_by(request.actor), ref=ref)
    jobs.cancel(job, actor=request.actor, purpose=request.purpose)
    return redirect("job", ref=ref)


def progress_of(job: Job, request: Request) -> dict[str, object]:
    """What the part about progress shows."""
    found = jobs.shown(job)
    stop = reverse("job-cancel", args=[job.ref]) if found.open else ""
    return {"shown": found, "cancel_url": stop, "address": address_of(job, request)}


def address_of(job: Job, request: Request) -> str:
    """Where what a job works on can be looked at, by this seat."""
    ref = job.args.get("ref", "")
    return (
        reverse("import", args=[ref])
        if ref and job.kind.startswith("import.") and request.actor.may("import")
        else ""
    )
