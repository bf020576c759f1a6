"""A job as the function that does it sees it: says how far it is, hears that it is to stop."""

from __future__ import annotations

import time
from typing import Any

from tonghu.base.errors import TonghuError
from tonghu.base.texts import Text
from tonghu.register import progress
from tonghu.register.jobs import kept
from tonghu.register.models import Job

OFTEN = 0.25  # seconds between two notes of progress


class Cancelled(TonghuError):
    """Somebody asked the job to stop."""


class Lost(TonghuError):
    """Another worker has the job, because this one seemed dead; whatever it wrote is rolled back."""


class Task:
    """One run of a job."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.args: dict[str, Any] = job.args
        self.done = self.total = 0
        self.message = ""
        self._noted = 0.0

    def step(self, done: int, total: int, message: Text | None = None) -> None:
        """Say how far it is. Raises Cancelled when the job is to stop, Lost when it is no longer ours."""
        self.done, self.total = done, total
        if message is not None:
            self.message = kept(message)
        if progress.asked_to_stop(self.job.ref):
            raise Cancelled
        if time.monotonic() - self._noted >= OFTEN and not self.beat():
            raise Lost

    def beat(self) -> bool:
        """Leave a sign of life; False when somebody else works on the job."""
        self._noted = time.monotonic()
        last = progress.last_beat(self.job.ref)
        if last is not None and last.worker != self.job.worker:
            return False
        progress.beat(self.job.ref, progress.Beat(self.job.worker, self.done, self.total, self.message))
        return True
