"""Fields of Django forms in the language of the page: label, hint, choices and errors tied to the control."""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.forms.utils import ErrorList

from tonghu.base.texts import Lang, Text

LACKING = Text("还没有填", "is not filled in")


def bound_in(bound: BoundField, lang: Lang) -> dict[str, Any]:
    """What `parts/field.html` needs of a field."""
    widget = bound.field.widget
    if hasattr(widget, "choices"):
        widget.choices = [(value, _said(label, lang)) for value, label in widget.choices]
    hint, ident = _said(bound.help_text, lang), bound.auto_id
    told = _errors(bound.errors, lang)
    described = " ".join(f"{ident}-{part}" for part, there in (("hint", hint), ("error", told)) if there)
    attrs = {"aria-describedby": described} if described else {}
    if told:
        attrs["aria-invalid"] = "true"
    grouped = bool(bound.use_fieldset)
    return {
        "bound": bound, "ident": ident, "label": _said(bound.label, lang), "hint": hint, "told": told,
        "grouped": grouped, "single": getattr(widget, "input_type", "") == "checkbox" and not grouped,
        "control": "" if grouped else bound.as_widget(attrs=attrs), "described": described,
    }  # fmt: skip


def problems(form: BaseForm, lang: Lang) -> list[dict[str, str]]:
    """Every error of a form with the id of the control that mends it."""
    found = [{"target": "", "label": "", "text": error} for error in _errors(form.non_field_errors(), lang)]
    for bound in form:
        first = bound.id_for_label or f"{bound.auto_id}_0"
        label = _said(bound.label, lang)
        found += [{"target": first, "label": label, "text": error} for error in _errors(bound.errors, lang)]
    return found


def _errors(errors: ErrorList, lang: Lang) -> list[str]:
    """A ValidationError may carry a Text; Django's own messages already speak the language of the request."""
    said = []
    for error in errors.as_data():
        said += (
            [error.message.in_(lang)] if isinstance(error.message, Text) else [str(m) for m in error.messages]
        )
    return said


def _said(text: Any, lang: Lang) -> Any:
    """A Text in a language; groups of choices one by one; anything else as it is."""
    if isinstance(text, Text):
        return text.in_(lang)
    if isinstance(text, list | tuple):
        return [(value, _said(label, lang)) for value, label in text]
    return text
