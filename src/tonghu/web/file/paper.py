"""What the family is given on paper: what is owed in plain words, with arithmetic and clauses; and the whole file."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tonghu.access.models import Region
from tonghu.access.regions import county_of
from tonghu.base.texts import Text
from tonghu.register.facts.values import held
from tonghu.register.reading import happenings, relatives
from tonghu.web.account.sections import Teller
from tonghu.web.account.text import advice
from tonghu.web.design.family import WORDS
from tonghu.web.file.answers import answer_of
from tonghu.web.file.labels import label_of, told_value
from tonghu.web.file.opening import Opened, opened
from tonghu.web.file.redact import may_name
from tonghu.web.file.timeline import timeline
from tonghu.web.file.who import by_name, care, identity
from tonghu.web.site.pages import Request, page

TOLD = ("categories", "money", "services", "candidates", "alternatives", "exits", "open", "next", "refused")


@page("print")
def paper(request: Request, ref: str) -> HttpResponse:
    """The statement; with `?part=file` the file too."""
    made = opened(request, ref, "print")
    lang, child = request.lang, made.child
    told = answer_of(child, made.facts, made.asked, made.boxes, lang)
    teller = Teller(told.answer, lang) if told.answer else None
    sections = {section.key: section for section in teller.sections()} if teller else {}
    county = Region.objects.filter(code=county_of(child.scope)).values_list("name", flat=True).first()
    whole = request.GET.get("part") == "file"
    context = {
        "child": child, "asked": made.asked, "warning": told.warning, "note": told.note, "county": county or "", "whole": whole,
        "sections": [sections[key] for key in TOLD if key in sections], "today": timezone.localdate(),
        "notes": teller.notes.listed() if teller else [], "advice": advice(lang), "here": Text("打印", "Print"),
    }  # fmt: skip
    if whole:
        context |= _file(request, made)
    return render(request, "file/print.html", context)


def _file(request: Request, made: Opened) -> dict[str, object]:
    """Identity, family, facts and what happened."""
    lang, child, day = request.lang, made.child, made.asked.day
    happened = happenings(child, request.actor, request.purpose)
    facts = by_name(made.shown)
    return {
        "identity": identity(child, facts, day, lang), "care": care(facts, happened, made.boxes, lang),
        "kin": [(tie, WORDS[tie.kind]) for tie in relatives(child, request.actor, request.purpose, day, made.asked.known)],
        "facts": [(label_of(f.whom, f.name, lang), told_value(f.name, held(f.name, f.value), lang), f)
                  for f in facts.values() if may_name(f.name, made.boxes)],
        "events": timeline(happened, made.shown, made.boxes, lang),
    }  # fmt: skip
