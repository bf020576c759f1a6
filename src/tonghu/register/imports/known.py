"""What the register knows already, read at once for all rows of a sheet."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import connection
from django.utils import timezone

from tonghu.access.actors import Actor
from tonghu.register.models import Child, Person, Relationship

CHUNK = 2_000
FACTS = """
SELECT id, child_id, whom, name, value, valid_from, valid_to, recorded_at, source, note, recorded_by, evidence_id
FROM register_fact
WHERE retired_at IS NULL AND child_id BETWEEN %s AND %s
  AND (valid_to IS NULL OR valid_to > %s) ORDER BY recorded_at, id
"""


@dataclass(slots=True)
class Filed:
    """A child with a file: what tells whether a row is about the same child."""

    pk: int
    ref: str
    person: int
    scope: int
    name: str
    name_key: str
    sex: str
    birth: dt.date | None
    id_index: str
    id_tail: str
    id_shown: str
    county_key: str
    township: str
    village: str
    closed_on: dt.date | None


@dataclass(slots=True)
class Held:
    """A fact that holds today or later and is not retired."""

    pk: int
    value: str | None
    since: dt.date | None
    until: dt.date | None
    recorded_at: dt.datetime
    source: str
    note: str
    recorded_by: str
    evidence: int | None


@dataclass(slots=True)
class Tied:
    """A parent of a child in the register."""

    tie: int
    person: Person


@dataclass
class Known:
    """The children within someone's region, and of some of them the facts and the parents."""

    children: dict[int, Filed]
    by_id: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    by_key: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    by_birth: dict[tuple[str, dt.date], list[int]] = field(default_factory=lambda: defaultdict(list))
    by_tail: dict[tuple[str, str], list[int]] = field(default_factory=lambda: defaultdict(list))
    facts: dict[int, dict[tuple[str, str], list[Held]]] = field(default_factory=dict)
    parents: dict[int, dict[str, Tied]] = field(default_factory=dict)
    persons: dict[int, Person] = field(default_factory=dict)


def children_of(actor: Actor, purpose: str) -> Known:
    """Every child within the region, findable by number, county key, name and birth, name and end of number."""
    rows = Child.objects.for_user(actor, purpose).values_list(
        "pk", "ref", "person_id", "scope", "person__name", "person__name_key", "person__sex", "person__birth_date",
        "person__id_index", "person__id_tail", "person__id_shown", "county_key", "township", "village", "closed_on",
    )  # fmt: skip
    known = Known({})
    for values in rows.iterator(CHUNK):
        child = Filed(*values)
        known.children[child.pk] = child
        if child.id_index:
            known.by_id[child.id_index].append(child.pk)
            known.by_tail[child.name_key, child.id_tail].append(child.pk)
        if child.county_key:
            known.by_key[child.county_key].append(child.pk)
        if child.birth:
            known.by_birth[child.name_key, child.birth].append(child.pk)
    return known


def add_details(known: Known, children: Sequence[int], actor: Actor, purpose: str) -> None:
    """Read facts, persons and parents of those children whom rows are about."""
    if not children:
        return
    wanted = set(children)
    known.facts = {pk: {} for pk in wanted}
    for child, whom, name, held in _facts(min(wanted), max(wanted)):
        if child in wanted:
            known.facts[child].setdefault((whom, name), []).append(held)
    persons = Person.objects.for_user(actor, purpose)
    by_person = {known.children[pk].person: pk for pk in wanted}
    for part in _parts(sorted(by_person)):
        for person in persons.filter(pk__in=part):
            known.persons[by_person[person.pk]] = person
    ties = Relationship.objects.for_user(actor, purpose).filter(
        kind__in=("father", "mother"), retired_at=None
    )
    for part in _parts(sorted(wanted)):
        for tie in ties.filter(child_id__in=part).select_related("relative").order_by("pk"):
            known.parents.setdefault(tie.child_id, {})[tie.kind] = Tied(tie.pk, tie.relative)


def parents_by_id(indexes: Iterable[str], actor: Actor, purpose: str) -> Mapping[str, Person]:
    """Persons of the register by the blind index of their number."""
    found: dict[str, Person] = {}
    for part in _parts(sorted(set(indexes))):
        for person in Person.objects.for_user(actor, purpose).filter(id_index__in=part).order_by("pk"):
            found.setdefault(person.id_index, person)
    return found


def holds(facts: Sequence[Held], day: dt.date) -> Held | None:
    """The one of several that counts on a day: the last recorded."""
    return next((held for held in reversed(facts) if held.since is None or held.since <= day), None)


def _facts(low: int, high: int) -> Iterator[tuple[int, str, str, Held]]:
    today = connection.ops.adapt_datefield_value(timezone.localdate())
    with connection.cursor() as cursor:
        cursor.execute(FACTS, [low, high, today])
        while rows := cursor.fetchmany(CHUNK):
            for pk, child, whom, name, value, since, until, recorded, *rest in rows:
                yield child, whom, name, Held(pk, value, _day(since), _day(until), _moment(recorded), *rest)


def _day(value: dt.date | str | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if isinstance(value, str) else value


def _moment(value: dt.datetime | str) -> dt.datetime:
    """SQLite keeps UTC without saying so."""
    when = dt.datetime.fromisoformat(value) if isinstance(value, str) else value
    return when if when.tzinfo else when.replace(tzinfo=dt.UTC)


def _parts(keys: Sequence[int] | Sequence[str]) -> Iterator[Sequence[int] | Sequence[str]]:
    for start in range(0, len(keys), CHUNK):
        yield keys[start : start + CHUNK]
