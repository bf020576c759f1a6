"""The tree of reasons as people read it: what has been told once is referred to, not told again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tonghu.base.texts import Lang, Text
from tonghu.law.engine.explain import TRUTH
from tonghu.law.language.words import plain
from tonghu.web.account.notes import Notes
from tonghu.web.account.wording import Item, bracketed, day_told, whom_to_ask

ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Reason:
    """One step: its words, the numbers of its notes, the steps below it."""

    text: str
    cites: tuple[int, ...]
    below: tuple[Reason, ...]


def reasons(tree: Iterable[Item], notes: Notes, lang: Lang) -> list[Reason]:
    """The steps of every result of a tree."""
    told: set[str] = set()
    return [_reason(row, notes, lang, told) for row in tree]


def _reason(row: Item, notes: Notes, lang: Lang, told: set[str]) -> Reason:
    value: Any = row["value"]
    said = value if isinstance(value, str) else TRUTH[lang][value]
    said = day_told(said, lang) if ISO_DAY.fullmatch(said) else said
    text = f"{plain(str(row.get('label') or row['name']))}{'：' if lang == 'zh' else ': '}{said}"
    rows = row.get("because") or ()
    if "fact" in row and said == TRUTH[lang][None]:
        text += Text("。", ". ").in_(lang) + whom_to_ask(row["supplier"], lang)
    elif row.get("rule") in told and rows:
        text, rows = text + bracketed(Text("理由见上", "reasons above").in_(lang), lang), ()
    told.add(str(row.get("rule") or row.get("id")))
    below = tuple(_reason(child, notes, lang, told) for child in rows)
    return Reason(text, notes.cite(row.get("clauses") or ()), below)
