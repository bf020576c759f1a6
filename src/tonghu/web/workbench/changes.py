"""What changed in the answers: sums first, then each change with its reason and the way to the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from tonghu.access.actors import Actor
from tonghu.base.money import format_yuan, yuan_from_fen
from tonghu.base.texts import Lang, Text
from tonghu.law.language.words import STATUS, UNITS, fact_label
from tonghu.register.lists import note_export
from tonghu.register.models import StandingChange
from tonghu.register.reads import changes as reads
from tonghu.register.reads.changes import TURNS, WHY, Asked, Tally
from tonghu.register.reads.children import PAGE
from tonghu.register.reads.results import KINDS, LISTED, name_of, results
from tonghu.register.standing.compartments import RESTRICTED
from tonghu.web.account.wording import day_told
from tonghu.web.site.pages import Request, page
from tonghu.web.workbench.children import Counted, reason_of
from tonghu.web.workbench.columns import Cell
from tonghu.web.workbench.export import MOST, Sheet, capped, sent
from tonghu.web.workbench.filters import ANY, Leaving, regions_of
from tonghu.web.workbench.places import file_of

HEADS = (
    (Text("日期", "Day"), 12), (Text("姓名", "Name"), 14), (Text("乡镇、村", "Township, village"), 22), (Text("事项", "What"), 30),
    (Text("变化", "Change"), 14), (Text("原来", "Before"), 14), (Text("现在", "Now"), 14),
    (Text("原来金额（元）", "Before (yuan)"), 13), (Text("现在金额（元）", "Now (yuan)"), 13), (Text("原因", "Why"), 36),
)  # fmt: skip
SLICE = 1_000


class Asking(forms.Form):
    """From when to when, what, why, where."""

    since = forms.DateField(
        label=Text("从", "From"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )  # type: ignore[arg-type]
    until = forms.DateField(
        label=Text("到", "To"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )  # type: ignore[arg-type]
    kind = forms.ChoiceField(label=Text("种类", "Kind"), required=False)  # type: ignore[arg-type]
    rule = forms.ChoiceField(label=Text("事项", "What"), required=False)  # type: ignore[arg-type]
    turn = forms.ChoiceField(label=Text("变化", "Change"), required=False)  # type: ignore[arg-type]
    cause = forms.ChoiceField(label=Text("原因", "Why"), required=False)  # type: ignore[arg-type]
    region = forms.ChoiceField(label=Text("乡镇、村", "Place"), required=False)  # type: ignore[arg-type]

    def __init__(self, asked: Asked, actor: Actor) -> None:
        first = {name: getattr(asked, name) for name in ("since", "until", "kind", "rule", "turn", "cause")}
        super().__init__(initial=first | {"region": str(asked.region or "")}, auto_id="ask-%s")
        open_ = [r for r in results().values() if r.kind in LISTED and r.open_to(actor)]
        told = {
            "kind": [(kind, KINDS[kind]) for kind in LISTED],
            "rule": [(KINDS[kind], [(r.id, r.name) for r in open_ if r.kind == kind]) for kind in LISTED],
            "turn": list(TURNS.items()), "cause": [(name, WHY[name]) for name in ("fact", "value", "rule", "time")],
            "region": [(str(r.code), r.name) for r in regions_of(actor)],
        }  # fmt: skip
        for name, options in told.items():
            self.fields[name].choices = [ANY, *list(options)]  # type: ignore[attr-defined, misc, call-overload]


@page("changes")
def changes(request: Request) -> HttpResponse:
    """Who gained, lost, became unknown, and why."""
    return shown(request, request.GET)


def shown(request: Request, said: QueryDict, leaving: Leaving | None = None) -> HttpResponse:
    """The page of changes."""
    asked = Asked.read(said, timezone.localdate())
    found = reads.found(asked, request.actor, request.purpose)
    by_rule, by_day = reads.summed(found, request.actor)
    total = sum(tally.children for tally in by_day.values())
    pages = Counted(total).get_page(said.get("page"))
    start = (pages.number - 1) * PAGE
    address = QueryDict(mutable=True)
    address.update({name: said[name] for name in ("since", "until", *asked.in_use()) if said.get(name)})
    context = {
        "asking": Asking(asked, request.actor), "asked": asked, "page": pages, "address": address.urlencode(), "total": total,
        "by_rule": [_summed(rule, tally, request.lang) for rule, tally in _ranked(by_rule)],
        "by_day": sorted(by_day.items(), reverse=True)[:31], "turns": TURNS,
        "rows": list(told(request, list(reads.listed(found)[start : start + PAGE]))), "heads": [head for head, _ in HEADS],
        "may_export": request.actor.may("export"), "leaving": leaving or Leaving(auto_id="out-%s"), "bad": leaving is not None,
    }  # fmt: skip
    return render(request, "workbench/changes.html", context, status=400 if leaving else 200)


@page("changes")
@require_POST
def export(request: Request) -> HttpResponseBase:
    """The same changes as a workbook."""
    request.actor.require("export")
    said = QueryDict(request.POST.get("address", ""))
    leaving = Leaving(request.POST, auto_id="out-%s")
    if not leaving.is_valid():
        return shown(request, said, leaving)
    asked = Asked.read(said, timezone.localdate())
    found = reads.listed(reads.found(asked, request.actor, request.purpose))
    keys = list(found.values_list("pk", flat=True)[: MOST + 1])
    capped(len(keys), request)
    lang = request.lang
    span = f"{day_told(asked.since, lang)} – {day_told(asked.until, lang)}"
    sheet = Sheet(
        request,
        Text("变化", "changes").in_(lang),
        reason_of(leaving),
        [span, *_active(asked, lang)],
        [(h.in_(lang), w) for h, w in HEADS],
    )
    file, count = sheet.written(_every(request, keys))
    note_export(
        "changes", rows=count, filters=asked.in_use(), columns=[head.en for head, _ in HEADS], reason=reason_of(leaving),
        actor=request.actor, purpose=request.purpose,
    )  # fmt: skip
    return sent(file, Text("变化", "changes").in_(lang))


def told(request: Request, part: list[StandingChange]) -> Iterator[dict[str, Any]]:
    """Rows with their cells; what the seat may not see of a change is left blank."""
    facts = reads.facts_of(part, request.actor, request.purpose)
    for change in part:
        yield {
            "change": change,
            "url": file_of(change.child.ref),
            "cells": _cells(change, facts.get(change.pk, []), request),
        }


def _every(request: Request, keys: list[int]) -> Iterator[list[Cell]]:
    for start in range(0, len(keys), SLICE):
        rows = StandingChange.objects.for_user(request.actor, request.purpose).filter(
            pk__in=keys[start : start + SLICE]
        )
        for row in told(request, list(reads.listed(rows))):
            yield row["cells"]


def _cells(change: StandingChange, facts: list[str], request: Request) -> list[Cell]:
    lang, child = request.lang, change.child
    result = results().get(change.rule)
    seen = result is None or result.open_to(request.actor, change.child_id)
    place = " ".join(filter(None, (child.township, child.village)))
    day = Cell("day", change.day, day_told(change.day, lang))
    who = [day, _text(child.person.name), _text(place)]
    if not seen:
        return [*who, _text(RESTRICTED.in_(lang)), *(_text("") for _ in HEADS[4:])]
    return [
        *who, _text(name_of(change.rule).in_(lang)), _text(TURNS[reads.turn_of(change.was, change.now)].in_(lang)),
        _text(STATUS[change.was].in_(lang)), _text(STATUS[change.now].in_(lang)), _money(change.was_fen, lang),
        _money(change.now_fen, lang), _text(_why(change, facts, lang)),
    ]  # fmt: skip


def _why(change: StandingChange, facts: list[str], lang: Lang) -> str:
    if change.cause == "fact" and facts:
        named = ("、" if lang == "zh" else ", ").join(fact_label(name, lang) for name in facts[:3])
        return f"{WHY['fact'].in_(lang)}{Text('：', ': ').in_(lang)}{named}"
    if change.cause == "time":
        age = reads.reached(change.child.person.birth_date, change.day)
        if age:
            return Text(f"生日：满 {age} 周岁", f"birthday: {age} years old").in_(lang)
    return WHY[change.cause].in_(lang)


def _ranked(by_rule: dict[str, Tally]) -> list[tuple[str, Tally]]:
    kinds = list(KINDS)
    return sorted(
        by_rule.items(),
        key=lambda pair: (
            kinds.index(results()[pair[0]].kind) if pair[0] else 99,
            -pair[1].children,
            pair[0],
        ),
    )


def _summed(rule: str, tally: Tally, lang: Lang) -> dict[str, Any]:
    result = results().get(rule)
    unit = result.unit if result else ""
    money = ""
    if unit and tally.fen:
        per = UNITS[unit].in_(lang).removeprefix("元").removeprefix("yuan") if unit in UNITS else ""
        money = f"{'+' if tally.fen > 0 else ''}{format_yuan(tally.fen, lang)}{per}"
    return {
        "rule": rule, "name": result.name if result else RESTRICTED, "kind": KINDS[result.kind] if result else "",
        "counts": [tally.turns.get(turn, 0) for turn in TURNS], "money": money,
    }  # fmt: skip


def _active(asked: Asked, lang: Lang) -> list[str]:
    said = [KINDS[asked.kind]] if asked.kind else []
    said += [name_of(asked.rule)] if asked.rule else []
    said += [TURNS[asked.turn]] if asked.turn else []
    said += [WHY[asked.cause]] if asked.cause else []
    return [text.in_(lang) for text in said]


def _text(value: str) -> Cell:
    return Cell("text", value, value)


def _money(fen: int | None, lang: Lang) -> Cell:
    return Cell(
        "money", None if fen is None else yuan_from_fen(fen), "" if fen is None else format_yuan(fen, lang)
    )
