"""The form in which facts are recorded or corrected, made from the vocabulary."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import timezone

from tonghu.base.dates import parse_day
from tonghu.base.errors import Unreadable
from tonghu.base.texts import Lang, Text
from tonghu.law.language.words import SUPPLIERS
from tonghu.register.facts.recording import Said
from tonghu.register.facts.values import entry_of, held, stored
from tonghu.register.models import Attachment, Child, Fact
from tonghu.web.file.fields import as_typed, control, is_empty, value_of
from tonghu.web.file.labels import label_of, told_value
from tonghu.web.file.tokens import token_of_fact

Pair = tuple[str, str]
CHANGE, CORRECT = "change", "correct"
FROM_WHEN = Text("情况变了，请写从哪天起", "it changed: say from which day")
NOTHING = Text("没有填任何情况", "nothing is filled in")


@dataclass(frozen=True, slots=True)
class Row:
    """One fact in the form: its controls and what is known of it now."""

    token: str
    value: Any
    since: Any
    unknown: Any
    known: Fact | None
    told: str


class RecordForm(forms.Form):
    """Facts of one file; the file's version and the time of the last fact shown travel along."""

    def __init__(
        self, data: Mapping[str, Any] | None, pairs: Sequence[Pair], facts: Mapping[Pair, Fact], child: Child,
        papers: Iterable[Attachment], lang: Lang, last: dt.datetime | None = None,
    ) -> None:  # fmt: skip
        told = (last or timezone.now()).isoformat()
        super().__init__(data, initial={"how": CHANGE, "version": child.version, "opened": told})
        self.pairs, self.known, self.lang = pairs, facts, lang
        self.papers = {paper.ref: paper for paper in papers}
        for whom, name in pairs:
            self._add(whom, name)
        self._shared()

    def _add(self, whom: str, name: str) -> None:
        token, label = token_of_fact(whom, name), label_of(whom, name, self.lang)
        known = self.known.get((whom, name))
        self.fields[f"{token}-value"] = control(name, label)
        if known is not None and not self.is_bound:
            self.initial[f"{token}-value"] = as_typed(name, held(name, known.value))
        self.fields[f"{token}-unknown"] = forms.BooleanField(
            label=Text("问过了，还不知道", "asked, and not known"), required=False
        )
        self.fields[f"{token}-since"] = forms.CharField(
            label=Text("从哪天起", "Since"), required=False, widget=forms.DateInput({"type": "date"}),
        )  # fmt: skip

    def _shared(self) -> None:
        suppliers = dict.fromkeys(s for _, name in self.pairs for s in entry_of(name).suppliers)
        listed = [*suppliers, *(s for s in SUPPLIERS if s not in suppliers and s != "county")]
        self.fields["how"] = forms.ChoiceField(
            label=Text("这是", "This is"), widget=forms.RadioSelect,
            choices=[(CHANGE, Text("情况变了：以前的照旧保留，从这天起是新的", "a change: what was stays, from this day on it is so")),
                     (CORRECT, Text("原来记错了：用正确的代替，错的留在历史里", "a correction: it takes the place of what was wrong; the history keeps both"))],
        )  # fmt: skip
        self.fields["source"] = forms.ChoiceField(
            label=Text("从哪里知道的", "Learnt from"),
            choices=[(s, SUPPLIERS.get(s, Text(s, s))) for s in listed],
        )
        if self.papers:
            self.fields["evidence"] = forms.ChoiceField(
                label=Text("依据的材料", "Paper"), required=False,
                choices=[("", Text("没有", "none")), *((ref, paper.title) for ref, paper in self.papers.items())],
            )  # fmt: skip
        self.fields["note"] = forms.CharField(label=Text("说明", "Note"), required=False, max_length=200)
        for name in ("version", "opened"):
            self.fields[name] = forms.CharField(widget=forms.HiddenInput, required=False)

    def rows(self) -> list[Row]:
        """The facts with their controls, for the page."""
        return [self._row(token_of_fact(*pair), self.known.get(pair)) for pair in self.pairs]

    def _row(self, token: str, known: Fact | None) -> Row:
        told = told_value(known.name, held(known.name, known.value), self.lang) if known else ""
        return Row(
            token, self[f"{token}-value"], self[f"{token}-since"], self[f"{token}-unknown"], known, told
        )

    def shared(self) -> list[Any]:
        """The controls that hold for all of them."""
        return [self[name] for name in ("how", "source", "evidence", "note") if name in self.fields]

    def hidden(self) -> list[Any]:
        """What travels along."""
        return [self["version"], self["opened"]]

    def clean(self) -> dict[str, Any]:
        """Read each value with the law's own reader; faults stand at their field."""
        cleaned: dict[str, Any] = super().clean() or {}
        self.said: list[Said] = []
        for whom, name in self.pairs:
            self._read(whom, name, cleaned)
        if not self.said and not self.errors:
            self.add_error(None, NOTHING.in_(self.lang))
        return cleaned

    def _read(self, whom: str, name: str, cleaned: Mapping[str, Any]) -> None:
        token = token_of_fact(whom, name)
        raw, unknown = cleaned.get(f"{token}-value"), cleaned.get(f"{token}-unknown")
        if is_empty(raw) and not unknown:
            return
        try:
            value = None if unknown else value_of(whom, name, raw, self.lang)
        except Unreadable as error:
            self.add_error(f"{token}-value", _sentence(error, self.lang))
            return
        if self._unchanged(whom, name, value, token, cleaned):
            return
        since = self._since(whom, name, token, cleaned)
        paper = self.papers.get(cleaned.get("evidence") or "")
        self.said.append(Said(whom, name, value, since, None, "", cleaned.get("note") or "", paper))

    def _unchanged(self, whom: str, name: str, value: Any, token: str, cleaned: Mapping[str, Any]) -> bool:
        """A value that the form brought along and nobody touched is not recorded again."""
        known = self.known.get((whom, name))
        return known is not None and stored(name, value) == known.value and not cleaned.get(f"{token}-since")

    def _since(self, whom: str, name: str, token: str, cleaned: Mapping[str, Any]) -> dt.date | None:
        text = (cleaned.get(f"{token}-since") or "").strip()
        if not text:
            if self.known.get((whom, name)) is not None and not self.correct:
                self.add_error(f"{token}-since", FROM_WHEN.in_(self.lang))
            return None
        try:
            return parse_day(text)
        except Unreadable as error:
            self.add_error(f"{token}-since", _sentence(error, self.lang))
            return None

    @property
    def correct(self) -> bool:
        """Whether what stands is said to be wrong."""
        return self.data.get("how") == CORRECT

    @property
    def opened(self) -> dt.datetime | None:
        """The time of the last fact that the form showed."""
        try:
            return dt.datetime.fromisoformat(self.data.get("opened") or "")
        except ValueError:
            return None

    @property
    def version(self) -> int | None:
        """The version of the file that the form was opened with."""
        text = self.data.get("version") or ""
        return int(text) if text.isdecimal() else None


def _sentence(error: Unreadable, lang: Lang) -> str:
    what, mend = error.what.in_(lang), error.mend.in_(lang)
    return f"{what}{'。' if lang == 'zh' else '. '}{mend}" if mend else what
