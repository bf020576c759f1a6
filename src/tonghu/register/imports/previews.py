"""A preview as people look at it: rows by what is to become of them, a page at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet

from tonghu.access.actors import Actor
from tonghu.access.fields import opened
from tonghu.register.imports.saying import Saying, heard
from tonghu.register.models import Child, Import, ImportRow

PLANS = ("maybe", "fault", "update", "new", "same", "skip")


@dataclass
class Previewed:
    """A row of a preview with what it says, and whom it may be the same as."""

    row: ImportRow
    said: Saying
    children: list[Child] = field(default_factory=list)
    rows: list[Saying] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Counted:
    """How many rows of each kind there are, and how many wait for a decision."""

    plans: Mapping[str, int]
    undecided: int

    @property
    def left_out(self) -> int:
        """Rows that cannot be written as they are."""
        return self.plans.get("fault", 0) + self.undecided


def counted(upload: Import, actor: Actor, purpose: str) -> Counted:
    """Count the rows of a preview."""
    found = _rows(upload, actor, purpose).values("plan").annotate(
        n=Count("pk"), open=Count("pk", filter=Q(plan="maybe", decision=""))
    ).order_by()  # fmt: skip
    plans = {row["plan"]: row["n"] for row in found}
    return Counted(plans, sum(row["open"] for row in found))


def rows_of(upload: Import, plan: str, actor: Actor, purpose: str) -> QuerySet[ImportRow]:
    """The rows of one kind, those without a decision first."""
    return _rows(upload, actor, purpose).filter(plan=plan).order_by("number")


def shown(rows: Iterable[ImportRow], actor: Actor, purpose: str) -> list[Previewed]:
    """Rows opened, with the children and the other rows that they may be the same as."""
    found = [Previewed(row, _heard(row)) for row in rows]
    keys = {one["child"] for each in found for one in each.row.candidates if "child" in one}
    keys |= {each.row.child_id for each in found if each.row.child_id is not None}
    children = (
        Child.objects.for_user(actor, purpose).filter(pk__in=keys).select_related("person").in_bulk()
        if keys
        else {}
    )
    others = _others(found, actor, purpose)
    for each in found:
        each.children = [
            children[one["child"]] for one in each.row.candidates if one.get("child") in children
        ]
        each.rows = [others[one["row"]] for one in each.row.candidates if one.get("row") in others]
    return found


def _others(found: Sequence[Previewed], actor: Actor, purpose: str) -> dict[int, Saying]:
    numbers = {one["row"] for each in found for one in each.row.candidates if "row" in one}
    if not numbers:
        return {}
    rows = ImportRow.objects.for_user(actor, purpose).filter(
        upload_id=found[0].row.upload_id, number__in=numbers
    )
    return {row.number: _heard(row) for row in rows}


def _heard(row: ImportRow) -> Saying:
    text = opened(row, "said")
    return heard(text) if text else Saying(row.number)


def _rows(upload: Import, actor: Actor, purpose: str) -> QuerySet[ImportRow]:
    found: QuerySet[ImportRow] = ImportRow.objects.for_user(actor, purpose).filter(upload=upload)
    return found
