"""What follows from a sheet beyond its own rows: a parent's facts in the files of brothers and sisters, benefits drawn."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Mapping, Sequence

from django.db.models import F

from tonghu.access.actors import Actor
from tonghu.base.errors import TonghuError
from tonghu.law.engine.law import NoLaw, rulebook
from tonghu.register.imports import bulk
from tonghu.register.imports.changes import Differs
from tonghu.register.imports.known import add_details, children_of, holds
from tonghu.register.imports.matching import Row
from tonghu.register.imports.writing import Writer, current_benefits
from tonghu.register.models import Child, Delivery, Relationship
from tonghu.register.standing.determine import Law, place_name
from tonghu.register.workbook.columns.schema import tidy


def to_siblings(writer: Writer, everyone: Actor, purpose: str) -> None:
    """Write the facts of parents who were known before into the files of their other children."""
    if not writer.shared:
        return
    persons = sorted({person for person, _ in writer.shared})
    ties: list[tuple[int, str, int]] = []
    for part in bulk.in_parts(persons):
        found = Relationship.objects.for_user(everyone, purpose).filter(relative_id__in=part, retired_at=None)
        ties += found.values_list("relative_id", "kind", "child_id")
    files = {child for person, role, child in ties if (person, role) in writer.shared} - writer.touched
    if not files:
        return
    known = children_of(everyone, purpose)
    add_details(known, sorted(files), everyone, purpose)
    facts: dict[tuple[int, str, str], tuple[int, int, Differs]] = {}
    for person, role, child in ties:
        if child in files:
            for one in writer.shared.get((person, role), ()):
                held = known.facts[child].get((one.whom, one.name), [])
                now = holds(held, writer.today)
                if now is None or now.value != one.value:
                    differs = Differs(one.whom, one.name, one.value, now.value if now else None, list(held))
                    facts[child, one.whom, one.name] = child, known.children[child].scope, differs
    writer.record(list(facts.values()))
    changed = sorted({child for child, _, _ in facts})
    for part in bulk.in_parts(changed):
        Child._base_manager.filter(pk__in=part).update(version=F("version") + 1, dirty=True)


def benefits_drawn(rows: Sequence[Row], actor: Actor, purpose: str, now: dt.datetime) -> int:
    """Record as receiving the benefits that rows name by their label, where the texts of the place bind.

    A draft pays nobody: there, and for words that are no benefit of ours, the fact alone is kept.
    """
    named = [
        (row, rule) for row in rows for word in current_benefits(row) if (rule := _labels().get(tidy(word)))
    ]
    if not named or not _binding(named[0][0].scope, now.date()):
        return 0
    children = sorted({row.child for row, _ in named if row.child is not None})
    have: set[tuple[int, str]] = set()
    for part in bulk.in_parts(children):
        live = Delivery.objects.for_user(actor, purpose).filter(child_id__in=part, retired_at=None)
        have |= set(live.values_list("child_id", "rule"))
    new = {(row.child, rule): row.scope for row, rule in named if (row.child, rule) not in have}
    Delivery.objects.bulk_create(
        [
            Delivery(child_id=child, scope=scope, rule=rule, state="receiving", since=now.date(), reason=REASON,
                     recorded_at=now, recorded_by=actor.name)
            for (child, rule), scope in new.items()
        ],
        batch_size=1_000,
    )  # fmt: skip
    return len(new)


REASON = "台账"


@functools.cache
def _labels() -> Mapping[str, str]:
    """Label -> rule of every benefit; a label that two rules bear names neither."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    for name, rule in rulebook().rules.items():
        if rule.kind == "benefit":
            word = tidy(rule.zh)
            twice |= {word} & found.keys()
            found[word] = name
    return {word: name for word, name in found.items() if word not in twice}


def _binding(scope: int, day: dt.date) -> bool:
    try:
        return Law(day).binding(place_name(scope))
    except (NoLaw, TonghuError):
        return False
