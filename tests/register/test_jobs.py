"""Long work: taken once, done again when its worker dies, stopped when asked, and told in plain words."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable

import pytest
from django.utils import timezone
from tests.seats import actor, child, looking, user

from tonghu.access.actors import Actor, NotAllowed, actor_for
from tonghu.access.models import AuditEvent
from tonghu.base.errors import Unreadable
from tonghu.base.texts import Text
from tonghu.register import jobs, kinds, progress, work
from tonghu.register.models import Job, Run, Standing
from tonghu.register.task import Cancelled, Lost, Task

pytestmark = pytest.mark.django_db
Do = Callable[[Task], Text]


@pytest.fixture
def admin() -> Actor:
    made = user("system_admin", name="管理")
    return actor_for(made.pk, made.name, "system_admin", made.postings.get().region_id)


@pytest.fixture
def asked(admin: Actor, monkeypatch: pytest.MonkeyPatch) -> Callable[[Do], Job]:
    """Ask for work that the test itself defines, in place of the chain's heads."""

    def ask(do: Do) -> Job:
        monkeypatch.setattr(work, "KINDS", {**kinds.KINDS, "audit.anchor": kinds.Kind(do)})
        monkeypatch.setattr(work, "due_tonight", list)
        return jobs.start("audit.anchor", {}, actor=admin, purpose="监督")

    return ask


def state_of(job: Job) -> str:
    job.refresh_from_db()
    return job.state


