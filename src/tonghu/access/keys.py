"""Changing the key of sealed fields: a new key for new values, the old values sealed again, the old key taken away.

The index key stays, or no number would be found again. Keys live in one file, which is replaced in one step; every
process notices the new file with the next value it seals or opens.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models.functions import Substr

from tonghu.access.actors import Actor, system
from tonghu.access.audit import record
from tonghu.access.crypto import read_ring, sealed_prefix, with_new_key, without_key
from tonghu.access.fields import Sealed, bound, key_file, ring
from tonghu.access.rls import scoped
from tonghu.access.writes import write

BATCH = 500
PURPOSE = "监督"
Progress = Callable[[int, int], Any]
Column = tuple[type[models.Model], str]
# Sealed things that are no columns (files beside the database): each counts those not under a key, and seals them again.
ELSEWHERE: list[tuple[Callable[[int], int], Callable[[], int]]] = []


class KeyInUse(ValueError):
    """A key that still opens values."""


def rotate() -> int:
    """Add a key and use it for new values from now on; its number."""
    return _rotate(actor=system("keys"), purpose=PURPOSE)


def reseal(progress: Progress | None = None) -> int:
    """Seal again whatever is sealed with an older key; how many values. Stopped at any point, it goes on when begun again."""
    left = left_over()
    done, total = 0, sum(left.values())
    for (model, column), count in left.items():
        while count:
            did = _batch(model, column, actor=system("keys"), purpose=PURPOSE)
            if not did:
                break
            done += did
            if progress:
                progress(done, total)
    return done + sum(again() for _, again in ELSEWHERE)


def drop(number: int) -> None:
    """Take an old key out of the file. Raises KeyInUse while a value needs it."""
    _drop(number, actor=system("keys"), purpose=PURPOSE)


def left_over() -> dict[Column, int]:
    """Columns with values under an older key, and how many."""

    with transaction.atomic(), scoped(system("keys")):
        counted = {(model, column): _older(model, column).count() for model, column in sealed_columns()}
    return {column: count for column, count in counted.items() if count}


def sealed_columns() -> Iterator[Column]:
    """Every sealed column of every table."""
    for model in apps.get_models(include_auto_created=True):
        if not model._meta.proxy:
            yield from (
                (model, field.name) for field in model._meta.local_fields if isinstance(field, Sealed)
            )
        yield from ((model, name) for name in getattr(model, "SEALED", ()))


@write
def _rotate(*, actor: Actor, purpose: str) -> int:
    _replace(with_new_key(read_ring(key_file())))
    number = ring().current
    record(actor, purpose, "keys.rotate", "", key=number)
    return number


@write
def _drop(number: int, *, actor: Actor, purpose: str) -> None:
    if left_over() or any(count(ring().current) for count, _ in ELSEWHERE):
        raise KeyInUse(f"values are still sealed with key {number}: run the change of keys to its end")
    _replace(without_key(read_ring(key_file()), number))
    record(actor, purpose, "keys.drop", "", key=number)


@write
def _batch(model: type[models.Model], column: str, *, actor: Actor, purpose: str) -> int:
    """Seal up to BATCH values of a column again, in one transaction."""
    rows = list(_older(model, column).order_by("pk").select_for_update()[:BATCH])
    held = ring()
    for row in rows:
        plain = held.open(getattr(row, column), bound(row, column))
        setattr(row, column, held.seal(plain, bound(row, column)))
    model._base_manager.bulk_update(rows, [column])
    record(actor, purpose, "keys.reseal", "", table=model._meta.db_table, column=column, rows=len(rows))
    return len(rows)


def _older(model: type[models.Model], column: str) -> models.QuerySet[Any]:
    rows = model._base_manager.exclude(**{column: ""}).annotate(key_told=Substr(column, 1, 4))
    return rows.exclude(key_told=sealed_prefix(ring().current))


def _replace(text: str) -> None:
    """Write the key file: whole or not at all, readable by its owner only, one change at a time."""
    path: Path = key_file()
    fresh = path.with_suffix(".new")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        read_ring(fresh)
        fresh.replace(path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY) if os.name == "posix" else None
    if folder is not None:
        os.fsync(folder)
        os.close(folder)
