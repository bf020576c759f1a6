"""Pages of the values of a place: all of them, unset ones first, and one with its history in every place."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render

from tonghu.law.engine.catalogue import clauses_of_value, users
from tonghu.law.language.facts import vocabulary
from tonghu.law.language.words import UNITS, word
from tonghu.web.account.codes import TYPES
from tonghu.web.library.clauses import said
from tonghu.web.library.here import in_order, law_here
from tonghu.web.library.rulepages import named
from tonghu.web.library.shown import history, stand
from tonghu.web.site.pages import Request, page


@page("library")
def values(request: Request) -> HttpResponse:
    """The values that the law of the place reads: what nobody has set first, money before the rest."""
    law = law_here(request.actor)
    wanted = [n for n, entry in vocabulary().items() if entry.about == "value" and n in law.facts]
    rows = [
        (value, named(users().get(value.entry.name, ()))[:4]) for value in stand(law, wanted, request.lang)
    ]
    unset = sum(value.state in ("unset", "unverified") for value, _ in rows)
    context = {"law": law, "rows": rows, "unset": unset, "total": len(rows)}
    return render(request, "library/values.html", context)


@page("library")
def value(request: Request, name: str) -> HttpResponse:
    """One value: as it stands here, its history in every place, the provisions that name it, the rules that use it."""
    entry = vocabulary().get(name)
    if entry is None or entry.about != "value":
        raise Http404
    law, lang = law_here(request.actor), request.lang
    (here,) = stand(law, [name], lang)
    zh, _, en = entry.note.partition(" / ")
    return render(request, "library/value.html", {
        "value": here, "law": law, "label": entry.label(lang), "note": zh if lang == "zh" else en,
        "unit": word(UNITS, entry.unit, lang) if entry.unit else word(TYPES, entry.type, lang),
        "history": history(name, lang, in_order(law.place)), "used_by": named(users().get(name, ())),
        "clauses": [said(place, p, lang) for place, p in clauses_of_value().get(name, ())],
    })  # fmt: skip
