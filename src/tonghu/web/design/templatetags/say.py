"""What templates say: both languages side by side, money, days.

Every Chinese word of a template stands in `{% t "中文" "English" %}`; a test finds any other.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import template
from django.template.context import Context
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from tonghu.base.money import format_yuan
from tonghu.base.texts import Lang, Text
from tonghu.web.account.wording import day_told

register = template.Library()


def lang_of(context: Context) -> Lang:
    """The language of the page being rendered; an include with `only` still speaks that of the request."""
    found: Lang = context.get("lang") or ("en" if get_language() == "en" else "zh")
    return found


@register.simple_tag(takes_context=True)
def t(context: Context, zh: str, en: str, *values: Any) -> str:
    """One sentence in the language of the page; `{}` in it are filled with the values, escaped."""
    text = Text(zh, en).in_(lang_of(context))
    return mark_safe(text.format(*(conditional_escape(v) for v in values))) if values else text  # noqa: S308


@register.simple_tag(takes_context=True)
def say(context: Context, text: Any) -> str:
    """A Text in the language of the page; plain strings stay as they are."""
    return text.in_(lang_of(context)) if isinstance(text, Text) else str(text or "")


@register.simple_tag(takes_context=True)
def yuan(context: Context, fen: int | None) -> str:
    """An amount in fen: `1,300 元`; a dash where there is none."""
    return "—" if fen is None else format_yuan(fen, lang_of(context))


@register.simple_tag(takes_context=True)
def day(context: Context, value: dt.date | None) -> str:
    """A day written out; a dash where there is none."""
    if isinstance(value, dt.datetime):
        value = value.astimezone().date()
    return "—" if value is None else day_told(value, lang_of(context))


@register.simple_tag
def icon(name: str) -> SafeString:
    """A symbol from the sprite; the word beside it carries the meaning, so readers skip it."""
    return mark_safe(  # noqa: S308 - the name is written in a template
        f'<svg class="icon" aria-hidden="true" focusable="false"><use href="/static/tonghu/icons.svg#{name}"/></svg>'
    )


@register.filter
def get(mapping: Any, key: Any) -> Any:
    """`mapping[key]`, or nothing."""
    return mapping.get(key) if hasattr(mapping, "get") else None
