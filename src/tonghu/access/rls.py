"""Row-level security on PostgreSQL: the same span and compartments as the door, asked by the database itself.

Two settings of the transaction say what may be seen: `tonghu.low` and `tonghu.high`; a third lists the compartments.
While none is set nothing is seen. On SQLite there is no such thing; `tonghu doctor` says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from tonghu.access.actors import Actor
from tonghu.access.seats import COMPARTMENTS

ROLE = "tonghu_app"
SCOPE = (
    "scope >= (SELECT nullif(current_setting('tonghu.low', true), '')::bigint)"
    " AND scope <= (SELECT nullif(current_setting('tonghu.high', true), '')::bigint)"
)
COMPARTMENT = (
    "compartment = ANY ((SELECT string_to_array(current_setting('tonghu.compartments', true), ','))::text[])"
)


@contextmanager
def scoped(actor: Actor) -> Iterator[None]:
    """Tell the database who asks, until the end of the transaction; a nested use restores the outer one."""
    if connection.vendor != "postgresql":
        yield
        return
    seen = COMPARTMENTS if actor.grants else actor.seat.sees
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('tonghu.low', true), current_setting('tonghu.high', true),"
            " current_setting('tonghu.compartments', true)"
        )
        outer = cursor.fetchone()
        _set(cursor, str(actor.span.low), str(actor.span.high), ",".join(sorted(seen)))
    try:
        yield
    finally:
        if not connection.needs_rollback and connection.connection and not connection.connection.closed:
            with connection.cursor() as cursor:
                _set(cursor, *(value or "" for value in outer))


def _set(cursor: object, low: str, high: str, compartments: str) -> None:
    cursor.execute(  # type: ignore[attr-defined]
        "SELECT set_config('tonghu.low', %s, true), set_config('tonghu.high', %s, true),"
        " set_config('tonghu.compartments', %s, true)",
        [low, high, compartments],
    )


def enable(table: str, *, compartment: bool = False) -> list[str]:
    """The statements that put a table under row-level security."""
    rule = f"{SCOPE} AND {COMPARTMENT}" if compartment else SCOPE
    return [
        f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY',
        f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY',
        f'CREATE POLICY tonghu_scope ON "{table}" USING ({rule}) WITH CHECK ({SCOPE})',
    ]
