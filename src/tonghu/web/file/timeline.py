"""What happened to a child, newest first: facts learnt, deliveries, changes of what is owed, papers, guardianship."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils import timezone

from tonghu.base.texts import Lang, Text
from tonghu.law.engine.law import rulebook
from tonghu.law.language.words import STATUS, plain
from tonghu.register.deliveries import STATES
from tonghu.register.models import Fact
from tonghu.register.standing.compartments import may_see
from tonghu.web.account.wording import day_told, several
from tonghu.web.file.labels import label_of
from tonghu.web.file.redact import may_name
from tonghu.web.file.who import GUARDED

CAUSES = {
    "first": Text("首次判定", "first determination"), "fact": Text("情况变化", "a fact changed"),
    "value": Text("标准变化", "a standard changed"), "rule": Text("政策变化", "the rules changed"),
    "time": Text("到了日期", "a day came"),
}  # fmt: skip
MOST_NAMES = 5


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened."""

    at: dt.datetime
    text: str
    by: str = ""
    note: str = ""
    kind: str = ""

    @property
    def day(self) -> dt.date:
        """The day here."""
        return timezone.localdate(self.at)


def timeline(
    rows: Iterable[Mapping[str, Any]],
    facts: Iterable[Fact],
    boxes: AbstractSet[str],
    lang: Lang,
    most: int = 0,
) -> list[Event]:
    """Happenings and entries of facts in one order; those of closed compartments are left out."""
    events = [event for row in rows if (event := _event(row, boxes, lang))]
    events += _entries(facts, boxes, lang)
    events.sort(key=lambda event: event.at, reverse=True)
    return events[:most] if most else events


def _entries(facts: Iterable[Fact], boxes: AbstractSet[str], lang: Lang) -> Iterable[Event]:
    """Facts entered together make one event."""

    def key(fact: Fact) -> tuple[dt.datetime, str]:
        return fact.recorded_at, fact.recorded_by

    for (at, by), found in groupby(sorted(facts, key=key), key):
        names = [
            label_of(f.whom, f.name, lang)
            for f in found
            if may_name(f.name, boxes) and f.compartment in boxes
        ]
        if names:
            told = several(names, lang, MOST_NAMES)
            yield Event(at, Text(f"登记：{told}", f"Recorded: {told}").in_(lang), by, kind="fact")


def _event(row: Mapping[str, Any], boxes: AbstractSet[str], lang: Lang) -> Event | None:
    what, name, at = row["what"], row["name"], row["at"]
    if what == "paper":
        return Event(at, Text(f"材料：{name}", f"Paper: {name}").in_(lang), row["by"], kind=what)
    if what == "guardian":
        told = GUARDED[name].in_(lang) if name in GUARDED else name
        return Event(at, Text(f"监护方式：{told}", f"Guardianship: {told}").in_(lang), row["by"], kind=what)
    if not may_see(name, boxes):
        return None
    rule = rulebook().rules.get(name)
    label = plain(rule.label(lang)) if rule else name
    if what == "delivery":
        state = STATES[row["state"]].in_(lang)
        told = Text(
            f"{label}：{state}，自{day_told(row['day'], lang)}",
            f"{label}: {state} since {day_told(row['day'], lang)}",
        )
        return Event(at, told.in_(lang), row["by"], row["note"] or "", what)
    was, now = (STATUS[s].in_(lang) if s in STATUS else s for s in (row["was"], row["state"]))
    cause = CAUSES[row["note"]].in_(lang) if row["note"] in CAUSES else ""
    return Event(at, f"{label}{'：' if lang == 'zh' else ': '}{was} → {now}", "", cause, what)
