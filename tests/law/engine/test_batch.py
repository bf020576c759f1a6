"""Tables under the toy law: the same as the single case, several places and days at once, and what is left out."""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.law.scale.rows import case_of, differences
from tests.law.toy.toytown import DAY

from tonghu.law.engine.batch import NoKey, Tables
from tonghu.law.engine.determine import determine
from tonghu.law.engine.evaluate import Options
from tonghu.law.engine.law import NoLaw
from tonghu.law.engine.overrides import Overrides

pytestmark = pytest.mark.usefixtures("toytown")

FACTS: dict[str, tuple[Any, list[Any]]] = {
    "birth_date": (pl.Date, [dt.date(2008, 2, 29), dt.date(2008, 6, 15), dt.date(2015, 1, 1)]),
    "residence_since": (pl.Date, [dt.date(2025, 12, 15), dt.date(2025, 12, 16)]),
    "in_school": (pl.Boolean, [True, False]),
    "institution_placed": (pl.Boolean, [True, False]),
    "temporary_guardianship": (pl.Boolean, [True, False]),
    "orphan_certified": (pl.Boolean, [True, False]),
    "household_status": (pl.String, ["低保", "低保边缘", "未认定", "一般"]),
    "benefit_choice": (pl.String, ["困境儿童基本生活补贴", "困难残疾人生活补贴", "未选择"]),
    "child_own_income": (pl.Decimal(18, 2), [Decimal(0), Decimal("300.25"), Decimal(2000)]),
    "premium_amount": (pl.Int64, [0, 400]),
    "next_stage_admission_date": (pl.Date, [dt.date(2026, 9, 1)]),
    "guardianship_assessment_date": (pl.Date, [dt.date(2026, 6, 1)]),
    "visit_date": (pl.Date, [dt.date(2026, 6, 1)]),
    "father.parent_life_status": (pl.String, ["死亡", "健在", "不详"]),
    "mother.parent_life_status": (pl.String, ["死亡", "健在"]),
}


def some_table(seed: int, rows: int = 60) -> pl.DataFrame:
    """Children of the town and of the nation, on two days."""
    chance = random.Random(seed)
    columns = {
        n: pl.Series(n, [_one(v, chance) for _ in range(rows)], dtype=t) for n, (t, v) in FACTS.items()
    }
    return pl.DataFrame(
        {
            "id": [str(row) for row in range(rows)],
            "jurisdiction": [chance.choice(["魔法镇", "990000", "魔法国"]) for _ in range(rows)],
            "as_of_date": [chance.choice([DAY, dt.date(2026, 10, 1)]) for _ in range(rows)],
            **columns,
        }
    )


def _one(values: list[Any], chance: random.Random) -> Any:
    return None if chance.random() < 0.25 else chance.choice(values)


def answered(frame: pl.DataFrame, tables: Tables | None = None) -> pl.DataFrame:
    tables = tables or Tables()
    keys = tables.keys(frame.lazy()).select("jurisdiction", "as_of_date").rows()
    return tables.answer(frame, tables.schema(keys, {"id": pl.String}))


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 10**6), only=st.booleans(), adopted=st.booleans())
def test_a_table_gives_each_child_what_a_single_case_gives(seed: int, only: bool, adopted: bool) -> None:
    own = Overrides(adopted=("toy-10",) if adopted else ())
    options = Options(only_documents=only, overrides=own, next_change=False, proposals=False)
    frame = some_table(seed)
    results = answered(frame, Tables(only_documents=only, overrides=own))
    answers = [determine(case_of(row), options) for row in frame.iter_rows(named=True)]
    assert differences(results, answers) == []


def only_row(**facts: Any) -> dict[str, Any]:
    """The result of a table of one row."""
    frame = pl.DataFrame(
        {"jurisdiction": ["魔法镇"], "as_of_date": [DAY], **{n: [v] for n, v in facts.items()}}
    )
    return answered(frame).row(0, named=True)


def test_statuses_of_a_table() -> None:
    child: dict[str, Any] = {
        "birth_date": dt.date(2015, 1, 1),
        "orphan_certified": True,
        "institution_placed": False,
    }
    row = only_row(**child, household_status="低保")
    assert row["category.toy_orphan"] == "yes"
    assert row["category.migrant_child"] == "unknown", "a category goes by its public name"
    assert (row["benefit.toy_allowance"], row["benefit.toy_allowance.amount"]) == ("yes", Decimal("1000.00"))
    assert row["benefit.toy_allowance.until"] == dt.date(2033, 1, 1)
    assert (row["benefit.toy_share"], row["benefit.toy_share.amount"]) == ("choice", Decimal("500.00"))
    assert (row["benefit.toy_top_up"], row["benefit.toy_top_up.amount"]) == ("no", None)
    assert (row["entitlement.toy_tea"], row["duty.toy_visit"], row["exit.toy_exit"]) == ("yes", "yes", "no")
    assert row["block.toy_block"] == "unknown"
    assert (row["binding"], row["open"]) == (True, 2)


def test_a_candidate_and_its_days() -> None:
    row = only_row(
        household_status="低保边缘", child_own_income=300.25, next_stage_admission_date=dt.date(2026, 9, 1)
    )
    assert (row["benefit.toy_top_up"], row["benefit.toy_top_up.amount"]) == ("candidate", Decimal("500.25"))
    assert (row["benefit.toy_top_up.from"], row["benefit.toy_top_up.until"]) == (DAY, dt.date(2026, 9, 1))


