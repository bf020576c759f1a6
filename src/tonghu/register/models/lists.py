"""A list saved under a name: a question, not its answer."""

from __future__ import annotations

from typing import Any

from django.db import models

from tonghu.access.models import User, new_token


class SavedList(models.Model):
    """Filters and columns under a name. Nothing personal stands in it: what was typed into the search box is not kept.

    `county` is the county of the seat that saved it; a shared list is offered to every seat of that county, and each
    seat sees in it only its own children.
    """

    ref = models.CharField(max_length=20, unique=True, default=new_token, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    county = models.BigIntegerField(db_index=True)
    name = models.CharField(max_length=60)
    query: Any = models.JSONField(default=dict)
    columns: Any = models.JSONField(default=list)
    shared = models.BooleanField(default=False)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=("user", "name"), name="saved_list_name")]
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.ref
