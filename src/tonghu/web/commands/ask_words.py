"""How `tonghu ask` words its questions."""

from __future__ import annotations

from tonghu.base.texts import Lang, Text
from tonghu.law.language.facts import vocabulary
from tonghu.law.language.words import CATEGORIES, UNITS, fact_label, word
from tonghu.web.interview.replies import HINTS
from tonghu.web.interview.steps import PERSONS, ROUNDS

MOST_NAMES = 8


def heading(number: int, person: str, lang: Lang) -> str:
    """Which part of the interview begins."""
    return f"\n{ROUNDS[number].in_(lang)} · {PERSONS[person].in_(lang)}\n"


def question(number: int, name: str, open_: int, lang: Lang) -> str:
    """One question, how many results it and those behind it may still change, and its choices or shape."""
    entry = vocabulary()[name.rpartition(".")[2]]
    several_of = Text("（可多选，如 1、3；没有就写 无）", " (several, such as 1, 3; or none)") if entry.type == "list" else Text("", "")  # fmt: skip
    left = Text(f"（还可能影响 {open_} 项）", f" ({open_} results still open)")
    asked = (
        f"{number}. {fact_label(name, lang)}{several_of.in_(lang)}{Text('？', '?').in_(lang)}{left.in_(lang)}"
    )
    choices = [v for v in entry.values if v not in entry.unknown]
    if choices and entry.type == "int":
        return f"{asked}\n   " + " / ".join(choices) + f" {word(UNITS, entry.unit, lang)}".rstrip()
    if choices:
        named = (f"{n} {word(CATEGORIES, v, lang)}" for n, v in enumerate(choices, 1))
        return f"{asked}\n   " + "　".join(named)
    hint = HINTS[entry.type].in_(lang) if entry.type in HINTS else ""
    unit = word(UNITS, entry.unit, lang) if entry.type == "int" and entry.unit else ""
    if name.endswith("_division"):
        hint = Text("6 位行政区划代码，如 120101", "division code of six digits, such as 120101").in_(lang)
    told = Text("，", ", ").in_(lang).join(filter(None, (hint, unit)))
    return f"{asked}\n   {told}" if told else asked
