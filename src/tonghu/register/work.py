"""Who does long work: takes a job, does it, says how it went; again from its start when a worker died.

A job is taken by one UPDATE that names what was seen of it, so that of two workers one has it. Every kind is one
transaction, or may be begun again: a worker that is killed leaves nothing half visible, and the next one does the
same job to the same end.
"""

from __future__ import annotations

import gc
import logging
import signal
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError, close_old_connections, connection
from django.utils import timezone

from tonghu.access.actors import NotAllowed, system
from tonghu.access.audit import record
from tonghu.access.writes import write
from tonghu.base.errors import Unreadable
from tonghu.base.texts import Text
from tonghu.register import progress
from tonghu.register.jobs import kept, start
from tonghu.register.kinds import KINDS
from tonghu.register.models import Job
from tonghu.register.task import Cancelled, Lost, Task

log = logging.getLogger("tonghu.web")
PAUSE, AFTER_MISHAP = 2.0, 10.0
MOST_ATTEMPTS = 5
NIGHTLY = ("determine.all", "audit.anchor", "import.sweep")
FULL_WORDS = ("disk is full", "database or disk is full", "No space left", "File too large", "disk I/O error", "could not extend")  # fmt: skip
NOTHING = Text("", "")


def work(once: bool = False, *, stop: threading.Event | None = None) -> int:
    """Take jobs until stopped, or with `once` until none waits; how many ended."""
    stop, ended = stop or threading.Event(), 0
    with _leaving_politely():
        while not stop.is_set():
            try:
                if not connection.in_atomic_block:
                    close_old_connections()
                due_tonight()
                job = claim()
                if job is not None:
                    run(job)
                    ended += 1
                    continue
            except (OperationalError, InterfaceError, OSError):
                log.error("the worker could not reach its database or disk")
                if not connection.in_atomic_block:
                    connection.close()
                if once:
                    raise
                stop.wait(AFTER_MISHAP)
                continue
            if once:
                break
            stop.wait(PAUSE)
    return ended


def due_tonight() -> list[Job]:
    """Ask for the nightly work, once a day, from a set hour on."""
    now = timezone.localtime()
    if now.hour < getattr(settings, "TONGHU_NIGHT", 2):
        return []
    keys = {f"{kind} {now.date()}": kind for kind in NIGHTLY}
    asked = set(Job.objects.filter(key__in=keys).values_list("key", flat=True))
    return [made for key, kind in keys.items() if key not in asked and (made := _nightly(kind, key))]


def _nightly(kind: str, key: str) -> Job | None:
    try:
        return start(kind, {}, actor=system("night"), purpose="处置", key=key)
    except DatabaseError:  # another worker asked in the same moment; its key is unique
        if Job.objects.filter(key=key).exists():
            return None
        raise


def claim() -> Job | None:
    """A job that waits, or whose worker died; None when there is nothing to do."""
    for job in Job.objects.filter(state__in=("waiting", "running")).order_by("pk"):
        if job.state == "running" and progress.alive(job.ref, job.worker):
            continue
        try:
            if _take(job, actor=system("work"), purpose="处置"):
                return job
        except Lost:
            continue
    return None


@write
def _take(job: Job, *, actor: Any, purpose: str) -> bool:
    """Whether the job is ours now; one that killed its workers again and again is given up. Raises Lost."""
    given_up = job.attempts >= MOST_ATTEMPTS
    seen = Job.objects.filter(pk=job.pk, state=job.state, worker=job.worker, attempts=job.attempts)
    job.worker, job.attempts, job.beat_at = progress.me(), job.attempts + 1, timezone.now()
    job.state = "failed" if given_up else "running"
    message = kept(GIVEN_UP) if given_up else job.message
    if not seen.update(
        state=job.state, worker=job.worker, attempts=job.attempts, beat_at=job.beat_at, message=message
    ):
        raise Lost
    progress.beat(job.ref, progress.Beat(job.worker))
    record(
        actor,
        purpose,
        "job.give_up" if given_up else "job.take",
        job.ref,
        kind=job.kind,
        attempt=job.attempts,
    )
    return not given_up


