"""What the database itself refuses: triggers on both databases, row-level security on PostgreSQL; for migrations."""

from __future__ import annotations

from typing import Any

from tonghu.access.rls import enable

REFUSED = "tonghu: rows of {table} are never changed or deleted"


def _run(editor: Any, statement: str) -> None:
    editor.execute(statement, params=None)  # no parameters: a percent sign stays one


def append_only(table: str) -> Any:
    """A migration step (RunPython callable) that makes the database refuse UPDATE and DELETE on a table."""

    def guard(apps: Any, editor: Any) -> None:
        text = REFUSED.format(table=table)
        if editor.connection.vendor == "postgresql":
            _run(
                editor,
                "CREATE OR REPLACE FUNCTION tonghu_refuse() RETURNS trigger LANGUAGE plpgsql AS"
                " $$ BEGIN RAISE EXCEPTION 'tonghu: rows of % are never changed or deleted', TG_TABLE_NAME; END $$",
            )
            _run(
                editor,
                f'CREATE TRIGGER {table}_append BEFORE UPDATE OR DELETE OR TRUNCATE ON "{table}"'
                " FOR EACH STATEMENT EXECUTE FUNCTION tonghu_refuse()",
            )
            return
        for verb in ("UPDATE", "DELETE"):
            _run(
                editor,
                f"CREATE TRIGGER {table}_{verb.lower()} BEFORE {verb} ON \"{table}\" BEGIN SELECT RAISE(ABORT, '{text}'); END",
            )

    return guard


def only_retired(table: str, columns: tuple[str, ...]) -> Any:
    """A migration step: rows may be retired once (`retired_at`, `retired_by`), nothing else of them changes or goes.

    `columns` are those that stay as they are.
    """

    def guard(apps: Any, editor: Any) -> None:
        text = REFUSED.format(table=table)
        if editor.connection.vendor == "postgresql":
            changed = " OR ".join(f'NEW."{c}" IS DISTINCT FROM OLD."{c}"' for c in columns)
            _run(
                editor,
                f"CREATE FUNCTION {table}_only_retired() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                f" IF TG_OP = 'DELETE' OR OLD.retired_at IS NOT NULL OR {changed} THEN RAISE EXCEPTION '{text}'; END IF;"
                " RETURN NEW; END $$",
            )
            _run(
                editor,
                f'CREATE TRIGGER {table}_retire BEFORE UPDATE OR DELETE ON "{table}" FOR EACH ROW'
                f" EXECUTE FUNCTION {table}_only_retired()",
            )
            return
        changed = " OR ".join(f'NEW."{c}" IS NOT OLD."{c}"' for c in columns)
        _run(
            editor,
            f'CREATE TRIGGER {table}_retire BEFORE UPDATE ON "{table}" WHEN OLD.retired_at IS NOT NULL OR {changed}'
            f" BEGIN SELECT RAISE(ABORT, '{text}'); END",
        )
        _run(
            editor,
            f"CREATE TRIGGER {table}_keep BEFORE DELETE ON \"{table}\" BEGIN SELECT RAISE(ABORT, '{text}'); END",
        )

    return guard


def row_level(*tables: str, compartment: bool = False) -> Any:
    """A migration step that puts tables under row-level security; nothing on SQLite."""

    def guard(apps: Any, editor: Any) -> None:
        if editor.connection.vendor == "postgresql":
            for table in tables:
                for statement in enable(table, compartment=compartment):
                    _run(editor, statement)

    return guard
