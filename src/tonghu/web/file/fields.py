"""The controls of a fact: which one fits its type, and how what was typed becomes a value of a case."""

from __future__ import annotations

from typing import Any

from django import forms

from tonghu.base.dates import parse_day
from tonghu.base.errors import Faults, Unreadable
from tonghu.base.ids import parse_division
from tonghu.base.money import fen_from_yuan, yuan_from_fen
from tonghu.base.texts import Lang, Text
from tonghu.law.language.facts import FactType
from tonghu.law.language.words import CATEGORIES, UNITS
from tonghu.register.facts.values import checked, entry_of
from tonghu.web.file.telling import told

DIVISIONS = ("hukou_division", "residence_division", "insurance_pool_division")
YES_NO = [("", Text("没有填", "left open")), ("true", Text("是", "yes")), ("false", Text("否", "no"))]
NUMBERS = Text("写数字", "a number")


def control(name: str, label: Any) -> forms.Field:
    """The field for a fact's value. It is checked by `value_of`, with the law's own reader."""
    entry = entry_of(name)
    hint = _hint(entry)
    if entry.type == "bool":
        return forms.ChoiceField(
            choices=YES_NO, widget=forms.RadioSelect, label=label, help_text=hint, required=False
        )
    if entry.type == "list" and entry.values:
        choices = [(value, CATEGORIES.get(value, Text(value, value))) for value in entry.values]
        return forms.MultipleChoiceField(
            choices=choices, widget=forms.CheckboxSelectMultiple, label=label, help_text=hint, required=False
        )
    if entry.values:
        choices = [("", Text("没有填", "left open"))]
        choices += [(v, Text(v, v)) for v in entry.values if v not in entry.unknown]
        return forms.ChoiceField(choices=choices, label=label, help_text=hint, required=False)
    kind = {"date": "date", "datetime": "datetime-local"}.get(entry.type, "text")
    mode = {"int": "numeric", "money": "decimal", "number": "decimal", "percent": "decimal"}.get(entry.type)
    attrs = {"type": kind, "autocomplete": "off"} | ({"inputmode": mode, "class": "short"} if mode else {})
    return forms.CharField(
        widget=forms.TextInput(attrs), label=label, help_text=hint, required=False, max_length=400
    )


def _hint(entry: FactType) -> Text | str:
    if entry.type in ("int", "money", "number", "percent"):
        unit = entry.unit or {"money": "元", "percent": "%"}.get(entry.type, "")
        told_unit = UNITS.get(unit, Text(unit, unit))
        return Text(f"单位：{told_unit.zh}", f"in {told_unit.en}") if unit else NUMBERS
    if entry.name in DIVISIONS:
        return Text("行政区划代码，6 位以上", "division code, 6 digits or more")
    if entry.type == "list" and not entry.values:
        return Text("几个用顿号分开", "several: put commas between them")
    return ""


def value_of(whom: str, name: str, raw: Any, lang: Lang) -> Any:
    """What was typed, as a case holds it. Raises Unreadable with what to mend."""
    entry = entry_of(name)
    value = _read(entry, raw)
    try:
        return checked(whom, name, value, lang)
    except Faults as error:
        text = "；".join(told(fault) for fault in error.faults)
        raise Unreadable(Text(text, text), Text("", "")) from None


def _read(entry: FactType, raw: Any) -> Any:
    if entry.type == "bool":
        return raw == "true"
    if entry.type == "list":
        return list(raw) if isinstance(raw, list) else [part for part in _split(str(raw)) if part]
    text = str(raw).strip()
    if entry.type == "date":
        return parse_day(text).isoformat()
    if entry.type == "money":
        return yuan_from_fen(fen_from_yuan(text))
    if entry.name in DIVISIONS:
        return parse_division(text[:6]) + text[6:] if len(text) > 6 else parse_division(text)
    if entry.type == "int":
        return int(text) if text.isascii() and text.isdecimal() else text
    if entry.type in ("number", "percent"):
        return _number(text)
    return text


def _split(text: str) -> list[str]:
    for mark in "，,；;\n":
        text = text.replace(mark, "、")
    return [part.strip() for part in text.split("、")]


def _number(text: str) -> Any:
    try:
        return float(text)
    except ValueError:
        return text


def is_empty(raw: Any) -> bool:
    """Whether nothing was given."""
    return raw in ("", None, [])


def as_typed(name: str, value: Any) -> Any:
    """A value of a case as its control shows it."""
    entry = entry_of(name)
    if value is None:
        return ""
    if entry.type == "bool":
        return "true" if value else "false"
    if entry.type == "list":
        return list(value) if entry.values else "、".join(map(str, value))
    return str(value)
