"""What the database itself enforces here, asked of the database and not of the program."""

from __future__ import annotations

from dataclasses import dataclass

from django.apps import apps
from django.db import connection

from tonghu.access.door import GuardedModel
from tonghu.base.texts import Text


@dataclass(frozen=True, slots=True)
class Guarantee:
    """One promise, whether it is kept here, and what lacks."""

    name: str
    what: Text
    holds: bool
    lacking: tuple[str, ...] = ()


def guarantees() -> list[Guarantee]:
    """Row-level security of every guarded table, and the triggers that keep rows as they are."""
    return [_row_level(), _append_only()]


def guarded_tables() -> list[str]:
    """Every table with rows about a child."""
    return sorted(model._meta.db_table for model in apps.get_models() if issubclass(model, GuardedModel))


def _row_level() -> Guarantee:
    what = Text(
        "行级安全：数据库自己再问一次范围", "row-level security: the database asks for the scope again"
    )
    tables = guarded_tables()
    if connection.vendor != "postgresql":
        return Guarantee("row_level_security", what, holds=False, lacking=tuple(tables))
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        free = cursor.fetchone()[0]
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relname = ANY(%s) AND relrowsecurity AND relforcerowsecurity"
            " AND EXISTS (SELECT 1 FROM pg_policy WHERE polrelid = pg_class.oid)",
            [tables],
        )
        under = {name for (name,) in cursor.fetchall()}
    lacking = tuple(table for table in tables if free or table not in under)
    return Guarantee("row_level_security", what, not lacking, lacking)


TRIGGERS = {
    "sqlite": (
        "access_auditevent_update",
        "access_auditevent_delete",
        "register_fact_retire",
        "register_fact_keep",
    ),
    "postgresql": ("access_auditevent_append", "register_fact_retire"),
}


def _append_only() -> Guarantee:
    what = Text("数据库拒绝修改和删除审计记录，事实只能更正不能改", "the database refuses to change or delete audit rows; facts are corrected, never changed")  # fmt: skip
    asked = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    if connection.vendor == "postgresql":
        asked = "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D' AND NOT tgisinternal"
    with connection.cursor() as cursor:
        cursor.execute(asked)
        there = {name for (name,) in cursor.fetchall()}
    lacking = tuple(name for name in TRIGGERS[connection.vendor] if name not in there)
    return Guarantee("append_only", what, not lacking, lacking)
