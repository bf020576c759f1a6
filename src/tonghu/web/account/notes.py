"""Footnotes: every provision that an account rests on, gathered by document and article and numbered once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tonghu.base.texts import Lang, Text


@dataclass(slots=True)
class Note:
    """One article: its number in the account, and the provisions of it that are cited, with their words."""

    number: int
    source: str
    words: dict[str, str] = field(default_factory=dict)


class Notes:
    """Numbers given while an account is told; `texts` is the answer's (words of each provision by its id)."""

    def __init__(self, texts: Mapping[str, Mapping[str, Any]], lang: Lang) -> None:
        self._texts, self._lang = texts, lang
        self._notes: dict[str, Note] = {}

    def cite(self, clauses: Iterable[str]) -> tuple[int, ...]:
        """The numbers for some provisions, in rising order."""
        return tuple(sorted({self._note(clause).number for clause in clauses}))

    def listed(self) -> list[Note]:
        """All notes by number."""
        return list(self._notes.values())

    def _note(self, clause: str) -> Note:
        known = self._texts.get(clause)
        source = self._source(known) if known else clause
        note = self._notes.setdefault(source, Note(len(self._notes) + 1, source))
        if known:
            note.words[clause] = self._words(known)
        return note

    def _source(self, known: Mapping[str, Any]) -> str:
        draft = Text("（征求意见稿）", " (draft)").in_(self._lang) if known.get("status") == "draft" else ""
        return f"{known['document']} {known['article']}".strip() + draft

    def _words(self, known: Mapping[str, Any]) -> str:
        if known.get("quoted", True):
            return f"“{known['text']}”"
        return Text(f"大意：{known['text']}", f"in substance: {known['text']}").in_(self._lang)