def test_what_only_one_place_or_day_knows_is_null_for_the_others() -> None:
    frame = pl.DataFrame(
        {
            "id": ["a", "b", "c"],
            "jurisdiction": ["魔法国", "魔法镇", "魔法镇"],
            "as_of_date": [DAY, DAY, dt.date(2026, 10, 1)],
            "birth_date": [dt.date(2015, 1, 1)] * 3,
            "in_school": [True] * 3,
        }
    )
    found = answered(frame)
    assert found["id"].to_list() == ["a", "b", "c"], "row for row"
    assert found["entitlement.toy_cake"].to_list() == [None, None, "yes"]
    assert found["entitlement.toy_tea"].to_list() == ["no", "candidate", "unknown"]
    assert found["category.toy_orphan"].to_list() == [None, "unknown", "unknown"]
    assert found["binding"].to_list() == [True, True, True]


def test_place_and_day_may_be_given_for_rows_that_do_not_say() -> None:
    tables = Tables("魔法镇", DAY)
    frame = pl.DataFrame({"as_of_date": [dt.date(2026, 10, 1), None]}, schema={"as_of_date": pl.Date})
    keys = tables.keys(frame.lazy())
    asked = keys.select("jurisdiction", "as_of_date", "count", "first").rows()
    assert asked == [("魔法镇", dt.date(2026, 10, 1), 1, 1), ("魔法镇", DAY, 1, 2)]
    assert answered(frame, tables)["as_of_date"].to_list() == [dt.date(2026, 10, 1), DAY]
    found = answered(
        pl.DataFrame({"as_of_date": [dt.date(2026, 10, 1), DAY], "birth_date": [DAY] * 2}), tables
    )
    assert found["entitlement.toy_cake"].to_list() == ["yes", None], "each by the law of its day"
    places = pl.DataFrame({"jurisdiction": [None, "魔法国"]})
    assert answered(places, tables)["jurisdiction"].to_list() == ["魔法镇", "魔法国"]
    moments = pl.DataFrame({"as_of_date": [dt.datetime(2026, 10, 1, 23)]})  # noqa: DTZ001
    assert answered(moments, tables)["as_of_date"].to_list() == [dt.date(2026, 10, 1)]


@pytest.mark.parametrize(
    ("place", "day", "missing"), [(None, DAY, "jurisdiction"), ("魔法镇", None, "as_of_date")]
)
def test_without_place_or_day_there_is_no_law(place: str | None, day: dt.date | None, missing: str) -> None:
    with pytest.raises(NoKey, match=f"^{missing}$"):
        Tables(place, day).answer(pl.DataFrame({"in_school": [True]}), {"binding": pl.Boolean})


def test_a_place_without_a_text_is_no_law() -> None:
    with pytest.raises(NoLaw):
        answered(pl.DataFrame({"jurisdiction": ["火星"], "as_of_date": [DAY]}))


def test_an_empty_table_has_the_columns_all_the_same() -> None:
    tables = Tables("魔法镇", DAY)
    schema = tables.schema([("魔法镇", DAY)], {"id": pl.String})
    found = tables.answer(pl.DataFrame(schema={"id": pl.String, "in_school": pl.Boolean}), schema)
    assert found.height == 0
    assert dict(found.schema) == schema


def test_keys_have_their_types_though_nobody_gave_any() -> None:
    keys = Tables().keys(pl.LazyFrame({"in_school": [True, False]}))
    assert dict(keys.schema) | {"jurisdiction": pl.String, "as_of_date": pl.Date} == dict(keys.schema)
    assert keys.select("jurisdiction", "as_of_date", "count", "first").rows() == [(None, None, 2, 1)]


def test_results_have_columns_only_for_what_the_laws_know() -> None:
    nation = Tables().schema([("魔法国", DAY)], {"id": pl.String})
    assert list(nation) == ["id", "jurisdiction", "as_of_date", "binding", "open", "entitlement.toy_tea"]
    both = Tables().schema([("魔法国", DAY), ("魔法镇", DAY)], {})
    assert {"benefit.toy_allowance.amount", "benefit.toy_allowance.until", "duty.toy_call"} <= both.keys()
    assert not {"benefit.toy_allowance.from", "benefit.toy_share.until", "entitlement.toy_cake"} & both.keys()


def test_a_plan_computes_no_more_than_is_shown_and_reads_no_value_from_the_table() -> None:
    plan = Tables().batch("魔法镇", DAY).plan
    assert {"toy_allowance", "toy_allowance.firm", "toy_allowance.until", "toy_share.outdone"} <= set(
        plan.wanted
    )
    assert not {"toy_question", "toy_certified", "toy_gift.fable", "toy_dead", "toy_double"} & set(
        plan.wanted
    )
    assert not [name for name in plan.facts if name.startswith("param_") or name == "as_of_date"]


def test_laws_are_compiled_once_for_a_place_and_day() -> None:
    tables = Tables()
    assert tables.batch("魔法镇", DAY) is tables.batch("990000", DAY)
    assert tables.batch("魔法镇", DAY) is not tables.batch("魔法镇", dt.date(2026, 10, 1))
