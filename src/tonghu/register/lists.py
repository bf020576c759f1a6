"""Writes about lists: keeping one under a name, and recording that one left the screen."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.utils import timezone

from tonghu.access.actors import Actor
from tonghu.access.audit import record
from tonghu.access.regions import county_of
from tonghu.access.writes import write
from tonghu.register.models import SavedList
from tonghu.register.reads.query import Query

MOST_SAVED = 50


def saved_lists(actor: Actor) -> QuerySet[SavedList]:
    """One's own lists, and those that others of the county share."""
    return SavedList.objects.filter(Q(user=actor.user) | Q(shared=True, county=county_of(actor.region)))


@write
def save_list(name: str, query: Query, *, shared: bool, actor: Actor, purpose: str) -> SavedList:
    """Keep a question under a name; one of the same name is replaced. What was searched for is left out."""
    actor.require("list")
    kept = query.anonymous().kept()
    saved, _ = SavedList.objects.update_or_create(
        user_id=actor.user, name=name.strip()[:60],
        defaults={"county": county_of(actor.region), "query": kept, "columns": kept.pop("columns"), "shared": shared,
                  "saved_at": timezone.now()},
    )  # fmt: skip
    extra = (
        SavedList.objects.filter(user_id=actor.user).order_by("-saved_at", "-pk").values("pk")[MOST_SAVED:]
    )
    SavedList.objects.filter(pk__in=[row["pk"] for row in extra]).delete()
    record(actor, purpose, "list.save", saved.ref, filters=query.anonymous().in_use(), shared=shared)
    return saved


@write
def drop_list(ref: str, *, actor: Actor, purpose: str) -> int:
    """Forget a list of one's own; how many were forgotten. Others' lists stay, shared or not."""
    actor.require("list")
    gone, _ = SavedList.objects.filter(ref=ref, user_id=actor.user).delete()
    record(actor, purpose, "list.drop", ref, lists=gone)
    return gone


@write
def note_export(
    what: str, *, rows: int, filters: Sequence[str], columns: Sequence[str], reason: str, actor: Actor, purpose: str,
    power: str = "export",
) -> None:  # fmt: skip
    """Record that rows left the screen as a file or on paper: how many, narrowed by which filters, why; no values."""
    actor.require(power)
    record(
        actor,
        purpose,
        f"{what}.{power}",
        rows=rows,
        filters=list(filters),
        columns=list(columns),
        reason=reason,
    )
