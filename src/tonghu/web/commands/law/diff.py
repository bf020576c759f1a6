"""`tonghu law diff`: two places, or one place on two days: what one law has and the other has not."""

from __future__ import annotations

import argparse
import datetime as dt

from tonghu.base.dates import parse_day
from tonghu.base.errors import Unreadable
from tonghu.base.texts import Lang, Text
from tonghu.law.engine.law import Law
from tonghu.law.language.facts import vocabulary
from tonghu.web.account import plain
from tonghu.web.account.wording import figure, value_told
from tonghu.web.commands import options as shared
from tonghu.web.commands.law.common import law_of
from tonghu.web.commands.options import said
from tonghu.web.commands.output import table

Row = tuple[str, str, str]


def add(parser: argparse.ArgumentParser) -> None:
    """Options of this verb."""
    parser.add_argument("a", metavar="A", help=said("一个地区", "a place"))
    parser.add_argument("b", metavar="B", help=said("另一个地区，或一天", "another place, or a day"))


def run(asked: argparse.Namespace) -> int:
    """Print grounds and values that differ."""
    day = shared.day_of(asked)
    one = shared.known_place(asked.a, asked.lang)
    other_day = _day(asked.b)
    first = law_of(asked, one, day)
    second = (
        law_of(asked, one, other_day)
        if other_day
        else law_of(asked, shared.known_place(asked.b, asked.lang), day)
    )
    head = tuple(f"{law.place.label(asked.lang)} {law.day}" for law in (first, second))
    rows = [*_grounds(first, second, asked.lang), *_values(first, second, asked.lang)]
    print(table(rows, ("", *head)) if rows else Text("没有差别", "no difference").in_(asked.lang))
    return 0


def _day(text: str) -> dt.date | None:
    """The day that the second argument names; None when it is a place."""
    try:
        return None if text.isdigit() and len(text) == 6 else parse_day(text)
    except Unreadable:
        return None


def _grounds(first: Law, second: Law, lang: Lang) -> list[Row]:
    rows = []
    for name in dict.fromkeys([*first.active, *second.active]):
        one, other = _cited(first, name), _cited(second, name)
        if one != other:
            entry = first.active.get(name) or second.active[name]
            rows.append((plain(entry.rule.label(lang)), one, other))
    return rows


def _cited(law: Law, name: str) -> str:
    entry = law.active.get(name)
    if entry is None:
        return "—"
    return " ".join(dict.fromkeys(p.id for by in entry.grounds.values() for p in by))


def _values(first: Law, second: Law, lang: Lang) -> list[Row]:
    rows = []
    for name in dict.fromkeys([*first.values, *second.values]):
        one, other = _value(first, name, lang), _value(second, name, lang)
        if one != other:
            rows.append((vocabulary()[name].label(lang), one, other))
    return rows


def _value(law: Law, name: str, lang: Lang) -> str:
    standing = law.values.get(name)
    if standing is None:
        return "—"
    entry = standing.entry
    told = figure(entry.value, entry.unit, lang) if entry.unit else value_told(name, entry.value, lang)
    unsure = Text("（未核实，不作依据）", " (unverified, not used)").in_(lang)
    return told if standing.decides else told + unsure
