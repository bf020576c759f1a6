"""Why a result is what it is: its reasons as sentences that open, down to the facts that may be seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from tonghu.base.texts import Lang, Text
from tonghu.law.engine.law import rulebook
from tonghu.law.language.words import plain
from tonghu.register.standing.compartments import may_explain
from tonghu.web.account.notes import Notes
from tonghu.web.account.reasons import reasons
from tonghu.web.account.wording import fact_told
from tonghu.web.file.answers import answer_of
from tonghu.web.file.opening import opened
from tonghu.web.file.redact import HIDDEN, citable
from tonghu.web.file.tokens import rule_of_token
from tonghu.web.site.pages import Request, page


@dataclass(frozen=True, slots=True)
class Step:
    """One step as the part `why` shows it."""

    text: str
    clauses: tuple[str, ...]
    below: tuple[Step, ...]


@page("file")
def why(request: Request, ref: str, token: str) -> HttpResponse:
    """The reasons of one result."""
    rule = rule_of_token(token)
    made = opened(request, ref, "why")
    if not may_explain(rule, made.boxes):
        raise Http404
    lang = request.lang
    told = answer_of(made.child, made.facts, made.asked, made.boxes, lang, why=True)
    answer = told.answer or {"tree": [], "texts": {}}
    tree = [row for row in answer["tree"] if row["id"] == rule]
    item = _item(answer, rule)
    context = {
        "child": made.child, "asked": made.asked, "name": plain(rulebook().rules[rule].label(lang)), "item": item,
        "steps": steps(tree, answer["texts"], lang), "change": change(item, lang), "warning": told.warning, "note": told.note,
        "clauses": citable((item or {}).get("clauses", []), answer["texts"], lang),
        "here": Text("理由", "Reasons"),
    }  # fmt: skip
    return render(request, "file/why.html", context)


def steps(tree: Iterable[Mapping[str, Any]], texts: Mapping[str, Any], lang: Lang) -> list[Step]:
    """A tree of reasons as steps; the words are the account's own."""
    rows = list(tree)
    told = reasons(rows, Notes(texts, lang), lang)
    return [_step(said, row, texts, lang) for said, row in zip(told, rows, strict=True)]


def _step(said: Any, row: Mapping[str, Any], texts: Mapping[str, Any], lang: Lang) -> Step:
    rows = list(row.get("because") or [])
    below = tuple(
        _step(s, r, texts, lang) for s, r in zip(said.below, rows, strict=False)
    )  # told once, then referred to
    text = said.text if row.get("value") != HIDDEN else str(row["label"])
    return Step(text, tuple(citable(row.get("clauses") or (), texts, lang))[:4], below)


def _item(answer: Mapping[str, Any], rule: str) -> dict[str, Any] | None:
    for key in ("benefits", "alternatives", "entitlements", "categories"):
        for item in answer.get(key, ()):
            if (item.get("rule") or item["id"]) == rule:
                return dict(item)
    return None


def change(item: Mapping[str, Any] | None, lang: Lang) -> str:
    """What would have to be otherwise for a no to be a yes."""
    found = (item or {}).get("would_be_yes_if")
    if not found:
        return ""
    told = Text("，", " and ").in_(lang).join(fact_told(name, value, lang) for name, value in found.items())
    return Text(f"若{told}，就符合。", f"It would hold if {told}.").in_(lang)
