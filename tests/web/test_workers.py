"""Large ledgers are answered in further processes: the same results, in order, also when a process dies."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tonghu.law.engine.determine import Options
from tonghu.register.demo import people
from tonghu.register.workbook import Row
from tonghu.register.workbook.sheets import open_sheets
from tonghu.web.commands import main, workers

CHOSEN = Options(next_change=False)


class Deadly(Options):
    """Options that end whatever process receives them."""

    def __reduce__(self) -> Any:
        return os._exit, (3,)


def rows() -> list[Row]:
    cases: list[dict[str, Any] | None] = [*people(30, mix="all"), None, {"child": {"birth_date": "x"}}]
    return [Row(number, [], case) for number, case in enumerate(cases, 2)]


@pytest.fixture
def two_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(workers, "MANY", 10)
    monkeypatch.setattr(workers, "CHUNK", 3)


def told(answers: Iterator[tuple[Row, Any]]) -> list[tuple[int, Any]]:
    return [(row.number, answer) for row, answer in answers]


@pytest.mark.usefixtures("two_workers")
def test_further_processes_say_the_same_in_the_same_order() -> None:
    alone = told(workers.answered(rows(), CHOSEN, total=5))
    shared = told(workers.answered(rows(), CHOSEN, total=32))
    assert shared == alone
    assert [number for number, _ in shared] == list(range(2, 34))
    assert shared[-2][1] is None
    assert shared[-1][1]["error"]["faults"]


@pytest.mark.usefixtures("two_workers")
def test_a_process_that_dies_costs_no_row() -> None:
    alone = told(workers.answered(rows(), CHOSEN, total=5))
    assert told(workers.answered(rows(), Deadly(next_change=False), total=32)) == alone


@pytest.mark.usefixtures("two_workers")
def test_whoever_stops_early_waits_for_nobody() -> None:
    answers = workers.answered(rows() * 100, CHOSEN, total=3200)
    assert next(answers)[0].number == 2
    answers.close()  # type: ignore[attr-defined]


def sheets(path: Path) -> list[list[Any]]:
    return [list(sheet.rows()) for sheet in open_sheets(path)[0]]


def test_the_workbook_is_the_same(county: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone, shared = tmp_path / "alone.xlsx", tmp_path / "shared.xlsx"
    asked = ["determine", str(county / "county.xlsx"), "--as-of", "2026-06-15", "-o"]
    status = main([*asked, str(alone)])
    monkeypatch.setattr(workers, "MANY", 10)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    assert main([*asked, str(shared)]) == status
    assert sheets(shared) == sheets(alone)
