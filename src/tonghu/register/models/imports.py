"""A county's workbook on its way into the register."""

from __future__ import annotations

from typing import Any

from django.db import models

from tonghu.access.door import GuardedModel
from tonghu.access.fields import Sealed
from tonghu.access.models import User, new_token
from tonghu.register.models.people import Child


class Import(GuardedModel):
    """One upload: read, previewed, then taken over as a whole or not at all."""

    STATES = (
        ("reading", "正在读取"), ("preview", "待确认"), ("committing", "正在写入"), ("done", "已写入"),
        ("failed", "不能读取"), ("cancelled", "已取消"),
    )  # fmt: skip
    ref = models.CharField(max_length=20, unique=True, default=new_token, editable=False)
    salt = models.CharField(max_length=20, default=new_token, editable=False)
    filename = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, db_index=True)
    state = models.CharField(max_length=12, choices=STATES)
    message = models.TextField(blank=True)
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    committed_at = models.DateTimeField(null=True)
    counts: Any = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.ref


class ImportRow(GuardedModel):
    """One row of the sheet: what it says (sealed), what is wrong with it, what is to become of it."""

    PLANS = (
        ("new", "新建"), ("update", "更新"), ("same", "无变化"), ("maybe", "疑似重复"), ("fault", "有错误"),
        ("skip", "不导入"),
    )  # fmt: skip
    DECISIONS = (("same", "同一名儿童"), ("different", "不是同一名"), ("skip", "不导入"))
    upload = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    salt = models.CharField(max_length=20, default=new_token, editable=False)
    said = Sealed(blank=True)
    plan = models.CharField(max_length=10, choices=PLANS)
    child = models.ForeignKey(Child, models.PROTECT, null=True, related_name="+")
    candidates: Any = models.JSONField(default=list)
    faults: Any = models.JSONField(
        default=list
    )  # [address, whether it stops the row]; what is wrong stands in `said`
    key = models.CharField(max_length=32, blank=True, db_index=True)  # who the row is about, blinded
    decision = models.CharField(max_length=10, choices=DECISIONS, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("upload", "number"), name="import_row_once")]
        indexes = [models.Index(fields=("upload", "plan", "number"), name="import_row_plan")]

    def __str__(self) -> str:
        return f"row {self.number}"
