"""The one door to personal rows: `Model.objects.for_user(actor, purpose)`.

A queryset of a guarded model that did not come through the door refuses to run, whatever is asked of it; it changes or
deletes rows only inside a recorded write. On PostgreSQL row-level security asks the same again (`rls.py`).
"""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import sql

from tonghu.access import writes
from tonghu.access.actors import Actor
from tonghu.base.errors import TonghuError


class AroundTheDoor(TonghuError):
    """A query of personal rows that was not asked for through `for_user`."""


class GuardedQuery(sql.Query):
    """A query that runs only after it was opened."""

    opened = False

    def get_compiler(self, *args: Any, **kwargs: Any) -> Any:
        """The point that every read passes; Django's own signature."""
        if not self.opened:
            model = self.model._meta.label if self.model else "?"
            raise AroundTheDoor(f"{model}: ask with objects.for_user(actor, purpose)")
        return super().get_compiler(*args, **kwargs)


class GuardedQuerySet(models.QuerySet):
    """Rows of one scope."""

    def __init__(self, model: Any = None, query: Any = None, using: Any = None, hints: Any = None) -> None:
        super().__init__(model, query or GuardedQuery(model), using, hints)

    def for_user(self, actor: Actor, purpose: str) -> Self:
        """The rows that someone may see for a purpose. Raises NotAllowed for a purpose that is not the seat's."""
        actor.check_purpose(purpose)
        found = self.within(actor)
        found.query.opened = True  # type: ignore[attr-defined]
        return found

    def update(self, **values: Any) -> int:
        """Change rows: of the door, or inside a recorded write."""
        self._check_write()
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete rows: of the door, or inside a recorded write."""
        self._check_write()
        return super().delete()

    update.alters_data = delete.alters_data = True  # type: ignore[attr-defined]  # no template calls them
    delete.queryset_only = True  # type: ignore[attr-defined]

    def _check_write(self) -> None:
        if not (self.query.opened or writes.running()):  # type: ignore[attr-defined]
            raise AroundTheDoor(f"{self.model._meta.label}: changed only by a recorded write")

    def within(self, actor: Actor) -> Self:
        """Narrowed to region, own children and compartments; not yet opened."""
        found = self.filter(scope__gte=actor.span.low, scope__lte=actor.span.high)
        if actor.seat.own_children_only:
            found = found.filter(self.model.own_children(actor))
        if hasattr(self.model, "compartment"):
            found = found.filter(self._compartments(actor))
        return found

    def _compartments(self, actor: Actor) -> models.Q:
        allowed = models.Q(compartment__in=sorted(actor.seat.sees))
        for compartment, children in actor.grants.items():
            allowed |= models.Q(compartment=compartment, child_id__in=children)
        return allowed


class Guarded(models.Manager.from_queryset(GuardedQuerySet)):  # type: ignore[misc]
    """The default manager of guarded models."""


class GuardedModel(models.Model):
    """A row about a child, with the region it belongs to."""

    scope = models.BigIntegerField(db_index=True)

    objects = Guarded()

    class Meta:
        abstract = True

    @classmethod
    def own_children(cls, actor: Actor) -> models.Q:
        """Rows of the children whom an institution cares for; none for someone who belongs to no institution."""
        if actor.organisation is None:
            return models.Q(pk__in=())
        path = "" if cls.__name__ == "Child" else "child__"
        return models.Q(**{f"{path}institution_id": actor.organisation})
