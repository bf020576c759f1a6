"""What the demo county writes into its ledger, the workbook reads out of it: nothing lost, nothing guessed."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tonghu.register.demo import DEMO_DAY, DEMO_PLACE, ledger_rows, write_workbook
from tonghu.register.demo.dirt import READABLE, REFUSED
from tonghu.register.demo.ledger import OF_CHILD, OF_PARENT, LedgerRow
from tonghu.register.workbook import Ledger, Row, open_ledger

N = 700


def county(folder: Path, dirty: float) -> tuple[Ledger, list[tuple[LedgerRow, Row]]]:
    """An open ledger, and what was written beside what was read."""
    path = folder / "county.xlsx"
    write_workbook(path, N, dirty=dirty, mix="all")
    ledger = open_ledger(path, jurisdiction=DEMO_PLACE, as_of=DEMO_DAY)
    children = [row for row in ledger.rows() if not row.skipped]
    return ledger, list(zip(ledger_rows(N, dirty=dirty, mix="all"), children, strict=True))


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> tuple[Ledger, list[tuple[LedgerRow, Row]]]:
    return county(tmp_path_factory.mktemp("clean"), dirty=0)


@pytest.fixture(scope="module")
def untidy(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[LedgerRow, Row]]:
    return county(tmp_path_factory.mktemp("untidy"), dirty=1)[1]


def plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def written(case: dict[str, Any]) -> dict[str, object]:
    """The facts of a case that the ledger has a column for, as ISO days and plain values."""
    facts: dict[str, object] = {
        name: plain(value)
        for name, value in {**case.get("child", {}), **case.get("household", {})}.items()
        if name in OF_CHILD or name == "birth_date"
    }
    for parent in case.get("parents", []):
        facts |= {
            f"{parent['role']}.{name}": plain(value) for name, value in parent.items() if name in OF_PARENT
        }
    return facts


def test_every_column_is_known(clean: tuple[Ledger, list[tuple[LedgerRow, Row]]]) -> None:
    assert clean[0].faults == []


def test_a_clean_ledger_is_read_as_it_was_written(clean: tuple[Ledger, list[tuple[LedgerRow, Row]]]) -> None:
    for row, read in clean[1]:
        assert read.faults == [], row.child.name
        assert read.case is not None
        assert written(read.case) == written(row.child.case), row.child.name


def test_what_can_be_read_is_read(untidy: list[tuple[LedgerRow, Row]]) -> None:
    seen = set()
    for row, read in untidy:
        if row.dirt in READABLE:
            seen.add(row.dirt)
            assert read.faults == [], row.dirt
            assert read.case is not None
            assert written(read.case) == written(row.child.case), row.dirt
    assert len(seen) > len(READABLE) / 2


def test_what_cannot_be_read_is_told(untidy: list[tuple[LedgerRow, Row]]) -> None:
    seen = set()
    for row, read in untidy:
        if row.dirt in REFUSED:
            seen.add(row.dirt)
            assert read.faults, row.dirt
            assert all(fault.what.zh and fault.what.en for fault in read.faults)
    assert len(seen) > len(REFUSED) / 2
