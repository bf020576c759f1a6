"""Why: which parts of a tree answer for its value, which facts are missing, which questions it leans on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from tonghu.law.engine.interpret import Program
from tonghu.law.language.expr import Expr
from tonghu.law.language.facts import vocabulary
from tonghu.law.language.switches import switches

Values = tuple[Any, ...]


class Reading:
    """The values of one run, and what can be read off them."""

    def __init__(self, program: Program, values: Values) -> None:
        self.program, self.values = program, values
        self._slot = program.slot

    def of(self, node: Expr) -> Any:
        """The value of a node."""
        return self.values[self._slot[id(node)]]

    def named(self, name: str) -> Any:
        """The value of a named expression."""
        return self.program.named(self.values, name)

    def responsible(self, node: Expr) -> list[Expr]:
        """The children that answer for the value of a node."""
        kind = node.kind
        if kind == "rule":
            return [self.program.roots[node.data[0]]]
        if kind in ("all", "any"):
            return self._connective(node)
        if kind == "if":
            return self._choice(node)
        if kind == "lean":
            return [self._reading(node)]
        if self.of(node) is None:
            return [arg for arg in node.args if self.of(arg) is None]
        return list(node.args)

    def _connective(self, node: Expr) -> list[Expr]:
        value, stop = self.of(node), node.kind == "any"
        if value is None:
            return [arg for arg in node.args if self.of(arg) is None]
        if value is stop:
            return [next(arg for arg in node.args if self.of(arg) is stop)]
        return list(node.args)

    def _choice(self, node: Expr) -> list[Expr]:
        condition, then, otherwise = node.args
        truth = self.of(condition)
        if truth is True:
            return [condition, then]
        if truth is False:
            fallen_back = condition.kind == "known" and self.of(otherwise) is None
            return [condition, otherwise, *(condition.args if fallen_back else ())]
        return [condition, *(arg for arg in (then, otherwise) if self.of(arg) is None or self.of(node) is not None)]

    def _reading(self, node: Expr) -> Expr:
        chosen = self.program.law.settings[node.data[0]]
        options = node.data[1:]
        return node.args[options.index(chosen)] if chosen in options else node.args[0]

    def support(self, roots: Iterable[Expr], *, gates: bool = False) -> Iterator[Expr]:
        """Every node that answers for the roots, the roots first. `gates`: of unknowns only the first asked."""
        seen: set[int] = set()
        todo = list(roots)[::-1]
        while todo:
            node = todo.pop()
            if id(node) in seen:
                continue
            seen.add(id(node))
            yield node
            children = self.responsible(node)
            if gates and node.kind == "all" and self.of(node) is None:
                children = children[:1]
            todo.extend(children[::-1])

    def missing(self, root: Expr, *, gates: bool = False) -> list[str]:
        """Unknown facts and values whose knowledge could settle an unknown root; derived ones are left out."""
        return [node.data[0] for node in self._unknown(root, gates)
                if node.kind == "fact" and not _derived(node.data[0])]  # fmt: skip

    def _unknown(self, root: Expr, gates: bool) -> Iterator[Expr]:
        return (node for node in self.support([root], gates=gates) if self.of(node) is None)

    def questions(self, roots: Iterable[Expr]) -> set[str]:
        """Ambiguities whose reading the values of the roots lean on."""
        return {node.data[0] for node in self.support(roots, gates=True) if node.kind == "lean" and self._asked(node)}

    def _asked(self, node: Expr) -> bool:
        when = switches()[node.data[0]].ask_when
        if when == "differs":
            return len({self.of(arg) for arg in node.args}) > 1
        if when == "unknown":
            return not (node.args[0].kind == "fact" and self.of(node) is not None)
        return True

    def conditions(self, roots: Iterable[Expr]) -> list[str]:
        """Names of the rules on the way, without the parent's role."""
        return [node.data[0].split(".")[-1] for node in self.support(roots) if node.kind == "rule"]

    def smallest(self, node: Expr, want: bool = True) -> frozenset[str] | None:
        """The smallest set of unknown facts that could still bring a condition to `want`; None when nothing can."""
        return self._smallest(node, want, {})

    def _smallest(self, node: Expr, want: bool, memo: dict[tuple[int, bool], Any]) -> frozenset[str] | None:
        value = self.of(node)
        if value is not None:
            return frozenset() if value is want else None
        key = (id(node), want)
        if key not in memo:
            memo[key] = self._smallest_unknown(node, want, memo)
        found: frozenset[str] | None = memo[key]
        return found

    def _smallest_unknown(self, node: Expr, want: bool, memo: dict[tuple[int, bool], Any]) -> frozenset[str] | None:
        if node.kind == "not":
            return self._smallest(node.args[0], not want, memo)
        if node.kind in ("rule", "lean"):
            return self._smallest(self.responsible(node)[0], want, memo)
        if node.kind in ("all", "any"):
            parts = [self._smallest(arg, want, memo) for arg in node.args if self.of(arg) is None]
            if want is (node.kind == "all"):
                return None if any(p is None for p in parts) else frozenset().union(*(p for p in parts if p is not None))
            return min((p for p in parts if p is not None), key=len, default=None)
        return frozenset(self.missing(node)) or None


def _derived(name: str) -> bool:
    return vocabulary()[name.split(".")[-1]].derived
