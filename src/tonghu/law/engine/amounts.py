"""Money of one case: bounds where facts are missing, and the arithmetic in words."""

from __future__ import annotations

from tonghu.base.money import yuan_from_fen
from tonghu.law.engine.arith import scaled
from tonghu.law.engine.reasons import Reading
from tonghu.law.language.expr import Expr
from tonghu.law.language.facts import vocabulary

Bounds = tuple[int | None, int | None]
FULL = 10_000  # a hundred percent, in hundredths of a percent


def bounds(reading: Reading, node: Expr) -> Bounds:
    """The least and the most that an amount can come to with what is known; None where there is no limit."""
    value = reading.of(node)
    if value is not None:
        return value, value
    if node.kind in ("rule", "lean"):
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
    if truth is not None:
        return bounds(reading, then if truth else otherwise)
    (a, b), (c, d) = bounds(reading, then), bounds(reading, otherwise)
    return _lowest(a, c), None if b is None or d is None else max(b, d)


def _picked(mode: str, first: Bounds, second: Bounds) -> Bounds:
    (a, b), (c, d) = first, second
    if mode == "greatest":
        return max(a or 0, c or 0), None if b is None or d is None else max(b, d)
    return _lowest(a, c), _lowest(b, d)


def _lowest(a: int | None, b: int | None) -> int | None:
    return a if b is None else b if a is None else min(a, b)


def _added(sign: int, first: Bounds, second: Bounds) -> Bounds:
    (a, b), (c, d) = first, second
    if sign > 0:
        return (a or 0) + (c or 0), None if b is None or d is None else b + d
    return None if d is None or a is None else a - d, None if b is None else b - (c or 0)


def _scaled(node: Expr, parts: list[Bounds]) -> Bounds:
    (a, b), (c, d), (over, _) = parts
    return scaled(a or 0, c or 0, over, *node.data), scaled(b, d, over, *node.data)


def arithmetic(reading: Reading, node: Expr, lang: str) -> str:
    """How an amount comes about, as one line; empty when it is not known."""
    value = reading.of(node)
    if value is None:
        return ""
    told = _told(reading, node, lang)
    result = _number(value, node.type)
    return told if told.endswith(result) else f"{told} = {result}"


def _told(reading: Reading, node: Expr, lang: str) -> str:
    if node.kind in ("rule", "lean"):
        return _told(reading, reading.responsible(node)[0], lang)
    if node.kind == "if":
        return _told(reading, reading.responsible(node)[1], lang)
    if node.kind == "fact":
        label = vocabulary()[node.data[0].split(".")[-1]].label(lang)
        return f"{label} {_number(reading.of(node), node.type)}"
    if node.kind == "scale":
        return _told_scale(reading, node, lang)
    if node.kind == "add":
        sign = "+" if node.data[0] > 0 else "−"
        return f"{_told(reading, node.args[0], lang)} {sign} {_told(reading, node.args[1], lang)}"
    if node.kind == "pick":
        a, b = (_told(reading, arg, lang) for arg in node.args)
        word = {"greatest": ("取高", "higher of"), "least": ("取低", "lower of")}[node.data[0]][lang != "zh"]
        return f"{word}（{a}；{b}）" if lang == "zh" else f"{word} ({a}; {b})"
    return _number(reading.of(node), node.type)


def _told_scale(reading: Reading, node: Expr, lang: str) -> str:
    base, factor, over = node.args
    divisor = reading.of(over)
    text = _told(reading, base, lang)
    if factor.type == "percent":
        text += f" × {_number(reading.of(factor), 'percent')}"
        divisor //= FULL
    elif factor.kind != "const" or factor.data[0] != 1:
        text += f" × {reading.of(factor)}"
    return text + (f" ÷ {divisor}" if divisor not in (0, 1) else "")


def _number(value: object, type_: str) -> str:
    if value is None:
        return "?"
    if type_ == "money" and isinstance(value, int):
        return f"{yuan_from_fen(value)}"
    if type_ == "percent" and isinstance(value, int):
        return f"{value / 100:g}%"
    return str(value)