def dead_process() -> int:
    """The number of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
        return ended.pid


def test_what_waits_is_done_once(asked: Callable[[Do], Job]) -> None:
    done = []
    job = asked(lambda task: done.append(task.job.ref) or Text("好", "good"))  # type: ignore[func-returns-value]
    assert (work.work(once=True), work.work(once=True)) == (1, 0)
    assert (done, state_of(job)) == ([job.ref], "done")
    assert jobs.shown(job).message.en == "good"
    assert progress.last_beat(job.ref) is None


def test_two_workers_that_saw_the_same_job_do_not_both_have_it(asked: Callable[[Do], Job]) -> None:
    job = asked(lambda _: Text("", ""))
    seen_by_the_other = Job.objects.get(pk=job.pk)
    assert work.claim() == job
    with pytest.raises(Lost):
        work._take(seen_by_the_other, actor=actor("handler"), purpose="受理")


def test_a_running_job_is_left_to_its_worker(asked: Callable[[Do], Job]) -> None:
    asked(lambda _: Text("", ""))
    assert work.claim() is not None
    assert work.claim() is None


def test_the_job_of_a_dead_process_is_taken_again_at_once(asked: Callable[[Do], Job]) -> None:
    job = asked(lambda _: Text("", ""))
    work.claim()
    name = progress.me().replace(str(os.getpid()), str(dead_process()))
    _rewrite(job, worker=name)
    progress.beat(job.ref, progress.Beat(name))
    assert work.claim() == job
    assert Job.objects.get().attempts == 2


def test_the_job_of_another_machine_is_taken_when_its_beat_is_old(asked: Callable[[Do], Job]) -> None:
    job = asked(lambda _: Text("", ""))
    work.claim()
    _rewrite(job, worker="elsewhere:1")
    progress.beat(job.ref, progress.Beat("elsewhere:1"))
    assert work.claim() is None
    old = time.time() - progress.STALE - 1
    os.utime(progress._path(job.ref), (old, old))
    assert work.claim() == job


def test_a_job_that_kills_every_worker_is_given_up(asked: Callable[[Do], Job]) -> None:
    job = asked(lambda _: Text("", ""))
    work.claim()
    _rewrite(job, worker="elsewhere:1", attempts=work.MOST_ATTEMPTS)
    progress.forget(job.ref)
    assert work.claim() is None
    assert state_of(job) == "failed"
    assert "内存" in jobs.shown(job).message.zh


def test_a_worker_that_seemed_dead_stops_and_writes_nothing(asked: Callable[[Do], Job]) -> None:
    def overtaken(task: Task) -> Text:
        progress.beat(task.job.ref, progress.Beat("elsewhere:1"))
        task.step(1, 2)
        raise AssertionError

    job = asked(overtaken)
    work.work(once=True)
    assert state_of(job) == "running"


def test_progress_is_seen_while_it_runs(asked: Callable[[Do], Job]) -> None:
    seen = []

    def half(task: Task) -> Text:
        task.step(5, 10, Text("一半", "half"))
        seen.append(jobs.shown(Job.objects.get(pk=task.job.pk)))
        return Text("", "")

    asked(half)
    work.work(once=True)
    assert [(s.done, s.total, s.percent, s.message.zh, s.open) for s in seen] == [(5, 10, 50, "一半", True)]


def test_a_waiting_job_is_cancelled_at_once(asked: Callable[[Do], Job], admin: Actor) -> None:
    job = asked(lambda _: Text("", ""))
    jobs.cancel(job, actor=admin, purpose="监督")
    assert state_of(job) == "cancelled"
    assert work.work(once=True) == 0


def test_a_running_job_stops_at_its_next_step_and_puts_back(
    asked: Callable[[Do], Job], admin: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_back = []

    def stopped(task: Task) -> Text:
        jobs.cancel(Job.objects.get(pk=task.job.pk), actor=admin, purpose="监督")
        with pytest.raises(Cancelled):
            task.step(1, 2)
        raise Cancelled

    job = asked(stopped)
    undo = lambda task, why: put_back.append((task.job.ref, why.en))  # noqa: E731
    monkeypatch.setattr(work, "KINDS", {"audit.anchor": kinds.Kind(stopped, undo)})
    work.work(once=True)
    assert state_of(job) == "cancelled"
    assert put_back == [(job.ref, work.STOPPED.en)]


def test_nobody_cancels_the_job_of_another(asked: Callable[[Do], Job]) -> None:
    job = asked(lambda _: Text("", ""))
    with pytest.raises(NotAllowed):
        jobs.cancel(job, actor=actor("handler"), purpose="受理")
    assert state_of(job) == "waiting"
    assert not progress.asked_to_stop(job.ref)


def test_a_failure_is_told_without_what_the_data_said(
    asked: Callable[[Do], Job], caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_: Task) -> Text:
        raise ValueError("例·云朵0001 119999201503010223")

    job = asked(broken)
    work.work(once=True)
    shown = jobs.shown(Job.objects.get(pk=job.pk))
    assert (shown.job.state, "云朵" in shown.message.zh, "119999" in shown.message.en) == (
        "failed",
        False,
        False,
    )
    assert shown.message.zh[-8:] in caplog.text


def test_a_full_disk_is_named(asked: Callable[[Do], Job]) -> None:
    def full(_: Task) -> Text:
        raise OSError(28, "No space left on device")

    job = asked(full)
    work.work(once=True)
    assert "磁盘已满" in jobs.shown(Job.objects.get(pk=job.pk)).message.zh


def test_what_cannot_be_read_is_told_with_how_to_mend_it(asked: Callable[[Do], Job]) -> None:
    def unreadable(_: Task) -> Text:
        raise Unreadable(Text("文件已损坏", "damaged"), Text("请另存。", "Save it again."))

    job = asked(unreadable)
    work.work(once=True)
    assert jobs.shown(Job.objects.get(pk=job.pk)).message.en == "damaged. Save it again."


def test_a_worker_asked_to_end_hands_its_job_on(asked: Callable[[Do], Job]) -> None:
    def asked_to_end(_: Task) -> Text:
        raise SystemExit(0)

    job = asked(asked_to_end)
    with pytest.raises(SystemExit):
        work.work(once=True)
    assert state_of(job) == "waiting"
    assert job.attempts == 0


def test_the_nightly_work_is_asked_for_once_a_day(settings: object) -> None:
    settings.TONGHU_NIGHT = 0  # type: ignore[attr-defined]
    assert {job.kind for job in work.due_tonight()} == set(work.NIGHTLY)
    assert work.due_tonight() == []
    assert work._nightly("determine.all", f"determine.all {timezone.localdate()}") is None


def test_before_the_hour_nothing_is_asked_for(settings: object) -> None:
    settings.TONGHU_NIGHT = 24  # type: ignore[attr-defined]
    assert work.due_tonight() == []


def test_the_nightly_work_determines_everyone_and_exports_the_heads(settings: object) -> None:
    settings.TONGHU_NIGHT = 0  # type: ignore[attr-defined]
    child()
    assert work.work(once=True) == len(work.NIGHTLY)
    assert set(Job.objects.values_list("state", flat=True)) == {"done"}
    assert Run.objects.get().children == 1
    assert list((settings.TONGHU_HOME / "anchors").glob("*.json"))  # type: ignore[attr-defined]
    with looking() as who:
        assert Standing.objects.for_user(who, "认定").count() == 1


def test_only_changed_children_are_determined_after_a_change(admin: Actor, settings: object) -> None:
    settings.TONGHU_NIGHT = 24  # type: ignore[attr-defined]
    child()
    for expected in ("1 children determined, 0 changed", "0 children determined, 0 changed"):
        job = jobs.start("determine.changed", {}, actor=admin, purpose="监督")
        work.work(once=True)
        told = jobs.shown(Job.objects.get(pk=job.pk)).message.en
        assert told.replace("1 changed", "0 changed") == expected


def test_work_is_done_in_the_seat_it_was_asked_from_or_not_at_all(
    admin: Actor, asked: Callable[[Do], Job]
) -> None:
    job = asked(lambda _: Text("", ""))
    assert jobs.actor_behind(job).seat.id == "system_admin"
    other = Job(kind=job.kind, args={**job.args, "seat": "handler"}, asked_by_id=admin.user)
    with pytest.raises(Unreadable):
        jobs.actor_behind(other)


def test_every_kind_has_a_name_and_something_that_does_it() -> None:
    assert set(jobs.NAMES) == set(kinds.KINDS)


def test_taking_and_ending_a_job_stands_in_the_chain(asked: Callable[[Do], Job]) -> None:
    job = asked(lambda _: Text("", ""))
    work.work(once=True)
    told = AuditEvent.objects.filter(about=job.ref).order_by("pk").values_list("action", flat=True)
    assert list(told) == ["job.start", "job.take", "job.done"]


@pytest.mark.unrecorded
def _rewrite(job: Job, **changes: object) -> None:
    from tests.seats import _by_hand  # noqa: PLC0415 - the setting of a test, not what it tests

    with _by_hand():
        Job.objects.filter(pk=job.pk).update(**changes)
