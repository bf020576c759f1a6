"""What the templates of a child's file say."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import template
from django.template.context import Context

from tonghu.law.language.words import SEATS, word
from tonghu.web.account.wording import days_left
from tonghu.web.design.templatetags.say import lang_of

register = template.Library()


@register.filter
def can(actor: Any, power: str) -> bool:
    """Whether the seat has a power."""
    return bool(actor and actor.may(power))


@register.simple_tag(takes_context=True)
def seat_word(context: Context, seat: str) -> str:
    """Who must act, as a word."""
    return word(SEATS, seat, lang_of(context))


@register.simple_tag(takes_context=True)
def days_to(context: Context, due: dt.date, today: dt.date) -> str:
    """How far off a day is."""
    return days_left(due, today).in_(lang_of(context))
