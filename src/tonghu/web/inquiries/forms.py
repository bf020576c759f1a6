"""What is asked when asking and answering."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from tonghu.base.dates import parse_day
from tonghu.base.errors import Unreadable
from tonghu.base.texts import Lang, Text
from tonghu.law.language.words import SUPPLIERS, fact_label
from tonghu.register.facts.values import entry_of
from tonghu.register.models import Inquiry
from tonghu.web.file.fields import control, is_empty, value_of

GIVE = Text("填写结果，或勾选“查不到”", "give the answer, or tick 'cannot be found out'")


def told(error: Unreadable, lang: Lang) -> str:
    """A fault as one sentence."""
    what, mend = error.what.in_(lang), error.mend.in_(lang)
    return f"{what}{'。' if lang == 'zh' else '. '}{mend}" if mend else what


class AskForm(forms.Form):
    """Whom to ask, until when, and what they should know."""

    supplier = forms.ChoiceField(label=Text("问谁", "Whom to ask"))
    due = forms.DateField(
        label=Text("希望哪天前答复", "Wanted by"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    note = forms.CharField(label=Text("说明", "Note"), required=False, max_length=200,
                           help_text=Text("不要写与这一项无关的情况", "nothing beside the matter itself"))  # fmt: skip

    def __init__(self, name: str, first: str, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        suppliers = [s for s in entry_of(name).suppliers if s != "county"]
        self.fields["supplier"].choices = [(s, SUPPLIERS.get(s, Text(s, s))) for s in suppliers]  # type: ignore[attr-defined]
        self.initial.setdefault("supplier", first or (suppliers[0] if suppliers else ""))


class AnswerForm(forms.Form):
    """The fact that was asked for, or that it cannot be found out."""

    def __init__(self, inquiry: Inquiry, lang: Lang, *given: Any) -> None:
        super().__init__(*given)
        self.inquiry, self.lang = inquiry, lang
        self.fields["value"] = control(inquiry.name, label_of(inquiry, lang))
        self.fields["unknown"] = forms.BooleanField(
            label=Text("查不到", "It cannot be found out"), required=False
        )
        self.fields["since"] = forms.CharField(
            label=Text("从哪天起（知道的话）", "Since (if known)"),
            required=False,
            widget=forms.DateInput({"type": "date"}),
        )
        self.fields["reply"] = forms.CharField(label=Text("说明", "Note"), required=False, max_length=200)

    def clean(self) -> dict[str, Any]:
        """Read the value with the law's own reader."""
        cleaned: dict[str, Any] = super().clean() or {}
        raw = cleaned.get("value")
        self.value: Any = None
        if is_empty(raw) and not cleaned.get("unknown"):
            self.add_error("value", GIVE.in_(self.lang))
        elif not cleaned.get("unknown"):
            self._read(raw)
        self.since = self._since(cleaned.get("since") or "")
        return cleaned

    def _read(self, raw: Any) -> None:
        try:
            self.value = value_of(self.inquiry.whom, self.inquiry.name, raw, self.lang)
        except Unreadable as error:
            self.add_error("value", told(error, self.lang))

    def _since(self, text: str) -> dt.date | None:
        try:
            return parse_day(text) if text else None
        except Unreadable as error:
            self.add_error("since", told(error, self.lang))
            return None


def label_of(inquiry: Inquiry, lang: Lang) -> str:
    """The fact in words: whose, which."""
    parent = inquiry.whom in ("father", "mother")
    return fact_label(f"{inquiry.whom}.{inquiry.name}" if parent else inquiry.name, lang)
