"""Many rows at once: hundreds of thousands of facts are written by one statement for some thousand, not one by one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import connection, models

CHUNK = 10_000
Step = Callable[[int], None]


def insert(
    model: type[models.Model], names: Sequence[str], rows: Iterable[tuple[Any, ...]], step: Step
) -> int:
    """Insert rows of values for the named fields; `step` hears how many are in. Returns how many."""
    fields = [model._meta.get_field(name) for name in names]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    table = model._meta.db_table
    done, rows = 0, iter(rows)
    with connection.cursor() as cursor:
        while part := list(islice(rows, CHUNK)):
            if connection.vendor == "postgresql":
                arrays = ", ".join(f"%s::{_kind(field)}[]" for field in fields)
                cursor.execute(
                    f'INSERT INTO "{table}" ({columns}) SELECT * FROM unnest({arrays})',  # noqa: S608 - names of our own columns
                    [list(column) for column in zip(*part, strict=True)],
                )
            else:
                marks = ", ".join(["%s"] * len(fields))
                cursor.executemany(f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', part)  # noqa: S608
            done += len(part)
            step(done)
    return done


def set_by_key(model: type[models.Model], name: str, values: Sequence[tuple[int, Any]]) -> None:
    """Set one field of many rows, each to its own value; pairs of key and value."""
    table, field = model._meta.db_table, model._meta.get_field(name)
    with connection.cursor() as cursor:
        for part in _parts(values):
            if connection.vendor == "postgresql":
                keys, new = [list(column) for column in zip(*part, strict=True)]
                cursor.execute(
                    f'UPDATE "{table}" t SET "{field.column}" = v.new FROM unnest(%s::bigint[], %s::{_kind(field)}[])'  # noqa: S608
                    " AS v(id, new) WHERE t.id = v.id",
                    [keys, new],
                )
            else:
                cursor.executemany(
                    f'UPDATE "{table}" SET "{field.column}" = %s WHERE id = %s',  # noqa: S608
                    [(value, key) for key, value in part],
                )


def moment(value: dt.datetime) -> Any:
    """A time as the database takes it."""
    return connection.ops.adapt_datetimefield_value(value)


def day(value: dt.date | None) -> Any:
    """A day as the database takes it."""
    return connection.ops.adapt_datefield_value(value)


def in_parts(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    """Keys in parts that every database takes as parameters."""
    yield from _parts(keys, 900)


def _parts(values: Sequence[Any], size: int = CHUNK) -> Iterator[Sequence[Any]]:
    for start in range(0, len(values), size):
        yield values[start : start + size]


def _kind(field: Any) -> str:
    """The database's type of a field, without a length."""
    return str(field.db_type(connection)).partition("(")[0]
