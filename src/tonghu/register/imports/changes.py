"""How a row differs from the file of the child it is about: facts, the child's own particulars, the parents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from tonghu.access.fields import blind, opened
from tonghu.register.facts.values import entry_of
from tonghu.register.imports.known import Held, Known, Tied, holds
from tonghu.register.imports.matching import Row
from tonghu.register.imports.saying import box_of
from tonghu.register.masks import masked_id, masked_phone
from tonghu.register.models import Person
from tonghu.register.names import name_key
from tonghu.register.people import ID_PURPOSE

CORRECTED = frozenset({"date", "datetime"})  # a day in the past does not change: the older entry was wrong


@dataclass(slots=True)
class Differs:
    """A fact that the sheet says otherwise, or that the register does not have."""

    whom: str
    name: str
    value: str
    was: str | None
    replaced: list[Held]

    @property
    def correct(self) -> bool:
        """Whether it takes the place of what stands; else it holds from today."""
        return entry_of(self.name).type in CORRECTED or not self.replaced


@dataclass(slots=True)
class ParentDiffers:
    """A parent's particulars to be written: to the person who is tied, or to one who takes their place."""

    role: str
    said: dict[str, str]
    tied: Tied | None
    other_person: bool
    fields: dict[str, tuple[str, str]]


@dataclass
class Changes:
    """All that taking a row over would write to a file."""

    facts: list[Differs] = field(default_factory=list)
    person: dict[str, tuple[str, str]] = field(default_factory=dict)
    parents: list[ParentDiffers] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.facts or self.person or self.parents)

    def seen_with(self, boxes: AbstractSet[str]) -> Changes:
        """Those that a seat may be shown. What lies in other compartments is neither shown nor hinted at."""
        return Changes([one for one in self.facts if box_of(one.name) in boxes], self.person, self.parents)

    def listed(self) -> Iterator[list[str]]:
        """[what, was, is] for the preview; numbers masked."""
        for name, (was, now) in self.person.items():
            yield [f"person.{name}", _shown(name, was), _shown(name, now)]
        for parent in self.parents:
            for name, (was, now) in parent.fields.items():
                yield [f"{parent.role}:{name}", _shown(name, was), _shown(name, now)]
        for one in self.facts:
            yield [f"{one.whom}.{one.name}", one.was or "", one.value]


def changes_of(row: Row, known: Known, today: dt.date) -> Changes:
    """The differences of a row that is about a known child."""
    assert row.child is not None
    held = known.facts.get(row.child, {})
    found = Changes()
    for whom, name, value in row.said.facts:
        stands = held.get((whom, name), [])
        now = holds(stands, today)
        if now is None or now.value != value:
            found.facts.append(Differs(whom, name, value, now.value if now else None, list(stands)))
    person = known.persons[row.child]
    found.person = dict(_person(row, person))
    for role, said in row.said.parents.items():
        if said.get("name") or said.get("id"):
            differs = _parent(role, said, known.parents.get(row.child, {}).get(role))
            if differs.fields:
                found.parents.append(differs)
    return found


def _person(row: Row, person: Person) -> Iterator[tuple[str, tuple[str, str]]]:
    said = row.said
    if name_key(said.name) != person.name_key:
        yield "name", (person.name, said.name)
    if said.sex and said.sex != person.sex:
        yield "sex", (person.sex, said.sex)
    if said.birth and said.birth != (person.birth_date.isoformat() if person.birth_date else ""):
        yield "birth", (person.birth_date.isoformat() if person.birth_date else "", said.birth)
    yield from _numbers(said.id, said.phone, person)


def _numbers(number: str, phone: str, person: Person | None) -> Iterator[tuple[str, tuple[str, str]]]:
    if number and (person is None or blind(ID_PURPOSE, number.upper()) != person.id_index):
        yield "id", (opened(person, "id_number") if person else "", number)
    if phone and (person is None or phone != opened(person, "phone")):
        yield "phone", (opened(person, "phone") if person else "", phone)


def _parent(role: str, said: dict[str, str], tied: Tied | None) -> ParentDiffers:
    name, number = said.get("name", ""), said.get("id", "")
    person = tied.person if tied else None
    other = False
    if person is not None:
        same_number = bool(number) and blind(ID_PURPOSE, number.upper()) == person.id_index
        same_name = not name or name_key(name) == person.name_key
        other = not same_number and (not same_name or bool(number and person.id_index and not name))
    compared = None if other else person
    fields: dict[str, tuple[str, str]] = {}
    if name and (compared is None or name_key(name) != compared.name_key):
        fields["name"] = (person.name if person else "", name)
    fields.update(_numbers(number, said.get("phone", ""), compared))
    return ParentDiffers(role, said, tied, other, fields)


def _shown(name: str, value: str) -> str:
    return masked_id(value) if name == "id" else masked_phone(value) if name == "phone" else value
