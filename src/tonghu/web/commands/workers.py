"""Answering the rows of a large ledger in further processes, while this one reads and writes; in order."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from tonghu.base.errors import Faults
from tonghu.law.engine.determine import Options, determine
from tonghu.register.workbook import Row

MANY = 2_000  # rows from which on a further process is worth its start
MOST = 3  # further processes; with more of them this one could not read and write as fast
CHUNK = 100  # rows handed over at once
AHEAD = 4  # chunks under way for each process, so that memory stays flat

Answered = Iterator[tuple[Row, Mapping[str, Any] | None]]


def answered(rows: Iterable[Row], chosen: Options, total: int) -> Answered:
    """Each row with its answer, in the order of the rows; of `total` rows or so.

    An answer holds what a results workbook tells: nothing that is not owed, no tasks. A case that the law cannot
    read has an answer with `error`.
    """
    further = min(MOST, os.cpu_count() or 1)
    return _shared(rows, chosen, further) if total > MANY and further > 1 else _alone(rows, chosen)


def _alone(rows: Iterable[Row], chosen: Options) -> Answered:
    for row in rows:
        yield row, _answer(row.case, chosen)


Waiting = Future[list[Mapping[str, Any] | None]]


def _shared(rows: Iterable[Row], chosen: Options, further: int) -> Answered:
    # Started anew, not forked: a fork of a process that has threads (Polars, a test runner) may hang.
    fresh = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(further, mp_context=fresh, initializer=_start, initargs=(chosen,))
    waiting: deque[tuple[list[Row], Waiting | None]] = deque()
    source = iter(rows)
    try:
        while chunk := list(itertools.islice(source, CHUNK)):
            waiting.append((chunk, _handed_over(pool, chunk)))
            if len(waiting) >= AHEAD * further:
                yield from _done(*waiting.popleft(), chosen)
        while waiting:
            yield from _done(*waiting.popleft(), chosen)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _handed_over(pool: ProcessPoolExecutor, chunk: list[Row]) -> Waiting | None:
    try:
        return pool.submit(_answers, [row.case for row in chunk])
    except BrokenProcessPool:
        return None


def _done(chunk: list[Row], waiting: Waiting | None, chosen: Options) -> Answered:
    """The rows of a chunk with their answers; this process answers what a process that has died leaves."""
    try:
        answers = waiting.result() if waiting else None
    except BrokenProcessPool:
        answers = None
    if answers is None:
        return _alone(chunk, chosen)
    return zip(chunk, answers, strict=True)


_chosen = Options()


def _start(chosen: Options) -> None:
    """Begin a further process: the options come once, so that the law is read and compiled once."""
    global _chosen  # noqa: PLW0603 the one thing that a process keeps between chunks
    _chosen = chosen
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # whoever presses Ctrl-C means the first process, which ends this one


def _answers(cases: list[dict[str, Any] | None]) -> list[Mapping[str, Any] | None]:
    return [_answer(case, _chosen) for case in cases]


def _answer(case: dict[str, Any] | None, chosen: Options) -> Mapping[str, Any] | None:
    if case is None:
        return None
    try:
        return _told(determine(case, chosen))
    except Faults as error:
        return {
            "error": {"faults": [{"where": f.where, "what": f.what, "mend": f.mend} for f in error.faults]}
        }


LISTS = ("categories", "benefits", "alternatives", "entitlements")
KEPT = (*LISTS, "id", "binding", "exits", "blocked", "undetermined", "missing")


def _told(answer: Mapping[str, Any]) -> dict[str, Any]:
    """The part of an answer that the workbook tells: a fifth of it."""
    kept = {name: answer[name] for name in KEPT}
    return kept | {name: [item for item in kept[name] if item["status"] != "no"] for name in LISTS}
