"""How a fact's value is kept: JSON of what a case holds, except money, which is whole fen."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from tonghu.base.money import fen_from_yuan, yuan_from_fen
from tonghu.law.engine.case import read_case
from tonghu.law.language.facts import FactType, vocabulary
from tonghu.law.language.rule import ROLES
from tonghu.law.places.load import places


def entry_of(name: str) -> FactType:
    """The vocabulary's entry of a fact. Raises KeyError."""
    return vocabulary()[name]


def checked(whom: str, name: str, value: Any, lang: str = "zh") -> Any:
    """The value itself when the law's own reader takes it; None passes. Raises Faults that say how to mend it."""
    if value is None:
        return None
    part = {name: value}
    case: dict[str, Any] = {"jurisdiction": places()[0].name, "as_of_date": "2026-01-01"}
    if whom in ROLES:
        case["parents"] = [{"role": whom, **part}]
    else:
        case[whom] = part
    read_case(case, lang="en" if lang == "en" else "zh")
    return value


def stored(name: str, value: Any) -> str | None:
    """The text kept for a value as a case holds it (yuan, ISO days or dates); None for unknown."""
    entry = entry_of(name)
    if value is None or (isinstance(value, str) and value in entry.unknown):
        return None
    if entry.type == "money":
        value = fen_from_yuan(value)
    elif isinstance(value, dt.date):
        value = value.isoformat()
    elif entry.type == "list":
        value = sorted(map(str, value))
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def held(name: str, text: str | None) -> Any:
    """A kept text as a case holds it: yuan, ISO days, lists; None for unknown."""
    if text is None:
        return None
    value = json.loads(text)
    return yuan_from_fen(value) if entry_of(name).type == "money" else value
