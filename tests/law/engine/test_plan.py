"""The Polars plan: random trees against their plain meaning, the toy law against the interpreter, and its stages."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from types import SimpleNamespace
from typing import Any, cast

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.law.engine import generated
from tests.law.engine.reference import meaning
from tests.law.engine.trees import READINGS, SETTINGS, days, some_facts, sums, truths
from tests.law.toy.toytown import book, town

from tonghu.law.engine.batch import constants
from tonghu.law.engine.interpret import program
from tonghu.law.engine.law import Law, law_for
from tonghu.law.engine.polars_plan import Plan, column
from tonghu.law.language.expr import (
    Expr,
    all_of,
    any_of,
    constant,
    equal,
    fact,
    greatest,
    has,
    known,
    lean,
    least,
    month_end,
    month_start,
    names,
    one_of,
    prefix,
    rule_ref,
    scale,
    shift,
    unknown,
    when,
)

ROWS = 60


def plan_of(
    nodes: dict[str, Expr], fixed: dict[str, Any] | None = None, readings: dict[str, str] | None = None
) -> Plan:
    """A plan of named expressions of no place."""
    law = cast("Law", SimpleNamespace(nodes=nodes, settings=readings or SETTINGS))
    return Plan(law, fixed or {})


def check(tree: Expr, readings: dict[str, str], seed: int) -> None:
    """A column of the plan holds what the tree means, row by row; a third of the facts are the same for all."""
    chance = random.Random(seed)
    asked = sorted(names(tree, "fact"))
    fixed = {name: value for name, value in some_facts(chance, asked).items() if chance.random() < 0.3}
    rows = [some_facts(chance, asked) | fixed for _ in range(ROWS)]
    plan = plan_of({"x": tree}, fixed, readings)
    table = generated.to_table(rows, plan.facts).lazy() if plan.facts else pl.LazyFrame({"": [0] * ROWS})
    found = plan.apply(table).select(column("x")).collect().to_series().to_list()
    wanted = [meaning(tree, facts, readings) for facts in rows]
    assert found == wanted, (tree, fixed)
    assert [type(value) for value in found] == [type(value) for value in wanted]


# ------------------------------------------------------------------------------------------ each kind of node

A, B, C = fact("in_school"), fact("institution_placed"), fact("full_time")
MONEY, OTHER, COUNT = fact("premium_amount"), fact("child_own_income"), fact("rehab_capacity")
BORN, SEEN, STATUS = fact("birth_date"), fact("visit_date"), fact("household_status")
KINDS, DISEASES, TOOL = fact("disability_types"), fact("disease_names"), fact("mh_tool")
EDGES: dict[str, tuple[Any, ...]] = {
    **dict.fromkeys(("in_school", "institution_placed", "full_time"), (True, False)),
    "premium_amount": (0, 74, 75, 100, 101),
    "child_own_income": (0, 100, 5000),
    "rehab_capacity": (0, 1, 2, 13),
    "birth_date": (dt.date(2024, 2, 29), dt.date(2025, 1, 31), dt.date(2008, 12, 15)),
    "visit_date": (dt.date(2025, 2, 28), dt.date(2025, 3, 1)),
    "household_status": ("低保", "特困供养", "一般"),
    "disability_types": (frozenset(), frozenset({"听力"}), frozenset({"智力", "视力"})),
    "disease_names": (frozenset(), frozenset({"甲"}), frozenset({"甲", "乙"})),
    "mh_tool": ("甲", "丙"),
    "hukou_division": ("330102", "340102"),
    **dict.fromkeys(("father.parent_life_status", "mother.parent_life_status"), ("死亡", "健在")),
}
MUCH = constant(2_000_000_000, MONEY)  # fen; two of them are more than 32 bits hold


@pytest.mark.parametrize(
    "tree",
    [
        *(~A, all_of(A, B, C), any_of(A, B, C), equal(A, B), known(A), when(A, B, C), lean("A14", A)),
        *(MONEY < 100, MONEY <= 100, MONEY < OTHER, MONEY + OTHER, OTHER - MONEY, MONEY + 5, when(A, MONEY, OTHER)),
        *(greatest(MONEY, OTHER), least(MONEY, OTHER), greatest(MONEY, 80), least(MONEY, 80)),
        *(scale(MONEY, by=3, over=2, unit=50, mode=mode) for mode in ("half_up", "up", "down")),
        *(scale(MONEY, by=COUNT, over=2, mode=mode) for mode in ("half_up", "up", "down")),
        *(scale(MONEY, by=3, over=COUNT, mode=mode) for mode in ("half_up", "up", "down")),
        *(STATUS == "低保", ~(STATUS == "一般"), one_of(STATUS, ["特困供养"]), one_of(STATUS, ["特困供养", "一般"])),
        *(equal(fact("father.parent_life_status"), fact("mother.parent_life_status")), when(A, MUCH, 0) + when(B, MUCH, 0)),
        fact("father.parent_life_status") == "死亡",
        *(has(KINDS), has(KINDS, "听力"), has(KINDS, "听力", "智力"), has(KINDS, "肢体")),
        *(has(DISEASES), has(DISEASES, "甲"), has(DISEASES, "乙", "丙"), has(DISEASES, TOOL)),
        *(prefix(fact("hukou_division"), 2) == "33", TOOL == "甲", BORN < SEEN, SEEN <= BORN),
        *(shift(BORN, months=1), shift(BORN, months=12, days=1, mode="roll"), shift(BORN, months=12, mode="roll")),
        *(shift(BORN, days=-3), shift(BORN, months=COUNT), shift(BORN, months=COUNT, days=2, mode="roll")),
        *(shift(BORN, months=unknown("int")), month_end(BORN), month_start(BORN), greatest(BORN, SEEN)),
        *(constant(True), constant(5, MONEY), unknown("money"), unknown("date")),
    ],
)  # fmt: skip
def test_each_kind_at_its_edges(tree: Expr) -> None:
    """Every combination of the edges of its facts, each of them unknown too."""
    asked = sorted(names(tree, "fact"))
    rows = [
        dict(zip(asked, drawn, strict=True))
        for drawn in itertools.product(*((None, *EDGES[name]) for name in asked))
    ]
    assert results(tree, {}, rows) == [meaning(tree, facts, SETTINGS) for facts in rows]


@pytest.mark.parametrize(
    ("same", "wanted"), [({"乙", "甲"}, [None, True, False]), (set(), [None, False, False])]
)
def test_a_list_that_is_the_same_for_all_rows(same: set[str], wanted: list[Any]) -> None:
    rows: list[dict[str, Any]] = [{"mh_tool": word} for word in (None, "甲", "丙")]
    assert results(has(DISEASES, TOOL), {"disease_names": frozenset(same)}, rows) == wanted


def results(tree: Expr, fixed: dict[str, Any], rows: list[dict[str, Any]]) -> list[Any]:
    """The column of one tree."""
    plan = plan_of({"x": tree}, fixed)
    table = generated.to_table(rows, plan.facts).lazy() if plan.facts else pl.LazyFrame({"": [0] * len(rows)})
    return plan.apply(table).select(column("x")).collect().to_series().to_list()


# ------------------------------------------------------------------------------------------ random trees

TREES = st.one_of(truths(closed=True), sums(3, closed=True), days(3, closed=True))


@settings(max_examples=120, deadline=None)
@given(tree=TREES, readings=READINGS, seed=st.integers(0, 10**6))
def test_a_column_holds_what_the_tree_means(tree: Expr, readings: dict[str, str], seed: int) -> None:
    check(tree, readings, seed)


@pytest.mark.slow
@settings(max_examples=2_000, deadline=None, database=None)
@given(tree=TREES, readings=READINGS, seed=st.integers(0, 10**6))
def test_columns_hold_what_many_trees_mean(tree: Expr, readings: dict[str, str], seed: int) -> None:
    check(tree, readings, seed)


@settings(max_examples=25, deadline=None)
@given(
    seed=st.integers(0, 10**6),
    day=st.sampled_from([dt.date(2026, 6, 15), dt.date(2028, 2, 29), dt.date(2026, 12, 31)]),
)
def test_the_toy_law_comes_to_the_same_in_a_table(seed: int, day: dt.date) -> None:
    chance = random.Random(seed)
    law = law_for(town(), day, book=book())
    fixed = constants(law, generated.params(law, chance))
    plan = Plan(law, fixed)
    asked = sorted(n for n in law.facts if generated.entry_of(n).about != "value" and n != "as_of_date")
    rows = [generated.case(asked, day, chance) for _ in range(100)]
    table = plan.apply(generated.to_table(rows, asked).lazy()).collect()
    ready = program(law.frame)
    results = [ready.run(fixed | facts) for facts in rows]
    for name in law.nodes:
        assert table[column(name)].to_list() == [values[ready.root[name]] for values in results], name


# ---------------------------------------------------------------------------------------------------- stages


def test_a_rule_stands_one_stage_after_what_it_refers_to() -> None:
    first, second = rule_ref("first", "bool"), rule_ref("second", "bool")
    plan = plan_of({"first": A, "second": ~first, "third": first & second, "alone": B})
    assert [[name for name, _ in stage] for stage in plan.stages] == [
        ["first", "alone"],
        ["second"],
        ["third"],
    ]


def test_only_what_is_wanted_and_what_it_rests_on_is_computed() -> None:
    nodes = {"first": A, "second": ~rule_ref("first", "bool"), "other": B}
    law = cast("Law", SimpleNamespace(nodes=nodes, settings=SETTINGS))
    plan = Plan(law, {}, ["second", "nothing"])
    assert plan.wanted == ["second"]
    assert plan.needed == ["first", "second"]
    assert plan.facts == ["in_school"]


def test_what_is_the_same_for_all_rows_is_no_column() -> None:
    plan = plan_of(
        {"x": (fact("as_of_date") >= dt.date(2026, 1, 1)) & A}, {"as_of_date": dt.date(2026, 6, 15)}
    )
    assert plan.facts == ["in_school"]
    assert plan.nodes["x"] is A


def test_a_plan_of_nothing() -> None:
    plan = plan_of({})
    assert plan.stages == []
    assert plan.apply(pl.LazyFrame({"id": [1]})).collect().to_dict(as_series=False) == {"id": [1]}


@pytest.mark.parametrize(
    ("expr", "wanted"),
    [
        (has(fact("disease_names")), [True, False, None]),
        (has(fact("disease_names"), "甲"), [True, False, None]),
        (known(fact("disease_names")), [True, True, False]),
    ],
)
def test_an_empty_list_is_known_and_no_list_is_not(expr: Expr, wanted: list[Any]) -> None:
    table = pl.LazyFrame({"disease_names": [["甲"], [], None]})
    assert plan_of({"x": expr}).apply(table).collect()[column("x")].to_list() == wanted
