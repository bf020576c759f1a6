"""How far a job is, who does it and whether it is to stop: small files under `$TONGHU_HOME/jobs`.

Not in the database, because a job writes in one transaction: on SQLite its own connection holds the only lock, and
on both databases nothing of a transaction is seen before its end. Every process of an installation shares the folder
(keys and sealed papers lie beside it).
"""

from __future__ import annotations

import json
import os
import socket
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

STALE = 30.0  # seconds without a beat after which a worker counts as dead


@dataclass(frozen=True, slots=True)
class Beat:
    """The last sign of life of a worker."""

    worker: str
    done: int = 0
    total: int = 0
    message: str = ""


def me() -> str:
    """This process as a worker: machine and process number."""
    return f"{socket.gethostname()[:40]}:{os.getpid()}"


def beat(ref: str, now: Beat) -> None:
    """Tell how far a job is. On a full disk only the time of the file moves: the sign of life needs no room."""
    path = _path(ref)
    fresh = path.with_suffix(".new")
    try:
        fresh.write_text(json.dumps(asdict(now), ensure_ascii=False), "utf-8")
        fresh.replace(path)
    except OSError:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
            os.utime(path)


def last_beat(ref: str) -> Beat | None:
    """What was told last; None before the first time."""
    try:
        return Beat(**json.loads(_path(ref).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def alive(ref: str, worker: str) -> bool:
    """Whether the worker of a job still lives: its beat is fresh and, on this machine, its process is there."""
    try:
        age = time.time() - _path(ref).stat().st_mtime
    except OSError:
        return False
    host, _, number = worker.rpartition(":")
    here = host == me().rpartition(":")[0]
    return age < STALE and not (here and number.isdigit() and not _running(int(number)))


def ask_to_stop(ref: str) -> None:
    """Leave a sign that the job is to stop; seen at once, whatever the database is doing."""
    _path(ref).with_suffix(".stop").touch(mode=0o600)


def asked_to_stop(ref: str) -> bool:
    """Whether somebody asked."""
    return _path(ref).with_suffix(".stop").exists()


def forget(ref: str) -> None:
    """Remove the files of a job that has ended."""
    for suffix in (".json", ".new", ".stop"):
        with suppress(OSError):
            _path(ref).with_suffix(suffix).unlink(missing_ok=True)


def _path(ref: str) -> Path:
    folder: Path = settings.TONGHU_HOME / "jobs"
    folder.mkdir(exist_ok=True, mode=0o700)
    return folder / f"{ref}.json"


def _running(process: int) -> bool:
    if os.name != "posix":
        return True  # os.kill would end it there; the age of the beat decides
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
