"""The facts of many new files, as rows to be inserted at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from tonghu.access.actors import Actor, NotAllowed
from tonghu.register.facts.recording import Said
from tonghu.register.facts.values import entry_of, stored

COLUMNS = (
    "child_id", "scope", "whom", "name", "value", "valid_from", "valid_to", "compartment", "source", "evidence_id",
    "note", "batch", "recorded_at", "recorded_by", "retired_at", "retired_by",
)  # fmt: skip


def fact_rows(
    child: int, scope: int, said: Iterable[Said], *, actor: Actor, now: dt.datetime, source: str
) -> Iterator[tuple[Any, ...]]:
    """Rows in the order of COLUMNS. Raises NotAllowed for a compartment that is not the seat's."""
    allowed = actor.compartments(child)
    for one in said:
        box = entry_of(one.name).sensitivity
        if box not in allowed:
            raise NotAllowed(box)
        evidence = one.evidence.pk if one.evidence else None
        yield (
            child, scope, one.whom, one.name, _stored(one.name, one.value), one.since, one.until, box,
            one.source or source, evidence, one.note, "", now, actor.name, None, "",
        )  # fmt: skip


def _stored(name: str, value: Any) -> str | None:
    return (
        _remembered(name, type(value).__name__, value)
        if isinstance(value, str | bool | int | dt.date)
        else stored(name, value)
    )


@lru_cache(100_000)
def _remembered(name: str, _kind: str, value: Any) -> str | None:
    """The kind is part of the key: 1 and True are equal but not the same value."""
    return stored(name, value)
