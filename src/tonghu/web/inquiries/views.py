"""Pages of inquiries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from tonghu.access.actors import NotAllowed
from tonghu.base.errors import Unreadable
from tonghu.law.language.words import SUPPLIERS, word
from tonghu.register.facts.values import entry_of
from tonghu.register.inquiries import DAYS, OWN, answer, ask, department_of, waiting, withdraw
from tonghu.register.models import Child, Inquiry
from tonghu.web.file.tokens import fact_of_token
from tonghu.web.inquiries.forms import AnswerForm, AskForm, label_of, told
from tonghu.web.site.pages import Request, found_or_404, page

PAGE = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One open question as a row."""

    inquiry: Inquiry
    what: str
    whom: str
    late: bool
    own: bool


def lines(request: Request, rows: Iterable[Inquiry]) -> list[Line]:
    """Questions in words."""
    today = timezone.localdate()
    return [
        Line(row, label_of(row, request.lang), word(SUPPLIERS, row.supplier, request.lang), row.due < today, row.supplier in OWN)
        for row in rows
    ]  # fmt: skip


@page("inquire")
def inquiries(request: Request) -> HttpResponse:
    """What was asked in this region and is not answered."""
    found = Paginator(waiting(request.actor, request.purpose), PAGE).get_page(request.GET.get("page"))
    return render(
        request, "inquiries/list.html", {"page": found, "lines": lines(request, found), "asking": True}
    )


@page("requests")
def requests(request: Request) -> HttpResponse:
    """What this department was asked."""
    found = Paginator(waiting(request.actor, request.purpose), PAGE).get_page(request.GET.get("page"))
    context = {"page": found, "lines": lines(request, found), "department": department_of(request.actor)}
    return render(request, "inquiries/list.html", context)


@page("inquire")
def asking(request: Request, ref: str) -> HttpResponse:
    """Ask for one fact of a child."""
    child = found_or_404(
        Child.objects.for_user(request.actor, request.purpose).select_related("person"), ref=ref
    )
    token = request.POST.get("f") or request.GET.get("f", "")
    whom, name = fact_of_token(token)
    if entry_of(name).sensitivity not in request.actor.compartments(child.pk):
        raise NotAllowed(name)
    initial = {"due": timezone.localdate() + dt.timedelta(days=DAYS)}
    form = AskForm(
        name, request.GET.get("of", ""), request.POST if request.method == "POST" else None, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        try:
            ask(child, whom, name, form.cleaned_data["supplier"], actor=request.actor, purpose=request.purpose,
                due=form.cleaned_data["due"], note=form.cleaned_data["note"])  # fmt: skip
        except Unreadable as error:
            form.add_error(None, told(error, request.lang))
        else:
            return redirect("file", ref)
    what = label_of(Inquiry(whom=whom, name=name), request.lang)
    status = 400 if form.errors else 200
    return render(
        request,
        "inquiries/ask.html",
        {"child": child, "form": form, "what": what, "token": token},
        status=status,
    )


@page("")
def answering(request: Request, ref: str) -> HttpResponse:
    """Answer one question; only what was asked is shown of the child."""
    if not (request.actor.may("requests") or request.actor.may("inquire")):
        raise Http404
    inquiry = found_or_404(waiting(request.actor, request.purpose), ref=ref)
    form = AnswerForm(inquiry, request.lang, *([request.POST] if request.method == "POST" else []))
    if request.method == "POST" and form.is_valid():
        answer(
            inquiry,
            form.value,
            actor=request.actor,
            purpose=request.purpose,
            since=form.since,
            reply=form.cleaned_data["reply"],
        )
        return redirect("requests" if request.actor.may("requests") else "inquiries")
    context = {"inquiry": inquiry, "form": form, "line": lines(request, [inquiry])[0]}
    return render(request, "inquiries/answer.html", context, status=400 if form.errors else 200)


@page("inquire")
@require_POST
def withdrawing(request: Request, ref: str) -> HttpResponse:
    """Take a question back."""
    inquiry = found_or_404(waiting(request.actor, request.purpose), ref=ref)
    withdraw(inquiry, actor=request.actor, purpose=request.purpose)
    return redirect("inquiries")
