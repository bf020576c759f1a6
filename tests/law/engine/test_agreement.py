"""The interpreter and the Polars plan give the same, for every named expression of every place."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.law.engine.generated import case, entry_of, params, to_table

from tonghu.law.engine import polars_plan
from tonghu.law.engine.batch import constants
from tonghu.law.engine.interpret import program
from tonghu.law.engine.law import law_for
from tonghu.law.engine.polars_plan import Plan, column
from tonghu.law.language.expr import Expr
from tonghu.law.places.load import places

ROWS = 1_000
DAYS = (dt.date(2026, 6, 15), dt.date(2026, 2, 28), dt.date(2028, 2, 29), dt.date(2026, 12, 31))
NAMES = [place.folder for place in places()]


def disagreements(folder: str, seed: int, rows: int = ROWS) -> tuple[int, list[str]]:
    """How many results were compared, and those that differ."""
    chance = random.Random(seed)
    place = next(p for p in places() if p.folder == folder)
    day = DAYS[seed % len(DAYS)]
    law = law_for(place, day, only_documents=seed % 2 == 0, effective=None)
    values = params(law, chance)
    fixed = constants(law, values)
    plan = Plan(law, fixed)
    names = sorted(n for n in law.facts if entry_of(n).about != "value" and n != "as_of_date")
    cases = [case(names, day, chance) for _ in range(rows)]
    table = plan.apply(to_table(cases, names).lazy()).select([column(n) for n in plan.wanted]).collect()
    ready = program(law.frame)
    found: list[str] = []
    columns = {name: table[column(name)].to_list() for name in plan.wanted}
    for index, facts in enumerate(cases):
        values_of_all = ready.run({**fixed, **facts})
        for name in plan.wanted:
            one, many = values_of_all[ready.root[name]], columns[name][index]
            if one != many or type(one) is not type(many):
                found.append(f"{folder} seed {seed} row {index} {name}: one case {one!r}, table {many!r}")
    return rows * len(plan.wanted), found


@pytest.mark.slow
@pytest.mark.parametrize("folder", NAMES)
@settings(max_examples=24, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10**9))
def test_they_agree_over_more_than_a_hundred_thousand_cases(folder: str, seed: int) -> None:
    """24 draws × 1,000 cases × 5 places = 120,000 cases, each with every named expression."""
    _, found = disagreements(folder, seed)
    assert not found, "\n".join(found[:5])


@pytest.mark.parametrize("folder", NAMES)
@pytest.mark.parametrize("seed", [1, 2])
def test_they_agree(folder: str, seed: int) -> None:
    compared, found = disagreements(folder, seed, rows=300)
    assert compared > 10_000
    assert not found, "\n".join(found[:5])


def _without_guard(_: Expr, a: list[pl.Expr]) -> pl.Expr:
    return pl.when(a[0]).then(a[1]).otherwise(a[2])


def test_a_missing_null_guard_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """A seeded fault in the compiler: `when` takes null as false when nobody guards it."""
    broken: dict[str, Any] = {**polars_plan._COMPILE, "if": _without_guard}
    monkeypatch.setattr(polars_plan, "_COMPILE", broken)
    assert any(disagreements(folder, 1, rows=300)[1] for folder in NAMES)
