"""The page of one provision: its words, what serves it, its values, other places, and the children it concerns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.http import Http404, HttpResponse
from django.shortcuts import render

from tonghu.base.texts import Lang, Text
from tonghu.law.engine.catalogue import documents, gathered, provisions, serving
from tonghu.law.engine.law import Law
from tonghu.law.language.phrases import Told
from tonghu.law.language.rule import Rule
from tonghu.law.places.load import Document, Place, Provision
from tonghu.web.account.codes import RELATIONS, SERVED_BY
from tonghu.web.library import counting
from tonghu.web.library.here import in_order, law_here
from tonghu.web.library.shown import (
    Reading,
    Standing,
    by_name,
    reading,
    sentences,
    settings_key,
    stand,
    values_of,
)
from tonghu.web.library.words import MODALITIES, state_of, work
from tonghu.web.site.pages import Request, page


@dataclass(slots=True)
class Serves:
    """A rule that a provision switches on, with the grounds that it speaks of; no ground: the whole rule."""

    rule: Rule
    name: str
    grounds: list[tuple[str, Told]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Said:
    """What a text says: the provision with its place and document."""

    place: Place
    document: Document
    provision: Provision
    words: str
    quoted: bool
    relation: Text | None = None


@page("library")
def shown(request: Request, clause: str) -> HttpResponse:
    """One provision."""
    if clause not in provisions():
        raise Http404
    law, lang = law_here(request.actor), request.lang
    place, provision = provisions()[clause]
    rules = _rules(provision, law, lang)
    names = [entry.name for entry in rules]
    counted = counting.count(request.actor, request.purpose, names) if clause in law.provisions else []
    elsewhere = _elsewhere(provision, place, lang, in_order(law.place))
    look, state = state_of(documents()[provision.document][1])
    return render(request, "library/clause.html", {
        "said": said(place, provision, lang), "modality": MODALITIES[provision.modality], "look": look, "state": state,
        "rules": rules, "others": _others(provision), "work": list(_work(provision)), "replaced": _replaced(provision),
        "departments": provision.row.get("departments") or (), "here": clause in law.provisions, "law": law,
        "adopted": provision.modality == "may", "values": _values(provision, rules, law, lang),
        "elsewhere": elsewhere, "related": _related(provision, lang, elsewhere),
        "readings": _readings(rules, law, lang), "counted": counted,
        "statuses": counting.STATUSES[1:], "hidden": clause in law.provisions and counting.hidden(request.actor, names),
        "countable": any(name in counting.counted_rules() for name in names),
    })  # fmt: skip


def said(place: Place, provision: Provision, lang: Lang, relation: Text | None = None) -> Said:
    """The words of a provision: the text's own, or ours of the background in the language of the page."""
    document = documents()[provision.document][1]
    gist = str(provision.row.get("gist_en") or "") if lang == "en" and document.background else ""
    return Said(place, document, provision, gist or provision.quote, not document.background, relation)


def _rules(provision: Provision, law: Law, lang: Lang) -> list[Serves]:
    found: dict[str, Serves] = {}
    for name, limb in provision.limbs():
        rule = by_name(name)
        if rule is None:
            continue
        entry = found.setdefault(name, Serves(rule, name))
        if limb:
            entry.grounds.append((limb, sentences(rule, lang, settings_key(law))[f"limb.{limb}"]))
    return list(found.values())


def _others(provision: Provision) -> list[tuple[str, Text]]:
    """Values that it names."""
    return [
        (e.removeprefix("value:"), SERVED_BY["value"]) for e in provision.serves if e.startswith("value:")
    ]


def _work(provision: Provision) -> Iterator[tuple[Text, Text]]:
    for entry in provision.serves:
        if entry in work():
            yield SERVED_BY[entry.partition(":")[0]], work()[entry]


def _replaced(provision: Provision) -> list[tuple[str, Rule]]:
    found = ((name, by_name(name)) for name, _ in provision.replaced())
    return [(name, rule) for name, rule in found if rule is not None]


def _values(provision: Provision, rules: Iterable[Serves], law: Law, lang: Lang) -> list[Standing]:
    names = [name for name, _ in _others(provision)]
    for entry in rules:
        names += values_of(entry.rule)
    return stand(law, names, lang)


def _elsewhere(
    provision: Provision, own: Place, lang: Lang, order: list[Place]
) -> list[tuple[Place, list[Said]]]:
    """The provisions of other places that switch on the same grounds."""
    found: dict[str, dict[str, Said]] = defaultdict(dict)
    for name, limb in provision.limbs():
        rule = by_name(name)
        for ground in [limb] if limb or rule is None or not rule.limbs else rule.limbs:
            for place, other in serving(name, ground):
                if place is not own:
                    found[place.folder].setdefault(other.id, said(place, other, lang))
    return [(place, list(found[place.folder].values())) for place in order if place.folder in found]


def _related(provision: Provision, lang: Lang, shown: list[tuple[Place, list[Said]]]) -> list[Said]:
    """What the ledger notes of other texts, without what stands above already."""
    above = {one.provision.id for _, rows in shown for one in rows}
    relations = [
        r for r in provision.row.get("relates") or () if r.get("id") in provisions() and r["id"] not in above
    ]
    return [said(*provisions()[r["id"]], lang, RELATIONS[r["rel"]]) for r in relations]


def _readings(rules: Iterable[Serves], law: Law, lang: Lang) -> list[Reading]:
    """The ambiguities that the rules lean on, by way of the conditions they use too."""
    keys: dict[str, None] = {}
    for entry in rules:
        keys |= dict.fromkeys(gathered(entry.rule, "lean"))
    return [reading(key, law, lang) for key in sorted(keys)]
