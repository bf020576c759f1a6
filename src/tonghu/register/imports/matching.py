"""What is to become of each row: a new file, an update, nothing, or a question to the clerk.

The ID number decides; without one on either side name, birth and village together. Whoever is only like somebody (the
same name and birth elsewhere, the same end of the number and name, the same number under another name) is shown side
by side, and what the clerk decides is remembered.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tonghu.access.fields import blind
from tonghu.register.imports.known import Filed, Known
from tonghu.register.imports.saying import Saying
from tonghu.register.imports.where import plain
from tonghu.register.names import name_key
from tonghu.register.people import ID_PURPOSE, TAIL_PURPOSE

MOST_CANDIDATES = 5
Candidate = dict[str, Any]  # {"child": key} or {"row": number}


@dataclass(slots=True)
class Marks:
    """A row's names and numbers as they are compared."""

    name: str
    birth: dt.date | None
    index: str
    tail: str
    county: str

    @property
    def key(self) -> str:
        """Who the row is about, for remembering decisions."""
        return self.index or self.county


@dataclass
class Row:
    """A row on its way: what it says, what it is compared by, where it belongs, what becomes of it."""

    said: Saying
    marks: Marks
    scope: int = 0
    found: bool = True
    plan: str = "new"
    child: int | None = None
    candidates: list[Candidate] = field(default_factory=list)
    decision: str = ""
    shown: list[Candidate] | None = None  # the candidates that were decided on, the chosen one first
    same_as_row: int | None = None
    merged_into: Row | None = None


def marks_of(said: Saying) -> Marks:
    """The blinded marks of a row."""
    name = name_key(said.name)
    county = f"{name}|{said.birth}|{plain(said.township)}|{plain(said.village)}"
    return Marks(
        name, dt.date.fromisoformat(said.birth) if said.birth else None, blind(ID_PURPOSE, said.id.upper()),
        blind(TAIL_PURPOSE, said.id[-4:].upper()), blind("child.county", county) if said.birth else "",
    )  # fmt: skip


def match(
    rows: Sequence[Row],
    known: Known,
    remembered: Mapping[str, Sequence[tuple[str, list[Candidate], int | None]]],
) -> None:
    """Put child, candidates and plan (new, update or maybe) to every row that is not stopped or left out."""
    seen = _Seen()
    for row in rows:
        if row.said.skipped:
            row.plan = "skip"
        elif row.said.stopped:
            row.plan = "fault"
        else:
            _match(row, known, seen)
            if row.plan == "maybe" and not row.decision:
                _remember(row, remembered.get(row.marks.key, ()))
            if row.plan == "maybe" and row.decision:
                settle(row)
            seen.add(row)


def settle(row: Row) -> None:
    """Apply a decision: the first candidate is the same, nobody is, or the row stays out."""
    chosen = (row.shown or row.candidates)[0]
    if row.decision == "different":
        row.plan, row.child = "new", None
    elif row.decision == "same":
        row.child, row.same_as_row, row.plan = chosen.get("child"), chosen.get("row"), "update"


class _Seen:
    """The rows above, by what they are compared by."""

    def __init__(self) -> None:
        self.by_id: dict[str, int] = {}
        self.by_county: dict[str, int] = {}
        self.by_birth: dict[tuple[str, dt.date], tuple[int, str]] = {}
        self.by_child: dict[int, int] = {}

    def add(self, row: Row) -> None:
        marks, number = row.marks, row.said.number
        if marks.index:
            self.by_id.setdefault(marks.index, number)
        if marks.county:
            self.by_county.setdefault(marks.county, number)
        if marks.birth:
            self.by_birth.setdefault((marks.name, marks.birth), (number, marks.index))
        if row.child is not None:
            self.by_child.setdefault(row.child, number)

    def like(self, row: Row) -> int | None:
        """An earlier row that seems to be about the same child."""
        marks = row.marks
        found = self.by_id.get(marks.index) if marks.index else None
        if found is None and marks.birth:
            number, index = self.by_birth.get((marks.name, marks.birth), (None, ""))
            if number is not None and not (index and marks.index):
                found = number
        return found if found is not None else self.by_child.get(row.child or -1)


def _match(row: Row, known: Known, seen: _Seen) -> None:
    marks = row.marks
    exact = _exact(marks, known)
    if exact is not None:
        row.child, row.plan = exact.pk, "update"
    else:
        row.candidates = [{"child": pk} for pk in _alike(marks, known)][:MOST_CANDIDATES]
        row.plan = "maybe" if row.candidates else "new"
    twin = seen.like(row)
    if twin is not None:
        row.candidates = [{"row": twin}, *row.candidates][:MOST_CANDIDATES]
        row.plan, row.child = "maybe", None


def _exact(marks: Marks, known: Known) -> Filed | None:
    """The one child that a row is surely about."""
    if marks.index:
        found = known.by_id.get(marks.index, [])
        if len(found) == 1 and known.children[found[0]].name_key == marks.name:
            return known.children[found[0]]
        if found:
            return None
    for pk in known.by_key.get(marks.county, []) if marks.county else []:
        child = known.children[pk]
        if not (child.id_index and marks.index) and len(known.by_key[marks.county]) == 1:
            return child
    return None


def _alike(marks: Marks, known: Known) -> list[int]:
    found = [*known.by_id.get(marks.index, [])] if marks.index else []
    if marks.birth:
        found += known.by_birth.get((marks.name, marks.birth), [])
    if marks.tail:
        found += known.by_tail.get((marks.name, marks.tail), [])
    return list(dict.fromkeys(found))


def _remember(row: Row, earlier: Sequence[tuple[str, list[Candidate], int | None]]) -> None:
    """Decide as it was decided before, unless somebody has come in whom the clerk did not see."""
    now = {candidate["child"] for candidate in row.candidates if "child" in candidate}
    if "row" in row.candidates[0]:  # the same child twice in the sheet, as last time
        row.decision = next(
            (said for said, then, _ in earlier if said != "different" and then and "row" in then[0]), ""
        )
        return
    for decision, candidates, child in earlier:
        then = {candidate.get("child") for candidate in candidates}
        if decision == "same" and child in now:
            row.candidates.sort(key=lambda candidate: candidate["child"] != child)
            row.decision = "same"
            return
        if decision in {"different", "skip"} and now <= then:
            row.decision = decision
            return
