"""Showing a whole number that lists and files show masked: with a reason, one at a time, each on record."""

from __future__ import annotations

from tonghu.access.actors import Actor
from tonghu.access.audit import record
from tonghu.access.fields import opened
from tonghu.access.people import without_numbers
from tonghu.access.refusal import Refused
from tonghu.access.writes import write
from tonghu.base.texts import Text
from tonghu.register.models import Child, Person, Relationship

FIELDS = {"id_number": Text("身份证号", "ID number"), "phone": Text("电话", "Phone")}
REASON = 4  # characters


@write
def reveal(
    child: Child, field: str, *, actor: Actor, purpose: str, reason: str, relationship: int | None = None
) -> str:
    """The plain ID number or phone of a child or, with `relationship` (its key), of a relative of the child.

    Raises NotAllowed for seats without the power, Refused for a reason that says too little, and DoesNotExist for
    persons out of scope. Empty where nothing is recorded.
    """
    actor.require("clear")
    if field not in FIELDS:
        raise Refused(WHAT, None, "field")
    if len(reason.strip()) < REASON:
        raise Refused(WHY, None, "reason")
    held = Child.objects.for_user(actor, purpose).select_related("person").get(pk=child.pk)
    person, whom = _whom(held, relationship, actor, purpose)
    record(actor, purpose, "reveal", held.ref, field=field, whom=whom, why=without_numbers(reason))
    return opened(person, field)


def _whom(child: Child, relationship: int | None, actor: Actor, purpose: str) -> tuple[Person, str]:
    if relationship is None:
        return child.person, "child"
    ties = Relationship.objects.for_user(actor, purpose).filter(child=child, retired_at=None)
    tie = ties.select_related("relative").get(pk=relationship)
    return tie.relative, tie.kind


WHAT = Text("请选择要看哪一项。", "Choose what to show.")
WHY = Text("请写明为什么需要看（至少 4 个字）。", "Say why you need it (at least 4 characters).")
