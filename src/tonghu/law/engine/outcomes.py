"""What a frame can say to the outside: each rule's results by their slots in the program, looked up once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from tonghu.law.engine.interpret import program
from tonghu.law.engine.law import Active, Frame
from tonghu.law.language.rule import Rule


@dataclass(frozen=True, slots=True)
class Outcome:
    """A rule that reaches the outside: the slots of its result and parts, its grounds with their provisions."""

    rule: Rule
    root: int
    firm: int
    grounds: tuple[tuple[int, tuple[str, ...]], ...]
    parts: dict[str, int]
    departments: tuple[str, ...]


@lru_cache(maxsize=128)
def outcomes(frame: Frame) -> dict[str, tuple[Outcome, ...]]:
    """The outcomes of a frame by kind, in the order of the tree."""
    return {
        kind: tuple(_outcome(frame, entry) for entry in entries) for kind, entries in frame.by_kind.items()
    }


PARTS = ("amount", "until", "start", "value", "outdone", "passed_over", "awaits_choice")


def _outcome(frame: Frame, entry: Active) -> Outcome:
    slots, name = program(frame).root, entry.rule.name
    grounds = tuple((slots[f"{name}.{g}"], tuple(p.id for p in by)) for g, by in entry.grounds.items())
    provisions = [p for by in entry.grounds.values() for p in by]
    return Outcome(
        entry.rule, slots[name], slots[f"{name}.firm"], grounds,
        {part: slots[f"{name}.{part}"] for part in PARTS if f"{name}.{part}" in slots},
        tuple(dict.fromkeys(d for p in provisions for d in p.row.get("departments") or ())),
    )  # fmt: skip
