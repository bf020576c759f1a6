"""A fact in words: whose it is, what it is called, what its value says."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tonghu.base.texts import Lang, Text
from tonghu.law.language.words import fact_label
from tonghu.register.facts.values import entry_of
from tonghu.web.account.wording import value_told


def label_of(whom: str, name: str, lang: Lang) -> str:
    """A fact's label with whom it is about."""
    return fact_label(f"{whom}.{name}" if whom in ("father", "mother") else name, lang)


def told_value(name: str, value: Any, lang: Lang) -> str:
    """A value as people read it; not known is said."""
    if value is None:
        return Text("还不知道", "not known").in_(lang)
    if entry_of(name).type == "date":
        value = dt.date.fromisoformat(str(value)[:10])
    return value_told(name, value, lang)
