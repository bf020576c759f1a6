"""What is asked next: only facts that can still change the answer, those that decide most first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tonghu.base.texts import Text
from tonghu.law.engine.determine import Options, determine
from tonghu.law.language.facts import vocabulary
from tonghu.law.language.rule import rules

FIRST = "birth_date"  # nothing can be said without the age
KINDS = (("category",), ("benefit", "exit", "block", "question"), ("entitlement",))
DEAD = ("死亡", "宣告死亡")
ROUNDS = (
    Text("先看属于哪一类", "Which category the child is in"),
    Text("再看应享的钱", "The money owed"),
    Text("最后看应享的服务", "The services owed"),
)
PERSONS = {
    "": Text("孩子和家庭", "child and household"),
    "mother": Text("母亲", "mother"),
    "father": Text("父亲", "father"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One question: the fact, which round it belongs to, what it decides, how many results are open in all."""

    fact: str
    round: int
    decides: list[str]
    open: int


Askable = Callable[[str], bool]


def anything(_fact: str) -> bool:
    """Whoever asks may ask whatever is known to the vocabulary."""
    return True


def fresh(place: str, day: dt.date) -> dict[str, Any]:
    """A case of which nothing is known yet."""
    return {"id": "ask", "jurisdiction": place, "as_of_date": day, "child": {}, "household": {},
            "parents": [{"role": "mother"}, {"role": "father"}]}  # fmt: skip


def next_step(
    case: Mapping[str, Any], chosen: Options, asked: Sequence[str], askable: Askable = anything
) -> Step | None:
    """The next fact: what decides categories, then money, then services; the child, then mother and father.

    Within these the most decisive first. What was asked once is not asked again; values of the county are not
    asked of families.
    """
    quick = replace(chosen, text=False, next_change=False, proposals=False)
    missing = determine(case, quick)["missing"]
    open_ = [
        m
        for m in missing
        if m["fact"] not in asked and _can_ask(case, m["fact"]) and askable(bare(m["fact"]))
    ]
    count = len({result for m in open_ for result in m["decides"]})
    if FIRST not in asked and FIRST not in case["child"]:
        return Step(FIRST, 0, next((m["decides"] for m in missing if m["fact"] == FIRST), []), count)
    steps = [Step(m["fact"], round_of(m["decides"]), m["decides"], count) for m in open_]
    return min(steps, key=lambda s: (s.round, list(PERSONS).index(person_of(s.fact))), default=None)


def _can_ask(case: Mapping[str, Any], name: str) -> bool:
    """Values are set by the county, the office's own doings are not a family's matter, the dead do nothing now."""
    role, fact = person_of(name), bare(name)
    if vocabulary()[fact].about in ("value", "case"):
        return False
    parent: dict[str, Any] = next((p for p in case["parents"] if p["role"] == role), {})
    return parent.get("parent_life_status") not in DEAD


def put(case: dict[str, Any], name: str, value: Any) -> None:
    """Set one fact of a case: a parent's under `parents`, the rest under `child`; None takes it out."""
    role, fact = person_of(name), bare(name)
    owner: dict[str, Any] = next(p for p in case["parents"] if p["role"] == role) if role else case["child"]
    if value is None:
        owner.pop(fact, None)
    else:
        owner[fact] = value


def round_of(decides: Sequence[str]) -> int:
    """Categories 0, money 1, services 2."""
    kinds = {rules()[name].kind for name in decides}
    return next((number for number, of in enumerate(KINDS) if kinds & set(of)), len(KINDS) - 1)


def person_of(fact: str) -> str:
    """The parent of whom a fact speaks; empty for the child and household."""
    return fact.rpartition(".")[0]


def bare(fact: str) -> str:
    """A fact's name without the parent."""
    return fact.rpartition(".")[2]
