"""How many children of each village have a result, and what is owed to them, kept for the pages that count."""

from __future__ import annotations

from collections import Counter

import polars as pl

from tonghu.access.actors import Actor
from tonghu.register.models import Standing, StandingCount

SCHEMA = {"scope": pl.Int64, "marks": pl.String}


def recount(actor: Actor, purpose: str, scopes: set[int] | None) -> None:
    """Count the children whose files are open again: everywhere, or in the regions given."""
    standing = Standing.objects.for_user(actor, purpose).filter(child__closed_on=None)
    counts = StandingCount.objects.for_user(actor, purpose)
    if scopes is not None:
        standing, counts = standing.filter(scope__in=scopes), counts.filter(scope__in=scopes)
    counts._raw_delete(counts.db)
    rows, owed = [], Counter[tuple[int, str]]()
    for scope, marks, benefits in standing.values_list("scope", "marks", "benefits").iterator(10_000):
        rows.append((scope, marks))
        for rule, (status, fen, *_) in benefits.items():
            owed[scope, f"{rule}:{status}"] += fen or 0
    if not rows:
        return
    words = (
        pl.DataFrame(rows, schema=SCHEMA, orient="row")
        .with_columns(pl.col("marks").str.strip_chars().str.split(" "))
        .explode("marks")
        .filter(pl.col("marks") != "")
    )
    counted = words.group_by("scope", "marks").len()
    StandingCount.objects.bulk_create(
        [
            StandingCount(
                scope=scope,
                rule=mark.split(":")[0],
                status=mark.split(":")[1],
                count=count,
                fen=owed[scope, mark],
            )
            for scope, mark, count in counted.iter_rows()
        ],
        batch_size=1_000,
    )
