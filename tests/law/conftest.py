"""What tests of the law share: the toy law in the engine's place."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.law.toy.toytown import book, toy_place

from tonghu.law.engine import batch, explain, interpret, law, outcomes
from tonghu.law.places import load


@pytest.fixture(scope="module")
def toytown() -> Iterator[None]:
    """For one module of tests, the only places are 魔法国 and 魔法镇, and the only rules are the toy rules."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(load, "FOLDERS", ("realm", "town"))
        patch.setattr(load, "place", toy_place)
        patch.setattr(law, "rulebook", book)
        patch.setattr(batch, "rulebook", book)
        patch.setattr(explain, "rules", lambda: book().rules)
        _forget()
        yield
    _forget()


def _forget() -> None:
    """Nothing that was read or assembled before counts (also: a mutant of the engine must be met afresh)."""
    for kept in (
        *(load.places, load.background, law._assemble, law._frame, interpret.program, outcomes.outcomes),
        *(book, toy_place),
    ):
        kept.cache_clear()
