"""Millions of children: a table of facts in, a table of results out, in bounded memory."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from tonghu.law.engine.law import Law
from tonghu.law.engine.polars_plan import Plan, column
from tonghu.law.engine.table import prepare
from tonghu.law.language.facts import vocabulary

STATUS = pl.Enum(["yes", "candidate", "choice", "unknown", "no"])
PARTS = {"category": (), "benefit": ("amount", "until"), "entitlement": (), "exit": ("until",), "block": (), "duty": ()}


@dataclass(frozen=True, slots=True)
class Batch:
    """A law compiled for tables of one place and day."""

    law: Law
    plan: Plan

    def run(self, table: pl.LazyFrame, keep: tuple[str, ...] = ("id",)) -> pl.LazyFrame:
        """Results beside the kept columns of the input; lazily, so that a sink streams it."""
        schema = table.collect_schema()
        ready = prepare(table, schema, self.plan.facts, self.law.place)
        kept = [name for name in keep if name in schema]
        done = self.plan.apply(ready.select(*{*kept, *self.plan.facts}))
        return done.select(*kept, *self.results())

    def results(self) -> list[pl.Expr]:
        """The columns of the result: `<kind>.<rule>` for the status, `.amount` in yuan, `.until` as a day."""
        shown: list[pl.Expr] = []
        for kind, parts in PARTS.items():
            for entry in self.law.of_kind(kind):
                name = entry.rule.name
                public = f"{kind}.{entry.rule.public or name}"
                shown.append(self._status(name).alias(public))
                shown += [self._part(name, part).alias(f"{public}.{part}") for part in parts if f"{name}.{part}" in self.law.nodes]
        return shown

    def _status(self, name: str) -> pl.Expr:
        value = pl.col(column(name))
        status = pl.when(value.is_null()).then(pl.lit("unknown")).when(value).then(pl.lit("candidate")).otherwise(pl.lit("no"))
        status = pl.when(pl.col(column(f"{name}.firm"))).then(pl.lit("yes")).otherwise(status)
        aside = [pl.col(column(f"{name}.{n}")) for n in ("outdone", "passed_over", "awaits_choice") if f"{name}.{n}" in self.plan.nodes]
        if aside:
            status = pl.when(value & pl.any_horizontal(*aside)).then(pl.lit("choice")).otherwise(status)
        return status.cast(STATUS)

    def _part(self, name: str, part: str) -> pl.Expr:
        owed = pl.when(pl.col(column(name))).then(pl.col(column(f"{name}.{part}")))
        return owed.cast(pl.Float64) / 100 if part == "amount" else owed


def constants(law: Law, params: Mapping[str, Any]) -> dict[str, Any]:
    """What is the same for all rows: the day and every value of the place, unset ones as unknown."""
    unset: dict[str, Any] = {name: None for name, entry in vocabulary().items() if entry.about == "value"}
    standing = {name: value.value for name, value in law.values.items() if value.decides}
    return {**unset, **standing, **params, "as_of_date": law.day}


def batch_for(law: Law, params: Mapping[str, Any] | None = None) -> Batch:
    """Compile a law for tables; `params` are values in inside units over the standing ones."""
    wanted = [
        name for name in law.nodes
        if (head := name.split(".")[0]) in law.active and law.active[head].rule.kind in PARTS
        and ("." not in name or name.split(".", 1)[1] in SHOWN_PARTS)
    ]  # fmt: skip
    return Batch(law, Plan(law, constants(law, params or {}), wanted))


SHOWN_PARTS = ("firm", "amount", "until", "outdone", "passed_over", "awaits_choice")


def groups(table: pl.LazyFrame, schema: pl.Schema, place: str | None, day: dt.date | None) -> list[tuple[str, dt.date, pl.LazyFrame]]:
    """The table cut by place and day: from its own columns where it has them, else as asked."""
    keys = [name for name in ("jurisdiction", "as_of_date") if name in schema]
    if not keys:
        if place is None or day is None:
            raise ValueError("jurisdiction and as_of_date are neither columns nor given")
        return [(place, day, table)]
    found = []
    for row in table.select(keys).unique().collect(engine="streaming").sort(keys).iter_rows(named=True):
        part = table
        for key in keys:
            part = part.filter(pl.col(key) == row[key])
        one, that = row.get("jurisdiction", place), row.get("as_of_date", day)
        if one is None or that is None:
            raise ValueError("a row has neither place nor day")
        found.append((one, that, part))
    return found
