"""A table gives each child what a single case gives, in every place, with a county's values and without."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from tests.law.scale.rows import COUNTIES, DAY, case_of, counties, county, differences

from tonghu.law.engine.batch import Tables
from tonghu.law.engine.determine import Options, determine
from tonghu.law.engine.overrides import read_overrides
from tonghu.register.demo import invented_values

ONE_CASE = Options(next_change=False)


def compared(frame: pl.DataFrame, options: Options = ONE_CASE) -> tuple[pl.DataFrame, list[str]]:
    """The results of a table and where they differ from those of its rows one by one."""
    tables = Tables(only_documents=options.only_documents, overrides=options.overrides)
    keys = tables.keys(frame.lazy()).select("jurisdiction", "as_of_date").rows()
    results = tables.answer(frame, tables.schema(keys, {"id": pl.String}))
    answers = [determine(case_of(row), options) for row in frame.iter_rows(named=True)]
    return results, differences(results, answers)


@pytest.fixture(scope="module")
def five() -> tuple[pl.DataFrame, list[str]]:
    """A table of five places, and where it differs from its rows one by one."""
    return compared(counties(120))


def test_five_places_in_one_table(five: tuple[pl.DataFrame, list[str]]) -> None:
    results, different = five
    assert not different, "\n".join(different[:10])
    assert results.height == 600
    assert results["jurisdiction"].n_unique() == 5


@pytest.mark.parametrize("place", COUNTIES)
def test_with_the_countys_own_values(place: str, tmp_path: Path) -> None:
    values = tmp_path / "county.toml"
    values.write_text(invented_values(place), "utf-8")
    options = replace(ONE_CASE, overrides=read_overrides(values))
    results, different = compared(county(place, 120), options)
    assert not different, "\n".join(different[:10])
    amounts = results.select(pl.selectors.ends_with(".amount").is_not_null().sum()).row(0)
    assert sum(amounts) > 20


def test_with_the_documents_alone() -> None:
    _, different = compared(counties(120).head(200), replace(ONE_CASE, only_documents=True))
    assert not different, "\n".join(different[:10])


def test_each_row_under_the_law_of_its_own_day() -> None:
    days = [DAY, dt.date(2025, 1, 31), dt.date(2026, 12, 31)]
    frame = county("天津市", 120).with_columns(as_of_date=pl.Series([days[row % 3] for row in range(120)]))
    results, different = compared(frame)
    assert not different, "\n".join(different[:10])
    assert results["as_of_date"].to_list() == frame["as_of_date"].to_list()


def test_statuses_of_every_kind_occur(five: tuple[pl.DataFrame, list[str]]) -> None:
    """Otherwise the comparisons above would say little."""
    results, _ = five
    found: set[str] = set()
    for name in results.columns:
        if name.startswith(("category.", "benefit.", "entitlement.")) and name.count(".") == 1:
            found |= set(results[name].drop_nulls().unique())
    assert found == {"yes", "candidate", "choice", "unknown", "no"}


def test_a_rule_that_a_place_does_not_know_is_null_there(five: tuple[pl.DataFrame, list[str]]) -> None:
    results, _ = five
    names = [name for name in results.columns if name.startswith("benefit.") and name.count(".") == 1]
    by_place = results.partition_by("jurisdiction")
    shares = {(name, place[name].null_count() / place.height) for place in by_place for name in names}
    assert {share for _, share in shares} == {0.0, 1.0}
