"""Five million rows take the memory of a slice, and no row is lost."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from tests.law.scale.peak import measured, peaks
from tests.law.scale.rows import DAY

from tonghu.register.demo import facts_frame

ROWS, STEP = 5_000_000, 500_000
MEGABYTES = 700  # about 500 are seen
GROWTH = 150
PLACE = "天津市"


def write_children(folder: Path) -> None:
    """The table of a large province, a file for each half million."""
    folder.mkdir()
    for part in range(ROWS // STEP):
        ids = pl.int_range(part * STEP, (part + 1) * STEP).alias("id")
        frame = facts_frame(STEP, seed=part + 1, as_of=DAY, jurisdiction=PLACE).with_columns(ids)
        frame.write_parquet(folder / f"{part:02d}.parquet")


def peak(source: Path, target: Path) -> int:
    """Megabytes that determining a table takes at most, Python and the law included."""
    run = measured("determine", source, "-o", target, "--place", PLACE, "--as-of", DAY)
    assert run.returncode == 0, run.stderr
    assert "100%" in run.stderr
    return peaks(run)[0]


@pytest.mark.slow
def test_five_million_rows_take_the_memory_of_a_slice(tmp_path: Path) -> None:
    children, results = tmp_path / "children", tmp_path / "results.parquet"
    write_children(children)
    half = peak(children / "00.parquet", tmp_path / "half.parquet")
    whole = peak(children, results)
    found = pl.scan_parquet(results).select(pl.col("id").is_sorted(), pl.len().alias("rows")).collect()
    assert found.row(0) == (True, ROWS)
    assert whole < MEGABYTES
    assert whole < half + GROWTH
