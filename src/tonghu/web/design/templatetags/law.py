"""What templates about the law say: Chinese words of the texts, conditions in words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from tonghu.base.texts import Lang, Text
from tonghu.law.language.phrases import Piece, Told
from tonghu.law.language.rule import Rule
from tonghu.law.language.words import UNITS, fact_label, plain, word
from tonghu.law.places.load import DatedValue, Place, Provision
from tonghu.web.account.codes import KINDS, TYPES
from tonghu.web.account.wording import day_told
from tonghu.web.design.templatetags.say import lang_of
from tonghu.web.library.texts import Paragraph, Run

register = template.Library()
CHINESE = re.compile(r"[\u3400-\u9fff]")


@register.simple_tag(takes_context=True)
def zh(context: Context, text: object) -> SafeString:
    """Words that are Chinese whatever the language of the page: marked for screen readers on an English page."""
    told = conditional_escape(text or "")
    if lang_of(context) == "zh" or not CHINESE.search(told):
        return mark_safe(told)  # noqa: S308 - escaped above
    return format_html('<span lang="zh-Hans">{}</span>', told)


@register.simple_tag
def told(sentence: Told) -> SafeString:
    """A condition or an amount in words, as nested lists; rules, values and ambiguities are links."""
    return format_html('<div class="told">{}{}</div>', pieces(sentence.pieces), _below(sentence))


def _below(sentence: Told) -> SafeString:
    if not sentence.below:
        return mark_safe("")
    rows = ((pieces(part.pieces), _below(part)) for part in sentence.below)
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}{}</li>", rows))


def pieces(found: Iterable[Piece]) -> SafeString:
    """Words in a row with their links."""
    return format_html_join("", "{}", ((_piece(piece),) for piece in found))


def _piece(piece: Piece) -> str | SafeString:
    for route, key in (("rule", piece.rule), ("value", piece.value), ("ambiguity", piece.switch)):
        if key:
            return format_html('<a href="{}">{}</a>', reverse(route, args=[key]), piece.text)
    return piece.text


@register.simple_tag(takes_context=True)
def label(context: Context, thing: Any) -> SafeString:
    """The label of a rule, a fact, a place or a Text; Chinese on an English page is marked."""
    return zh(context, labelin(thing, lang_of(context)))


@register.simple_tag(takes_context=True)
def labeltext(context: Context, thing: Any) -> str:
    """The label as bare text, for where no element may stand (an option)."""
    return labelin(thing, lang_of(context))


@register.filter
def labelin(thing: Any, lang: Lang) -> str:
    """The label in a language."""
    return thing.in_(lang) if isinstance(thing, Text) else plain(thing.label(lang))


@register.simple_tag(takes_context=True)
def factlabel(context: Context, name: str) -> SafeString:
    """The label of a fact or value by its name."""
    return zh(context, fact_label(name, lang_of(context)))


@register.simple_tag(takes_context=True)
def kind(context: Context, code: str) -> str:
    """The word for a kind of rule."""
    return word(KINDS, code, lang_of(context))


@register.simple_tag(takes_context=True)
def gist(context: Context, provision: Provision) -> SafeString:
    """Our words of a background provision, in the language of the page."""
    told = provision.row.get("gist_en") if lang_of(context) == "en" else None
    return zh(context, told or provision.quote)


@register.simple_tag(takes_context=True)
def places(context: Context, cited: Iterable[tuple[Place, Provision]]) -> SafeString:
    """The places of some provisions, each once."""
    names = dict.fromkeys(place.label(lang_of(context)) for place, _ in cited)
    return format_html_join(mark_safe("<br>"), "{}", ((name,) for name in names))


@register.simple_tag
def issued(paragraphs: Iterable[Paragraph], marked: str = "") -> SafeString:
    """A document as issued: the words of each provision are a link to its page, the place of its id."""
    return format_html_join("\n", "{}", ((_paragraph(line, marked),) for line in paragraphs))


def _paragraph(line: Paragraph, marked: str) -> SafeString:
    runs = format_html_join("", "{}", ((_run(run, marked),) for run in line.runs))
    frame = ('<p id="{}">{}</p>', '<h2 id="{}">{}</h2>', '<p id="{}" class="article">{}</p>')[line.head]
    return format_html(frame, line.anchor, runs)


def _run(run: Run, marked: str) -> str | SafeString:
    if not run.clause:
        return run.text
    here = format_html(' id="{}"', run.clause) if run.first else ""
    look = mark_safe(' class="marked"') if run.clause == marked else ""
    return format_html('<a href="{}"{}{}>{}</a>', reverse("clause", args=[run.clause]), here, look, run.text)


@register.filter(name="in")
def in_language(text: Text, lang: Lang) -> str:
    """A Text in a language."""
    return text.in_(lang)


@register.filter
def unit(thing: Any, lang: Lang) -> str:
    """The unit of a value or benefit in words; what kind of thing it is where it has none."""
    if thing.unit:
        return word(UNITS, thing.unit, lang)
    return word(TYPES, getattr(thing, "type", ""), lang)


@register.filter
def per(thing: Any, lang: Lang) -> str:
    """What an amount of money is for, to stand behind it: /月, a month."""
    return unit(thing, lang).removeprefix("元").removeprefix("yuan")


@register.filter
def daytext(value: dt.date, lang: Lang) -> str:
    """A day written out, for use within a sentence."""
    return day_told(value, lang)


@register.filter
def bare(rule: Rule) -> str:
    """The name under which a rule has its page."""
    return rule.name.rpartition(".")[2]


@register.simple_tag(takes_context=True)
def basis(context: Context, dated: DatedValue | None) -> SafeString | str:
    """The clause of a value as a link, or its source."""
    if not dated:
        return ""
    if dated.clause:
        return format_html('<a href="{}">{}</a>', reverse("clause", args=[dated.clause]), dated.clause)
    return zh(context, dated.basis)
