"""Recording what is known, and correcting it: rows are added and retired, never changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import F, Q
from django.utils import timezone

from tonghu.access.actors import Actor, NotAllowed, system
from tonghu.access.audit import Entry, record_all
from tonghu.access.models import new_token
from tonghu.access.rls import scoped
from tonghu.access.writes import write
from tonghu.base.errors import Fault, Faults, TonghuError
from tonghu.base.texts import Lang, Text
from tonghu.law.language.rule import ROLES
from tonghu.register.facts.values import checked, entry_of, stored
from tonghu.register.models import Attachment, Child, Fact, Person, Relationship

ENDS_FIRST = Text("结束日不在开始日之后", "it ends before it begins")
CHECK_DAYS = Text("请核对日期。", "Check the days.")


@dataclass(frozen=True, slots=True)
class Said:
    """One fact as somebody says it: of whom, which, the value as a case holds it (None: asked and not known)."""

    whom: str
    name: str
    value: Any
    since: dt.date | None = None
    until: dt.date | None = None
    source: str = ""
    note: str = ""
    evidence: Attachment | None = None


class Overtaken(TonghuError):
    """Somebody else wrote to the file since it was opened; carries what they wrote."""

    def __init__(self, theirs: Sequence[Fact]) -> None:
        super().__init__("overtaken")
        self.theirs = list(theirs)


def new_facts(
    child: Child, said: Iterable[Said], *, actor: Actor, now: dt.datetime, source: str, batch: str = ""
) -> list[Fact]:
    """Rows for facts, not saved. Raises NotAllowed for a compartment that is not the seat's."""
    rows = []
    for one in said:
        box = entry_of(one.name).sensitivity
        _require(box, child, actor)
        rows.append(
            Fact(
                child=child, scope=child.scope, whom=one.whom, name=one.name, value=stored(one.name, one.value),
                valid_from=one.since, valid_to=one.until, compartment=box, source=one.source or source,
                evidence=one.evidence, note=one.note, batch=batch, recorded_at=now, recorded_by=actor.name,
            )
        )  # fmt: skip
    return rows


def _require(box: str, child: Child, actor: Actor) -> None:
    if child.scope in actor.span and box not in actor.compartments(child.pk):
        raise NotAllowed(box)


@write
def record_facts(
    child: Child, said: Sequence[Said], *, actor: Actor, purpose: str, source: str, version: int | None = None,
    opened: dt.datetime | None = None, correct: bool = False, lang: str = "zh",
) -> list[Fact]:  # fmt: skip
    """Add facts to a file. Returns the new rows.

    A fact that begins later ends the one before it; with `correct` it takes its place, days and all. Facts of a
    parent or of the household are written to every child they concern. `version` is the one the form was opened
    with and `opened` the time of the last fact it showed: raises Overtaken when the file moved on since in a way
    that touches the same facts; Faults for values that the law cannot read; NotAllowed for compartments that are
    not the seat's.
    """
    actor.require("record")
    for one in said:
        checked(one.whom, one.name, one.value, lang)
        _in_order(one, lang)
    Child.objects.for_user(actor, purpose).get(pk=child.pk)  # DoesNotExist out of scope, before anything else
    made: list[Fact] = []
    batch = new_token()
    with scoped(system("siblings")):  # a parent's other children may live in another village
        whose = {whom: _concerned(child, whom) for whom in {one.whom for one in said}}
        current = _locked(child, whose.values())
        if version is not None and current.version != version:
            _refuse_overtaken(current, said, opened, actor, purpose)
        now = timezone.now()  # only under the lock: the times of a file never run backwards
        for one in said:
            rows = [
                row for concerned in whose[one.whom]
                for row in _supersede(
                    concerned, one, actor=actor, now=now, source=source, batch=batch, correct=correct
                )
            ]  # fmt: skip
            made += Fact.objects.bulk_create(rows)
        touched = {fact.child_id for fact in made} | {current.pk}
        Child.objects.filter(pk__in=touched).update(version=F("version") + 1, dirty=True)
    child.version = current.version + 1
    _keep_person(current, said)
    record_all(
        actor, purpose, [Entry("fact.correct" if correct else "fact.record", current.ref,
                               {"facts": [f"{one.whom}.{one.name}" for one in said], "children": len(touched)})]
    )  # fmt: skip
    return made


def _in_order(one: Said, lang: str) -> None:
    """Raises Faults for a stretch of time that ends before it begins."""
    if one.since is not None and one.until is not None and one.since >= one.until:
        told: Lang = "en" if lang == "en" else "zh"
        raise Faults(Fault(f"{one.whom}.{one.name}", ENDS_FIRST.in_(told), CHECK_DAYS.in_(told)))


