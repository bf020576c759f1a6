"""The results that lists show and filter by, and which of them give a protected matter away.

Many results rest on facts that not every seat sees. Most give none of them away: a child is `unattended` on eight
grounds or by certificate. Some do: whoever reads 'child who suffered harm' has read it. A result gives a compartment
away when it cannot hold without a fact of that compartment; it is then shown as little as the fact itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from tonghu.access.actors import Actor
from tonghu.access.seats import COMPARTMENTS
from tonghu.base.texts import Lang, Text
from tonghu.law.engine.batch import PARTS
from tonghu.law.engine.law import rulebook
from tonghu.law.language.expr import Expr
from tonghu.law.language.facts import vocabulary
from tonghu.law.language.rule import Rule

RESTRICTED = Text("（受限内容）", "(restricted)")
KINDS: Mapping[str, Text] = {
    "category": Text("类别", "category"), "benefit": Text("待遇", "benefit"),
    "entitlement": Text("服务", "service"), "exit": Text("退出", "exit"), "block": Text("暂不能做", "not allowed now"),
    "duty": Text("要办的事", "duty"),
}  # fmt: skip
LISTED = ("category", "benefit", "entitlement", "exit", "block")  # kinds whose changes people are told


@dataclass(frozen=True, slots=True)
class Result:
    """One result by its public name: what it is called, of which kind, in which unit, what it gives away."""

    id: str
    kind: str
    name: Text
    unit: str
    gives_away: frozenset[str]
    facts: frozenset[str]

    def open_to(self, actor: Actor, child: int | None = None) -> bool:
        """Whether someone may know that it holds: of any child, or of one child under a grant."""
        return self.gives_away <= actor.compartments(child)

    def told(self, actor: Actor, child: int | None, lang: Lang) -> str:
        """Its name, or `（受限内容）` in its place."""
        return (self.name if self.open_to(actor, child) else RESTRICTED).in_(lang)


@cache
def results() -> Mapping[str, Result]:
    """Every result that an answer can hold, in the order of the rules."""
    found = {}
    for rule in rulebook().rules.values():
        if rule.kind in PARTS:
            found[rule.public or rule.name] = _result(rule)
    return found


def name_of(rule: str) -> Text:
    """What a result is called; its id where a rule of that name no longer exists."""
    found = results().get(rule)
    return found.name if found else Text(rule, rule)


def shown_to(actor: Actor, *kinds: str) -> list[Result]:
    """The results of some kinds that someone may choose from."""
    return [r for r in results().values() if r.kind in kinds and r.open_to(actor)]


def _result(rule: Rule) -> Result:
    away = {
        box for box in COMPARTMENTS
        if box != "basic" and not any(_can(limb, True, box) for limb in rule.limbs.values())
    }  # fmt: skip
    facts: set[str] = set()
    for limb in rule.limbs.values():
        facts |= _facts(limb)
    name = Text(_plain(rule.zh), _plain(rule.en))
    return Result(rule.public or rule.name, rule.kind, name, rule.unit, frozenset(away), frozenset(facts))


def _plain(label: str) -> str:
    """Without the places for facts: 临时救助（急难发生地 {emergency_location}）."""
    return re.sub(r"\s*[（(][^（()）]*\{\w+\}[）)]|\s*\{\w+\}", "", label)


@cache
def _can(expr: Expr, truth: bool, box: str) -> bool:
    """Whether an expression can come out as known to be `truth` while no fact of a compartment is known."""
    args = expr.args
    if expr.kind == "const":
        return bool(expr.data[0] is truth)
    if expr.kind == "not":
        return _can(args[0], not truth, box)
    if expr.kind in {"all", "any"}:
        every = (expr.kind == "all") == truth
        return (all if every else any)(_can(arg, truth, box) for arg in args)
    if expr.kind == "if":
        return any(
            _can(args[0], way, box) and _can(args[1 if way else 2], truth, box) for way in (True, False)
        )
    if expr.kind == "lean":
        return _can(args[0], truth, box)
    if expr.kind == "known":
        return not truth or _has_value(args[0], box)
    if expr.kind == "rule":
        return any(_can(root, truth, box) for root in _roots(expr))
    return _has_value(expr, box)


@cache
def _has_value(expr: Expr, box: str) -> bool:
    """Whether an expression can have a value while no fact of a compartment is known."""
    if expr.kind == "fact":
        return _box(expr) != box
    if expr.kind == "const":
        return expr.data[0] is not None
    if expr.type == "bool" and expr.kind in {"not", "all", "any", "if", "lean", "known", "rule"}:
        return _can(expr, True, box) or _can(expr, False, box)
    if expr.kind == "rule":
        return any(_has_value(root, box) for root in _roots(expr))
    if expr.kind == "lean":
        return _has_value(expr.args[0], box)
    if expr.kind == "if":
        return any(_has_value(arg, box) for arg in expr.args[1:])
    return all(_has_value(arg, box) for arg in expr.args)


def _box(expr: Expr) -> str:
    return vocabulary()[expr.data[0].rpartition(".")[2]].sensitivity


def _roots(expr: Expr) -> list[Expr]:
    """The expressions that a reference to a rule, or to a part of one, stands for; none for an unknown rule."""
    name = expr.data[0]
    rules = rulebook().rules
    if name in rules:
        rule = rules[name]
        return [*rule.limbs.values()] or [root for root in (rule.value,) if root is not None]
    head, _, part = name.rpartition(".")
    root = getattr(rules.get(head), part, None)
    return [root] if isinstance(root, Expr) else []


@cache
def _facts(expr: Expr) -> frozenset[str]:
    """The facts on which an expression rests, through every rule it names."""
    if expr.kind == "fact":
        return frozenset(expr.data)
    below = [*expr.args, *(_roots(expr) if expr.kind == "rule" else ())]
    return frozenset().union(*map(_facts, below))
