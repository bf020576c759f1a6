"""Pages of a rule, of an ambiguity, and of one rule in several places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render

from tonghu.base.texts import Lang, Text
from tonghu.law.engine.catalogue import bare, by_system, gathered, rules_named_by, serving, users
from tonghu.law.engine.law import law_for
from tonghu.law.language.phrases import Told
from tonghu.law.language.rule import Rule
from tonghu.law.language.switches import switches
from tonghu.law.language.words import SEATS, SYSTEMS, UNITS, fact_label, plain, word
from tonghu.law.places.load import Place
from tonghu.web.account.codes import KINDS
from tonghu.web.library import counting
from tonghu.web.library.clauses import Said, said
from tonghu.web.library.here import in_order, law_here
from tonghu.web.library.shown import (
    Standing,
    by_name,
    grounds_of,
    reading,
    sentences,
    settings_key,
    stand,
    values_of,
)
from tonghu.web.site.pages import Request, page

CATEGORIES = Text("对象", "Categories of children")
PARTS = {
    "value": Text("怎么算", "How it comes about"), "amount": Text("金额", "Amount"), "start": Text("从哪天起", "From when"),
    "until": Text("到哪天止", "Until when"),
}  # fmt: skip


def rule_or_404(name: str) -> Rule:
    """A rule by its bare name."""
    found = by_name(name)
    if found is None or bare(found.name) != name:
        raise Http404
    return found


@page("library")
def shown(request: Request, rule: str) -> HttpResponse:
    """One rule in words, with its clauses, values and neighbours."""
    name, found, law, lang = rule, rule_or_404(rule), law_here(request.actor), request.lang
    told = sentences(found, lang, settings_key(law))
    return render(request, "library/rule.html", {
        "rule": found, "name": name, "label": plain(found.label(lang)), "kind": word(KINDS, found.kind, lang),
        "system": SYSTEMS.get(found.system, CATEGORIES), "each_parent": "." in found.name,
        "every": told.get("every"), "grounds": grounds_of(found, law, lang), "cited": _cited(name, lang, found),
        "parts": [(head, told[part]) for part, head in PARTS.items() if part in told],
        "active": law.active.get(found.name), "law": law, "unit": word(UNITS, found.unit, lang) if found.unit else "",
        "seat": word(SEATS, found.seat, lang) if found.seat else "", "group": _group(found), "exits": _exits(found),
        "ends": by_name(found.ends) if found.ends else None,
        "choice": fact_label(found.choice, lang) if found.choice else "",
        "needs": [fact_label(fact, lang) for fact in found.needs],
        "values": stand(law, values_of(found), lang), "readings": [reading(k, law, lang) for k in gathered(found, "lean")],
        "uses": named(rules_named_by(found)), "used_by": named(users().get(name, ())),
        "counted": counting.count(request.actor, request.purpose, [name]), "statuses": counting.STATUSES[1:], "hidden": counting.hidden(request.actor, [name]),
        "source": f"src/{found.module.replace('.', '/')}.py", "line": found.line,
    })  # fmt: skip


def _cited(name: str, lang: Lang, found: Rule) -> list[Said]:
    """Of a condition or quantity, the provisions that speak of it."""
    return [] if found.limbs else [said(place, provision, lang) for place, provision in serving(name, "")]


def named(names: Iterable[str]) -> list[tuple[str, Rule]]:
    """Rules by their bare names."""
    found = ((name, by_name(name)) for name in names)
    return [(name, one) for name, one in found if one is not None]


def _group(found: Rule) -> list[Rule]:
    """The benefits of which only one is paid, or between which the family chooses."""
    benefits = [
        one for group in by_system().values() for one in group if one.kind == "benefit" and one is not found
    ]
    return [
        one for one in benefits
        if (found.group and one.group == found.group) or (found.choice and one.choice == found.choice)
    ]  # fmt: skip


def _exits(found: Rule) -> list[Rule]:
    """The grounds on which a benefit ends: its own, and of a living allowance those that name none."""
    exits = [one for group in by_system().values() for one in group if one.kind == "exit"]
    living = found.kind == "benefit" and found.group == "living"
    return [one for one in exits if one.ends == found.name or (living and not one.ends)]


@page("library")
def ambiguity(request: Request, key: str) -> HttpResponse:
    """What the texts leave open, and which reading is taken here."""
    if key not in switches():
        raise Http404
    law = law_here(request.actor)
    context = {"reading": reading(key, law, request.lang), "rules": named(users().get(key, ())), "law": law}
    return render(request, "library/ambiguity.html", context)


@page("library")
def compare(request: Request) -> HttpResponse:
    """One rule in all places, side by side: by which words, with which values."""
    name = request.GET.get("rule", "")
    choices = _choices()
    if not name:
        return render(request, "library/compare.html", {"choices": choices})
    found, law = rule_or_404(name), law_here(request.actor)
    order = [place for place in in_order(law.place) if place.folder != "background"]
    return render(request, "library/compare.html", {
        "rule": found, "name": name, "label": plain(found.label(request.lang)), "choices": choices, "places": order,
        "rows": _side_by_side(found, name, order, request.lang), "figures": _figures(found, order, request),
    })  # fmt: skip


def _choices() -> list[tuple[Text, list[tuple[str, Rule]]]]:
    kinds = ("category", "benefit", "entitlement", "exit")
    return [
        (KINDS[kind], [(bare(r.name), r) for group in by_system().values() for r in group if r.kind == kind])
        for kind in kinds
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One ground in every place: its conditions in words, and what each place writes."""

    limb: str
    told: Told | None
    cells: list[list[Said]]


def _side_by_side(found: Rule, name: str, order: list[Place], lang: Lang) -> list[Row]:
    sentence = sentences(found, lang, ())
    rows = []
    for limb in list(found.limbs) or [""]:
        by = serving(name, limb)
        cells = [[said(place, p, lang) for place, p in by if place is one] for one in order]
        rows.append(Row(limb, sentence.get(f"limb.{limb}"), cells))
    return rows


def _figures(found: Rule, order: list[Place], request: Request) -> list[tuple[str, str, list[Standing]]]:
    """Each value that a rule rests on, as it stands in every place today."""
    here, names, lang = law_here(request.actor), values_of(found), request.lang
    laws = [here if place is here.place else law_for(place, here.day) for place in order]
    stood = [{s.entry.name: s for s in stand(law, names, lang)} for law in laws]
    return [(name, fact_label(name, lang), [by[name] for by in stood]) for name in names]
