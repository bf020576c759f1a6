"""Long work, kept in the database: what is to be done, how far it is, whether somebody still does it."""

from __future__ import annotations

from typing import Any

from django.db import models

from tonghu.access.models import User, new_token


class Job(models.Model):
    """One piece of long work. A worker that dies leaves a beat that grows old; the next worker takes the job again."""

    STATES = (
        ("waiting", "等待"),
        ("running", "进行中"),
        ("done", "完成"),
        ("failed", "失败"),
        ("cancelled", "已取消"),
    )
    ref = models.CharField(max_length=20, unique=True, default=new_token, editable=False)
    kind = models.CharField(max_length=40)
    args: Any = models.JSONField(default=dict)
    scope = models.BigIntegerField(default=0)
    state = models.CharField(max_length=10, choices=STATES, default="waiting", db_index=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    message = models.TextField(blank=True)
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    beat_at = models.DateTimeField(null=True)
    worker = models.CharField(max_length=60, blank=True)
    cancel = models.BooleanField(default=False)
    key = models.CharField(max_length=60, null=True, unique=True)  # what may be asked for only once
    attempts = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"
