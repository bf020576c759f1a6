"""The parts of pages that need more than an include: each is drawn by its template in `parts/`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.template.context import Context
from django.urls import NoReverseMatch, reverse

from tonghu.base.texts import Lang, Text
from tonghu.law.engine.catalogue import documents, provisions
from tonghu.law.language.words import SYSTEMS
from tonghu.web.design.family import Relative, draw
from tonghu.web.design.fields import bound_in, problems
from tonghu.web.design.states import ICONS, STATES
from tonghu.web.design.templatetags.say import lang_of

register = template.Library()
CITED = "_clauses_cited"


@register.inclusion_tag("parts/chip.html", takes_context=True)
def chip(context: Context, status: str, text: Any = None) -> dict[str, Any]:
    """A status as icon and word. `status`: a key of states.STATES, or a tone (done, due, late, unknown, info) with a text."""
    state = STATES[status]
    return {"tone": state.tone, "symbol": state.icon, "text": _in(text or state.text, lang_of(context))}


@register.inclusion_tag("parts/clause.html", takes_context=True)
def clause(context: Context, ident: str) -> dict[str, Any]:
    """A provision by its id: opens its words and its document; its words are printed at the foot of the page."""
    return {"article": [_cited(context, ident)], "lang": lang_of(context)}


@register.inclusion_tag("parts/clauses.html", takes_context=True)
def clauses(context: Context, idents: Iterable[str]) -> dict[str, Any]:
    """Several provisions in a row; those of one article share a tag."""
    by_article: dict[str, list[dict[str, Any]]] = {}
    for ident in dict.fromkeys(idents or ()):
        note = _cited(context, ident)
        by_article.setdefault(note["source"], []).append(note)
    return {"articles": list(by_article.values()), "lang": lang_of(context)}


@register.inclusion_tag("parts/footnotes.html", takes_context=True)
def footnotes(context: Context) -> dict[str, Any]:
    """The words of every clause tagged on this page, for paper."""
    found = _gathered(context)
    return {"notes": list(found.values()), "lang": lang_of(context)}


@register.inclusion_tag("parts/why.html", takes_context=True)
def why(context: Context, reasons: Sequence[Any], depth: int = 0) -> dict[str, Any]:
    """Reasons as sentences that open. Each has `text`, `below` (more of the same), and `clauses` (ids) or none."""
    return {"reasons": reasons, "depth": depth, "lang": lang_of(context), "request": context.get("request")}


@register.inclusion_tag("parts/family.html", takes_context=True)
def family(
    context: Context, child: str, relatives: Sequence[Relative], state: Any = "", narrow: bool = False
) -> dict[str, Any]:
    """The family as a drawing and as words; `narrow=True` in a column beside something else."""
    lang = lang_of(context)
    return {"drawing": draw(child, relatives, lang, state, narrow=narrow), "lang": lang}


@register.inclusion_tag("parts/six.html", takes_context=True)
def six(context: Context, cards: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The board of the six systems. `cards`: system -> owed, receiving, missing (counts), next (text), url."""
    lang = lang_of(context)
    names = [(key, name.in_(lang)) for key, name in SYSTEMS.items() if key != "foundations" or key in cards]
    board = [{"name": name, "symbol": ICONS[key], **cards.get(key, {})} for key, name in names]
    return {"cards": board, "lang": lang}


@register.inclusion_tag("parts/field.html", takes_context=True)
def field(context: Context, bound: Any, optional: bool | None = None) -> dict[str, Any]:
    """A field of a Django form with label, hint and error; labels, hints and choices may be Texts.

    What need not be filled in says so, unless `optional=False`.
    """
    lang = lang_of(context)
    open_ = not bound.field.required if optional is None else optional
    return {**bound_in(bound, lang), "optional": open_, "lang": lang}


@register.inclusion_tag("parts/errors.html", takes_context=True)
def errors(context: Context, form: BaseForm) -> dict[str, Any]:
    """What is wrong with a form, on top of it; each line leads to its field."""
    lang = lang_of(context)
    return {"problems": problems(form, lang), "lang": lang}


@register.inclusion_tag("parts/pager.html", takes_context=True)
def pager(context: Context, page: Page, query: str = "") -> dict[str, Any]:
    """Pages of a list; `query` is what else must stand in the address (opaque tokens only), as `view=3`."""
    shown = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "page": page,
        "numbers": list(shown),
        "query": f"{query}&" if query else "",
        "lang": lang_of(context),
    }


def _in(text: Any, lang: Lang) -> str:
    return text.in_(lang) if isinstance(text, Text) else str(text or "")


def _gathered(context: Context) -> dict[str, dict[str, Any]]:
    """Clauses tagged so far, kept with the request: a part has a context of its own."""
    request = context.get("request")
    if request is None:
        return {}
    found: dict[str, dict[str, Any]] = request.__dict__.setdefault(CITED, {})
    return found


def _cited(context: Context, ident: str) -> dict[str, Any]:
    """What is said of one provision; its number is its footnote's."""
    found = _gathered(context)
    if ident not in found:
        found[ident] = {"number": len(found) + 1, "ident": ident, **_words(ident, lang_of(context))}
    return found[ident]


def _words(ident: str, lang: Lang) -> dict[str, Any]:
    if ident not in provisions():
        return {"source": ident, "text": ""}
    place, provision = provisions()[ident]
    document = documents()[provision.document][1]
    gist = provision.row.get("gist_en") if document.background and lang == "en" else None
    return {
        "source": f"{document.name} {provision.article}".strip(), "title": document.title, "place": place.label(lang),
        "text": gist or provision.quote, "quoted": not document.background, "draft": document.status == "draft",
        "url": _address("clause", ident), "document_url": _address("document", document.id),
    }  # fmt: skip


def _address(route: str, *named: str) -> str:
    try:
        return reverse(route, args=named)
    except NoReverseMatch:
        return ""
