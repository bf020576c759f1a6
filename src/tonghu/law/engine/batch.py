"""Millions of children: a table of facts in, a table of results out, slice by slice in bounded memory."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from tonghu.law.engine.law import Law, find_place, law_for, rulebook
from tonghu.law.engine.overrides import NO_OVERRIDES, Overrides
from tonghu.law.engine.polars_plan import Plan, column
from tonghu.law.engine.table import prepare
from tonghu.law.language.facts import vocabulary

STATUS = pl.Enum(["yes", "candidate", "choice", "unknown", "no"])
YUAN = pl.Decimal(18, 2)
# what a result says of a rule besides its status, by the suffix of the column and the part of the rule
PARTS: dict[str, dict[str, str]] = {
    "category": {}, "benefit": {"amount": "amount", "from": "start", "until": "until"}, "entitlement": {},
    "exit": {"until": "until"}, "block": {}, "duty": {},
}  # fmt: skip
PART_TYPES: dict[str, Any] = {"amount": YUAN, "from": pl.Date, "until": pl.Date}
GRADED = ("benefit", "entitlement")  # where some grounds only make a candidate; the rest is true or not
ASIDE = ("outdone", "passed_over", "awaits_choice")
SHOWN = ("firm", "amount", "until", "start", *ASIDE)
KEYS = ("jurisdiction", "as_of_date")
ROW = "=row"


@dataclass(frozen=True, slots=True)
class Batch:
    """A law compiled for tables of one place and day."""

    law: Law
    plan: Plan

    def run(self, table: pl.LazyFrame, keep: tuple[str, ...] = ("id",)) -> pl.LazyFrame:
        """Results beside the kept columns of the input, row for row; lazily."""
        schema = table.collect_schema()
        ready = prepare(table, schema, self.plan.facts, self.law.place)
        kept = [name for name in keep if name in schema]
        done = self.plan.apply(ready.select(*{*kept, *self.plan.facts}))
        return done.select(*kept, *self.results())

    def results(self) -> list[pl.Expr]:
        """`binding`, `open`, then `<kind>.<rule>` for the status with `.amount` in yuan, `.from` and `.until` as days."""
        shown = [pl.lit(self.law.binding).alias("binding"), self._open()]
        for kind, parts in PARTS.items():
            for entry in self.law.of_kind(kind):
                name = entry.rule.name
                public = f"{kind}.{entry.rule.public or name}"
                shown.append(self._status(name, kind).alias(public))
                shown += [
                    self._part(name, part, suffix).alias(f"{public}.{suffix}")
                    for suffix, part in parts.items() if f"{name}.{part}" in self.law.nodes
                ]  # fmt: skip
        return shown

    def _open(self) -> pl.Expr:
        """How many categories and benefits are unknown."""
        open_ = [pl.col(column(e.rule.name)).is_null() for e in self.law.of_kind("category", "benefit")]
        return pl.sum_horizontal(*open_, pl.lit(0)).cast(pl.Int32).alias("open")

    def _status(self, name: str, kind: str) -> pl.Expr:
        value = pl.col(column(name))
        met = "candidate" if kind in GRADED else "yes"
        status = (
            pl.when(value.is_null())
            .then(pl.lit("unknown"))
            .when(value)
            .then(pl.lit(met))
            .otherwise(pl.lit("no"))
        )
        if kind in GRADED:
            status = pl.when(pl.col(column(f"{name}.firm"))).then(pl.lit("yes")).otherwise(status)
        aside = [pl.col(column(f"{name}.{n}")) for n in ASIDE if f"{name}.{n}" in self.plan.nodes]
        if aside:
            status = pl.when(value & pl.any_horizontal(*aside)).then(pl.lit("choice")).otherwise(status)
        return status.cast(STATUS)

    def _part(self, name: str, part: str, suffix: str) -> pl.Expr:
        owed = pl.when(pl.col(column(name))).then(pl.col(column(f"{name}.{part}")))
        # Decimal, because Polars divides floats by 100 as a product with 0.01: 1300.1000000000001 for 1300.1
        return (owed.cast(YUAN) / 100).cast(YUAN) if suffix == "amount" else owed


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
        and ("." not in name or name.split(".", 1)[1] in SHOWN)
    ]  # fmt: skip
    return Batch(law, Plan(law, constants(law, params or {}), wanted))


class NoKey(ValueError):
    """Rows without place or day, in a table whose caller gave none either; the message names the column."""


@dataclass
class Tables:
    """Answers tables whose rows may lie in several places and days.

    `place` and `day` serve rows that do not say (column absent or null). Compiled laws are kept, one for each place
    and day. Find what a table asks for with `keys`, then `answer` it slice by slice under one `schema`.
    """

    place: str | None = None
    day: dt.date | None = None
    only_documents: bool = False
    overrides: Overrides = NO_OVERRIDES
    _batches: dict[tuple[str, dt.date], Batch] = field(default_factory=dict, repr=False)

    def batch(self, place: str, day: dt.date) -> Batch:
        """The compiled law of a place (name or code) and day. Raises NoLaw."""
        key = (find_place(place).code, day)
        if key not in self._batches:
            law = law_for(
                find_place(place), day, only_documents=self.only_documents, overrides=self.overrides
            )
            self._batches[key] = batch_for(law)
        return self._batches[key]

    def keyed(self, schema: pl.Schema) -> list[pl.Expr]:
        """The columns `jurisdiction` (text) and `as_of_date` (day), filled in where the table does not say."""
        place: pl.Expr = pl.lit(self.place, dtype=pl.String)
        day: pl.Expr = pl.lit(self.day, dtype=pl.Date)
        if schema.get("jurisdiction", pl.Null) != pl.Null:
            place = pl.coalesce(pl.col("jurisdiction").cast(pl.String), place)
        if schema.get("as_of_date", pl.Null) != pl.Null:
            day = pl.coalesce(pl.col("as_of_date").dt.date(), day)
        return [place.alias("jurisdiction"), day.alias("as_of_date")]

    def keys(self, table: pl.LazyFrame) -> pl.DataFrame:
        """Every place and day asked for: jurisdiction, as_of_date, `count` of rows and the `first` of them from 1."""
        asked = (
            table.with_columns(self.keyed(table.collect_schema()))
            .select(KEYS)
            .with_row_index("first", offset=1)
        )
        counted = asked.group_by(KEYS).agg(pl.len().alias("count"), pl.col("first").min())
        return counted.sort("first").collect(engine="streaming")

    def schema(self, keys: Iterable[tuple[str, dt.date]], kept: Mapping[str, Any]) -> dict[str, Any]:
        """Columns and types of the results for some places and days, in the order of the rules.

        A rule that only some of the places know has a column for all; it is null where the place has no such rule.
        """
        laws = [self.batch(place, day).law for place, day in keys]
        types: dict[str, Any] = {**kept, **dict.fromkeys(KEYS, pl.String), "as_of_date": pl.Date}
        types |= {"binding": pl.Boolean, "open": pl.Int32}
        for kind, parts in PARTS.items():
            for name, rule in rulebook().rules.items():
                if rule.kind == kind and any(name in law.active for law in laws):
                    public = f"{kind}.{rule.public or name}"
                    types[public] = STATUS
                    types |= {
                        f"{public}.{suffix}": PART_TYPES[suffix] for suffix, part in parts.items()
                        if any(f"{name}.{part}" in law.nodes for law in laws)
                    }  # fmt: skip
        return types

    def answer(self, part: pl.DataFrame, schema: Mapping[str, Any]) -> pl.DataFrame:
        """The results of a slice, row for row, under a schema from `schema`. Raises NoKey, NoLaw."""
        ready = part.with_columns(self.keyed(part.schema)).with_row_index(ROW)
        keys = ready.select(KEYS).unique().height
        if not keys:
            return pl.DataFrame(schema=schema)
        if keys == 1:
            return self._of_one(ready, schema).drop(ROW)
        parts = ready.partition_by(KEYS)
        return pl.concat([self._of_one(of_one, schema) for of_one in parts]).sort(ROW).drop(ROW)

    def _of_one(self, part: pl.DataFrame, schema: Mapping[str, Any]) -> pl.DataFrame:
        """The results of rows of one place and day, with their row numbers."""
        place, day = (part[key][0] for key in KEYS)
        if place is None or day is None:
            raise NoKey("jurisdiction" if place is None else "as_of_date")
        kept = (ROW, *(name for name in schema if name in part.columns))
        done = self.batch(place, day).run(part.lazy(), keep=kept)
        known = done.collect_schema()
        shown = [pl.col(n) if n in known else pl.lit(None).alias(n) for n in schema]
        return done.select(
            ROW, *(expr.cast(schema[n]) for n, expr in zip(schema, shown, strict=True))
        ).collect()
