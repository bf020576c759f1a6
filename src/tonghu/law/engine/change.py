"""What would change the answer: the next day with no new fact, and the smallest change of facts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from tonghu.law.engine.interpret import Program
from tonghu.law.engine.reasons import Reading
from tonghu.law.language.expr import Expr
from tonghu.law.language.facts import vocabulary

SHOWN = ("category", "benefit", "entitlement", "exit", "block")


def shown_values(reading: Reading) -> dict[str, Any]:
    """What a person would see change: what is owed or holds now (True), and its amount."""
    law, shown = reading.law, dict[str, Any]()
    for entry in law.of_kind(*SHOWN):
        name = entry.rule.name
        if reading.named(name) is True:
            shown[name] = True
            if f"{name}.amount" in law.nodes:
                shown[f"{name}.amount"] = reading.named(f"{name}.amount")
    return shown


def days_ahead(reading: Reading) -> set[dt.date]:
    """Days on which some comparison with the day asked about turns."""
    found = {reading.values[slot] for slot in _compared_with_today(reading.program)} - {None, dt.date.max}
    return found | {day + dt.timedelta(days=1) for day in found}


@lru_cache(maxsize=128)
def _compared_with_today(program: Program) -> tuple[int, ...]:
    """Slots of the days that are compared with the day asked about."""
    sides = (node.args for node in program.order if node.kind in ("less", "less_equal"))
    pairs = ((asked, other) for a, b in sides for asked, other in ((a, b), (b, a)))
    return tuple(program.slot[id(other)] for asked, other in pairs if may_be_today(asked))


def may_be_today(node: Expr) -> bool:
    """Whether an expression is the day asked about, or a choice that may fall on it (the day of a test, else today)."""
    if node.kind in ("if", "lean"):
        return any(may_be_today(part) for part in node.args if part.type == "date")
    return node.kind == "fact" and node.data[0] == "as_of_date"


def value_days(layers: Iterable[Any]) -> set[dt.date | None]:
    """Days on which a value starts, or goes stale."""
    return {
        d for layer in layers for history in layer.values() for v in history for d in (v.since, v.stale_after)
    }


def smallest_change(facts: dict[str, Any], reading: Reading, root: Expr) -> dict[str, Any] | None:
    """The smallest change of facts that makes a `no` a yes; None when no change of known facts does."""
    change = _flip(reading, root, True)
    if not change:
        return None
    after = Reading(reading.law, reading.program.run({**facts, **change}))
    return change if after.of(root) is True else None


def _flip(reading: Reading, node: Expr, want: bool) -> dict[str, Any] | None:
    if reading.of(node) is want:
        return {}
    if node.kind == "not":
        return _flip(reading, node.args[0], not want)
    if node.kind in ("rule", "lean"):
        return _flip(reading, reading.responsible(node)[0], want)
    if node.kind in ("all", "any"):
        parts = [_flip(reading, arg, want) for arg in node.args]
        return _least(parts) if want is (node.kind == "any") else _merged(parts)
    if node.kind == "if" and node.type == "bool":
        condition, then, otherwise = node.args
        ways = ((then, True), (otherwise, False))
        return _least(
            _merged([_flip(reading, condition, truth), _flip(reading, branch, want)])
            for branch, truth in ways
        )
    return _flip_leaf(reading, node, want)


def _least(ways: Iterable[dict[str, Any] | None]) -> dict[str, Any] | None:
    return min((way for way in ways if way), key=len, default=None)


def _merged(parts: Iterable[dict[str, Any] | None]) -> dict[str, Any] | None:
    merged: dict[str, Any] = {}
    for part in parts:
        if part is None or any(merged.get(name, value) != value for name, value in part.items()):
            return None  # one part cannot be turned, or two want opposite things of one fact
        merged |= part
    return merged


def _flip_leaf(reading: Reading, node: Expr, want: bool) -> dict[str, Any] | None:
    """A change of one fact that turns a comparison; values of the place and the day asked are left alone."""
    if node.kind in ("less", "less_equal"):
        return _flip_order(reading, node, want)
    owner = node if node.kind == "fact" else next(iter(node.args), None)
    if owner is None or owner.kind != "fact" or not _changeable(owner.data[0]):
        return None
    value = _flipped(reading, node, owner, want)
    return None if value is None else {owner.data[0]: value}


def _flipped(reading: Reading, node: Expr, owner: Expr, want: bool) -> Any:
    """The value of a fact that gives a node what is wanted; None when there is none."""
    name, one, listed = owner.data[0], node.data, node.kind == "has" and len(node.args) == 1
    if node.kind == "equal" and node.args[1].kind == "const":
        one = node.args[1].data
    if node.kind == "fact":
        return want
    if listed:
        current, words = reading.of(owner) or frozenset(), one or _words(name)
        return (current | set(words[:1]) or None) if want else current - set(one) if one else frozenset()
    if node.kind == "one_of" or one is not node.data:
        return one[0] if want else next((word for word in _words(name) if word not in one), None)
    return None


def _flip_order(reading: Reading, node: Expr, want: bool) -> dict[str, Any] | None:
    """A number just on the other side of what it is compared with."""
    strict = node.kind == "less"
    for (owner, other), low in zip((node.args, node.args[::-1]), (True, False), strict=True):
        limit = reading.of(other)
        if owner.kind == "fact" and _changeable(owner.data[0]) and isinstance(limit, int):
            step = (-1 if low else 1) if want else (1 if low else -1)
            found = limit + step if strict is want else limit
            return {owner.data[0]: found} if found >= 0 else None
    return None


def _changeable(name: str) -> bool:
    entry = vocabulary()[name.rsplit(".", maxsplit=1)[-1]]
    return entry.about not in ("value", "case") and not entry.derived


def _words(name: str) -> tuple[str, ...]:
    """The words that a fact may be known by."""
    entry = vocabulary()[name.rsplit(".", maxsplit=1)[-1]]
    return tuple(word for word in entry.values if word not in entry.unknown)
