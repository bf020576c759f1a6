"""Many rows at once: hundreds of thousands of facts are written by one statement for some thousand, not one by one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import connection, models
from django.utils import timezone

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


def create(model: type[models.Model], objects: Sequence[Any]) -> None:
    """Insert model objects and give each its key; their texts, numbers and days go in as they are."""
    stamped = [
        field.attname for field in model._meta.concrete_fields if getattr(field, "auto_now_add", False)
    ]
    now = timezone.now()
    for made, key in zip(objects, _keys(model, len(objects)), strict=True):
        made.pk = key
        for name in stamped:
            setattr(made, name, now)
    names = [field.attname for field in model._meta.concrete_fields]
    days = [isinstance(field, models.DateField) for field in model._meta.concrete_fields]
    adapted = _Adapted()
    insert(
        model,
        [field.name for field in model._meta.concrete_fields],
        (
            tuple(
                adapted[value] if is_day else value
                for is_day, value in zip(days, _values(made, names), strict=True)
            )
            for made in objects
        ),
        lambda _: None,
    )


def _values(made: Any, names: Sequence[str]) -> list[Any]:
    held = made.__dict__
    return [held[name] for name in names]


class _Adapted(dict[Any, Any]):
    """Days and times as the database takes them, each worked out once."""

    def __missing__(self, value: dt.date | None) -> Any:
        self[value] = moment(value) if isinstance(value, dt.datetime) else day(value)
        return self[value]


def _keys(model: type[models.Model], count: int) -> Sequence[int]:
    """Keys for new rows, that nobody else gets: on SQLite this transaction holds the only lock."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [f'"{table}"', count],
            )
            return [key for (key,) in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = cursor.fetchone()
        first = (last[0] if last else 0) + 1
        return range(first, first + count)


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
    return None if value is None else connection.ops.adapt_datefield_value(value)


def in_parts(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    """Keys in parts that every database takes as parameters."""
    yield from _parts(keys, 900)


def _parts(values: Sequence[Any], size: int = CHUNK) -> Iterator[Sequence[Any]]:
    for start in range(0, len(values), size):
        yield values[start : start + size]


def _kind(field: Any) -> str:
    """The database's type of a field, without a length."""
    return str(field.db_type(connection)).partition("(")[0]
