"""Typed expressions: the only truth about a rule.

A rule is called once with symbols and returns a tree of `Expr`. The tree is interpreted for one case
(`engine.interpret`), compiled to Polars for many (`engine.compile`) and drawn. `None` is the unknown of
Kleene's three-valued logic everywhere.

Node kinds (frozen by a test):

    const fact rule                      leaves: a constant; a fact or value of the place; another rule's result
    not all any                          three-valued logic
    equal less less_equal one_of has     comparisons; `has` looks into a list
    if known lean                        choice; two-valued test for "is it known"; an ambiguity and its readings
    add scale pick                       whole-number arithmetic (money is in fen)
    shift prefix                         dates by months and days; the first characters of a division code
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar, Literal

from tonghu.law.language.facts import vocabulary
from tonghu.law.language.switches import switches

Type = Literal["bool", "enum", "int", "money", "percent", "number", "date", "text", "list"]
Value = bool | int | float | str | dt.date | frozenset[str] | None
KINDS = (
    "const", "fact", "rule", "not", "all", "any", "equal", "less", "less_equal", "one_of", "has",
    "if", "known", "lean", "add", "scale", "pick", "shift", "prefix",
)  # fmt: skip
WHOLE = ("int", "money", "percent")
ORDERED = (*WHOLE, "date", "number")
MODES = ("clip", "roll", "month_end", "month_start")


class RuleError(TypeError):
    """A rule is written wrongly: types do not fit, or a value is not among those that the fact allows."""


class Expr:
    """One node. Equal nodes are the same object, so that shared parts are computed once."""

    __slots__ = ("args", "data", "kind", "type")
    kind: str
    args: tuple[Expr, ...]
    data: tuple[Any, ...]
    type: Type

    _pool: ClassVar[dict[tuple[Any, ...], Expr]] = {}

    def __new__(  # noqa: PYI034 an equal node that exists is given back
        cls, kind: str, type_: Type, args: tuple[Expr, ...] = (), data: tuple[Any, ...] = ()
    ) -> Expr:
        key = (kind, type_, tuple(map(id, args)), tuple((type(d), d) for d in data))
        node = cls._pool.get(key)
        if node is None:
            node = object.__new__(cls)
            node.kind, node.type, node.args, node.data = kind, type_, args, data
            cls._pool[key] = node
        return node

    __hash__ = object.__hash__

    def __eq__(self, other: object) -> Expr:  # type: ignore[override]
        return equal(self, other)

    def __ne__(self, other: object) -> Expr:  # type: ignore[override]
        return negate(equal(self, other))

    def __lt__(self, other: Any) -> Expr:
        return _ordered("less", self, other)

    def __le__(self, other: Any) -> Expr:
        return _ordered("less_equal", self, other)

    def __gt__(self, other: Any) -> Expr:
        return _ordered("less", constant(other, like=self), self)

    def __ge__(self, other: Any) -> Expr:
        return _ordered("less_equal", constant(other, like=self), self)

    def __and__(self, other: Expr) -> Expr:
        return all_of(self, other)

    def __or__(self, other: Expr) -> Expr:
        return any_of(self, other)

    def __invert__(self) -> Expr:
        return negate(self)

    def __add__(self, other: Any) -> Expr:
        return _sum(self, other, 1)

    def __sub__(self, other: Any) -> Expr:
        return _sum(self, other, -1)

    def __bool__(self) -> bool:
        raise RuleError(
            "a condition of a rule has no truth value while the rule is being read; use &, | and ~"
        )

    def __repr__(self) -> str:
        inner = ", ".join([*(str(d) for d in self.data), *map(repr, self.args)])
        return f"{self.kind}({inner})"


def constant(value: Any, like: Expr | None = None) -> Expr:
    """A constant, of the type of `like` where given; an `Expr` is returned as it is."""
    if isinstance(value, Expr):
        return value
    if like is not None:
        _check_type(like, value)
        _check_allowed(like, value)
        return Expr("const", like.type, data=(value,))
    types: dict[type, Type] = {bool: "bool", int: "int", dt.date: "date", str: "text"}
    if type(value) not in types:
        raise RuleError(f"{value!r} cannot stand in a rule")
    return Expr("const", types[type(value)], data=(value,))


def unknown(type_: Type) -> Expr:
    """The constant that is never known; what a text leaves open."""
    return Expr("const", type_, data=(None,))


TRUE = Expr("const", "bool", data=(True,))
FALSE = Expr("const", "bool", data=(False,))


def fact(name: str) -> Expr:
    """A fact or a value of the place, by its name in the vocabulary; parent facts as `father.x`, `mother.x`."""
    entry = vocabulary()[name.rsplit(".", maxsplit=1)[-1]]
    types: dict[str, Type] = {"datetime": "date"}
    return Expr("fact", types.get(entry.type, entry.type), data=(name,))  # type: ignore[arg-type]


def rule_ref(name: str, type_: Type) -> Expr:
    """The result of another rule; rules meet by name, not by import."""
    return Expr("rule", type_, data=(name,))


def negate(a: Expr) -> Expr:
    """Not `a`."""
    _require(a, "bool")
    return Expr("not", "bool", (a,))


def all_of(*parts: Expr) -> Expr:
    """True when every part is; false as soon as one part is false. The order tells what is asked first."""
    return _connect("all", parts)


def any_of(*parts: Expr) -> Expr:
    """True as soon as one part is true; false when every part is false."""
    return _connect("any", parts)


def equal(a: Expr, b: Any) -> Expr:
    """Whether two values of one type are equal."""
    other = constant(b, like=a)
    _same(a, other)
    return Expr("equal", "bool", (a, other))


def one_of(a: Expr, values: Iterable[str]) -> Expr:
    """Whether an enum has one of the given values."""
    _require(a, "enum")
    allowed = tuple(values)
    if not allowed:
        raise RuleError(f"one_of names no value of {a!r}")
    for value in allowed:
        _check_allowed(a, value)
    return Expr("one_of", "bool", (a,), allowed)


def has(items: Expr, *values: str | Expr) -> Expr:
    """Whether a list holds any of the given values (constants, or one other text fact); with none: anything at all."""
    _require(items, "list")
    if len(values) == 1 and isinstance(values[0], Expr):
        return Expr("has", "bool", (items, values[0]))
    for value in values:
        _check_allowed(items, value)
    return Expr("has", "bool", (items,), tuple(values))


def when(condition: Expr, then: Any, otherwise: Any) -> Expr:
    """`then` or `otherwise`; when the condition is unknown, still known if both come to the same."""
    _require(condition, "bool")
    like = then if isinstance(then, Expr) else otherwise if isinstance(otherwise, Expr) else None
    a, b = constant(then, like), constant(otherwise, like)
    _same(a, b)
    return Expr("if", a.type, (condition, a, b))


def known(a: Expr) -> Expr:
    """Whether `a` is known; itself always known."""
    return Expr("known", "bool", (a,))


def lean(switch: str, default: Expr, **readings: Expr) -> Expr:
    """An expression that leans on the default reading of an ambiguity; other readings by option id.

    The option `open` needs no reading: it makes the result unknown.
    """
    entry = switches()[switch]
    names = (entry.default, *readings)
    for name in names:
        if name not in entry.options:
            raise RuleError(f"{switch} has no option {name}; it has {', '.join(entry.options)}")
    for reading in readings.values():
        _same(default, reading)
    return Expr("lean", default.type, (default, *readings.values()), (switch, *names))


def scale(
    a: Expr, *, by: Any = 1, over: Any = 1, unit: int = 1, mode: str = "half_up", as_: Type | None = None
) -> Expr:
    """`a` × `by` ÷ `over`, rounded to a multiple of `unit` (`half_up`, `down` or `up`); whole numbers ≥ 0.

    A percent is held in hundredths of a percent, so multiply by it and divide by 10 000. Unknown when
    `over` is 0. `as_` gives the type of the result when it is not that of `a` (a rate of two counts).
    """
    parts = (a, constant(by), constant(over))
    if any(part.type not in WHOLE for part in parts) or mode not in ("half_up", "down", "up"):
        raise RuleError("scale takes whole numbers and a mode of rounding")
    return Expr("scale", as_ or a.type, parts, (unit, mode))


def greatest(a: Expr, b: Any) -> Expr:
    """The greater of two (unknown when either is)."""
    return _pick("greatest", a, b)


def least(a: Expr, b: Any) -> Expr:
    """The smaller of two (unknown when either is)."""
    return _pick("least", a, b)


def shift(day: Expr, *, months: Any = 0, days: int = 0, mode: str = "clip") -> Expr:
    """A day some months and days on. `clip`: last day of a shorter month; `roll`: 29 February → 1 March (A14)."""
    _require(day, "date")
    if mode not in MODES:
        raise RuleError(f"{mode} is no way to move a day; there are {', '.join(MODES)}")
    return Expr("shift", "date", (day, constant(months)), (days, mode))


def month_end(day: Expr) -> Expr:
    """The last day of the calendar month (A45)."""
    _require(day, "date")
    return Expr("shift", "date", (day, constant(0)), (0, "month_end"))


def month_start(day: Expr) -> Expr:
    """The first day of the calendar month (A45)."""
    _require(day, "date")
    return Expr("shift", "date", (day, constant(0)), (0, "month_start"))


def prefix(text: Expr, length: int) -> Expr:
    """The first characters of a code: 2 province, 4 city, 6 county."""
    _require(text, "text")
    return Expr("prefix", "text", (text,), (length,))


def first_known(*options: Expr) -> Expr:
    """The first of the options that is known."""
    result = options[-1]
    for option in reversed(options[:-1]):
        result = when(known(option), option, result)
    return result


def walk(root: Expr, seen: set[int] | None = None) -> Iterable[Expr]:
    """Every distinct node under `root`, children first."""
    seen = set() if seen is None else seen
    if id(root) in seen:
        return
    seen.add(id(root))
    for child in root.args:
        yield from walk(child, seen)
    yield root


def rebuild(root: Expr, change: Callable[[Expr], Expr | None]) -> Expr:
    """The same tree with each node replaced for which `change` gives another."""
    done: dict[int, Expr] = {}
    for node in walk(root):
        args = tuple(done[id(child)] for child in node.args)
        fresh = (
            node
            if args == () or all(x is y for x, y in zip(args, node.args, strict=True))
            else Expr(node.kind, node.type, args, node.data)
        )
        changed = change(fresh)
        done[id(node)] = fresh if changed is None else changed
    return done[id(root)]


def names(root: Expr, kind: str) -> set[str]:
    """Names of the facts (`fact`), rules (`rule`) or switches (`lean`) under `root`."""
    return {node.data[0] for node in walk(root) if node.kind == kind}


def substitute(root: Expr, values: Mapping[str, Expr]) -> Expr:
    """The tree with facts replaced by name."""
    return rebuild(root, lambda node: values.get(node.data[0]) if node.kind == "fact" else None)


def _connect(kind: str, parts: tuple[Expr, ...]) -> Expr:
    flat: list[Expr] = []
    for part in parts:
        _require(part, "bool")
        flat.extend(part.args if part.kind == kind else (part,))
    if not flat:
        return TRUE if kind == "all" else FALSE
    return flat[0] if len(flat) == 1 else Expr(kind, "bool", tuple(flat))


def _ordered(kind: str, a: Expr, b: Any) -> Expr:
    other = constant(b, like=a)
    _same(a, other)
    _require_order(a)
    return Expr(kind, "bool", (a, other))


def _sum(a: Expr, b: Any, sign: int) -> Expr:
    other = constant(b, like=a)
    _same(a, other)
    if a.type not in WHOLE:
        raise RuleError(f"{a!r} is no whole number")
    return Expr("add", a.type, (a, other), (sign,))


def _pick(mode: str, a: Expr, b: Any) -> Expr:
    other = constant(b, like=a)
    _same(a, other)
    _require_order(a)
    return Expr("pick", a.type, (a, other), (mode,))


def _same(a: Expr, b: Expr) -> None:
    if a.type != b.type and {a.type, b.type} != {"enum", "text"}:
        raise RuleError(f"{a!r} is {a.type}, {b!r} is {b.type}")


def _require(a: Expr, type_: Type) -> None:
    if getattr(a, "type", None) != type_:  # a plain value of Python is no expression either
        raise RuleError(f"{a!r} must be {type_}")


def _require_order(a: Expr) -> None:
    if a.type not in ORDERED:
        raise RuleError(f"{a!r} has no order")


def _check_type(like: Expr, value: Any) -> None:
    fits = _PYTHON[like.type]
    if value is not None and type(value) not in fits:
        raise RuleError(f"{value!r} is not a {like.type}, as {like!r} is")


def _check_allowed(like: Expr, value: Any) -> None:
    if like.type in ("enum", "list") and like.kind == "fact":
        entry = vocabulary()[like.data[0].split(".")[-1]]
        if entry.values and str(value) not in entry.values:
            raise RuleError(f"{entry.name} cannot be {value!r}; it can be {', '.join(entry.values)}")


_PYTHON: dict[Type, tuple[type, ...]] = {
    "bool": (bool,), "enum": (str,), "int": (int,), "money": (int,), "percent": (int,), "number": (int, float),
    "date": (dt.date,), "text": (str,), "list": (frozenset,),
}  # fmt: skip
