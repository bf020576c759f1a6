"""Every child determined by the batch engine: on change, and each night."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from tonghu.access.actors import Actor, system
from tonghu.access.audit import record
from tonghu.access.rls import scoped
from tonghu.access.writes import write
from tonghu.law.engine.batch import PARTS, Tables
from tonghu.law.engine.determine import digest
from tonghu.law.engine.law import find_place
from tonghu.law.engine.overrides import NO_OVERRIDES, Overrides, read_overrides
from tonghu.register.models import Child, Run, Standing, StandingChange
from tonghu.register.standing.counts import recount
from tonghu.register.standing.frames import digests, facts_of, table_of

SLICE = 20_000
WRITTEN = 1_000
DUE = ("yes", "candidate", "choice")
TOLD = ("category", "benefit", "entitlement", "exit", "block")  # kinds whose changes are listed
MONTHLY = "元/月"
Progress = Callable[[int, int], None]


def quiet(done: int, total: int) -> None:
    """Progress that nobody watches."""


@dataclass(slots=True)
class Law:
    """The law of this installation on one day: compiled once, with the hashes that an answer is replayed by."""

    day: dt.date
    tables: Tables = field(init=False)
    _hashes: dict[str, tuple[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.tables = Tables(day=self.day, overrides=county_overrides())

    def hashes(self, place: str) -> tuple[str, str]:
        """Fingerprint of the rules and digest of the values of a place."""
        if place not in self._hashes:
            law = self.tables.batch(place, self.day).law
            values = {name: value.value for name, value in law.values.items() if value.decides}
            self._hashes[place] = law.frame.fingerprint, digest(values)
        return self._hashes[place]

    def binding(self, place: str) -> bool:
        """Whether the texts of a place bind on the day: a draft never does."""
        return self.tables.batch(place, self.day).law.binding


def county_overrides() -> Overrides:
    """The county's own values and readings, from `values.toml` of the installation."""
    path = settings.TONGHU_HOME / "values.toml"
    return read_overrides(path) if path.exists() else NO_OVERRIDES


def place_name(scope: int) -> str:
    """The place whose law applies to a region. Raises NoLaw."""
    return find_place(f"{scope:012d}"[:6]).name


@write
def determine(
    day: dt.date, *, actor: Actor, purpose: str, only: Sequence[int] | None = None, progress: Progress = quiet
) -> Run:
    """Determine all children, or those with the keys `only`, as of a day. One transaction: all of it or nothing."""
    law, now = Law(day), timezone.now()
    run = Run(day=day, whole=only is None, started_at=now)
    with scoped(actor):
        scopes = _scopes(only)
        done, touched = 0, set[int]()
        for part in _slices(scopes):
            results = _answers(part, law, only)
            run.changed += _keep(results, law, now, touched)
            done += len(part)
            progress(done, len(scopes))
        Child.objects.for_user(actor, purpose).filter(
            dirty=True, pk__in=scopes if only is not None else [*_dirty()]
        ).update(dirty=False)
        if only is None:
            Standing.objects.for_user(actor, purpose).exclude(day=day).update(day=day)
        recount(actor, purpose, None if only is None else touched)
    run.children, run.finished_at = len(scopes), timezone.now()
    run.rules = {place: list(pair) for place, pair in law._hashes.items()}
    run.save()
    record(actor, purpose, "standing.determine", str(day), children=run.children, changed=run.changed)
    return run


def determine_all(day: dt.date | None = None, progress: Progress = quiet) -> Run:
    """The nightly run; afterwards the database looks again at how its rows are spread."""
    run = determine(day or timezone.localdate(), actor=system("determine"), purpose="认定", progress=progress)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA analysis_limit = 1000")
        cursor.execute("ANALYZE")
    return run


def determine_some(children: Iterable[int], day: dt.date | None = None) -> Run | None:
    """The run after a change; None when there is nothing to do."""
    keys = sorted(set(children))
    if not keys:
        return None
    return determine(day or timezone.localdate(), actor=system("determine"), purpose="认定", only=keys)


def later(children: Iterable[int]) -> None:
    """Determine children once what is being written stands."""
    keys = sorted(set(children))
    transaction.on_commit(lambda: determine_some(keys))


def _dirty() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM register_child WHERE dirty")
        return [pk for (pk,) in cursor.fetchall()]


def _scopes(only: Sequence[int] | None) -> dict[int, int]:
    """Child -> region, of open files, by key."""
    listed = "" if only is None else f" AND id IN ({','.join(str(int(pk)) for pk in only)})"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, scope FROM register_child WHERE closed_on IS NULL{listed} ORDER BY id")  # noqa: S608
        return dict(cursor.fetchall())


def _slices(scopes: Mapping[int, int]) -> Iterator[dict[int, int]]:
    keys = list(scopes)
    for start in range(0, len(keys), SLICE):
        yield {key: scopes[key] for key in keys[start : start + SLICE]}


def _answers(part: Mapping[int, int], law: Law, only: Sequence[int] | None) -> pl.DataFrame:
    """child, scope, place, facts (hash), marks, and `<benefit>` columns of a slice."""
    facts = facts_of(min(part), max(part), law.day, list(part) if only is not None else ())
    places = {scope: place_name(scope) for scope in set(part.values())}
    children = pl.DataFrame(
        {
            "child": list(part), "scope": list(part.values()),
            "jurisdiction": [places[scope] for scope in part.values()],
        },
        schema={"child": pl.Int64, "scope": pl.Int64, "jurisdiction": pl.String},
    ).with_columns(as_of_date=pl.lit(law.day))  # fmt: skip
    table = table_of(children, facts)
    kept = {"child": pl.Int64, "scope": pl.Int64}
    schema = law.tables.schema([(place, law.day) for place in sorted(set(places.values()))], kept)
    answered = law.tables.answer(table, schema)
    hashed = digests(facts)
    return answered.select(
        "child", "scope", pl.col("jurisdiction").alias("place"), "binding", "open", _marks(schema),
        pl.Series("facts", [hashed.get(pk, "") for pk in answered["child"]]),
        *(name for name in schema if name.startswith("benefit.")),
    )  # fmt: skip


