"""The demo county as a table: typed by the vocabulary, the same for the same seed, quick for a million."""

import time
from decimal import Decimal

import polars as pl
import pytest

from tonghu.law.engine.table import column_faults
from tonghu.law.engine.table_rows import RowFaults
from tonghu.law.language.facts import vocabulary
from tonghu.register.demo import DEMO_DAY, facts_frame


def test_columns_are_facts_of_the_vocabulary_with_their_type() -> None:
    frame = facts_frame(500, mix="all")
    expected = {
        "bool": pl.Boolean,
        "int": pl.Int64,
        "money": pl.Decimal(18, 2),
        "date": pl.Date,
        "list": pl.List(pl.String),
    }
    for column, dtype in frame.schema.items():
        role, _, name = column.rpartition(".")
        fact = vocabulary()[name]
        assert (fact.about == "parent") == (role in {"father", "mother"}), column
        assert dtype == expected.get(fact.type, dtype), column


def test_the_same_seed_gives_the_same_table() -> None:
    assert facts_frame(3000, seed=3).equals(facts_frame(3000, seed=3))
    assert not facts_frame(3000, seed=3).equals(facts_frame(3000, seed=4))


def test_rates_are_met_within_tolerance() -> None:
    n = 200_000
    frame = facts_frame(n)
    migrants = frame.select(pl.col("moved_with_guardian").sum()).item() / n * 10_000
    assert migrants == pytest.approx(522, rel=0.1)  # a few were forgotten
    unattended = frame.select(pl.col("unattended_certified").sum()).item() / n * 10_000
    assert 15 < unattended < 25
    dibao = frame.select((pl.col("household_status") == "低保").sum()).item() / n * 10_000
    assert dibao == pytest.approx(250, rel=0.1)


def test_every_column_is_known_for_some_and_birth_for_all() -> None:
    frame = facts_frame(20_000, mix="all")
    unknown = frame.null_count()
    assert unknown["birth_date"].item() == 0
    assert all(unknown[name].item() < len(frame) for name in frame.columns)


def test_money_is_exact_and_in_yuan() -> None:
    assert facts_frame(1000)["premium_amount"].drop_nulls().unique().to_list() == [400]
    incomes = facts_frame(5000, mix="all")["child_own_income"].drop_nulls().unique().to_list()
    assert Decimal("150.50") in incomes


def test_the_engine_takes_the_table_as_it_is() -> None:
    frame = facts_frame(5000, mix="all")
    assert column_faults(frame.schema) == []
    wrong = RowFaults(frame.schema)
    wrong.look(frame)
    assert wrong.faults("zh") == []


def test_nothing_of_a_child_lies_before_its_birth() -> None:
    frame = facts_frame(20_000, mix="all")
    days = [
        name
        for name in frame.columns
        if "." not in name and vocabulary()[name].type == "date" and vocabulary()[name].about == "child"
    ]
    early = frame.select((pl.col(name) < pl.col("birth_date")).any() for name in days)
    assert not any(early.row(0))


def test_edges_stay_in_the_table() -> None:
    frame = facts_frame(5000, mix="all")
    turning = DEMO_DAY.replace(year=DEMO_DAY.year - 18)
    assert frame.filter(pl.col("birth_date") == turning).height > 10


def test_an_empty_county_is_a_table_without_rows() -> None:
    assert facts_frame(0).height == 0


@pytest.mark.slow
def test_a_million_children_in_half_a_minute() -> None:
    begun = time.perf_counter()
    assert facts_frame(1_000_000).height == 1_000_000
    assert time.perf_counter() - begun < 30
