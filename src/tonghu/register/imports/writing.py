"""Taking rows over: new files and changes to files, each kind of row written at once for all of them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F

from tonghu.access.actors import Actor
from tonghu.access.audit import Entry
from tonghu.access.fields import blind, seal
from tonghu.register.imports import bulk
from tonghu.register.imports.changes import Changes, Differs
from tonghu.register.imports.known import Known
from tonghu.register.imports.matching import Row
from tonghu.register.imports.saying import box_of
from tonghu.register.masks import masked_phone
from tonghu.register.models import Child, Fact, Household, Person, Relationship
from tonghu.register.names import initials, name_key
from tonghu.register.people import ID_PURPOSE, Who, person_of, put_id

SOURCE = "import"
FACT = (
    "child", "scope", "whom", "name", "value", "valid_from", "valid_to", "compartment", "source", "note",
    "evidence", "batch", "recorded_at", "recorded_by", "retired_by",
)  # fmt: skip
Origin = tuple[str, str, int | None, str]  # source, note, evidence, who recorded it
FactRow = tuple[int, int, str, str, str | None, dt.date | None, dt.date | None, Origin]
SEXES = {"father": "男", "mother": "女"}


@dataclass
class Writer:
    """One import being written, inside its transaction."""

    actor: Actor
    now: dt.datetime
    today: dt.date
    step: Callable[[int], None]
    parents: dict[str, Person]  # by blind index of their number: siblings share a father
    entries: list[Entry] = field(default_factory=list)
    touched: set[int] = field(default_factory=set)
    shared: dict[tuple[int, str], list[Differs]] = field(
        default_factory=dict
    )  # facts of a parent known before

    def open_files(self, rows: Sequence[Row]) -> None:
        """Open a file for each row; puts the child's key to the row."""
        before = {person.pk for person in self.parents.values()}
        persons = [person_of(_who(row), row.scope) for row in rows]
        bulk.create(Person, persons)
        homes = [Household(scope=row.scope) for row in rows]
        bulk.create(Household, homes)
        children = [
            Child(person=person, household=home, scope=row.scope, township=row.said.township,
                  village=row.said.village, opened_on=self.today, county_key=row.marks.county)
            for row, person, home in zip(rows, persons, homes, strict=True)
        ]  # fmt: skip
        bulk.create(Child, children)
        self._tie_parents(list(zip(rows, children, strict=True)), before)
        new = self._new
        self._facts(
            (child.pk, row.scope, whom, name, value, None, None, new)
            for row, child in zip(rows, children, strict=True) for whom, name, value in row.said.facts
        )  # fmt: skip
        for row, child in zip(rows, children, strict=True):
            row.child = child.pk
            self.touched.add(child.pk)
            self.entries.append(Entry("child.open", child.ref, _told(row)))

    def update_files(self, changed: Sequence[tuple[Row, Changes]], known: Known) -> None:
        """Write what differs into the files of known children; nothing else of them is touched."""
        files = [(known.children[row.child], found) for row, found in changed if row.child is not None]
        self.record([(child.pk, child.scope, one) for child, found in files for one in found.facts])
        for child, found in files:
            self._particulars(known.persons[child.pk], found.person)
            self._parents(child.pk, child.scope, found)
            self.touched.add(child.pk)
            self.entries.append(Entry("child.import", child.ref, {
                "facts": sorted({f"{one.whom}.{one.name}" for one in found.facts if box_of(one.name) != "hiv"}),
                "person": sorted(found.person), "relatives": sorted(parent.role for parent in found.parents),
            }))  # fmt: skip
            for role, tied in known.parents.get(child.pk, {}).items():
                of_parent = [one for one in found.facts if one.whom == role]
                if of_parent and not any(p.role == role and p.other_person for p in found.parents):
                    self.shared.setdefault((tied.person.pk, role), []).extend(of_parent)
        for part in bulk.in_parts([child.pk for child, _ in files]):
            Child._base_manager.filter(pk__in=part).update(version=F("version") + 1, dirty=True)

    def record(self, facts: Sequence[tuple[int, int, Differs]]) -> None:
        """Add facts to files; what they replace is retired, what is left of it before today stays."""
        gone = [held.pk for _, _, one in facts for held in one.replaced]
        for part in bulk.in_parts(gone):
            Fact._base_manager.filter(pk__in=part).update(retired_at=self.now, retired_by=self.actor.name)
        self._facts(self._rows(facts))

    def _rows(self, facts: Sequence[tuple[int, int, Differs]]) -> Iterator[FactRow]:
        for child, scope, one in facts:
            since, before = (None if one.correct else self.today), one.replaced
            if since is not None:
                for held in before:
                    if held.since is None or held.since < since:
                        until = min(held.until, since) if held.until else since
                        kept = held.source, held.note, held.evidence, held.recorded_by
                        yield child, scope, one.whom, one.name, held.value, held.since, until, kept
            elif before:
                since = before[-1].since
            yield child, scope, one.whom, one.name, one.value, since, None, self._new

    @property
    def _new(self) -> Origin:
        return SOURCE, "", None, self.actor.name

    def _facts(self, rows: Iterator[FactRow]) -> None:
        now, boxes = bulk.moment(self.now), _Boxes()
        bulk.insert(
            Fact, FACT,
            (
                (child, scope, whom, fact, value, bulk.day(since), bulk.day(until), boxes[fact], source, note, evidence,
                 "", now, by, "")
                for child, scope, whom, fact, value, since, until, (source, note, evidence, by) in rows
            ),
            self.step,
        )  # fmt: skip

    def _tie_parents(self, files: Sequence[tuple[Row, Child]], before: set[int]) -> None:
        """Persons for the parents that rows name, one for each number, and their ties."""
        new: list[Person] = []
        ties: list[tuple[Child, str, Person]] = []
        for row, child in files:
            for role, said in row.said.parents.items():
                if said.get("name") or said.get("id"):
                    person = self._parent(role, said, row.scope, new)
                    ties.append((child, role, person))
                    if person.pk in before:
                        facts = [
                            Differs(whom, name, value, None, [])
                            for whom, name, value in row.said.facts
                            if whom == role
                        ]
                        self.shared.setdefault((person.pk, role), []).extend(facts)
        bulk.create(Person, new)
        bulk.create(
            Relationship, [self._tie(child.pk, child.scope, role, person) for child, role, person in ties]
        )

    def _tie(self, child: int, scope: int, role: str, person: Person) -> Relationship:
        return Relationship(
            scope=scope,
            child_id=child,
            relative=person,
            kind=role,
            recorded_at=self.now,
            recorded_by=self.actor.name,
        )

    def _parent(self, role: str, said: dict[str, str], scope: int, new: list[Person]) -> Person:
        index = blind(ID_PURPOSE, said.get("id", "").upper())
        known = self.parents.get(index) if index else None
        if known is None:
            who = Who(said.get("name", ""), SEXES[role], None, said.get("id", ""), said.get("phone", ""))
            known = person_of(who, scope)
            new.append(known)
            if index:
                self.parents[index] = known
        return known

    def _particulars(self, person: Person, differs: dict[str, tuple[str, str]]) -> None:
        """Name, sex, birth, number and phone of a person; the row is saved when one of them differs."""
        for name, (_, now) in differs.items():
            if name == "name":
                person.name, person.name_key, person.pinyin = now, name_key(now), initials(now)
            elif name == "birth":
                person.birth_date = dt.date.fromisoformat(now)
            elif name == "id":
                put_id(person, now)
            elif name == "phone":
                seal(person, "phone", now)
                person.phone_shown = masked_phone(now)
            else:
                person.sex = now
        if differs:
            person.save()

    def _parents(self, child: int, scope: int, found: Changes) -> None:
        for parent in found.parents:
            if parent.tied is not None and not parent.other_person:
                self._particulars(parent.tied.person, parent.fields)
                continue
            if parent.tied is not None:
                Relationship._base_manager.filter(pk=parent.tied.tie).update(
                    retired_at=self.now, retired_by=self.actor.name
                )
            new: list[Person] = []
            person = self._parent(parent.role, parent.said, scope, new)
            bulk.create(Person, new)
            bulk.create(Relationship, [self._tie(child, scope, parent.role, person)])


class _Boxes(dict[str, str]):
    """The compartment of each fact, looked up once."""

    def __missing__(self, name: str) -> str:
        self[name] = box_of(name)
        return self[name]


def _who(row: Row) -> Who:
    said = row.said
    return Who(said.name, said.sex, row.marks.birth, said.id, said.phone)


def _told(row: Row) -> dict[str, Any]:
    named = {name for _, name, _ in row.said.facts if box_of(name) != "hiv"}
    return {"facts": sorted(named), "relatives": sorted(row.said.parents)}


def current_benefits(row: Row) -> list[str]:
    """The benefits that a row says the child receives now."""
    found = next(
        (value for whom, name, value in row.said.facts if (whom, name) == ("child", "current_benefits")), "[]"
    )
    return [str(item) for item in json.loads(found)]
