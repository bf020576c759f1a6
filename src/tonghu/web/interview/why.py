"""Why a question is asked: what depends on it, and who can say."""

from __future__ import annotations

from collections.abc import Sequence

from tonghu.base.texts import Lang, Text
from tonghu.law.language.facts import vocabulary
from tonghu.law.language.rule import rules
from tonghu.law.language.words import plain
from tonghu.web.account.wording import several, whom_to_ask

MOST_NAMES = 8


def why_asked(name: str, decides: Sequence[str], lang: Lang) -> str:
    """What depends on a fact, and who can say."""
    entry = vocabulary()[name.rpartition(".")[2]]
    labels = (plain(rules()[rule].label(lang)) for rule in decides)
    told = several(labels, lang, MOST_NAMES)
    zh, _, en = entry.note.partition(" / ")
    note = Text(f"（{zh}）" if zh else "", f" ({en})" if en else "").in_(lang)
    decided = Text(f"这关系到：{told}{note}。", f"It bears on: {told}{note}. ") if told else Text("", "")
    return decided.in_(lang) + whom_to_ask(entry.suppliers, lang)
