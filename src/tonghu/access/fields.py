"""A model field that is sealed in the database and plain in the program."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models

from tonghu.access.crypto import Keyring, read_ring


def ring() -> Keyring:
    """The key ring of this installation; read again when the file was replaced, so that no process seals with an old key."""
    path = key_file()
    told = path.stat()
    return _read(path, told.st_mtime_ns, told.st_ino)


def key_file() -> Path:
    """Where the keys are."""
    return Path(settings.TONGHU_HOME) / "keys.toml"


@lru_cache(maxsize=2)
def _read(path: Path, changed: int, inode: int) -> Keyring:  # noqa: ARG001 - they tell one file from the next
    return read_ring(path)


class Sealed(models.TextField):
    """Ciphertext of a short text. `seal(row, name, value)` writes it and `opened(row, name)` reads it.

    The row has a `salt`, a random text of its own that never changes; it binds the value to the row.
    """


def bound(row: models.Model, name: str) -> str:
    """What a sealed value of a row is bound to: table, column and the row's salt."""
    return f"{row._meta.db_table}|{name}|{row.salt}"  # type: ignore[attr-defined]


def seal(row: models.Model, name: str, value: str) -> None:
    """Put a plain value into a sealed field; empty stays empty. The row is not saved."""
    setattr(row, name, ring().seal(value.encode(), bound(row, name)) if value else "")


def opened(row: models.Model, name: str) -> str:
    """The plain value of a sealed field. Raises NotOpened."""
    sealed: Any = getattr(row, name)
    return ring().open(sealed, bound(row, name)).decode() if sealed else ""


def blind(purpose: str, value: str) -> str:
    """The blind index of a value under this installation's key; empty for an empty one."""
    return ring().blind(purpose, value) if value else ""
