"""Why: which parts of a tree answer for its value, which facts are missing, which questions it leans on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from tonghu.law.engine.interpret import program
from tonghu.law.engine.law import Law
from tonghu.law.language.expr import Expr
from tonghu.law.language.facts import vocabulary
from tonghu.law.language.switches import switches

Slots = tuple[int, ...]


class Reading:
    """The values of one run, and what can be read off them. Nodes are spoken of by their slot in the program."""

    def __init__(self, law: Law, values: tuple[Any, ...]) -> None:
        self.law, self.values = law, values
        self.program = program(law.frame)
        self._order, self._children = self.program.order, self.program.children

    def of(self, node: Expr) -> Any:
        """The value of a node."""
        return self.values[self.program.slot[id(node)]]

    def named(self, name: str) -> Any:
        """The value of a named expression; None where the place has no such expression."""
        slot = self.program.root.get(name)
        return None if slot is None else self.values[slot]

    def responsible(self, node: Expr) -> list[Expr]:
        """The children that answer for the value of a node; of a rule referred to, its expression."""
        return [self._order[slot] for slot in self._responsible(self.program.slot[id(node)])]

    def _responsible(self, slot: int) -> Slots:
        kind, parts, value = self._order[slot].kind, self._children[slot], self.values[slot]
        if kind in ("all", "any"):
            return self._connective(parts, value, stop=kind == "any")
        if kind == "if":
            return self._choice(parts, value)
        if kind == "lean":
            return (parts[self._reading(slot)],)
        return self._unknown_of(parts) if value is None else parts

    def _unknown_of(self, parts: Slots) -> Slots:
        values = self.values
        return tuple(part for part in parts if values[part] is None)

    def _connective(self, parts: Slots, value: bool | None, *, stop: bool) -> Slots:
        if value is None:
            return self._unknown_of(parts)
        if value is stop:
            return (next(part for part in parts if self.values[part] is stop),)
        return parts

    def _choice(self, parts: Slots, value: Any) -> Slots:
        condition, then, otherwise = parts
        truth = self.values[condition]
        if truth is True:
            return condition, then
        if truth is False:
            return condition, *(self._first_known(parts) if value is None else (otherwise,))
        return condition, *(parts[1:] if value is not None else self._unknown_of(parts[1:]))

    def _reading(self, slot: int) -> int:
        switch, *options = self._order[slot].data
        chosen = self.law.settings[switch]
        return options.index(chosen) if chosen in options else 0

    def _support(
        self, roots: Iterable[int], *, gates: bool = False, within: Sequence[bool] | None = None
    ) -> Iterator[int]:
        """Every slot that answers for the roots, in no order; `within` marks those worth going into."""
        seen: set[int] = set()
        todo = list(roots)
        while todo:
            slot = todo.pop()
            if slot in seen:
                continue
            seen.add(slot)
            yield slot
            children = self._responsible(slot)
            if gates and self._order[slot].kind == "known" and not self.values[slot]:
                continue  # that something is not on file leans on no reading of a text
            if gates and self.values[slot] is None and self._order[slot].kind == "all":
                children = children[:1]
            todo.extend(children if within is None else [c for c in children if within[c]])

    def missing(self, root: int, *, gates: bool = False) -> list[str]:
        """Unknown facts and values whose knowledge could settle an unknown root; derived ones are left out.

        `gates`: of an unknown conjunction only the part that is asked first.
        """
        seen: set[int] = set()
        todo, found = [root], list[str]()
        while todo:
            slot = todo.pop()
            if slot in seen or self.values[slot] is not None:
                continue
            seen.add(slot)
            node = self._order[slot]
            if node.kind == "fact" and not _derived(node.data[0]):
                found.append(node.data[0])
            children = self._open(slot)
            todo.extend(children[:1] if gates and node.kind == "all" else children[::-1])
        return found

    def _open(self, slot: int) -> Slots:
        """The unknown parts that keep a node open; of "the first known of these" every one of them."""
        kind, parts = self._order[slot].kind, self._children[slot]
        if kind == "if":
            condition, then, _ = parts
            truth = self.values[condition]
            if truth is False:
                return self._first_known(parts)
            return (then,) if truth is True else self._unknown_of(parts)
        return (parts[self._reading(slot)],) if kind == "lean" else self._unknown_of(parts)

    def _first_known(self, parts: Slots) -> Slots:
        """Of a choice whose condition failed, the parts that keep it open: both where it is a `first_known`."""
        condition, then, otherwise = parts
        tested = self._order[condition].kind == "known" and self._children[condition] == (then,)
        return (then, otherwise) if tested else (otherwise,)

    def questions(self, roots: Iterable[int]) -> set[str]:
        """Ambiguities whose reading the values of the roots lean on."""
        slots = self._support(roots, gates=True, within=self.program.leans)
        return {self._order[s].data[0] for s in slots if self._order[s].kind == "lean" and self._asked(s)}

    def _asked(self, slot: int) -> bool:
        when, parts = switches()[self._order[slot].data[0]].ask_when, self._children[slot]
        if when == "differs":
            return len({self.values[part] for part in parts}) > 1
        if when == "true":
            return self.values[slot] is True
        if when == "unknown":
            return not (self._order[parts[0]].kind == "fact" and self.values[slot] is not None)
        return True

    def conditions(self, roots: Iterable[int]) -> set[str]:
        """Names of the rules on the way, without the parent's role."""
        nodes = (self._order[slot] for slot in self._support(roots))
        return {node.data[0].split(".")[-1] for node in nodes if node.kind == "rule"}

    def smallest(self, node: Expr, want: bool = True) -> frozenset[str] | None:
        """The smallest set of unknown facts that could still bring a condition to `want`; None when nothing can."""
        return self._smallest(self.program.slot[id(node)], want, {})

    def _smallest(self, slot: int, want: bool, memo: dict[tuple[int, bool], Any]) -> frozenset[str] | None:
        if self.values[slot] is not None:
            return frozenset() if self.values[slot] is want else None
        if (slot, want) not in memo:
            memo[slot, want] = self._smallest_unknown(slot, want, memo)
        found: frozenset[str] | None = memo[slot, want]
        return found

    def _smallest_unknown(
        self, slot: int, want: bool, memo: dict[tuple[int, bool], Any]
    ) -> frozenset[str] | None:
        node = self._order[slot]
        if node.kind == "not":
            return self._smallest(self._children[slot][0], not want, memo)
        if node.kind in ("rule", "lean"):
            return self._smallest(self._responsible(slot)[0], want, memo)
        if node.kind in ("all", "any"):
            parts = [self._smallest(part, want, memo) for part in self._unknown_of(self._children[slot])]
            if want is (node.kind == "all"):
                whole = [part for part in parts if part is not None]
                return frozenset().union(*whole) if len(whole) == len(parts) else None
            return min((part for part in parts if part is not None), key=len, default=None)
        return frozenset(self.missing(slot)) or None


def _derived(name: str) -> bool:
    return vocabulary()[name.rpartition(".")[2]].derived
