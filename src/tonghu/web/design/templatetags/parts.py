"""The parts of pages that need more than an include: each is drawn by its template in `parts/`."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context

register = template.Library()


@register.inclusion_tag("parts/footnotes.html", takes_context=True)
def footnotes(context: Context) -> dict[str, Any]:
    """The words of every clause tagged on this page, for paper."""
    return {"notes": [], "lang": context.get("lang", "zh")}
