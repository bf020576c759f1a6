"""What a table is before it is answered: its files, which law its rows ask for, ids that occur twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from tonghu.base.errors import Fault, Faults
from tonghu.base.texts import Lang, Text
from tonghu.law.engine.batch import KEYS, Tables
from tonghu.law.engine.table import column_faults
from tonghu.law.engine.table_rows import key_fault, rows_told

IDS_AT_ONCE = 4_000_000  # ids held in memory while looking for those that occur twice


@dataclass(frozen=True, slots=True)
class Source:
    """One Parquet file of the table."""

    path: Path
    scan: pl.LazyFrame
    schema: pl.Schema
    rows: int


def sources(asked: str, lang: Lang) -> list[Source]:
    """The files of a table: one, or those of a folder in the order of their names.

    Raises Faults for a file that cannot be read, columns that are no facts, and a table without rows.
    """
    path = Path(asked)
    files = sorted(path.glob("*.parquet")) if path.is_dir() else [path]
    files = [file for file in files if not path.is_dir() or not file.name.startswith((".", "_"))]
    found = [_source(file, lang) for file in files]
    faults = [
        Fault(f"{s.path} {f.where}", f.what, f.mend) for s in found for f in column_faults(s.schema, lang)
    ]
    if len({str(s.schema.get("id")) for s in found}) > 1:
        what = Text("各文件的 id 列类型不同", "the column id is not of one type in all files")
        faults.append(Fault(asked, what.in_(lang), Text("请统一", "make it one").in_(lang)))
    if not sum(source.rows for source in found):
        what = (
            Text("一行也没有", "there are no rows")
            if found
            else Text("文件夹里没有 .parquet 文件", "no .parquet file in the folder")
        )
        mend = Text(
            "每个孩子一行，列名见 docs/scale.md", "a row for each child; for the columns see docs/scale.md"
        )
        faults.append(Fault(asked, what.in_(lang), mend.in_(lang)))
    if faults:
        raise Faults(faults)
    return found


def _source(path: Path, lang: Lang) -> Source:
    if not path.exists():
        what, mend = Text("没有这个文件", "no such file"), Text("请检查路径", "check the path")
        raise Faults(Fault(str(path), what.in_(lang), mend.in_(lang)))
    try:
        scan = pl.scan_parquet(path, glob=False, hive_partitioning=False)
        return Source(path, scan, scan.collect_schema(), scan.select(pl.len()).collect().item())
    except (pl.exceptions.PolarsError, OSError) as error:
        raise Faults(unreadable(path, error, lang)) from error


def unreadable(path: Path, error: Exception, lang: Lang) -> Fault:
    """The fault of a file that is no Parquet, or a broken one."""
    first = str(error).partition("\n")[0]
    what = Text(f"不是能读的 Parquet：{first}", f"not a readable Parquet file: {first}")
    mend = Text("请检查文件是否完整", "check that the file is whole")
    return Fault(str(path), what.in_(lang), mend.in_(lang))


@dataclass(frozen=True, slots=True)
class Key:
    """A place and day that rows ask for, and how many do."""

    place: str
    day: dt.date
    rows: int


def keys(found: Sequence[Source], tables: Tables, lang: Lang) -> list[Key]:
    """Every place and day of the rows. Raises Faults for rows that say neither, and for places without law."""
    counted: dict[tuple[str, dt.date], int] = {}
    faults: list[Fault] = []
    for source in found:
        for first, place, day, count in tables.keys(source.scan).select("first", *KEYS, "count").iter_rows():
            fault = key_fault(place, day, rows_told(count, [first], [], lang), lang)
            if fault:
                faults.append(Fault(f"{source.path} {fault.where}", fault.what, fault.mend))
            else:
                counted[place, day] = counted.get((place, day), 0) + count
    if faults:
        raise Faults(faults)
    return [Key(place, day, count) for (place, day), count in counted.items()]


def doubled_ids(found: Sequence[Source]) -> tuple[int, list[str]]:
    """How many ids occur more than once, and the first few; in memory that does not grow with the table."""
    ids = [source.scan.select("id") for source in found if "id" in source.schema]
    if not ids:
        return 0, []
    hashed = pl.concat(ids).filter(pl.col("id").is_not_null()).with_columns(hash=pl.col("id").hash())
    passes = 1 + sum(source.rows for source in found) // IDS_AT_ONCE
    count, some = 0, pl.Series("hash", [], pl.UInt64)
    for turn in range(passes):
        part = hashed.select("hash").filter(pl.col("hash") % passes == turn)
        twice = part.group_by("hash").len().filter(pl.col("len") > 1).collect(engine="streaming")
        count += twice.height
        some = some.extend(twice["hash"].head(3 - len(some)))
    told = hashed.filter(pl.col("hash").is_in(some.to_list())).select("id").unique() if count else None
    return count, [str(one) for one in told.collect(engine="streaming")["id"]] if told is not None else []
