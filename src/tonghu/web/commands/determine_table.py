"""`tonghu determine children.parquet -o results.parquet`: millions of rows in bounded memory."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl

from tonghu.base.errors import Fault, Faults
from tonghu.base.texts import Lang, Text
from tonghu.law.engine.batch import Tables
from tonghu.law.engine.law import find_place
from tonghu.law.engine.table_rows import RowFaults
from tonghu.web.commands import options as shared
from tonghu.web.commands.table_source import Key, Source, doubled_ids, keys, sources, unreadable
from tonghu.web.commands.table_tally import TableTally

SLICE = 100_000  # rows answered at once: about 400 MB
KEYS_TOLD = 10
SECONDS = 5.0  # between two lines of progress where standard error is no terminal


def run_table(asked: argparse.Namespace) -> int:
    """Determine a table; refuses, before anything is written, what cannot be read, each fault named."""
    lang: Lang = asked.lang
    started = time.monotonic()
    target = _target(asked)
    chosen = shared.options(asked)
    tables = Tables(asked.place, asked.as_of, chosen.only_documents, chosen.overrides)
    found = sources(asked.source, lang)
    wanted = keys(found, tables, lang)
    kept = {"id": found[0].schema["id"]} if "id" in found[0].schema else {}
    schema = tables.schema([(key.place, key.day) for key in wanted], kept)
    _tell_keys(wanted, lang)
    _tell_doubled(found, lang)
    progress = _Progress(sum(source.rows for source in found), lang)
    run = _Run(tables, schema, progress, TableTally(schema), lang)
    _write(run, found, target)
    print(run.tally.told(lang))
    print(Text("结果：", "result: ").in_(lang) + str(target))
    print(Text(f"用时 {time.monotonic() - started:.1f} 秒", f"{time.monotonic() - started:.1f} s").in_(lang))
    return 0


def _target(asked: argparse.Namespace) -> Path:
    """Where the results go. Raises Faults for what a table cannot give and for a place that cannot be meant."""
    lang, source = asked.lang, Path(asked.source)
    faults = [
        Fault(f"--{name}", Text("不用于表", "is not for tables").in_(lang),
              Text("用于案例文件；表的结果列见 docs/scale.md", "it is for cases; for the columns of a result see docs/scale.md").in_(lang))
        for name in ("json", "text", "explain", "counterfactual") if getattr(asked, name, False)
    ]  # fmt: skip
    target: Path = asked.output or source.with_name(f"{source.stem}.result.parquet")
    if target.suffix != ".parquet":
        what = Text("表的结果是 Parquet 文件", "the result of a table is a Parquet file")
        faults.append(
            Fault(str(target), what.in_(lang), Text("请以 .parquet 结尾", "end it in .parquet").in_(lang))
        )
    if source.resolve() in (target.resolve(), target.resolve().parent):
        what = Text("结果会落在原表里", "the result would lie in the table itself")
        faults.append(Fault(str(target), what.in_(lang), Text("换一个 -o", "choose another -o").in_(lang)))
    if faults:
        raise Faults(faults)
    return target


def _tell_keys(wanted: Sequence[Key], lang: Lang) -> None:
    for key in wanted[:KEYS_TOLD]:
        print(f"{find_place(key.place).label(lang)} {key.day} {_rows(key.rows).in_(lang)}", file=sys.stderr)
    more = len(wanted) - KEYS_TOLD
    if more > 0:
        print(
            Text(f"……另有 {more:,} 组地区和日期", f"… and {more:,} more places and days").in_(lang),
            file=sys.stderr,
        )


def _tell_doubled(found: Sequence[Source], lang: Lang) -> None:
    count, some = doubled_ids(found)
    if count:
        zh = f"注意：{count:,} 个 id 出现不止一次，如 {'、'.join(some)}；各行照算"
        en = f"note: {count:,} ids occur more than once, such as {', '.join(some)}; every row is answered"
        print(Text(zh, en).in_(lang), file=sys.stderr)


def _rows(count: int) -> Text:
    return Text(f"{count:,} 行", f"{count:,} rows")


class _Progress:
    """Rows done so far, on standard error: one line that moves on a terminal, else a line every few seconds."""

    def __init__(self, total: int, lang: Lang) -> None:
        self._total, self._lang = total, lang
        self._done, self._last = 0, time.monotonic()

    def add(self, rows: int) -> None:
        self._done += rows
        shown, last = sys.stderr.isatty(), self._done >= self._total
        if not shown and not last and time.monotonic() - self._last < SECONDS:
            return
        self._last = time.monotonic()
        share = f"{self._done / self._total:4.0%}"
        told = Text(
            f"已算 {self._done:,} / {self._total:,} 行 {share}",
            f"{self._done:,} / {self._total:,} rows {share}",
        )
        print(f"\r{told.in_(self._lang)}" if shown else told.in_(self._lang),
              end="" if shown and not last else "\n", file=sys.stderr, flush=True)  # fmt: skip


def _write(run: _Run, found: Sequence[Source], target: Path) -> None:
    """Answer slice by slice into parts beside the target, and put them together under its name at the very end."""
    try:
        with TemporaryDirectory(prefix=f".{target.stem}.", dir=target.parent) as folder:
            for number, source in enumerate(found):
                run.answer(source, Path(folder, f"{number:06d}"))
            if run.faults:
                raise Faults(run.faults)
            parts = sorted(Path(folder).iterdir())
            whole = Path(folder, "whole.parquet")
            pl.scan_parquet(parts, glob=False).sink_parquet(whole)
            whole.replace(target)
    except OSError as error:
        reason = error.strerror or str(error)
        what = Text(f"写不了结果（{reason}）", f"the result cannot be written ({reason})")
        mend = Text("请检查文件夹、权限和磁盘空间", "check the folder, your rights and the space on the disk")
        raise Faults(Fault(str(target), what.in_(run.lang), mend.in_(run.lang))) from error


@dataclass
class _Run:
    """One table on its way: what answers it, what is wrong with it, what it comes to."""

    tables: Tables
    schema: Mapping[str, Any]
    progress: _Progress
    tally: TableTally
    lang: Lang
    faults: list[Fault] = field(default_factory=list)

    def answer(self, source: Source, part: Path) -> None:
        """One file in slices; after the first fault the rest is only looked through, so that all faults are told."""
        wrong = RowFaults(source.schema)
        for before in range(0, source.rows, SLICE):
            try:
                rows = source.scan.slice(before, SLICE).collect()
            except pl.exceptions.PolarsError as error:
                self.faults.append(unreadable(source.path, error, self.lang))
                break
            wrong.look(rows, before)
            if not wrong and not self.faults:
                done = self.tables.answer(rows, self.schema)
                done.write_parquet(f"{part}-{before:012d}.parquet")
                self.tally.add(done)
            self.progress.add(rows.height)
        self.faults += wrong.faults(self.lang, str(source.path))
