"""Writes about persons: opening a child's file, relatives, residence, numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from django.db.models import Model
from django.utils import timezone

from tonghu.access.actors import Actor
from tonghu.access.audit import Entry, record_all
from tonghu.access.bulk import insert, new_keys
from tonghu.access.fields import blind, seal
from tonghu.access.writes import write
from tonghu.register.facts.bulk import COLUMNS, fact_rows
from tonghu.register.facts.recording import Said
from tonghu.register.masks import masked_id, masked_phone
from tonghu.register.models import Child, Fact, Household, Person, Relationship
from tonghu.register.names import initials, name_key

ID_PURPOSE, TAIL_PURPOSE = "person.id", "person.tail"


@dataclass(frozen=True, slots=True)
class Who:
    """A person as a form or a sheet gives them; whatever is not known stays empty."""

    name: str
    sex: str = ""
    birth_date: dt.date | None = None
    id_number: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class NewChild:
    """A file to be opened: the child, where, the relatives by kind (father, mother ...), and the facts."""

    who: Who
    scope: int
    township: str = ""
    village: str = ""
    relatives: Mapping[str, Who] = field(default_factory=dict)
    facts: Sequence[Said] = ()
    county_key: str = ""
    institution: int | None = None  # the organisation that looks after the child


def person_of(who: Who, scope: int) -> Person:
    """A person's row, sealed and indexed, not saved."""
    person = Person(
        scope=scope, name=who.name, name_key=name_key(who.name), pinyin=initials(who.name), sex=who.sex,
        birth_date=who.birth_date,
    )  # fmt: skip
    put_id(person, who.id_number)
    seal(person, "phone", who.phone)
    person.phone_shown = masked_phone(who.phone)
    return person


def put_id(person: Person, number: str) -> None:
    """Set or clear the ID number: sealed, with its blind index, the index of its last four, and its mask."""
    seal(person, "id_number", number)
    person.id_index = blind(ID_PURPOSE, number.upper())
    person.id_tail = blind(TAIL_PURPOSE, number[-4:].upper())
    person.id_shown = masked_id(number)


@write
def open_files(new: Sequence[NewChild], *, actor: Actor, purpose: str, source: str) -> list[Child]:
    """Open files for children, all or none. `source` is where it was learnt (import, visit, 公安 ...).

    Each gets an audit row of its own. Facts must have been read by the law's own reader (`facts.values.checked`).
    """
    today, now = timezone.localdate(), timezone.now()
    persons = [person_of(one.who, one.scope) for one in new]
    relatives = [person_of(who, one.scope) for one in new for who in one.relatives.values()]
    _insert([*persons, *relatives])
    homes = [Household(scope=one.scope) for one in new]
    _insert(homes)
    children = [
        Child(person=person, household=home, scope=one.scope, township=one.township, village=one.village,
              opened_on=today, county_key=one.county_key, institution_id=one.institution)
        for one, person, home in zip(new, persons, homes, strict=True)
    ]  # fmt: skip
    _insert(children)
    waiting = iter(relatives)
    _insert(
        [
            Relationship(scope=child.scope, child=child, relative=next(waiting), kind=kind, recorded_at=now,
                         recorded_by=actor.name)
            for child, one in zip(children, new, strict=True) for kind in one.relatives
        ]
    )  # fmt: skip
    pairs = list(zip(children, new, strict=True))
    facts = (fact_rows(c.pk, c.scope, one.facts, actor=actor, now=now, source=source) for c, one in pairs)
    insert(Fact, COLUMNS, chain.from_iterable(facts))
    record_all(actor, purpose, [Entry("child.open", child.ref, _told(one)) for child, one in pairs])
    return children


def _insert(rows: Sequence[Model]) -> None:
    """Insert objects of one model, which get their keys."""
    if not rows:
        return
    model = type(rows[0])
    for row, key in zip(rows, new_keys(model, len(rows)), strict=True):
        row.pk = key
    now = timezone.now()
    names = [field.attname for field in model._meta.concrete_fields]
    stamped = {
        field.attname for field in model._meta.concrete_fields if getattr(field, "auto_now_add", False)
    }
    insert(model, names, (tuple(now if n in stamped else getattr(row, n) for n in names) for row in rows))


def _told(one: NewChild) -> dict[str, Any]:
    return {"facts": sorted({said.name for said in one.facts}), "relatives": sorted(one.relatives)}
