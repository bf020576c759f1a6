"""The same compiled plan inside Spark, Arrow batch by Arrow batch.

Needs the extra `tonghu[cluster]`; no other module imports this one, so the law itself needs no Spark.
Nothing of the law travels: each Python worker gets what was asked (place, day, the county's file as text), builds
the law itself, compiles it once and keeps it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
from pyspark import TaskContext
from pyspark.sql import DataFrame
from pyspark.sql import types as spark

from tonghu.base.errors import Fault, Faults
from tonghu.base.texts import Lang, Text
from tonghu.law.engine.batch import KEYS, STATUS, YUAN, Tables
from tonghu.law.engine.overrides import NO_OVERRIDES, parse_overrides
from tonghu.law.engine.table import column_faults
from tonghu.law.engine.table_rows import RowFaults, key_fault, rows_told

AT_ONCE = 50_000  # rows gathered before the plan runs; Spark hands over ten thousand at a time
HANDED_BACK = 10_000


@dataclass(frozen=True, slots=True)
class Asked:
    """What a worker needs to build the law; equal ones share a compiled plan."""

    place: str | None
    day: dt.date | None
    only_documents: bool
    values: str
    lang: Lang


def determine_on_spark(
    frame: DataFrame, place: str | None = None, day: dt.date | None = None, *,
    only_documents: bool = False, values: Path | None = None, lang: Lang = "zh",
) -> DataFrame:  # fmt: skip
    """What the law owes each child of a Spark table: the columns and types of `tonghu determine` for tables.

    Columns are facts as in files (docs/scale.md); a status is a string. `place` and `day` serve rows that do not
    say; where the table has columns for them, it is read once beforehand to see which laws it asks for.
    Raises Faults for columns that are no facts and for places without law, at once; for rows that cannot be read,
    in the task that finds them, with partition, row and id.
    """
    asked = Asked(place, day, only_documents, values.read_text("utf-8") if values else "", lang)
    schema = _polars(frame.limit(0).toArrow()).schema
    faults = column_faults(schema, lang)
    if faults:
        raise Faults(faults)
    kept = {"id": schema["id"]} if "id" in schema else {}
    types = _tables(asked).schema(_keys(frame, asked), kept)
    named = tuple(frame.columns)
    plain = frame.toDF(
        *(str(number) for number in range(len(named)))
    )  # Spark takes the dot of father.x for a field
    return plain.mapInArrow(partial(_answers, asked, named, types), _spark_schema(types, frame))


@lru_cache(maxsize=8)
def _tables(asked: Asked) -> Tables:
    overrides = parse_overrides(asked.values, "--values") if asked.values else NO_OVERRIDES
    return Tables(asked.place, asked.day, asked.only_documents, overrides)


def _polars(table: pa.Table) -> pl.DataFrame:
    made = pl.from_arrow(table)
    assert isinstance(made, pl.DataFrame)
    return made


def _keys(frame: DataFrame, asked: Asked) -> list[tuple[str, dt.date]]:
    """Every place and day that rows ask for. Raises Faults for rows that say neither, and for places without law."""
    columns = [name for name in KEYS if name in frame.columns]
    counted: list[tuple[dict[str, Any], int]] = [({}, 0)]
    if columns:
        counted = [(row.asDict(), row["count"]) for row in frame.groupBy(*columns).count().collect()]
    found: list[tuple[str, dt.date]] = []
    faults: list[Fault] = []
    for said, count in counted:
        place, day = _said(said.get("jurisdiction"), asked.place), _day(said.get("as_of_date")) or asked.day
        fault = key_fault(place, day, rows_told(count, [], [], asked.lang) if count else "", asked.lang)
        if fault:
            faults.append(fault)
        elif place is not None and day is not None:
            found.append((place, day))
    if faults:
        raise Faults(faults)
    return sorted(set(found))


def _said(value: Any, otherwise: str | None) -> str | None:
    return otherwise if value is None else str(value)


def _day(value: Any) -> dt.date | None:
    return value.date() if isinstance(value, dt.datetime) else value


def _spark_schema(types: dict[str, Any], frame: DataFrame) -> spark.StructType:
    known = {
        STATUS: spark.StringType(), pl.String: spark.StringType(), pl.Date: spark.DateType(),
        pl.Boolean: spark.BooleanType(), pl.Int32: spark.IntegerType(), YUAN: spark.DecimalType(18, 2),
    }  # fmt: skip
    of_id = {"id": frame.schema["id"].dataType} if "id" in types else {}
    return spark.StructType(
        [spark.StructField(n, of_id.get(n) or known[dtype]) for n, dtype in types.items()]
    )


def _answers(
    asked: Asked, named: tuple[str, ...], types: dict[str, Any], batches: Iterator[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    """What a task does with its rows. Raises Faults with all rows of the task that cannot be read."""
    task = _Task(asked, types)
    for rows in _gathered(batches):
        yield from task.answer(rows.rename_columns(list(named)))
    task.finish()


def _gathered(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.Table]:
    """Batches put together until they are worth running the plan."""
    held: list[pa.RecordBatch] = []
    for batch in batches:
        held.append(batch)
        if sum(one.num_rows for one in held) >= AT_ONCE:
            yield pa.Table.from_batches(held)
            held = []
    if held:
        yield pa.Table.from_batches(held)


@dataclass
class _Task:
    asked: Asked
    types: dict[str, Any]
    _wrong: RowFaults | None = None
    _before: int = 0
    _tables: Tables = field(init=False)

    def __post_init__(self) -> None:
        self._tables = _tables(self.asked)

    def answer(self, rows: pa.Table) -> list[pa.RecordBatch]:
        """The results of some rows; none any more once a row was found that cannot be read."""
        part = _polars(rows)
        self._wrong = self._wrong or RowFaults(part.schema)
        self._wrong.look(part, self._before)
        self._before += part.height
        if self._wrong:
            return []
        of_id = rows.schema.field("id").type if "id" in self.types else None
        batches: list[pa.RecordBatch] = _arrow(self._tables.answer(part, self.types), of_id)
        return batches

    def finish(self) -> None:
        """Tell what was wrong."""
        if self._wrong:
            context = TaskContext.get()
            number = context.partitionId() if context else 0
            where = Text(f"分区 {number}", f"partition {number}").in_(self.asked.lang)
            raise Faults(self._wrong.faults(self.asked.lang, where))


def _arrow(results: pl.DataFrame, of_id: Any) -> list[pa.RecordBatch]:
    """Results in the Arrow types that Spark takes: statuses as plain strings."""
    table = results.with_columns(pl.col(STATUS).cast(pl.String)).to_arrow()
    plain = {pa.large_string(): pa.string(), pa.string_view(): pa.string()}
    fields = [pa.field(f.name, plain.get(f.type, f.type)) for f in table.schema]
    if of_id is not None:
        fields[table.schema.get_field_index("id")] = pa.field("id", of_id)
    made: list[pa.RecordBatch] = table.cast(pa.schema(fields)).to_batches(max_chunksize=HANDED_BACK)
    return made
