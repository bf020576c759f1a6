"""What the law says of each child today, what changed since yesterday, and what reaches the child."""

from __future__ import annotations

from typing import Any

from django.db import models

from tonghu.access.door import GuardedModel
from tonghu.register.models.people import Child

CAUSES = [("first", "首次"), ("fact", "事实"), ("value", "数值"), ("rule", "规则"), ("time", "日期")]


class Run(models.Model):
    """One determination of all children, or of those that changed."""

    day = models.DateField()
    whole = models.BooleanField()
    rules: Any = models.JSONField(default=dict)  # place -> [fingerprint of the rules, digest of the values]
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    children = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.day}"


class Standing(GuardedModel):
    """The answer of a child on a day.

    `marks` are words ` rule:status` for every result that is not `no`, by which lists are filtered; `benefits` maps a
    benefit to [status, fen or null, from, until]. `rules`, `values` and `facts` are the replay hashes.
    """

    child = models.OneToOneField(Child, models.PROTECT, related_name="standing")
    day = models.DateField()
    place = models.CharField(max_length=12)
    binding = models.BooleanField()
    marks = models.TextField()
    benefits: Any = models.JSONField(default=dict)
    monthly_fen = models.BigIntegerField(default=0)
    open = models.PositiveIntegerField(default=0)
    rules = models.CharField(max_length=64)
    values = models.CharField(max_length=64)
    facts = models.CharField(max_length=64)
    determined_at = models.DateTimeField()

    class Meta:
        # the sums at the foot of a list, without opening the rows
        indexes = [models.Index(fields=("scope", "child", "monthly_fen", "open"), name="standing_list")]

    def __str__(self) -> str:
        return f"standing of {self.child_id}"


class StandingChange(GuardedModel):
    """Who gained, lost, became unknown, and why."""

    child = models.ForeignKey(Child, models.PROTECT, related_name="changes")
    day = models.DateField(db_index=True)
    rule = models.CharField(max_length=60)
    was = models.CharField(max_length=10)
    now = models.CharField(max_length=10)
    was_fen = models.BigIntegerField(null=True)
    now_fen = models.BigIntegerField(null=True)
    cause = models.CharField(max_length=10, choices=CAUSES)

    def __str__(self) -> str:
        return f"{self.rule} of {self.child_id}"


class StandingCount(GuardedModel):
    """How many children of a village have a result: made anew by each run, read by the policy library."""

    rule = models.CharField(max_length=60)
    status = models.CharField(max_length=10)
    count = models.PositiveIntegerField()
    fen = models.BigIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=("rule", "scope"), name="count_rule_scope")]

    def __str__(self) -> str:
        return f"{self.rule} {self.status}"


class Delivery(GuardedModel):
    """What reaches the child: a state of one benefit or service from a day on; the newest row that is not retired counts."""

    STATES = (("applied", "已申请"), ("receiving", "已享受"), ("refused", "未批准"), ("ended", "已终止"))
    child = models.ForeignKey(Child, models.PROTECT, related_name="deliveries")
    rule = models.CharField(max_length=60)
    state = models.CharField(max_length=10, choices=STATES)
    since = models.DateField()
    reason = models.CharField(max_length=300, blank=True)
    clause = models.CharField(max_length=40, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=80)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("child", "rule"), condition=models.Q(retired_at=None), name="delivery_one_live"
            ),
        ]
        indexes = [models.Index(fields=("rule", "state", "scope"), name="delivery_rule_state")]

    def __str__(self) -> str:
        return f"{self.rule} of {self.child_id}"