def _locked(child: Child, whose: Iterable[list[Child]]) -> Child:
    """Lock every file that will be written, always in the same order; the child itself as it is now."""
    keys = {child.pk, *(concerned.pk for children in whose for concerned in children)}
    rows = Child._base_manager.filter(pk__in=keys).order_by("pk").select_for_update()
    return next(row for row in list(rows) if row.pk == child.pk)


def _refuse_overtaken(
    child: Child, said: Sequence[Said], opened: dt.datetime | None, actor: Actor, purpose: str
) -> None:
    """Raises Overtaken when a fact that is being written now was written by somebody since the form was opened."""
    mine = Q()
    for one in said:
        mine |= Q(whom=one.whom, name=one.name)
    since = Q() if opened is None else Q(recorded_at__gt=opened)
    recent = Fact.objects.for_user(actor, purpose).filter(mine, since, child=child, retired_at=None)
    told = {(one.whom, one.name): stored(one.name, one.value) for one in said}
    theirs = [fact for fact in recent.order_by("pk") if told[fact.whom, fact.name] != fact.value]
    if theirs:
        raise Overtaken(theirs)


def _concerned(child: Child, whom: str) -> list[Child]:
    """The children whose file a fact belongs into: all of a parent's, all of a household's."""
    if whom in ROLES:
        mine = Relationship._base_manager.filter(child=child, kind=whom, retired_at=None).values("relative")
        also = Relationship._base_manager.filter(relative__in=mine, kind=whom, retired_at=None)
        others = Child._base_manager.filter(pk__in=also.values("child")).exclude(pk=child.pk)
    elif whom == "household" and child.household_id:
        others = Child._base_manager.filter(household=child.household_id).exclude(pk=child.pk)
    else:
        return [child]
    return [child, *others]


def _supersede(
    child: Child, one: Said, *, actor: Actor, now: dt.datetime, source: str, batch: str, correct: bool
) -> list[Fact]:
    """The rows that one fact adds to one file; retires what it replaces."""
    live = Fact._base_manager.filter(child=child, whom=one.whom, name=one.name, retired_at=None)
    old = sorted(
        live, key=lambda fact: (fact.valid_from or dt.date.min, fact.pk)
    )  # databases differ on empty days
    kept: list[Fact] = []
    if correct and old:
        one = _in_place_of(old[-1], one)
    for fact in old:
        kept += _outside_of(fact, one, now)
    live.filter(pk__in=[fact.pk for fact in old if _meets(fact, one)]).update(
        retired_at=now, retired_by=actor.name
    )
    return [*kept, *new_facts(child, [one], actor=actor, now=now, source=source, batch=batch)]


def _in_place_of(last: Fact, one: Said) -> Said:
    """A correction with the days of what it corrects, where it names none of its own."""
    since, until = one.since or last.valid_from, one.until or last.valid_to
    if since is not None and until is not None and since >= until:
        since, until = one.since, one.until
    return replace(one, since=since, until=until)


def _meets(fact: Fact, one: Said) -> bool:
    """Whether two stretches of time share a day."""
    begins_before_end = one.until is None or fact.valid_from is None or fact.valid_from < one.until
    ends_after_begin = fact.valid_to is None or one.since is None or fact.valid_to > one.since
    return begins_before_end and ends_after_begin


def _outside_of(fact: Fact, one: Said, now: dt.datetime) -> list[Fact]:
    """What is left of an older stretch before and after a new one; nothing when they do not meet."""
    if not _meets(fact, one):
        return []
    parts = []
    if one.since is not None and (fact.valid_from is None or fact.valid_from < one.since):
        parts.append((fact.valid_from, one.since))
    if one.until is not None and (fact.valid_to is None or fact.valid_to > one.until):
        parts.append((one.until, fact.valid_to))
    return [_copy(fact, since, until, now) for since, until in parts]


def _copy(fact: Fact, since: dt.date | None, until: dt.date | None, now: dt.datetime) -> Fact:
    """What is left of a row: who recorded it stays, but it belongs to no entry that could be taken back."""
    return Fact(
        child_id=fact.child_id, scope=fact.scope, whom=fact.whom, name=fact.name, value=fact.value, valid_from=since,
        valid_to=until, compartment=fact.compartment, source=fact.source, evidence_id=fact.evidence_id,
        note=fact.note, batch="", recorded_at=now, recorded_by=fact.recorded_by,
    )  # fmt: skip


def _keep_person(child: Child, said: Sequence[Said]) -> None:
    """The birth date stands with the person too, for lists; the fact decides."""
    for one in said:
        if (one.whom, one.name) == ("child", "birth_date") and one.value is not None:
            day = one.value if isinstance(one.value, dt.date) else dt.date.fromisoformat(one.value)
            Person._base_manager.filter(pk=child.person_id).update(birth_date=day)
