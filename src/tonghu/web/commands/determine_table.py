"""`tonghu determine children.parquet -o results.parquet`: millions of rows in bounded memory."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import polars as pl

from tonghu.base.errors import Fault, Faults
from tonghu.base.texts import Lang, Text
from tonghu.law.engine.batch import batch_for, groups
from tonghu.law.engine.law import law_for
from tonghu.law.engine.table import column_faults, stray_values
from tonghu.web.commands import options as shared
from tonghu.web.commands.output import table


def run_table(asked: argparse.Namespace) -> int:
    """Determine a table; refuses columns and words that the vocabulary does not know, each named."""
    source = _scan(asked.source, asked.lang)
    schema = source.collect_schema()
    _refuse(source, schema, asked)
    target: Path = asked.output or Path(asked.source).with_name(Path(asked.source).stem + ".result.parquet")
    chosen = shared.options(asked)
    started = time.monotonic()
    try:
        parts = groups(source, schema, asked.place, asked.as_of)
    except ValueError as error:
        what = Text("没有 jurisdiction 和 as_of_date 两列", "no columns jurisdiction and as_of_date")
        mend = Text("用 --place 和 --as-of 给出", "give --place and --as-of")
        raise Faults(Fault(asked.source, what.in_(asked.lang), mend.in_(asked.lang))) from error
    written = []
    for index, (name, day, part) in enumerate(parts):
        place = shared.known_place(name, asked.lang)
        law = law_for(place, day, only_documents=chosen.only_documents, overrides=chosen.overrides)
        path = target if len(parts) == 1 else target.with_name(f"{target.stem}-{index:04d}{target.suffix}")
        print(f"{place.label(asked.lang)} {day} → {path}", file=sys.stderr)
        batch_for(law).run(part, keep=("id", "jurisdiction", "as_of_date")).sink_parquet(path)
        written.append(path)
    print(_summary(written, asked.lang))
    print(
        Text(f"用时 {time.monotonic() - started:.1f} 秒", f"{time.monotonic() - started:.1f} s").in_(
            asked.lang
        )
    )
    return 0


def _scan(source: str, lang: Lang) -> pl.LazyFrame:
    try:
        found = pl.scan_parquet(source)
        found.collect_schema()
    except (pl.exceptions.PolarsError, OSError) as error:
        what = Text(f"不是能读的 Parquet：{error}", f"not a readable Parquet file: {error}")
        raise Faults(
            Fault(source, what.in_(lang), Text("检查文件是否完整", "check that the file is whole").in_(lang))
        ) from error
    return found


def _refuse(source: pl.LazyFrame, schema: pl.Schema, asked: argparse.Namespace) -> None:
    lang = asked.lang
    faults = [Fault(f"{asked.source} {f.where}", f.what, f.mend) for f in column_faults(schema, lang)]
    for name, word, count in stray_values(source, schema) if not faults else []:
        what = Text(f"“{word}”不在允许值内，共 {count} 行", f"“{word}” is not allowed, in {count} rows")
        mend = Text(
            "改成词表里的值，或留空表示不知道", "use a value of the vocabulary, or leave it null for unknown"
        )
        faults.append(Fault(f"{asked.source} {name}", what.in_(lang), mend.in_(lang)))
    if faults:
        raise Faults(faults)


def _summary(paths: list[Path], lang: Lang) -> str:
    found = pl.scan_parquet(paths)
    names = [
        n
        for n in found.collect_schema().names()
        if n.startswith(("category.", "benefit.")) and n.count(".") == 1
    ]
    yes = found.select(pl.len().alias("rows"), *((pl.col(n) == "yes").sum().alias(n) for n in names)).collect(
        engine="streaming"
    )
    head = Text("人数", "children").in_(lang)
    rows = [(name, f"{yes[name][0]:,}") for name in names]
    return table([(Text("行数", "rows").in_(lang), f"{yes['rows'][0]:,}"), *rows], ("", head))
