"""What would change the answer: the next day with no new fact, and the smallest change of facts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from tonghu.law.engine.interpret import Program
from tonghu.law.engine.law import Law
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


def value_days(law: Law, layers: Iterable[Any]) -> list[dt.date]:
    """Days after the law's day on which a value of the place starts, or goes stale."""
    days = {
        d for layer in layers for history in layer.values() for v in history for d in (v.since, v.stale_after)
    }
    return sorted(d for d in days if d is not None and d > law.day)


def smallest_change(facts: dict[str, Any], reading: Reading, root: Expr) -> dict[str, Any] | None:
    """The smallest change of facts that makes a `no` a yes; None when no change of known facts does."""
    change = _flip(reading, root, True, 0)
    if not change:
        return None
    after = Reading(reading.law, reading.program.run({**facts, **change}))
    return change if after.of(root) is True else None


def _flip(reading: Reading, node: Expr, want: bool, depth: int) -> dict[str, Any] | None:
    if reading.of(node) is want:
        return {}
    if depth > 60:
        return None
    if node.kind == "not":
        return _flip(reading, node.args[0], not want, depth + 1)
    if node.kind in ("rule", "lean"):
        return _flip(reading, reading.responsible(node)[0], want, depth + 1)
    if node.kind in ("all", "any"):
        return _flip_connective(reading, node, want, depth)
    if node.kind == "if" and node.type == "bool":
        return _flip_choice(reading, node, want, depth)
    return _flip_leaf(reading, node, want)


def _flip_connective(reading: Reading, node: Expr, want: bool, depth: int) -> dict[str, Any] | None:
    parts = [_flip(reading, arg, want, depth + 1) for arg in node.args]
    if want is (node.kind == "any"):
        return min((p for p in parts if p), key=len, default=None)
    merged: dict[str, Any] = {}
    for part in parts:
        if part is None:
            return None
        merged |= part
    return merged


def _flip_choice(reading: Reading, node: Expr, want: bool, depth: int) -> dict[str, Any] | None:
    condition, then, otherwise = node.args
    branch = then if reading.of(condition) is True else otherwise
    found = _flip(reading, branch, want, depth + 1)
    if found is None and reading.of(then if branch is otherwise else otherwise) is want:
        return _flip(reading, condition, branch is otherwise, depth + 1)
    return found


def _flip_leaf(reading: Reading, node: Expr, want: bool) -> dict[str, Any] | None:
    """A change of one fact that turns a comparison; values of the place and the day asked are left alone."""
    owner = node if node.kind == "fact" else next(iter(node.args), None)
    if owner is None or owner.kind != "fact" or not _changeable(owner.data[0]):
        return None
    name = owner.data[0]
    if node.kind == "fact":
        return {name: want}
    if node.kind == "known":
        return None
    if node.kind == "one_of":
        return {name: node.data[0] if want else _other(name, node.data)}
    if node.kind == "has" and len(node.args) == 1:
        current = reading.of(owner) or frozenset()
        return {name: current | {node.data[0]} if want else current - set(node.data)}
    if node.kind == "equal" and node.args[1].kind == "const":
        return {name: node.args[1].data[0] if want else _other(name, (node.args[1].data[0],))}
    if node.kind in ("less", "less_equal") and isinstance(reading.of(node.args[1]), int):
        return {
            name: reading.of(node.args[1]) - (node.kind == "less") if want else reading.of(node.args[1]) + 1
        }
    return None


def _changeable(name: str) -> bool:
    entry = vocabulary()[name.rsplit(".", maxsplit=1)[-1]]
    return entry.about not in ("value", "case") and not entry.derived


def _other(name: str, excluded: tuple[str, ...]) -> str | None:
    entry = vocabulary()[name.rsplit(".", maxsplit=1)[-1]]
    return next((v for v in entry.values if v not in excluded and v not in entry.unknown), None)
