"""Papers and uploaded workbooks under a new key: the files beside the database, as the columns in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from tonghu.access.crypto import sealed_prefix
from tonghu.access.fields import ring
from tonghu.register import attachments
from tonghu.register.imports import vault

PREFIX = 4


def older_than(number: int) -> int:
    """How many files are sealed with another key than this one."""
    return sum(1 for _ in _older(number))


def reseal_files() -> int:
    """Seal them again, each replaced in one step; how many."""
    done = 0
    for path, bound in _older(ring().current):
        sealed = ring().seal(ring().open(path.read_text("ascii"), bound), bound)
        fresh = path.with_name(path.name + ".resealed")
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(sealed)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
        done += 1
    return done


def _older(number: int) -> Iterator[tuple[Path, str]]:
    folder: Path = settings.TONGHU_HOME / "files"
    found = [(path, attachments._bound(path.name)) for path in folder.glob("??/*") if "." not in path.name]
    found += [(path, vault._bound(path.stem)) for path in folder.glob(f"*{vault.SUFFIX}")]
    for path, bound in found:
        with path.open("rb") as file:
            if file.read(PREFIX) != sealed_prefix(number).encode():
                yield path, bound
