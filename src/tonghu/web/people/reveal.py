"""Showing a whole number: a small form that asks why, then the number."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from tonghu.access.refusal import Refused
from tonghu.base.texts import Text
from tonghu.register.models import Child, Relationship
from tonghu.register.reveal import FIELDS, reveal
from tonghu.web.design.people_drawn import WORDS
from tonghu.web.people.forms import RevealForm, put
from tonghu.web.site.pages import Request, found_or_404, page

SELF = "child"


@page("clear")
def show(request: Request, ref: str) -> HttpResponse:
    """Ask, then show. With a script the answer takes the place of the form alone."""
    child = found_or_404(
        Child.objects.for_user(request.actor, request.purpose).select_related("person"), ref=ref
    )
    whom = _whom(request, child)
    form = RevealForm(
        request.POST if request.method == "POST" else None, initial={"whom": SELF, **_asked(request, whom)}
    )
    form.fields["whom"].choices = list(whom.items())
    shown, status = None, 200
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        tie = None if told["whom"] == SELF else int(told["whom"])
        try:
            value = reveal(child, told["field"], reason=told["reason"], relationship=tie, actor=request.actor, purpose=request.purpose)  # fmt: skip
            shown = {"whom": whom[told["whom"]], "field": FIELDS[told["field"]], "value": value}
        except Refused as refused:
            put(form, refused)
    if form.errors:
        status = 400
    template = "people/reveal_part.html" if request.htmx else "people/reveal.html"
    return render(request, template, {"child": child, "form": form, "shown": shown}, status=status)


def _whom(request: Request, child: Child) -> dict[str, Text | str]:
    """The child and the relatives on file."""
    ties = Relationship.objects.for_user(request.actor, request.purpose).filter(child=child, retired_at=None)
    made: dict[str, Text | str] = {SELF: child.person.name}
    for tie in ties.select_related("relative"):
        kind, name = WORDS.get(tie.kind, Text(tie.kind, tie.kind)), tie.relative.name
        made[str(tie.pk)] = Text(f"{name}（{kind.zh}）", f"{name} ({kind.en})")
    return made


def _asked(request: Request, whom: dict[str, Text | str]) -> dict[str, str]:
    """What a link asks for beforehand."""
    asked = {"whom": request.GET.get("whom", ""), "field": request.GET.get("field", "")}
    return {name: value for name, value in asked.items() if value in {**whom, **FIELDS}}
