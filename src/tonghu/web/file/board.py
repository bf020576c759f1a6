"""The six-system board: what is owed in each system, how far it has come, and what is next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any

from tonghu.access.actors import Actor
from tonghu.base.texts import Lang, Text
from tonghu.law.engine.law import rulebook
from tonghu.law.language.words import STATUS, SYSTEMS, plain
from tonghu.register.deliveries import FOLLOWS, STATES
from tonghu.register.standing.compartments import BY_SYSTEM, may_explain
from tonghu.web.account.wording import facts_told, yuan
from tonghu.web.file.opening import address
from tonghu.web.file.redact import IN_LIBRARY
from tonghu.web.file.tokens import token_of_rule

DUE = ("yes", "candidate", "choice")
ORDER = {"yes": 0, "choice": 1, "candidate": 2, "unknown": 3}


@dataclass(frozen=True, slots=True)
class Clause:
    """A provision as a tag; `named` where its words may not stand on a child's page, only in the library."""

    id: str
    named: bool

    @property
    def url(self) -> str:
        """Its page in the library."""
        return address("clause", self.id)


@dataclass(slots=True)
class Delivered:
    """How far something has come: the newest state, since when, why."""

    state: str
    since: dt.date | None
    reason: str
    clause: str = ""

    @property
    def text(self) -> Text:
        """The word for the state."""
        return STATES[self.state]


@dataclass(slots=True)
class Due:
    """One thing owed, or possibly owed."""

    rule: str
    name: str
    status: str
    money: bool
    figure: str = ""
    arithmetic: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    clauses: list[Clause] = field(default_factory=list)
    missing: str = ""
    delivered: Delivered | None = None
    explained: bool = False
    next_states: tuple[tuple[str, Text], ...] = ()
    draft: Text | None = None

    @property
    def token(self) -> str:
        """What stands for the rule in an address."""
        return token_of_rule(self.rule)

    @property
    def text(self) -> Text:
        """The word for the status."""
        return STATUS[self.status]

    @property
    def waiting(self) -> bool:
        """Owed for certain, by texts that bind, and nothing has been done."""
        return self.status == "yes" and self.delivered is None and self.draft is None


@dataclass(slots=True)
class System:
    """One of the six systems, or the foundations where they have results."""

    key: str
    name: Text
    restricted: bool
    due: list[Due]
    open: list[Due]

    @property
    def owed(self) -> int:
        """How many results are certain."""
        return sum(item.status == "yes" for item in self.due)

    @property
    def receiving(self) -> int:
        """How many reach the child."""
        return sum(item.delivered is not None and item.delivered.state == "receiving" for item in self.due)

    @property
    def next(self) -> Due | None:
        """What to begin with: the first thing owed that nobody has begun."""
        return next((item for item in self.due if item.waiting), None)


def board(
    answer: Mapping[str, Any], delivered: Mapping[str, Delivered], actor: Actor, boxes: AbstractSet[str],
    warning: Text | None, lang: Lang,
) -> list[System]:  # fmt: skip
    """Every system with its results; a system of a closed compartment says only that it is restricted."""
    items = list(_items(answer, delivered, actor, boxes, warning, lang))
    found = []
    for key, name in SYSTEMS.items():
        mine = [item for item in items if rulebook().rules[item.rule].system == key]
        due = sorted((i for i in mine if i.status in DUE or i.delivered), key=_order)
        undecided = [i for i in mine if i.status == "unknown" and not i.delivered]
        restricted = BY_SYSTEM.get(key, "basic") not in boxes
        if mine or key != "foundations":
            found.append(System(key, name, restricted, due, undecided))
    return found


def _order(item: Due) -> tuple[int, bool, str]:
    return ORDER.get(item.status, 4), not item.money, item.name


def _items(
    answer: Mapping[str, Any], delivered: Mapping[str, Delivered], actor: Actor, boxes: AbstractSet[str],
    warning: Text | None, lang: Lang,
) -> Iterable[Due]:  # fmt: skip
    deliver = actor.may("deliver")
    for key in ("benefits", "alternatives", "entitlements"):
        for item in answer[key]:
            state = delivered.get(item["id"])
            if item["status"] == "no" and (state is None or state.state != "receiving"):
                continue
            made = Due(item["id"], plain(item["name"]), item["status"], key != "entitlements")
            made.delivered, made.explained = state, may_explain(item["id"], boxes)
            made.clauses = [clause_of(answer, c, lang) for c in item["clauses"] if c in answer["texts"]]
            made.missing = _lacking(item, lang)
            made.draft = warning if item["status"] in DUE else None
            if made.money:
                _money(made, item, lang)
            if deliver and item["status"] != "unknown":
                made.next_states = next_states(state, warning)
            yield made


def next_states(state: Delivered | None, warning: Text | None) -> tuple[tuple[str, Text], ...]:
    """What may be recorded next; on a draft never that it is being received."""
    following = FOLLOWS[state.state if state else ""]
    return tuple((name, STATES[name]) for name in following if not (warning and name == "receiving"))


def _money(made: Due, item: Mapping[str, Any], lang: Lang) -> None:
    if item["status"] in DUE:
        made.figure = yuan(item, lang)
        made.arithmetic = item["arithmetic"]
    made.since, made.until = item["from"], item["until"]


def _lacking(item: Mapping[str, Any], lang: Lang) -> str:
    told = facts_told(item["missing"], lang) if item["missing"] else ""
    if not item.get("withheld"):
        return told
    hidden = Text(f"另有 {item['withheld']} 项受限内容", f"and {item['withheld']} restricted").in_(lang)
    return (
        "；".join(filter(None, (told, hidden))) if lang == "zh" else "; ".join(filter(None, (told, hidden)))
    )


def clause_of(answer: Mapping[str, Any], clause: str, lang: Lang) -> Clause:
    """A clause as a tag."""
    return Clause(clause, answer["texts"][clause]["text"] == IN_LIBRARY.in_(lang))


def delivered_of(
    happenings: Iterable[Mapping[str, Any]], day: dt.date, known: dt.datetime | None
) -> dict[str, Delivered]:
    """Rule -> the newest state that had begun on a day, as known now or at a time."""
    found: dict[str, tuple[Any, Delivered]] = {}
    for row in happenings:
        if row["what"] != "delivery" or row["day"] > day or (known is not None and row["at"] > known):
            continue
        order = (row["at"], row["pk"])
        if row["name"] not in found or order > found[row["name"]][0]:
            found[row["name"]] = order, Delivered(row["state"], row["day"], row["note"], row["ref"])
    return {rule: state for rule, (_, state) in found.items()}
