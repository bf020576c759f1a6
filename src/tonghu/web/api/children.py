"""What a token may read of a child, and the record of its having been read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tonghu.access.actors import Actor
from tonghu.access.audit import Entry, record_all
from tonghu.access.writes import write
from tonghu.base.money import yuan_from_fen
from tonghu.law.engine.law import rulebook
from tonghu.register.models import Child
from tonghu.register.standing.compartments import box_of
from tonghu.register.standing.determine import marks_of

FIELDS = (
    "name", "sex", "birth_date", "id_number_masked", "township", "village", "categories", "benefits", "binding", "as_of",
)  # fmt: skip


def shown(child: Child, fields: frozenset[str], boxes: frozenset[str]) -> dict[str, Any]:
    """The fields of a child that a token names, without results that rest on compartments it may not see."""
    person, standing = child.person, getattr(child, "standing", None)
    every: dict[str, Any] = {
        "name": person.name, "sex": person.sex, "birth_date": person.birth_date, "id_number_masked": person.id_shown,
        "township": child.township, "village": child.village,
    }  # fmt: skip
    if standing is not None:
        every |= {
            "categories": _categories(standing.marks, boxes), "benefits": _benefits(standing.benefits, boxes),
            "binding": standing.binding, "as_of": standing.day,
        }  # fmt: skip
    return {"ref": child.ref, **{name: every.get(name) for name in FIELDS if name in fields}}


def _categories(marks: str, boxes: frozenset[str]) -> list[str]:
    kinds = {rule.public or name: name for name, rule in rulebook().rules.items() if rule.kind == "category"}
    held = [rule for rule, status in marks_of(marks).items() if status == "yes" and rule in kinds]
    return [rule for rule in held if box_of(kinds[rule]) in boxes]


def _benefits(kept: dict[str, list[Any]], boxes: frozenset[str]) -> dict[str, Any]:
    return {
        name: {
            "status": status,
            "amount": None if fen is None else yuan_from_fen(fen),
            "from": start,
            "until": until,
        }
        for name, (status, fen, start, until) in kept.items()
        if box_of(name) in boxes
    }


@write
def noted(children: Sequence[Child], *, actor: Actor, purpose: str, fields: frozenset[str]) -> None:
    """Record that a partner read children, one audit row each; an empty page is recorded as such."""
    told = {"fields": sorted(fields)}
    record_all(
        actor, purpose, [Entry("api.read", c.ref, told) for c in children] or [Entry("api.read", "", told)]
    )
