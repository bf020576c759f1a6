"""Where an uploaded workbook lies until it is taken over or given up: sealed, beside the database."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings

from tonghu.access.fields import ring

SUFFIX = ".import"
ORPHANED = 24 * 3600  # seconds after which a file without a living import is destroyed


def put(ref: str, content: bytes) -> None:
    """Seal a workbook into a file; whole or not at all. Raises OSError (a full disk)."""
    path = _path(ref)
    fresh = path.with_suffix(".new")
    try:
        fresh.touch(mode=0o600)
        with fresh.open("wb") as file:
            file.write(ring().seal(content, _bound(ref)).encode())
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise


def get(ref: str) -> bytes:
    """The workbook. Raises FileNotFoundError once it is destroyed, NotOpened when the file was altered."""
    return ring().open(_path(ref).read_text("ascii"), _bound(ref))


@contextmanager
def opened(ref: str, suffix: str) -> Iterator[Path]:
    """A path under which readers find the plain workbook while inside.

    Where the machine can, the path leads into memory, so that a killed worker leaves nothing readable behind.
    """
    content = get(ref)
    if hasattr(os, "memfd_create"):
        handle = os.memfd_create(f"book{suffix}")
        try:
            with os.fdopen(handle, "wb", closefd=False) as file:
                file.write(content)
            yield Path(f"/proc/self/fd/{handle}")
        finally:
            os.close(handle)
        return
    with tempfile.TemporaryDirectory(dir=settings.TONGHU_HOME / "files") as folder:
        path = Path(folder) / f"book{suffix}"
        path.write_bytes(content)
        yield path


def destroy(ref: str) -> None:
    """Remove the workbook; nothing when it is gone."""
    _path(ref).unlink(missing_ok=True)


def sweep(living: set[str]) -> int:
    """Destroy old files that belong to no living import (what a killed process left); how many."""
    found = 0
    for path in (settings.TONGHU_HOME / "files").glob(f"*{SUFFIX}"):
        if path.stem not in living and time.time() - path.stat().st_mtime > ORPHANED:
            path.unlink(missing_ok=True)
            found += 1
    return found


def _path(ref: str) -> Path:
    folder: Path = settings.TONGHU_HOME / "files"
    folder.mkdir(exist_ok=True, mode=0o700)
    return folder / f"{ref}{SUFFIX}"


def _bound(ref: str) -> str:
    return f"import|file|{ref}"
