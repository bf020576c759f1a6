"""Long work asked for, looked at and cancelled. Who does it stands in `work.py`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from tonghu.access.actors import Actor, NotAllowed, actor_for
from tonghu.access.audit import record
from tonghu.access.models import Posting
from tonghu.access.writes import write
from tonghu.base.errors import Unreadable
from tonghu.base.texts import Text
from tonghu.register import progress
from tonghu.register.models import Job

NAMES: Mapping[str, Text] = {
    "import.read": Text("读取台账", "read a workbook"),
    "import.commit": Text("写入台账", "take a workbook over"),
    "determine.all": Text("判定全部儿童", "determine every child"),
    "determine.changed": Text("判定有变化的儿童", "determine the children that changed"),
    "import.sweep": Text("清除无主的上传文件", "destroy stray uploads"),
    "audit.anchor": Text("导出审计链头", "export the heads of the audit chain"),
}
OPEN = ("waiting", "running")
ANSWERS = {word: Text(zh, en) for word, zh, en in (
    ("waiting", "等待", "waiting"), ("running", "进行中", "running"), ("done", "完成", "done"),
    ("failed", "没有完成", "failed"), ("cancelled", "已取消", "cancelled"),
)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """A job as a page shows it: what stands in the database, and how far its worker says it is."""

    job: Job
    name: Text
    state: Text
    done: int
    total: int
    message: Text

    @property
    def open(self) -> bool:
        """Whether it is still to be done."""
        return self.job.state in OPEN

    @property
    def percent(self) -> int | None:
        """How far in hundredths; None while it is not known."""
        return min(100, self.done * 100 // self.total) if self.total else None


@write
def start(kind: str, args: Mapping[str, Any], *, actor: Actor, purpose: str, key: str | None = None) -> Job:
    """Ask for long work. `key`: the same is asked for only once. Raises KeyError for a kind that is none.

    The seat it was asked from goes with it: the work is done in that seat, or not at all once it is lost.
    """
    NAMES[kind]
    given = {**args, "seat": actor.seat.id, "region": actor.region, "purpose": purpose}
    job = Job.objects.create(kind=kind, args=given, scope=actor.region, asked_by_id=actor.user, key=key)
    record(actor, purpose, "job.start", job.ref, kind=kind)
    return job


def seen_by(actor: Actor) -> QuerySet[Job]:
    """The jobs that someone may look at: their own, and with the power all of their region."""
    if actor.may("jobs"):
        return Job.objects.filter(scope__gte=actor.span.low, scope__lte=actor.span.high)
    return Job.objects.filter(asked_by_id=actor.user or -1)


def shown(job: Job) -> Shown:
    """A job with its progress."""
    beat = progress.last_beat(job.ref) if job.state == "running" else None
    done, total, message = (
        (beat.done, beat.total, beat.message) if beat else (job.done, job.total, job.message)
    )
    return Shown(
        job, NAMES.get(job.kind, Text(job.kind, job.kind)), ANSWERS[job.state], done, total, told(message)
    )


def told(message: str) -> Text:
    """A kept message in both languages."""
    return Text(*json.loads(message)) if message else Text("", "")


def kept(message: Text) -> str:
    """A message as it is kept."""
    return json.dumps([message.zh, message.en], ensure_ascii=False)


def cancel(job: Job, *, actor: Actor, purpose: str) -> None:
    """Ask a job to stop; one that waits is cancelled at once. Raises NotAllowed for somebody else's job.

    The sign is left before the database is asked: the job itself may be holding the lock of its one transaction.
    """
    if not (actor.may("jobs") or (actor.user is not None and job.asked_by_id == actor.user)):
        raise NotAllowed("jobs")
    if job.state in OPEN:
        progress.ask_to_stop(job.ref)
        _cancel(job, actor=actor, purpose=purpose)


@write
def _cancel(job: Job, *, actor: Actor, purpose: str) -> None:
    waiting = Job.objects.filter(pk=job.pk, state="waiting").update(
        state="cancelled", cancel=True, ended_at=timezone.now()
    )
    if not waiting:
        Job.objects.filter(pk=job.pk, state="running").update(cancel=True)
    record(actor, purpose, "job.cancel", job.ref, kind=job.kind)


def actor_behind(job: Job) -> Actor:
    """Who asked, in the seat they asked from. Raises Unreadable when they no longer sit in it."""
    today, args = timezone.localdate(), job.args
    held = Posting.objects.filter(
        user=job.asked_by_id, user__is_active=True, seat=args.get("seat"), region=args.get("region"), since__lte=today
    ).select_related("user")  # fmt: skip
    posting = next((p for p in held if p.until is None or p.until >= today), None)
    if posting is None:
        raise Unreadable(LOST_SEAT, ASK_AGAIN)
    return actor_for(posting.user_id, posting.user.name, posting.seat, posting.region_id)


LOST_SEAT = Text("提出这项任务的人已不在那个岗位上", "whoever asked for this no longer sits in that seat")
ASK_AGAIN = Text("请由在岗的人重新提出。", "Someone in the seat has to ask for it again.")
