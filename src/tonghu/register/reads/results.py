"""The results that lists show and filter by."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from tonghu.access.actors import Actor
from tonghu.base.texts import Lang, Text
from tonghu.law.engine.batch import PARTS
from tonghu.law.engine.law import rulebook
from tonghu.law.language.expr import Expr
from tonghu.law.language.rule import Rule
from tonghu.register.standing.compartments import NEVER_NAMED, RESTRICTED, box_of, may_see

KINDS: Mapping[str, Text] = {
    "category": Text("类别", "category"), "benefit": Text("待遇", "benefit"),
    "entitlement": Text("服务", "service"), "exit": Text("退出", "exit"), "block": Text("暂不能做", "not allowed now"),
    "duty": Text("要办的事", "duty"),
}  # fmt: skip
LISTED = ("category", "benefit", "entitlement", "exit", "block")  # kinds whose changes people are told


@dataclass(frozen=True, slots=True)
class Result:
    """One result by the name that answers carry: its rule, what it is called, its kind and unit, its compartment."""

    id: str
    rule: str
    kind: str
    name: Text
    unit: str
    box: str

    def open_to(self, actor: Actor, child: int | None = None) -> bool:
        """Whether someone may read that it holds: of any child, or of one child under a grant."""
        return may_see(self.rule, actor.compartments(child))

    def told(self, actor: Actor, child: int | None, lang: Lang) -> str:
        """Its name, or `（受限内容）` in its place."""
        return (self.name if self.open_to(actor, child) else RESTRICTED).in_(lang)

    @property
    def unspoken(self) -> bool:
        """Whether not even a blank may stand in its place: a protected illness is not hinted at."""
        return self.box == NEVER_NAMED


@cache
def results() -> Mapping[str, Result]:
    """Every result that an answer can hold, in the order of the rules."""
    found = {}
    for rule in rulebook().rules.values():
        if rule.kind in PARTS:
            name = Text(_plain(rule.zh), _plain(rule.en))
            public = rule.public or rule.name
            found[public] = Result(public, rule.name, rule.kind, name, rule.unit, box_of(rule.name))
    return found


def name_of(rule: str) -> Text:
    """What a result is called; its id where a rule of that name no longer exists."""
    found = results().get(rule)
    return found.name if found else Text(rule, rule)


def choices(actor: Actor, *kinds: str) -> list[Result]:
    """The results of some kinds by which someone may pick children out.

    Narrower than what may be read: money with a neutral name is shown to those who pay it, but nobody picks out by it
    the children whom it protects.
    """
    return [
        r for r in results().values() if r.kind in kinds and r.box in actor.seat.sees and r.open_to(actor)
    ]


@cache
def facts_behind(result: str) -> frozenset[str]:
    """The facts on which a result rests, through every rule it names."""
    found = results().get(result)
    return _facts_of(rulebook().rules[found.rule]) if found else frozenset()


def _facts_of(rule: Rule) -> frozenset[str]:
    parts = [*rule.limbs.values(), rule.value, rule.amount, rule.until, rule.start]
    return frozenset().union(*(_facts(part) for part in parts if part is not None))


@cache
def _facts(expr: Expr) -> frozenset[str]:
    if expr.kind == "fact":
        return frozenset(expr.data)
    below = frozenset[str]().union(*map(_facts, expr.args))
    if expr.kind != "rule":
        return below
    rules, name = rulebook().rules, expr.data[0]
    owner, _, part = name.rpartition(".")
    if name in rules:
        return below | _facts_of(rules[name])
    root = getattr(rules.get(owner), part, None)
    return below | (_facts(root) if isinstance(root, Expr) else frozenset())


def _plain(label: str) -> str:
    """Without the places for facts: 临时救助（急难发生地 {emergency_location}）."""
    return re.sub(r"\s*[（(][^（()）]*\{\w+\}[）)]|\s*\{\w+\}", "", label)
