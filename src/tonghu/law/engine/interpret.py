"""One case: every node of a law computed in one straight line of assignments, with Kleene's unknown.

The tree is turned into Python source with one assignment per node, so that after a run the value of every
node can be read: the trace costs nothing more, and reasons, missing facts and questions are read off it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from tonghu.law.engine.arith import scaled, shift_day
from tonghu.law.engine.law import Frame
from tonghu.law.language.expr import Expr, walk

Facts = Mapping[str, Any]


class Program:
    """A frame ready to be run for one case at a time.

    Each distinct node has a slot: `order[slot]` is the node, `children[slot]` the slots of its parts (of a rule
    referred to: the slot of that rule), `leans[slot]` whether an ambiguity is read somewhere below it, and a run
    gives one value a slot.
    """

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.slot: dict[int, int] = {}
        self.order: list[Expr] = []
        self.children: list[tuple[int, ...]] = []
        self.leans: list[bool] = []
        self.root: dict[str, int] = {}
        self._constants: list[Any] = []
        lines: list[str] = []
        for name, expr in frame.nodes.items():
            for node in walk(expr):
                if id(node) not in self.slot:
                    self._add(node, lines)
            self.root[name] = self.slot[id(expr)]
        self.run: Callable[[Facts], tuple[Any, ...]] = self._compile(lines)

    def _add(self, node: Expr, lines: list[str]) -> None:
        index = len(self.order)
        self.slot[id(node)] = index
        self.order.append(node)
        parts = (
            (self.root[node.data[0]],)
            if node.kind == "rule"
            else tuple(self.slot[id(arg)] for arg in node.args)
        )
        self.children.append(parts)
        self.leans.append(node.kind == "lean" or any(self.leans[part] for part in parts))
        lines.append(f" v{index}={self._source(node)}")

    def _source(self, node: Expr) -> str:
        args = [f"v{slot}" for slot in self.children[self.slot[id(node)]]]
        return _SOURCE[node.kind](self, node, args)

    def constant(self, value: Any) -> str:
        """A name in the generated source for a constant."""
        if value is None or isinstance(value, bool | int):
            return repr(value)
        self._constants.append(value)
        return f"c[{len(self._constants) - 1}]"

    def _compile(self, lines: list[str]) -> Callable[[Facts], tuple[Any, ...]]:
        every = ",".join(f"v{i}" for i in range(len(self.order)))
        source = "\n".join(["def run(f):", " g=f.get", *lines, f" return ({every},)"])
        scope: dict[str, Any] = {"c": tuple(self._constants), "shift": shift_day, "scale": scaled}
        exec(compile(source, "<law>", "exec"), scope)  # noqa: S102 - our own tree, no outside text
        run: Callable[[Facts], tuple[Any, ...]] = scope["run"]
        return run


def _all(program: Program, node: Expr, a: list[str]) -> str:
    false = " or ".join(f"{x} is False" for x in a)
    return f"False if {false} else None if {' or '.join(f'{x} is None' for x in a)} else True"


def _any(program: Program, node: Expr, a: list[str]) -> str:
    true = " or ".join(f"{x} is True" for x in a)
    return f"True if {true} else None if {' or '.join(f'{x} is None' for x in a)} else False"


def _guarded(formula: str) -> Callable[[Program, Expr, list[str]], str]:
    def source(program: Program, node: Expr, a: list[str]) -> str:
        unknown = " or ".join(f"{x} is None" for x in a)
        return f"None if {unknown} else {formula.format(*a)}"

    return source


def _has(program: Program, node: Expr, a: list[str]) -> str:
    if len(a) == 2:
        return f"None if {a[0]} is None or {a[1]} is None else {a[1]} in {a[0]}"
    if not node.data:
        return f"None if {a[0]} is None else len({a[0]})>0"
    return f"None if {a[0]} is None else not {a[0]}.isdisjoint({program.constant(frozenset(node.data))})"


def _one_of(program: Program, node: Expr, a: list[str]) -> str:
    return f"None if {a[0]} is None else {a[0]} in {program.constant(frozenset(node.data))}"


def _lean(program: Program, node: Expr, a: list[str]) -> str:
    chosen = program.frame.settings[node.data[0]]
    options = node.data[1:]
    return a[options.index(chosen)] if chosen in options else "None" if chosen == "open" else a[0]


def _add(program: Program, node: Expr, a: list[str]) -> str:
    return f"None if {a[0]} is None or {a[1]} is None else {a[0]}{'+' if node.data[0] > 0 else '-'}{a[1]}"


def _pick(program: Program, node: Expr, a: list[str]) -> str:
    sign = ">=" if node.data[0] == "greatest" else "<="
    return f"None if {a[0]} is None or {a[1]} is None else {a[0]} if {a[0]}{sign}{a[1]} else {a[1]}"


_SOURCE: dict[str, Callable[[Program, Expr, list[str]], str]] = {
    "const": lambda p, n, a: p.constant(n.data[0]),
    "fact": lambda p, n, a: f"g({n.data[0]!r})",
    "rule": lambda p, n, a: a[0],
    "not": lambda p, n, a: f"None if {a[0]} is None else not {a[0]}",
    "all": _all,
    "any": _any,
    "equal": _guarded("{0}=={1}"),
    "less": _guarded("{0}<{1}"),
    "less_equal": _guarded("{0}<={1}"),
    "one_of": _one_of,
    "has": _has,
    "if": lambda p, n, a: (
        f"{a[1]} if {a[0]} is True else {a[2]} if {a[0]} is False else {a[1]} if {a[1]}=={a[2]} else None"
    ),
    "known": lambda p, n, a: f"{a[0]} is not None",
    "lean": _lean,
    "add": _add,
    "scale": lambda p, n, a: f"scale({a[0]},{a[1]},{a[2]},{n.data[0]},{n.data[1]!r})",
    "pick": _pick,
    "shift": lambda p, n, a: f"shift({a[0]},{a[1]},{n.data[0]},{n.data[1]!r})",
    "prefix": lambda p, n, a: f"None if {a[0]} is None else {a[0]}[:{n.data[0]}]",
}


@lru_cache(maxsize=128)
def program(frame: Frame) -> Program:
    """The program of a frame, made once."""
    return Program(frame)