def _marks(schema: Mapping[str, Any]) -> pl.Expr:
    """` rule:status` for every result that is not no, with a blank before and behind each."""
    told = []
    for column in schema:
        kind, _, rule = column.partition(".")
        if kind in PARTS and "." not in rule:
            status = pl.col(column).cast(pl.String)
            told.append(pl.when(status != "no").then(pl.concat_str(pl.lit(f"{rule}:"), status)))
    return pl.concat_str(
        pl.lit(" "), pl.concat_str(told, separator=" ", ignore_nulls=True), pl.lit(" ")
    ).alias("marks")


def _keep(results: pl.DataFrame, law: Law, now: dt.datetime, touched: set[int]) -> int:
    """Write the answers that differ from what stands; how many. Adds the regions concerned to `touched`."""
    stands = _stands(results["child"].to_list())
    benefits = sorted({name.split(".")[1] for name in results.columns if name.startswith("benefit.")})
    rows, changes = [], []
    for row in results.iter_rows(named=True):
        rules, values = law.hashes(row["place"])
        owed = {name: found for name in benefits if (found := _owed(row, name))}
        before = stands.get(row["child"])
        after = (row["marks"], owed, rules, values, row["facts"])
        if before == after:
            continue
        touched.add(row["scope"])
        rows.append(_standing(row, law, owed, now))
        if before is not None:
            changes += _changes(row, before, after, law.day)
    Standing.objects.bulk_create(
        rows, batch_size=WRITTEN, update_conflicts=True, unique_fields=["child"],
        update_fields=["scope", "day", "place", "binding", "marks", "benefits", "monthly_fen", "open", "rules", "values",
                       "facts", "determined_at"],
    )  # fmt: skip
    StandingChange.objects.bulk_create(changes, batch_size=WRITTEN)
    return len(rows)


Answer = tuple[str, dict[str, list[Any]], str, str, str]


def _stands(children: Sequence[int]) -> dict[int, Answer]:
    """What stands of some children: marks, benefits, hashes of rules, values and facts."""
    if not children:
        return {}
    found = Standing._base_manager.filter(child_id__gte=min(children), child_id__lte=max(children))
    if len(children) <= WRITTEN:
        found = found.filter(child_id__in=children)
    columns = ("child_id", "marks", "benefits", "rules", "values", "facts")
    return {pk: tuple(rest) for pk, *rest in found.values_list(*columns)}  # type: ignore[misc]


def _owed(row: Mapping[str, Any], name: str) -> list[Any] | None:
    """[status, fen, from, until] of a benefit that is due or open; None for no."""
    status = row[f"benefit.{name}"]
    if status in {None, "no"}:
        return None
    amount, start, until = (row.get(f"benefit.{name}.{part}") for part in ("amount", "from", "until"))
    return [
        status, None if amount is None else int(amount * 100), start and start.isoformat(),
        until and until.isoformat(),
    ]  # fmt: skip


def _standing(row: Mapping[str, Any], law: Law, owed: dict[str, list[Any]], now: dt.datetime) -> Standing:
    rules, values = law.hashes(row["place"])
    return Standing(
        child_id=row["child"], scope=row["scope"], day=law.day, place=row["place"], binding=row["binding"],
        marks=row["marks"], benefits=owed, monthly_fen=_monthly(owed), open=row["open"], rules=rules,
        values=values, facts=row["facts"], determined_at=now,
    )  # fmt: skip


def _monthly(owed: Mapping[str, list[Any]]) -> int:
    """The sum of what is certainly due each month, in fen."""
    return sum(
        fen or 0 for name, (status, fen, *_) in owed.items() if status == "yes" and unit_of(name) == MONTHLY
    )


def unit_of(benefit: str) -> str:
    """The unit of a benefit's amount: 元/月, 元/年, 元."""
    from tonghu.law.engine.law import rulebook  # noqa: PLC0415 - reads every rule; only where a benefit is due

    return rulebook().rules[benefit].unit


def _changes(row: Mapping[str, Any], before: Answer, after: Answer, day: dt.date) -> list[StandingChange]:
    """What a child gained, lost or no longer knows, with the cause."""
    old, new = marks_of(before[0]), marks_of(after[0])
    cause = next(
        (name for name, at in (("fact", 4), ("rule", 2), ("value", 3)) if before[at] != after[at]), "time"
    )
    found = []
    for rule in sorted(old.keys() | new.keys()):
        was, now = old.get(rule, "no"), new.get(rule, "no")
        was_fen, now_fen = (kept.get(rule, [None, None])[1] for kept in (before[1], after[1]))
        if (was, was_fen) != (now, now_fen):
            found.append(
                StandingChange(
                    child_id=row["child"], scope=row["scope"], day=day, rule=rule, was=was, now=now,
                    was_fen=was_fen, now_fen=now_fen, cause=cause,
                )
            )  # fmt: skip
    return found


def marks_of(marks: str) -> dict[str, str]:
    """Rule -> status out of the kept words."""
    return dict(word.split(":", 1) for word in marks.split())
