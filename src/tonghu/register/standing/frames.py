"""Facts of the register as the table that the batch engine reads."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from typing import Any

import polars as pl
from django.db import connection

from tonghu.law.language.rule import ROLES
from tonghu.register.facts.values import entry_of

KINDS: dict[str, Any] = {
    "bool": pl.Boolean, "int": pl.Int64, "money": pl.Int64, "percent": pl.Float64, "number": pl.Float64,
    "list": pl.List(pl.String),
}  # fmt: skip
QUERY = """
SELECT f.child_id, CASE WHEN f.whom IN ('father', 'mother') THEN f.whom || '.' || f.name ELSE f.name END, f.value
FROM register_fact f
WHERE f.child_id BETWEEN %s AND %s AND f.retired_at IS NULL AND f.value IS NOT NULL
  AND (f.valid_from IS NULL OR f.valid_from <= %s) AND (f.valid_to IS NULL OR f.valid_to > %s){only}
ORDER BY f.recorded_at, f.id
"""


def facts_of(low: int, high: int, day: dt.date, only: Sequence[int] = ()) -> pl.DataFrame:
    """Rows of child, fact, value (kept text) that hold on a day, for children by key; in the order of recording."""
    listed = f" AND f.child_id IN ({','.join(str(int(pk)) for pk in only)})" if only else ""
    with connection.cursor() as cursor:
        cursor.execute(QUERY.format(only=listed), [low, high, day, day])
        rows = cursor.fetchall()
    return pl.DataFrame(rows, schema={"child": pl.Int64, "fact": pl.String, "value": pl.String}, orient="row")


def digests(facts: pl.DataFrame) -> dict[int, str]:
    """A hash of each child's facts: the same facts give the same hash, whatever the order they came in."""
    told = (
        facts.unique(["child", "fact"], keep="last")
        .sort("child", "fact")
        .group_by("child", maintain_order=True)
        .agg(pl.concat_str("fact", pl.lit("="), "value").str.join("\n").alias("told"))
    )
    return {child: hashlib.sha256(text.encode()).hexdigest()[:32] for child, text in told.iter_rows()}


def table_of(children: pl.DataFrame, facts: pl.DataFrame) -> pl.DataFrame:
    """One row for each child (columns child, jurisdiction, as_of_date), its facts as the engine's columns."""
    if facts.is_empty():
        return children
    wide = facts.pivot(on="fact", index="child", values="value", aggregate_function="last")
    read = [_read(name) for name in wide.columns if name != "child"]
    return children.join(wide.select("child", *read), on="child", how="left", maintain_order="left")


def _read(name: str) -> pl.Expr:
    """The column of a fact out of its kept text; money comes back in yuan."""
    kind = entry_of(name.rpartition(".")[2] if name.split(".", maxsplit=1)[0] in ROLES else name).type
    column = pl.col(name)
    if kind == "bool":
        return column == "true"
    if kind == "list":
        return column.str.json_decode(KINDS[kind])
    if kind == "money":
        return (column.cast(pl.Int64).cast(pl.Decimal(18, 2)) / 100).cast(pl.Decimal(18, 2))
    if kind in KINDS:
        return column.cast(pl.Float64).cast(KINDS[kind])
    if kind == "date":
        return column.str.strip_chars('"').str.head(10).str.to_date("%Y-%m-%d", strict=False)
    if kind == "datetime":
        return column.str.strip_chars('"').str.to_datetime(strict=False)
    return column.str.json_decode(pl.String)
