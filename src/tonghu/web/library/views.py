"""Pages of the policy library: documents, search, one document as issued."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from django.http import Http404, HttpResponse
from django.shortcuts import render

from tonghu.base.texts import Text
from tonghu.law.engine.catalogue import documents
from tonghu.law.places.load import Document, Place
from tonghu.web.library.finding import KINDS, find
from tonghu.web.library.here import in_order, national, place_of
from tonghu.web.library.texts import paragraphs
from tonghu.web.library.words import OURS, state_of
from tonghu.web.site.pages import Request, page


@dataclass(frozen=True, slots=True)
class Row:
    """A document in the list: its state, how many provisions, and by what they are served."""

    document: Document
    place: Place
    look: str
    state: Text
    provisions: int
    served: Text


@page("library")
def index(request: Request) -> HttpResponse:
    """The documents, one's own place first; or what a search found."""
    own, question = place_of(request.actor), request.GET.get("q", "").strip()[:80]
    context: dict[str, object] = {"question": question, "own": own, "national": own is national()}
    if question:
        found = find(question, in_order(own))
        groups = {kind: [e for e in found.entries if e.kind == kind] for kind in KINDS}
        context |= {"found": found, "groups": [(KINDS[kind], rows) for kind, rows in groups.items() if rows]}
    else:
        context["groups"] = [(head, rows) for head, rows in _groups(own) if rows]
    return render(request, "library/index.html", context)


def _groups(own: Place) -> list[tuple[Text, list[Row]]]:
    rows = [row(place, document) for place in in_order(own) for document in place.documents]
    heads = {
        Text(f"本地：{own.name}", f"Here: {own.en}"): [r for r in rows if r.place is own],
        Text("全国", "The whole country"): [
            r for r in rows if r.place is national() and own is not national()
        ],
        Text("其他地方", "Other places"): [
            r for r in rows if r.place not in (own, national()) and r.place.folder != "background"
        ],
        Text("背景文件（上位文件与相关规定）", "Background: what the documents presuppose"): [
            r for r in rows if r.place.folder == "background"
        ],
    }
    return list(heads.items())


@cache
def row(place: Place, document: Document) -> Row:
    """What the list says of a document."""
    look, state = state_of(document)
    mine = [p for p in place.provisions if p.document == document.id]
    served = [{entry.partition(":")[0] for entry in p.serves} for p in mine]
    computed = sum(bool(kinds & {"rule", "value", "engine"}) for kinds in served)
    work = sum(bool(kinds) and not kinds & {"rule", "value", "engine"} for kinds in served)
    told = Text(
        f"{len(mine)} 条：{computed} 条可以计算，{work} 条由人办理或考核",
        f"{len(mine)} provisions: {computed} computed, {work} done or measured by people",
    )
    return Row(document, place, look, state, len(mine), told)


def document_or_404(name: str) -> tuple[Place, Document]:
    """A document by its id."""
    found: Mapping[str, tuple[Place, Document]] = documents()
    if name not in found:
        raise Http404
    return found[name]


@page("library")
def shown(request: Request, document: str) -> HttpResponse:
    """A document as issued, its provisions linked where their words stand; of the background our own words."""
    place, found = document_or_404(document)
    lines = paragraphs(document)
    context = {
        "row": row(place, found), "paragraphs": lines, "heads": [line for line in lines if line.head],
        "provisions": [p for p in place.provisions if p.document == document], "ours": OURS,
        "marked": request.GET.get("at", ""), "note": found.note_zh if request.lang == "zh" else found.note_en,
    }  # fmt: skip
    return render(request, "library/document.html", context)
