"""Leave to see restricted content: asking, deciding, taking it back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tonghu.access import grants
from tonghu.access.models import Grant
from tonghu.access.refusal import Refused
from tonghu.access.seats import COMPARTMENTS, PURPOSES
from tonghu.base.texts import Text
from tonghu.register.models import Child
from tonghu.web.people.forms import AskForm, put
from tonghu.web.site.pages import Request, found_or_404, page

ROWS = 50
LASTS = {
    "4": Text("4 小时", "4 hours"), "24": Text("1 天", "1 day"), "72": Text("3 天", "3 days"),
    "168": Text("7 天", "7 days"), "720": Text("30 天", "30 days"),
}  # fmt: skip
STATES = {
    "waiting": ("due", Text("等候审批", "waiting")), "holds": ("done", Text("有效", "holds")),
    "over": ("unknown", Text("已到期", "run out")), "refused": ("late", Text("未批准", "refused")),
    "withdrawn": ("unknown", Text("已撤回", "withdrawn")),
}  # fmt: skip


@page("ask_grant")
def listing(request: Request, refused: Refused | None = None) -> HttpResponse:
    """My requests; for who decides, those that wait and those that hold."""
    decides = request.actor.may("grant")
    mine = list(grants.mine(request.actor)[:ROWS])
    waiting = list(grants.waiting(request.actor)[:ROWS]) if decides else []
    running = list(grants.running(request.actor)[:ROWS]) if decides else []
    children = _children(request, [*mine, *waiting, *running])
    context = {
        "mine": _rows(mine, children), "waiting": _rows(waiting, children), "running": _rows(running, children),
        "decides": decides, "lasts": LASTS.items(), "refused": refused,
    }  # fmt: skip
    return render(request, "people/grants.html", context, status=400 if refused else 200)


@page("ask_grant")
def ask(request: Request, ref: str) -> HttpResponse:
    """Ask for a part of one child's file."""
    child = found_or_404(
        Child.objects.for_user(request.actor, request.purpose).select_related("person"), ref=ref
    )
    form = AskForm(request.actor, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            grants.ask(
                child, told["compartment"], told["reason"], actor=request.actor, purpose=request.purpose
            )
            return redirect("grants")
        except Refused as refused:
            put(form, refused)
    context = {"child": child, "form": form, "why": PURPOSES[request.purpose]}
    return render(request, "people/ask.html", context, status=400 if form.errors else 200)


@page("ask_grant")
@require_POST
def act(request: Request, pk: int, what: str) -> HttpResponse:
    """Approve, refuse or withdraw."""
    span = request.actor.span
    grant = found_or_404(Grant.objects.filter(scope__gte=span.low, scope__lte=span.high), pk=pk)
    child = _children(request, [grant]).get(grant.child_id)
    about = child.ref if child else f"grant:{grant.pk}"
    who: dict[str, Any] = {"actor": request.actor, "purpose": request.purpose}
    try:
        if what == "approve":
            hours = request.POST.get("lasts", "")
            grants.approve(grant, dt.timedelta(hours=int(hours) if hours in LASTS else 0), about, **who)
        elif what == "refuse":
            grants.refuse(grant, request.POST.get("answer", ""), about, **who)
        elif what == "withdraw":
            grants.withdraw(grant, about, **who)
        else:
            raise Http404
    except Refused as refused:
        request.method = "GET"
        return listing(request, refused)  # type: ignore[return-value]
    return redirect("grants")


def _children(request: Request, rows: Iterable[Grant]) -> dict[int, Child]:
    """The children of the requests, as far as they are in the own region."""
    asked = {row.child_id for row in rows}
    if not asked:
        return {}
    found = Child.objects.for_user(request.actor, request.purpose).filter(pk__in=asked)
    return {child.pk: child for child in found.select_related("person")}


def _rows(rows: Iterable[Grant], children: dict[int, Child]) -> list[dict[str, Any]]:
    return [
        {"grant": row, "child": children.get(row.child_id), "box": COMPARTMENTS[row.compartment], "purpose": PURPOSES[row.purpose],
         "state": STATES[grants.state_of(row)], "open": grants.state_of(row) in {"waiting", "holds"}}
        for row in rows
    ]  # fmt: skip
