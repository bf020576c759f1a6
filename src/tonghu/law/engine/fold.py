"""Folding: what is the same for every row of a batch is computed once, before the plan is made.

Folding only removes work. It never changes a result: an unknown stays unknown (the test that compares the
interpreter with the plan holds it to that).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from tonghu.law.engine.arith import scaled, shift_day
from tonghu.law.language.expr import FALSE, TRUE, Expr, rebuild

ABSENT = object()


def fold(nodes: Mapping[str, Expr], known: Mapping[str, Any], settings: Mapping[str, str]) -> dict[str, Expr]:
    """Named expressions with the known facts, the chosen readings and finished rules put in."""
    finished: dict[str, Expr] = {}

    def change(node: Expr) -> Expr | None:
        if node.kind == "fact":
            value = known.get(node.data[0], ABSENT)
            return None if value is ABSENT else Expr("const", node.type, data=(value,))
        if node.kind == "rule":
            done = finished.get(node.data[0])
            return done if done is not None and done.kind == "const" else None
        simplify = _SIMPLIFY.get(node.kind)
        return simplify(node, settings) if simplify else None

    for name, expr in nodes.items():
        finished[name] = rebuild(expr, change)
    return finished


def _value(node: Expr) -> Any:
    return node.data[0] if node.kind == "const" else ABSENT


def _truth(value: bool) -> Expr:
    return TRUE if value else FALSE


def _not(node: Expr, settings: Mapping[str, str]) -> Expr | None:
    value = _value(node.args[0])
    if value is ABSENT:
        return None
    return node.args[0] if value is None else _truth(not value)


def _connective(node: Expr, settings: Mapping[str, str]) -> Expr | None:
    stop = node.kind == "any"
    if any(_value(arg) is stop for arg in node.args):
        return _truth(stop)
    rest = tuple(arg for arg in node.args if _value(arg) is not (not stop))
    if len(rest) == len(node.args):
        return None
    if not rest:
        return _truth(not stop)
    return rest[0] if len(rest) == 1 else Expr(node.kind, "bool", rest)


def _if(node: Expr, settings: Mapping[str, str]) -> Expr | None:
    condition, then, otherwise = node.args
    value = _value(condition)
    if then is otherwise:
        return then
    if value is ABSENT or value is None:
        return None
    return then if value else otherwise


def _known(node: Expr, settings: Mapping[str, str]) -> Expr | None:
    value = _value(node.args[0])
    return None if value is ABSENT else _truth(value is not None)


def _lean(node: Expr, settings: Mapping[str, str]) -> Expr:
    chosen = settings[node.data[0]]
    options = node.data[1:]
    if chosen in options:
        return node.args[options.index(chosen)]
    return Expr("const", node.type, data=(None,)) if chosen == "open" else node.args[0]


def _strict(node: Expr, settings: Mapping[str, str]) -> Expr | None:
    """Kinds that are unknown as soon as one part is."""
    values = [_value(arg) for arg in node.args]
    if any(value is None for value in values):
        return Expr("const", node.type, data=(None,))
    if any(value is ABSENT for value in values):
        return None
    return Expr("const", node.type, data=(_COMPUTE[node.kind](node.data, *values),))


def _order(node: Expr, settings: Mapping[str, str]) -> Expr | None:
    """A comparison: computed when both sides are known; a moved day against a known day compares the day itself."""
    done = _strict(node, settings)
    if done is not None:
        return done
    moved, limit = (
        (node.args[0], node.args[1]) if node.args[0].kind == "shift" else (node.args[1], node.args[0])
    )
    if moved.kind != "shift" or not isinstance(_value(limit), dt.date) or moved.args[1].kind != "const":
        return None
    return _order_of_day(node, moved, limit.data[0])


def _order_of_day(node: Expr, moved: Expr, limit: dt.date) -> Expr | None:
    """`moved` grows with its day, so the last day whose move is still in time stands for the whole comparison."""
    moved_first = node.args[0] is moved
    strict = (node.kind == "less") is moved_first
    last = _last_day(moved, limit - dt.timedelta(days=1) if strict else limit)
    day = moved.args[0]
    turned = Expr("less_equal", "bool", (day, last)) if moved_first else Expr("less", "bool", (last, day))
    again = _order(turned, {})
    return turned if again is None else again


def _last_day(moved: Expr, limit: dt.date) -> Expr:
    months, (days, mode) = moved.args[1].data[0], moved.data
    low, high = 1, limit.toordinal() + 40_000  # ordinals; a move goes back by less than a hundred years
    while low < high:
        middle = (low + high + 1) // 2
        there = shift_day(dt.date.fromordinal(middle), months, days, mode)
        low, high = (middle, high) if there is not None and there <= limit else (low, middle - 1)
    return Expr("const", "date", data=(dt.date.fromordinal(low),))


_COMPUTE: dict[str, Any] = {
    "equal": lambda d, a, b: a == b,
    "less": lambda d, a, b: a < b,
    "less_equal": lambda d, a, b: a <= b,
    "one_of": lambda d, a: a in d,
    "has": lambda d, a, *b: b[0] in a if b else not a.isdisjoint(d) if d else bool(a),
    "add": lambda d, a, b: a + d[0] * b,
    "scale": lambda d, a, by, over: scaled(a, by, over, *d),
    "pick": lambda d, a, b: max(a, b) if d[0] == "greatest" else min(a, b),
    "shift": lambda d, a, months: shift_day(a, months, *d),
    "prefix": lambda d, a: a[: d[0]],
}


_SIMPLIFY: dict[str, Any] = {
    "not": _not, "all": _connective, "any": _connective, "if": _if, "known": _known, "lean": _lean,
    **dict.fromkeys(_COMPUTE, _strict), "less": _order, "less_equal": _order,
}  # fmt: skip
