"""Which compartment a result belongs to, so that a seat is not told by a result what its facts may not tell it."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from functools import cache

from tonghu.base.texts import Text
from tonghu.law.engine.law import rulebook
from tonghu.law.language.expr import Expr, names
from tonghu.law.language.facts import vocabulary
from tonghu.law.language.rule import Rule

RESTRICTED = Text("（受限内容）", "(restricted)")
BY_SYSTEM = {"mental_health": "mental_health", "safety": "harm"}
BY_FACT = ("hiv", "adoption")
TELLS_OF_HARM = ("category", "entitlement", "block")  # kinds that are named after what they directly ask
NEVER_NAMED = "hiv"  # 艾滋病防治条例 39
NAMED_IN_TEXTS = ("艾滋", "HIV")


@cache
def box_of(rule: str) -> str:
    """The compartment of a rule's result.

    It is that of its system (psychology, harm), of an adoption that its name speaks of, of the adoption and the
    illness that it directly asks about, or of harm where its very name would tell of it. The rest is basic even where
    it rests on health or income: what is owed, what ends and what a seat has to do must be known to those who see to
    it. The facts below it keep their own compartments (`box_of_fact`).
    """
    found = rulebook().rules.get(rule)
    if found is None:
        return "basic"
    if found.system in BY_SYSTEM:
        return BY_SYSTEM[found.system]
    if "收养" in found.zh:
        return "adoption"
    direct = {box_of_fact(name) for part in _parts(found) for name in names(part, "fact")}
    tells = found.kind in TELLS_OF_HARM or (found.kind, found.system) == ("duty", "guardianship")
    if tells and "harm" in direct:
        return "harm"
    return next((box for box in BY_FACT if box in direct), "basic")


def box_of_fact(name: str) -> str:
    """The compartment of a fact, with or without the parent's role before it."""
    return vocabulary()[name.rpartition(".")[2]].sensitivity


def may_see(rule: str, boxes: AbstractSet[str]) -> bool:
    """Whether a result may be shown. Money whose name is neutral is shown to all: somebody must see it paid."""
    return box_of(rule) in boxes or (is_money(rule) and _neutral(rule))


def may_explain(rule: str, boxes: AbstractSet[str]) -> bool:
    """Whether its reasons may be shown; those that would name the illness never."""
    return may_see(rule, boxes) and box_of(rule) != NEVER_NAMED


def is_money(rule: str) -> bool:
    """Whether a rule is a benefit."""
    found = rulebook().rules.get(rule)
    return found is not None and found.kind == "benefit"


@cache
def step_boxes(rule: str) -> frozenset[str]:
    """The compartments that a step of a reason would show: of a condition those of the facts it directly asks about."""
    found = rulebook().rules.get(rule)
    if found is None or found.kind not in ("condition", "quantity"):
        return frozenset({box_of(rule)})
    direct = {box_of_fact(name) for part in _parts(found) for name in names(part, "fact")}
    return frozenset(direct | {BY_SYSTEM.get(found.system, "basic")})


@cache
def amount_boxes(rule: str) -> frozenset[str]:
    """The compartments of every fact on the way to a benefit's amount, whose arithmetic would show them."""
    known, boxes, seen = rulebook().rules, set[str](), set[str]()
    todo = [part for part in (known[rule].amount,) if part is not None] if rule in known else []
    while todo:
        part = todo.pop()
        boxes |= {box_of_fact(name) for name in names(part, "fact")}
        for name in set(names(part, "rule")) - seen:
            seen.add(name)
            owner, _, attribute = name.rpartition(".")
            if owner in known and attribute in ("amount", "until"):
                todo += [found for found in (getattr(known[owner], attribute),) if found is not None]
            elif name in known:
                todo += _parts(known[name])
    return frozenset(boxes)


def _neutral(rule: str) -> bool:
    """Whether a name says nothing of an adoption."""
    return "收养" not in rulebook().rules[rule].zh


def _parts(rule: Rule) -> list[Expr]:
    parts = [*rule.limbs.values(), rule.value, rule.amount, rule.until, rule.start]
    return [part for part in parts if part is not None]
