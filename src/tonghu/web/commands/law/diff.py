"""`tonghu law diff`: two places, or one place on two days: what one law has and the other has not."""

from __future__ import annotations

import argparse

from tonghu.base.texts import Text
from tonghu.law.engine.law import Law, law_for
from tonghu.law.language.facts import vocabulary
from tonghu.web.commands import options as shared
from tonghu.web.commands.output import table


def add(parser: argparse.ArgumentParser) -> None:
    """Options of this verb."""
    parser.add_argument("a", metavar="A", help="a place")
    parser.add_argument("b", metavar="B", help="another place, or a day")


def run(asked: argparse.Namespace) -> int:
    """Print grounds and values that differ."""
    day = shared.day_of(asked)
    one = shared.known_place(asked.a, asked.lang)
    first = law_for(one, day, only_documents=asked.only_documents)
    if asked.b[:4].isdigit() and "-" in asked.b:
        second = law_for(one, shared.day(asked.b), only_documents=asked.only_documents)
    else:
        second = law_for(shared.known_place(asked.b, asked.lang), day, only_documents=asked.only_documents)
    head = tuple(f"{law.place.label(asked.lang)} {law.day}" for law in (first, second))
    rows = [*_grounds(first, second, asked.lang), *_values(first, second, asked.lang)]
    print(table(rows, ("", *head)) if rows else Text("没有差别", "no difference").in_(asked.lang))
    return 0


def _grounds(first: Law, second: Law, lang: str) -> list[tuple[str, str, str]]:
    rows = []
    for name in dict.fromkeys([*first.active, *second.active]):
        one, other = _cited(first, name), _cited(second, name)
        if one != other:
            entry = first.active.get(name) or second.active[name]
            rows.append((entry.rule.label(lang), one, other))
    return rows


def _cited(law: Law, name: str) -> str:
    entry = law.active.get(name)
    if entry is None:
        return "—"
    return " ".join(dict.fromkeys(p.id for by in entry.grounds.values() for p in by))


def _values(first: Law, second: Law, lang: str) -> list[tuple[str, str, str]]:
    rows = []
    for name in dict.fromkeys([*first.values, *second.values]):
        one, other = _value(first, name), _value(second, name)
        if one != other:
            rows.append((vocabulary()[name].label(lang), one, other))
    return rows


def _value(law: Law, name: str) -> str:
    standing = law.values.get(name)
    return f"{standing.entry.value} {standing.entry.unit}".strip() if standing else "—"
