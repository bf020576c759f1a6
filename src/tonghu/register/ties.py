"""Relatives, guardianship and residence: added, ended, corrected; rows are retired, never changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from tonghu.access.actors import Actor, NotAllowed
from tonghu.access.audit import record
from tonghu.access.fields import blind
from tonghu.access.writes import write
from tonghu.base.errors import Fault, Faults
from tonghu.base.texts import Lang, Text
from tonghu.register.facts.recording import Said, record_facts
from tonghu.register.models import Child, Fact, Guardianship, Person, Relationship, Residence
from tonghu.register.models.people import RELATIONS
from tonghu.register.people import ID_PURPOSE, Who, person_of

ONE_ONLY = ("father", "mother")
KINDS = dict(RELATIONS)
FACT_OF = {"hukou": "hukou_division", "living": "residence_division"}


@dataclass(frozen=True, slots=True)
class Kin:
    """What a tie says: which relative, whether they live with the child and have custody, from when."""

    kind: str
    lives_with: bool | None = None
    has_custody: bool | None = None
    since: dt.date | None = None


@write
def add_relative(
    child: Child, who: Who, kin: Kin, *, actor: Actor, purpose: str, lang: Lang = "zh"
) -> Relationship:
    """Add a relative. Someone known here by the same ID number is the same person, so that siblings share parents.

    Raises Faults for a second father or mother, or where a name or kind is missing.
    """
    actor.require("record")
    current = _locked(child, actor, purpose)
    faults = _of_person(who, lang) + _of_kin(current, kin, None, actor, purpose, lang)
    if faults:
        raise Faults(faults)
    person = _known(who, actor, purpose)
    if person is None:
        person = person_of(who, current.scope)
        person.save()
    tie = _new(current, person, kin, actor)
    if kin.kind in ONE_ONLY:
        _bring_facts(current, person, kin.kind)
    record(actor, purpose, "relative.add", current.ref, kind=kin.kind)
    return tie


@write
def correct_relative(
    tie: Relationship, kin: Kin, *, actor: Actor, purpose: str, lang: Lang = "zh"
) -> Relationship:
    """Replace what was said of a relative: the row is retired, another takes its place."""
    actor.require("record")
    current = _locked(tie.child, actor, purpose)
    faults = _of_kin(current, kin, tie, actor, purpose, lang)
    if faults:
        raise Faults(faults)
    _retire(tie, actor)
    made = _new(current, tie.relative, kin, actor)
    record(actor, purpose, "relative.correct", current.ref, kind=kin.kind)
    return made


@write
def end_tie(tie: Any, until: dt.date, *, actor: Actor, purpose: str, lang: Lang = "zh") -> Any:
    """End a relative's, guardianship's or residence's row on a day; the row as it was known stays."""
    actor.require("record")
    current = _locked(tie.child, actor, purpose)
    if tie.since is not None and until <= tie.since:
        raise Faults(Fault("until", Text("结束日不在开始日之后", "it ends before it begins").in_(lang),
                           Text("请核对日期。", "Check the day.").in_(lang)))  # fmt: skip
    _retire(tie, actor)
    tie.pk, tie._state.adding = None, True
    tie.until, tie.retired_at, tie.retired_by = until, None, ""
    tie.recorded_at, tie.recorded_by = timezone.now(), actor.name
    tie.save(force_insert=True)
    record(actor, purpose, f"{tie._meta.model_name}.end", current.ref)
    return tie


@write
def guard(
    child: Child,
    kind: str,
    guardian: Person | None,
    since: dt.date,
    *,
    actor: Actor,
    purpose: str,
    lang: Lang = "zh",
) -> Guardianship:
    """Say how the child is guarded from a day on; the arrangement before ends on that day."""
    actor.require("record")
    current = _locked(child, actor, purpose)
    box = "basic" if kind in ("family", "delegated") else "harm"
    if kind not in dict(Guardianship.KINDS):
        raise Faults(Fault("kind", Text("没有选监护方式", "no kind of guardianship is chosen").in_(lang), ""))
    if box not in actor.compartments(child.pk):
        raise NotAllowed(box)
    live = Guardianship.objects.for_user(actor, purpose).filter(child=current, retired_at=None, until=None)
    for row in live:
        if row.since is None or row.since < since:
            end_tie(row, since, actor=actor, purpose=purpose, lang=lang)
        else:
            _retire(row, actor)
    made = Guardianship.objects.create(
        child=current, scope=current.scope, kind=kind, guardian=guardian, since=since, compartment=box,
        recorded_at=timezone.now(), recorded_by=actor.name,
    )  # fmt: skip
    record(actor, purpose, "guardianship.set", current.ref, kind=kind)
    return made


