"""A child's file in one look: who, who cares, how safe, what is owed and reaches the child, what is open, what is next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from tonghu.base.texts import Lang, Text
from tonghu.register.facts.undo import last_entry
from tonghu.register.reading import happenings, known_by, relatives
from tonghu.web.account.sections import Section, Teller
from tonghu.web.design.family import WORDS
from tonghu.web.file.answers import answer_of
from tonghu.web.file.board import System, board, delivered_of
from tonghu.web.file.missing import actions
from tonghu.web.file.opening import Opened, address, opened
from tonghu.web.file.redact import citable
from tonghu.web.file.timeline import timeline
from tonghu.web.file.who import by_name, care, family, identity, risk
from tonghu.web.site.pages import Request, page

RECENT = 8
TOLD_BELOW = ("exits", "blocked", "people", "refused", "proposals")


@page("file")
def look(request: Request, ref: str) -> HttpResponse:
    """The file."""
    made = opened(request, ref, "file")
    actor, lang, child = request.actor, request.lang, made.child
    facts = by_name(made.shown)
    ties = relatives(child, actor, request.purpose, made.asked.day, made.asked.known)
    happened = happenings(child, actor, request.purpose)
    context: dict[str, Any] = {
        "child": child, "asked": made.asked, "kin": [(tie, WORDS[tie.kind]) for tie in ties], "identity": identity(child, facts, made.asked.day, lang),
        "care": care(facts, happened, made.boxes, lang), "risk": risk(facts, made.boxes, lang),
        "relatives": family(ties, facts, lang), "acts": acts(request, made),
        "events": timeline(known_by(happened, made.asked.known), made.shown, made.boxes, lang, RECENT), "reveal": address("reveal", ref),
        "undo": None if made.asked.past else last_entry(made.shown, actor),
    }  # fmt: skip
    context |= owed(request, made, happened)
    return render(request, "file/look.html", context)


def owed(request: Request, made: Opened, happened: list[dict[str, Any]]) -> dict[str, Any]:
    """What the law owes the child, system by system, and what is open."""
    lang = request.lang
    told = answer_of(made.child, made.facts, made.asked, made.boxes, lang)
    if told.answer is None:
        return {"note": told.note, "systems": []}
    answer = told.answer
    delivered = delivered_of(happened, made.asked.day, made.asked.known)
    systems = board(answer, delivered, request.actor, made.boxes, told.warning, lang)
    sections = {section.key: section for section in Teller(answer, lang).sections()}
    return {
        "warning": told.warning, "note": told.note, "systems": systems, "cards": cards(systems, lang),
        "categories": [c for c in answer["categories"] if c["status"] != "no"],
        "tasks": _tasks(answer, lang),
        "missing": actions(answer, lang), "withheld": answer["withheld"], "place": answer["jurisdiction"]["name"],
        "next_change": sections.get("next"), "below": below(sections),
    }  # fmt: skip


def _tasks(answer: Mapping[str, Any], lang: Lang) -> list[dict[str, Any]]:
    """What somebody has to do, what is due first."""
    ordered = sorted(answer["tasks"], key=lambda task: (task["due"] is None, str(task["due"] or "")))
    return [{**task, "clauses": citable(task["clauses"], answer["texts"], lang)} for task in ordered]


def below(sections: dict[str, Section]) -> list[Section]:
    """What stands under the board, in the order in which it matters."""
    return [sections[key] for key in TOLD_BELOW if key in sections]


def cards(systems: list[System], lang: Lang) -> dict[str, dict[str, Any]]:
    """The board of six."""
    made: dict[str, dict[str, Any]] = {}
    for system in systems:
        if system.key == "foundations" and not (system.owed or system.open):
            continue
        if system.restricted:
            words = Text("受限内容：需要授权", "restricted: needs a grant").in_(lang)
            made[system.key] = {"owed": "—", "receiving": "—", "missing": "—", "next": words, "url": ""}
            continue
        following = system.next.name if system.next else Text("没有待办的", "nothing waits").in_(lang)
        made[system.key] = {
            "owed": system.owed, "receiving": system.receiving, "missing": len(system.open), "next": following,
            "url": f"#{system.key}",
        }  # fmt: skip
    return made


def acts(request: Request, made: Opened) -> list[dict[str, Any]]:
    """What this seat can do here, the most usual first; on a past day only reading."""
    actor, ref, query = request.actor, made.child.ref, made.asked.query
    changing = actor.may("record") and not made.asked.past
    grant = bool(actor.seat.on_grant - made.boxes)
    rows = (
        (changing, "record", Text("登记或更正情况", "Record or correct"), "edit", "", True),
        (True, "facts", Text("已登记的情况", "Facts and their history"), "list", query, False),
        (True, "documents", Text("材料", "Papers"), "paper", "", False),
        (
            changing,
            "ties",
            Text("亲属、监护、居住地", "Relatives, guardianship, residence"),
            "people",
            "",
            False,
        ),
        (True, "history", Text("全部经过", "Everything that happened"), "history", "", False),
        (actor.may("print"), "print", Text("打印应享说明", "Print what is owed"), "print", query, False),
        (grant, "ask_grant", Text("申请查阅受限内容", "Ask to see restricted content"), "key", "", False),
    )
    return [
        {"url": url + extra, "text": text, "icon": icon, "first": first}
        for may, route, text, icon, extra, first in rows if may and (url := address(route, ref))
    ]  # fmt: skip
