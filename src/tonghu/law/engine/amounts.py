"""Money of one case: bounds where facts are missing, and the arithmetic in words."""

from __future__ import annotations

from collections.abc import Callable
from operator import add, sub

from tonghu.base.money import yuan_from_fen
from tonghu.law.engine.arith import scaled
from tonghu.law.engine.reasons import Reading
from tonghu.law.language.expr import Expr
from tonghu.law.language.facts import vocabulary

Bounds = tuple[int | None, int | None]
FULL = 10_000  # a hundred percent, in hundredths of a percent


def bounds(reading: Reading, node: Expr) -> Bounds:
    """The least and the most that an amount can come to with what is known; None where there is no limit.

    Facts and values that are not known lie from nothing upwards, percentages up to a hundred.
    """
    value = reading.of(node)
    if value is not None:
        return value, value
    left_open = node.kind == "lean" and reading.law.settings[node.data[0]] == "open"
    if node.kind in ("rule", "lean") and not left_open:
        return bounds(reading, reading.responsible(node)[0])
    if node.kind == "if":
        return _either(reading, node)
    parts = [bounds(reading, arg) for arg in node.args]
    if node.kind == "pick":
        return _picked(node.data[0], *parts)
    if node.kind == "add":
        return _added(node.data[0], *parts)
    if node.kind == "scale" and parts[2][0] is not None and parts[2][0] == parts[2][1]:
        return _scaled(node, parts)
    return (0, FULL) if node.type == "percent" else (0, None)


def _either(reading: Reading, node: Expr) -> Bounds:
    condition, then, otherwise = node.args
    truth = reading.of(condition)
    if truth is not None and (truth or condition.kind != "known"):
        return bounds(reading, then if truth else otherwise)
    # what is not known yet may come to be known: the first of several counts as open too
    (a, b), (c, d) = bounds(reading, then), bounds(reading, otherwise)
    return _both(min, a, c), _both(max, b, d)


def _picked(mode: str, first: Bounds, second: Bounds) -> Bounds:
    (a, b), (c, d) = first, second
    if mode == "greatest":
        return _one(max, a, c), _both(max, b, d)
    return _both(min, a, c), _one(min, b, d)


def _added(sign: int, first: Bounds, second: Bounds) -> Bounds:
    (a, b), (c, d) = first, second
    return (_both(add, a, c), _both(add, b, d)) if sign > 0 else (_both(sub, a, d), _both(sub, b, c))


def _scaled(node: Expr, parts: list[Bounds]) -> Bounds:
    (a, b), (c, d), (over, _) = parts
    low, high = scaled(a, c, over, *node.data), scaled(b, d, over, *node.data)
    return (low if a is None or a >= 0 else scaled(a, d, over, *node.data)), high


def _both(compute: Callable[[int, int], int], a: int | None, b: int | None) -> int | None:
    """Of two limits that both must exist."""
    return None if a is None or b is None else compute(a, b)


def _one(compute: Callable[[int, int], int], a: int | None, b: int | None) -> int | None:
    """Of two limits either of which is enough."""
    return a if b is None else b if a is None else compute(a, b)


def arithmetic(reading: Reading, node: Expr, lang: str) -> str:
    """How an amount comes about, as one line; empty when it is not known."""
    value = reading.of(node)
    if value is None:
        return ""
    told = _told(reading, node, lang)
    return told if _decisive(reading, node).kind in LEAVES else f"{told} = {_number(value, node.type)}"


LEAVES = ("fact", "const")


def _decisive(reading: Reading, node: Expr) -> Expr:
    """The node that an amount comes down to, past rules, readings taken and choices made."""
    while node.kind in ("rule", "lean", "if"):
        node = reading.responsible(node)[node.kind == "if"]
    return node


def _told(reading: Reading, node: Expr, lang: str) -> str:
    node = _decisive(reading, node)
    if node.kind == "fact":
        label = vocabulary()[node.data[0].split(".")[-1]].label(lang)
        return f"{label} {_number(reading.of(node), node.type)}"
    if node.kind == "scale":
        return _told_scale(reading, node, lang)
    if node.kind == "add":
        first, second = node.args
        told, more = _told(reading, first, lang), _in_brackets(reading, second, lang)
        return f"{told} {'+' if node.data[0] > 0 else '−'} {more}"
    if node.kind == "pick":
        a, b = (_told(reading, arg, lang) for arg in node.args)
        word = {"greatest": ("取高", "higher of"), "least": ("取低", "lower of")}[node.data[0]][lang != "zh"]
        return f"{word}（{a}；{b}）" if lang == "zh" else f"{word} ({a}; {b})"
    return _number(reading.of(node), node.type)


def _told_scale(reading: Reading, node: Expr, lang: str) -> str:
    base, factor, over = node.args
    text = _in_brackets(reading, base, lang)
    by, divisor = _number(reading.of(factor), factor.type), reading.of(over)
    if factor.type == "percent":
        divisor //= FULL
    if by != "1":
        text += f" × {by}"
    return text + (f" ÷ {_number(divisor, over.type)}" if divisor not in (0, 1) else "")


def _in_brackets(reading: Reading, node: Expr, lang: str) -> str:
    """A part of a sum or product; a sum in brackets, so that the signs bind as they should."""
    told = _told(reading, node, lang)
    return f"({told})" if _decisive(reading, node).kind == "add" else told


def _number(value: object, type_: str) -> str:
    if value is None:
        return "?"
    if type_ == "money" and isinstance(value, int):
        return f"{yuan_from_fen(value)}"
    if type_ == "percent" and isinstance(value, int):
        return f"{value / 100:g}%"
    return str(value)
