"""Conditions in which every fact stands once: what is smallest can be found by trying everything."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from typing import Any

from tests.law.engine.trees import run

from tonghu.law.language.expr import Expr, all_of, any_of, fact

NAMES = (
    "in_school",
    "institution_placed",
    "temporary_guardianship",
    "full_time",
    "hiv_infected",
    "orphan_certified",
)


def formula(names: tuple[str, ...], chance: random.Random) -> Expr:
    """A random condition of all, any and not, each name once."""
    if len(names) == 1:
        made = fact(names[0])
    else:
        cut = chance.randrange(1, len(names))
        made = chance.choice((all_of, any_of))(formula(names[:cut], chance), formula(names[cut:], chance))
    return ~made if chance.random() < 0.3 else made


def some_truths(chance: random.Random, *, unknown: float = 0.4) -> dict[str, Any]:
    """Yes, no or unknown for each name."""
    return {n: None if chance.random() < unknown else chance.random() < 0.5 for n in NAMES}


def smallest_that_reach(
    tree: Expr, facts: dict[str, Any], open_: list[str], want: bool
) -> list[frozenset[str]]:
    """All sets of the fewest of some facts that, set in some way, bring a condition to what is wanted."""
    for size in range(len(open_) + 1):
        found = [frozenset(c) for c in itertools.combinations(open_, size) if _reaches(tree, facts, c, want)]
        if found:
            return found
    return []


def _reaches(tree: Expr, facts: dict[str, Any], chosen: tuple[str, ...], want: bool) -> bool:
    return any(run(tree, facts | settled) is want for settled in _ways(chosen))


def _ways(chosen: tuple[str, ...]) -> Iterator[dict[str, bool]]:
    for values in itertools.product((True, False), repeat=len(chosen)):
        yield dict(zip(chosen, values, strict=True))
