"""What is known: dated facts with source and evidence, and the papers behind them."""

from __future__ import annotations

from django.db import models

from tonghu.access.door import GuardedModel
from tonghu.access.models import new_token
from tonghu.access.seats import COMPARTMENTS
from tonghu.register.models.people import Child

WHOM = [("child", "儿童"), ("father", "父亲"), ("mother", "母亲"), ("household", "家庭")]
BOXES = [(key, text.zh) for key, text in COMPARTMENTS.items()]


class Attachment(GuardedModel):
    """A paper or a photograph, sealed in a file beside the database; `digest` is SM3 of the plain content."""

    child = models.ForeignKey(Child, models.PROTECT, related_name="attachments")
    ref = models.CharField(max_length=20, unique=True, default=new_token, editable=False)
    title = models.CharField(max_length=120)
    media_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    compartment = models.CharField(max_length=20, choices=BOXES, default="basic")
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=80)

    def __str__(self) -> str:
        return self.ref


class Fact(GuardedModel):
    """One fact of the vocabulary about a child, a parent or the household.

    Two times: it holds from `valid_from` to `valid_to` (None: open), and was known from `recorded_at` to `retired_at`.
    A correction retires the row and adds another; only the retiring columns ever change. `value` is canonical text:
    JSON of a bool, whole number (money in fen, percent in hundredths as the engine holds them), text, day or list;
    null says that it was asked and is not known. A fact of a parent or household stands with each child it concerns
    under one `batch`, so that a child's file is one range of one index.
    """

    child = models.ForeignKey(Child, models.PROTECT, related_name="facts")
    whom = models.CharField(max_length=10, choices=WHOM)
    name = models.CharField(max_length=60)
    value = models.TextField(null=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    compartment = models.CharField(max_length=20, choices=BOXES)
    source = models.CharField(
        max_length=20
    )  # a supplier of the vocabulary: 公安, evidence, visit, import ...
    evidence = models.ForeignKey(Attachment, models.PROTECT, null=True, related_name="facts")
    note = models.CharField(max_length=200, blank=True)
    batch = models.CharField(max_length=20, blank=True, db_index=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=80)
    retired_at = models.DateTimeField(null=True)
    retired_by = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=("child",), condition=models.Q(retired_at=None), name="fact_current"),
            models.Index(
                fields=("child", "value"),
                name="fact_verified",
                condition=models.Q(retired_at=None, whom="child", name="last_verified_date"),
            ),
            models.Index(
                fields=("value", "child"),
                name="fact_verified_by_day",
                condition=models.Q(retired_at=None, whom="child", name="last_verified_date"),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="fact_in_order",
                condition=models.Q(valid_to=None) | models.Q(valid_from=None) | models.Q(valid_to__gt=models.F("valid_from")),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.whom}.{self.name} of {self.child_id}"
