"""A model field that is sealed in the database and plain in the program."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.conf import settings
from django.db import models

from tonghu.access.crypto import Keyring, read_ring


@cache
def ring() -> Keyring:
    """The key ring of this installation; read once."""
    return read_ring(settings.TONGHU_HOME / "keys.toml")


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