@write
def move(
    child: Child, kind: str, code: str, since: dt.date | None, *, actor: Actor, purpose: str, source: str,
    version: int | None = None, opened: dt.datetime | None = None, lang: Lang = "zh",
) -> Sequence[Fact]:  # fmt: skip
    """Record where the child is registered or lives: the row and the fact that the law reads, in one write."""
    actor.require("record")
    if kind not in FACT_OF or not code.isdigit() or len(code) not in (6, 9, 12):
        raise Faults(Fault("code", Text("不是行政区划代码", "not a division code").in_(lang),
                           Text("写 6、9 或 12 位数字。", "Write 6, 9 or 12 digits.").in_(lang)))  # fmt: skip
    current = _locked(child, actor, purpose)
    live = Residence.objects.for_user(actor, purpose).filter(
        child=current, kind=kind, retired_at=None, until=None
    )
    for row in live:
        if since is not None and (row.since is None or row.since < since):
            end_tie(row, since, actor=actor, purpose=purpose, lang=lang)
        else:
            _retire(row, actor)
    Residence.objects.create(
        child=current, scope=current.scope, kind=kind, code=int(code.ljust(12, "0")), since=since,
        recorded_at=timezone.now(), recorded_by=actor.name,
    )  # fmt: skip
    record(actor, purpose, "residence.set", current.ref, kind=kind)
    return record_facts(
        current, [Said("child", FACT_OF[kind], code, since)], actor=actor, purpose=purpose, source=source,
        version=version, opened=opened, lang=lang,
    )  # fmt: skip


def _locked(child: Child, actor: Actor, purpose: str) -> Child:
    return Child.objects.for_user(actor, purpose).select_for_update().get(pk=child.pk)


def _of_person(who: Who, lang: Lang) -> list[Fault]:
    if who.name.strip():
        return []
    return [Fault("name", Text("没有写姓名", "no name is given").in_(lang),
                  Text("不知道姓名的，写“不详”。", "Write 不详 where it is not known.").in_(lang))]  # fmt: skip


def _of_kin(
    child: Child, kin: Kin, instead_of: Relationship | None, actor: Actor, purpose: str, lang: Lang
) -> list[Fault]:
    if kin.kind not in KINDS:
        return [Fault("kind", Text("没有选关系", "no relation is chosen").in_(lang), "")]
    if kin.kind not in ONE_ONLY:
        return []
    others = Relationship.objects.for_user(actor, purpose).filter(
        child=child, kind=kin.kind, retired_at=None, until=None
    )
    if instead_of is not None:
        others = others.exclude(pk=instead_of.pk)
    if not others.exists():
        return []
    zh = KINDS[kin.kind]
    return [Fault("kind", Text(f"已有一位{zh}", f"there is a {kin.kind} already").in_(lang),
                  Text("先更正或终止原来的一位；继父母选“继父”“继母”。",
                       "Correct or end the one that stands; a stepparent has a kind of their own.").in_(lang))]  # fmt: skip


def _known(who: Who, actor: Actor, purpose: str) -> Person | None:
    index = blind(ID_PURPOSE, who.id_number.upper())
    return Person.objects.for_user(actor, purpose).filter(id_index=index).first() if index else None


def _new(child: Child, person: Person, kin: Kin, actor: Actor) -> Relationship:
    return Relationship.objects.create(
        child=child, scope=child.scope, relative=person, kind=kin.kind, lives_with=kin.lives_with,
        has_custody=kin.has_custody, since=kin.since, recorded_at=timezone.now(), recorded_by=actor.name,
    )  # fmt: skip


def _retire(tie: Any, actor: Actor) -> None:
    type(tie).objects.filter(pk=tie.pk).update(retired_at=timezone.now(), retired_by=actor.name)


def _bring_facts(child: Child, person: Person, role: str) -> None:
    """What is known of a parent from a sibling's file holds for this child too."""
    sibling = (
        Relationship._base_manager.filter(relative=person, kind=role, retired_at=None)
        .exclude(child=child)
        .first()
    )
    if sibling is None or Fact._base_manager.filter(child=child, whom=role, retired_at=None).exists():
        return
    rows = list(Fact._base_manager.filter(child_id=sibling.child_id, whom=role, retired_at=None))
    now = timezone.now()
    for fact in rows:
        fact.pk, fact._state.adding = None, True
        fact.child, fact.scope, fact.recorded_at, fact.evidence_id = child, child.scope, now, None
    Fact.objects.bulk_create(rows)
    Child._base_manager.filter(pk=child.pk).update(dirty=True)
