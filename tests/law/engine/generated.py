"""Random facts near the edges of the law, the same for the interpreter and for a table."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import polars as pl

from tonghu.base.dates import add_months
from tonghu.law.engine.law import Law
from tonghu.law.engine.table import INSIDE
from tonghu.law.language.facts import FactType, vocabulary

UNKNOWN = 0.3
MONTHS = (0, 1, 3, 6, 12, 35, 36, 60, 83, 84, 120, 191, 192, 200, 215, 216, 217, 240, 300)
CODES = ("330102", "330106", "330127", "340102", "510104", "150203", "120101", "130102")
EDGES: dict[str, tuple[Any, ...]] = {
    "int": (0, 1, 2, 3, 5, 6, 7, 12, 16, 17, 18, 30, 31),
    "money": (0, 1, 5000, 70000, 120000, 999999, 2400000),
    "percent": (0, 5000, 6500, 7000, 10000),
    "text": CODES,
}
WORDS = ("苯丙酮尿症", "脑瘫", "辅助器具", "心理疏导", "家庭变故", "残疾儿童")


def entry_of(name: str) -> FactType:
    """The vocabulary's entry of a fact, a parent's included."""
    return vocabulary()[name.rsplit(".", maxsplit=1)[-1]]


def case(names: list[str], day: dt.date, chance: random.Random) -> dict[str, Any]:
    """One child's facts in inside units; each unknown with probability UNKNOWN."""
    return {name: None if chance.random() < UNKNOWN else value(entry_of(name), day, chance) for name in names}


def value(entry: FactType, day: dt.date, chance: random.Random) -> Any:
    """A value of a fact, on the edges of the law as often as not."""
    if entry.type in ("date", "datetime"):
        return _day(day, chance)
    if entry.type == "list":
        return _list(entry, chance)
    if entry.type == "number":
        return chance.random()
    if entry.type == "bool":
        return chance.random() < 0.5
    if entry.values:
        word = chance.choice([v for v in entry.values if v not in entry.unknown])
        return int(word) if entry.type == "int" else word
    return chance.choice(EDGES[entry.type])


def _day(day: dt.date, chance: random.Random) -> dt.date:
    edge = add_months(day, -chance.choice(MONTHS)) + dt.timedelta(days=chance.choice((-1, 0, 1)))
    return chance.choice(
        (edge, edge, dt.date(2008, 2, 29), dt.date(2012, 2, 29), day + dt.timedelta(days=40))
    )


def _list(entry: FactType, chance: random.Random) -> frozenset[str]:
    if entry.values:
        known = [v for v in entry.values if v not in entry.unknown]
        return frozenset(chance.sample(known, chance.choice((0, 1, 1, 2))))
    return frozenset(chance.sample((*CODES, *WORDS), chance.choice((0, 1, 2))))


def params(law: Law, chance: random.Random) -> dict[str, Any]:
    """Values of the place, some set and some not."""
    found = {}
    for name in sorted(law.facts):
        entry = entry_of(name)
        if entry.about == "value":
            found[name] = None if chance.random() < UNKNOWN else value(entry, law.day, chance)
    return found


def to_table(cases: list[dict[str, Any]], names: list[str]) -> pl.DataFrame:
    """The cases as a plan reads them: enums as codes, lists as bit sets."""
    return pl.DataFrame(
        {name: pl.Series(name, [inside(name, c[name]) for c in cases], dtype=dtype(name)) for name in names}
    )


def dtype(name: str) -> Any:
    """The inside type of a fact's column."""
    entry = entry_of(name)
    return pl.List(pl.String) if entry.type == "list" and not entry.values else INSIDE[entry.type]


def inside(name: str, found: Any) -> Any:
    """A fact as a table holds it inside."""
    entry = entry_of(name)
    if found is None:
        return None
    if entry.type == "enum":
        return entry.values.index(found)
    if entry.type == "list":
        return sum(1 << entry.values.index(v) for v in found) if entry.values else sorted(found)
    return found