def run(job: Job) -> str:
    """Do a job that is ours; the state it ended in."""
    task = Task(job)
    kind = KINDS[job.kind]
    message = NOTHING
    with _Heart(task):
        try:
            if job.cancel:
                raise Cancelled
            with _without_collector():
                message = kind.do(task)
            state = "done"
        except Lost:
            return "lost"
        except Cancelled:
            state, message = "cancelled", STOPPED
            kind.undo(task, message)
        except (SystemExit, KeyboardInterrupt):
            _end(task, "waiting", NOTHING, actor=system("work"), purpose="处置")
            progress.forget(job.ref)
            raise
        except Exception as error:  # noqa: BLE001 - whatever a job meets, the worker goes on
            state, message = "failed", _plain(error, job.kind)
            task.message = kept(message)
            task.beat()  # told even where the database cannot be written to: on a full disk
            kind.undo(task, message)
        try:
            _end(task, state, message, actor=system("work"), purpose="处置")
        except Lost:
            return "lost"
    progress.forget(job.ref)
    return state


@write
def _end(task: Task, state: str, message: Text, *, actor: Any, purpose: str) -> None:
    """Write how it went, unless somebody else has the job meanwhile. Raises Lost."""
    job, now = task.job, timezone.now()
    mine = Job.objects.filter(pk=job.pk, state="running", worker=job.worker, attempts=job.attempts)
    attempts = job.attempts - 1 if state == "waiting" else job.attempts  # leaving politely is no failure
    if not mine.update(
        state=state, done=task.done, total=task.total, message=kept(message), attempts=attempts, beat_at=now,
        ended_at=None if state == "waiting" else now,
    ):  # fmt: skip
        raise Lost
    job.state = state
    record(actor, purpose, f"job.{state}", job.ref, kind=job.kind)


def _plain(error: Exception, kind: str) -> Text:
    """What went wrong in plain words, without anything that the data said."""
    if isinstance(error, Unreadable):
        return Text(f"{error.what.zh}。{error.mend.zh}", f"{error.what.en}. {error.mend.en}")
    if isinstance(error, NotAllowed):
        return FORBIDDEN
    if isinstance(error, OSError | DatabaseError) and any(word in str(error) for word in FULL_WORDS):
        log.error("the disk is full")
        return FULL
    number = uuid.uuid4().hex[:8]
    log.error("job %s mishap %s", kind, number, exc_info=error)
    return Text(f"{MISHAP.zh}{number}", f"{MISHAP.en}{number}")


@dataclass
class _Heart:
    """Beats for a task while it is worked on, also while a long statement runs."""

    task: Task
    _stop: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> None:
        self.thread = threading.Thread(target=self._beat, daemon=True)
        self.thread.start()

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self.thread.join()

    def _beat(self) -> None:
        while not self._stop.wait(progress.STALE / 6):
            self.task.beat()


@contextmanager
def _without_collector() -> Iterator[None]:
    """Hundreds of thousands of rows that all live to the end: looking for cycles among them takes a third of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextmanager
def _leaving_politely() -> Iterator[None]:
    """While inside, a request to end (SIGTERM) rolls the running job back and hands it to the next worker."""

    def leave(*_: object) -> None:
        raise SystemExit(0)

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before: Callable[..., Any] | int | None = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


GIVEN_UP = Text(
    "执行这项任务的进程几次中断，已停止重试。请系统管理员查看内存和日志。",
    "The process doing this ended several times; it is not tried again. The system administrator should look at memory and logs.",
)
STOPPED = Text("已按要求停止，没有写入任何内容", "stopped as asked; nothing was written")
FORBIDDEN = Text("提出这项任务的岗位没有这项权限", "the seat that asked for this may not do it")
FULL = Text(
    "磁盘已满，没有写入任何内容。请系统管理员腾出空间后重新提出。",
    "The disk is full; nothing was written. Ask the system administrator to free space, then ask again.",
)
MISHAP = Text(
    "出了意外，没有写入任何内容。请把编号告诉系统管理员：",
    "Something went wrong; nothing was written. Tell the system administrator this number: ",
)
