"""What is known of a child: every fact with value, source, evidence and age; and the history of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from tonghu.base.texts import Lang, Text
from tonghu.law.language.words import SUPPLIERS, word
from tonghu.register.facts.values import held
from tonghu.register.models import Fact
from tonghu.register.standing.compartments import NEVER_NAMED, box_of_fact
from tonghu.web.file.labels import label_of, told_value
from tonghu.web.file.opening import opened
from tonghu.web.file.recordable import THEMES, WHOM, recordable, theme_of
from tonghu.web.file.tokens import fact_of_token, token_of_fact
from tonghu.web.site.pages import Request, page

SOURCES = {
    "import": Text("台账导入", "import"), "api": Text("接口", "API"), "form": Text("录入", "entered"),
}  # fmt: skip
ILLNESS = Text("特定疾病", "a protected illness")


@dataclass(frozen=True, slots=True)
class Known:
    """A fact as it is listed."""

    fact: Fact
    label: str
    value: str
    source: str
    token: str
    paper: str


@page("file")
def facts(request: Request, ref: str) -> HttpResponse:
    """Facts by person and theme; a word typed in the search narrows them."""
    made = opened(request, ref, "facts")
    lang, words = request.lang, request.POST.get("words", "").strip()
    groups: dict[str, dict[int, list[Known]]] = {}
    for fact in made.shown:
        known = _known(fact, made.boxes, lang)
        if words.lower() in f"{known.label} {known.value}".lower():
            groups.setdefault(fact.whom, {}).setdefault(theme_of(fact.name), []).append(known)
    listed = [
        (WHOM[whom], [(THEMES[at][1], rows) for at, rows in sorted(groups[whom].items())])
        for whom in WHOM if whom in groups
    ]  # fmt: skip
    context = {
        "child": made.child, "asked": made.asked, "groups": listed, "words": words,
        "restricted": not made.boxes >= {"basic", "money", "health", "mental_health", "harm", "adoption"},
        "changing": request.actor.may("record") and not made.asked.past, "here": Text("已登记的情况", "Facts"),
    }  # fmt: skip
    return render(request, "file/facts.html", context)


@page("file")
def fact(request: Request, ref: str, token: str) -> HttpResponse:
    """Everything ever recorded of one fact, what was retired too."""
    whom, name = fact_of_token(token)
    made = opened(request, ref, "fact", facts=False)
    if not recordable(name) or box_of_fact(name) not in made.boxes:
        raise Http404
    found = Fact.objects.for_user(request.actor, request.purpose).filter(
        child=made.child, whom=whom, name=name
    )
    rows = [
        _known(row, made.boxes, request.lang)
        for row in found.select_related("evidence").order_by("-recorded_at", "-pk")
    ]
    label = (
        ILLNESS.in_(request.lang) if box_of_fact(name) == NEVER_NAMED else label_of(whom, name, request.lang)
    )
    context = {"child": made.child, "rows": rows, "label": label, "here": Text("历史", "History"), "token": token,
               "changing": request.actor.may("record")}  # fmt: skip
    return render(request, "file/fact.html", context)


def _known(row: Fact, boxes: frozenset[str], lang: Lang) -> Known:
    label = ILLNESS.in_(lang) if row.compartment == NEVER_NAMED else label_of(row.whom, row.name, lang)
    paper: Any = row.evidence if row.evidence_id else None
    shown = (
        paper.ref
        if paper is not None and paper.compartment in boxes and paper.child_id == row.child_id
        else ""
    )
    value = told_value(row.name, held(row.name, row.value), lang)
    return Known(row, label, value, SOURCES[row.source].in_(lang) if row.source in SOURCES else word(SUPPLIERS, row.source, lang),
                 token_of_fact(row.whom, row.name), shown)  # fmt: skip
