"""Everything that happened to a child; for seats that read the log, who opened the file."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from tonghu.access.actors import system
from tonghu.access.models import AuditEvent
from tonghu.access.rls import scoped
from tonghu.base.texts import Text
from tonghu.register.models import Child, Fact
from tonghu.register.reading import happenings
from tonghu.web.file.opening import opened
from tonghu.web.file.timeline import timeline
from tonghu.web.site.pages import Request, page

A_PAGE = 50


@page("file")
def history(request: Request, ref: str) -> HttpResponse:
    """The whole timeline, fifty events a page."""
    made = opened(request, ref, "history", facts=False)
    actor, child = request.actor, made.child
    rows = happenings(child, actor, request.purpose)
    facts = Fact.objects.for_user(actor, request.purpose).filter(child=child)
    events = timeline(rows, facts, made.boxes, request.lang)
    shown = Paginator(events, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "child": child, "events": shown, "opened": readings(child) if actor.may("log") else None,
        "here": Text("全部经过", "Everything that happened"),
    }  # fmt: skip
    return render(request, "file/history.html", context)


def readings(child: Child) -> list[AuditEvent]:
    """Who opened the file, the latest first."""
    with scoped(system("log")):
        found = AuditEvent.objects.filter(about=child.ref, action__in=("file.read", "document.read"))
        return list(found.order_by("-at")[:A_PAGE])
