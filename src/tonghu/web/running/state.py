"""What state the database is in."""

from __future__ import annotations

from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def waiting_migrations() -> list[str]:
    """The steps by which the tables lag behind this version."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def has_tables() -> bool:
    """Whether the installation was set up before."""
    return "access_user" in connection.introspection.table_names()
