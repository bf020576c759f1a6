"""Questions about a fact: to a department, for the next visit, or to the family for a paper."""

from __future__ import annotations

from django.db import models

from tonghu.access.door import GuardedModel
from tonghu.access.models import User, new_token
from tonghu.register.models.facts import BOXES, WHOM
from tonghu.register.models.people import Child


class Inquiry(GuardedModel):
    """One fact that somebody was asked for. `supplier` is a word of the vocabulary: 公安, 教育 … visit, evidence."""

    STATES = (("open", "待答复"), ("answered", "已答复"), ("unknown", "查不到"), ("withdrawn", "已撤回"))
    ref = models.CharField(max_length=20, unique=True, default=new_token, editable=False)
    child = models.ForeignKey(Child, models.PROTECT, related_name="inquiries")
    whom = models.CharField(max_length=10, choices=WHOM)
    name = models.CharField(max_length=60)
    box = models.CharField(
        max_length=20, choices=BOXES
    )  # compartment of the fact; the one asked sees this fact only
    supplier = models.CharField(max_length=20)
    note = models.CharField(max_length=200, blank=True)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due = models.DateField()
    state = models.CharField(max_length=10, choices=STATES, default="open")
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    reply = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("child", "whom", "name", "supplier"),
                condition=models.Q(state="open"),
                name="inquiry_once",
            ),
        ]
        indexes = [models.Index(fields=("supplier", "state", "due"), name="inquiry_waiting")]

    def __str__(self) -> str:
        return self.ref
