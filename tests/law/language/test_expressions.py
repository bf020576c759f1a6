"""Expressions: what may be written, what is refused and how it says so, and how trees are read and changed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest

from tonghu.law.engine import fold, interpret, polars_plan
from tonghu.law.language import expr
from tonghu.law.language.expr import (
    FALSE,
    TRUE,
    Expr,
    RuleError,
    all_of,
    any_of,
    constant,
    equal,
    fact,
    first_known,
    greatest,
    has,
    known,
    lean,
    least,
    month_end,
    month_start,
    names,
    negate,
    one_of,
    prefix,
    rebuild,
    rule_ref,
    scale,
    shift,
    substitute,
    unknown,
    walk,
    when,
)

YES = fact("in_school")
NO = fact("institution_placed")
BORN = fact("birth_date")
SEEN = fact("visit_date")
POOR = fact("household_status")
MONEY = fact("premium_amount")
COUNT = fact("param_taper_months")
KINDS_OF = fact("disability_types")
CODE = fact("hukou_division")


# ----------------------------------------------------------------------------------------------- node kinds


def test_node_kinds_are_frozen() -> None:
    """A new kind is a decision for every evaluator; this list changes only together with all of them."""
    assert (
        *("const", "fact", "rule", "not", "all", "any", "equal", "less", "less_equal", "one_of", "has"),
        *("if", "known", "lean", "add", "scale", "pick", "shift", "prefix"),
    ) == expr.KINDS


def test_every_evaluator_knows_every_kind_and_no_other() -> None:
    assert set(interpret._SOURCE) == set(expr.KINDS)
    assert set(polars_plan._COMPILE) == set(expr.KINDS) - {"lean"}, "a reading is taken before a plan is made"
    leaves = {"const", "fact", "rule"}
    assert set(fold._SIMPLIFY) == set(expr.KINDS) - leaves


def test_every_kind_can_be_written() -> None:
    written = [
        *(constant(1), YES, rule_ref("x", "bool"), ~YES, YES & NO, YES | NO, POOR == "低保", BORN < SEEN),
        *(BORN <= SEEN, one_of(POOR, ["低保"]), has(KINDS_OF, "视力"), when(YES, MONEY, 0), known(YES)),
        *(lean("A14", YES), MONEY + 1, scale(MONEY, over=2), greatest(MONEY, 1), shift(BORN, months=1)),
        prefix(CODE, 2),
    ]
    assert [node.kind for node in written] == list(expr.KINDS)


MONTHS = fact("param_taper_months")
INCOME = fact("child_own_income")
ZERO = constant(0)


def written() -> dict[str, tuple[Expr, tuple[Any, ...]]]:
    """What each way of writing gives: kind, type, parts and what the node says besides."""
    return {
        "fact": (BORN, ("fact", "date", (), ("birth_date",))),
        "rule": (rule_ref("x", "money"), ("rule", "money", (), ("x",))),
        "unknown": (unknown("money"), ("const", "money", (), (None,))),
        "bool": (constant(value=True), ("const", "bool", (), (True,))),
        "int": (constant(3), ("const", "int", (), (3,))),
        "text": (constant("甲"), ("const", "text", (), ("甲",))),
        "date": (constant(dt.date(2026, 1, 1)), ("const", "date", (), (dt.date(2026, 1, 1),))),
        "like": (constant(3, MONEY), ("const", "money", (), (3,))),
        "not": (~YES, ("not", "bool", (YES,), ())),
        "all": (YES & NO, ("all", "bool", (YES, NO), ())),
        "any": (YES | NO, ("any", "bool", (YES, NO), ())),
        "equal": (MONEY == INCOME, ("equal", "bool", (MONEY, INCOME), ())),
        "less": (MONEY < INCOME, ("less", "bool", (MONEY, INCOME), ())),
        "less equal": (MONEY <= INCOME, ("less_equal", "bool", (MONEY, INCOME), ())),
        "more": (MONEY > 5, ("less", "bool", (constant(5, MONEY), MONEY), ())),
        "more equal": (MONEY >= 5, ("less_equal", "bool", (constant(5, MONEY), MONEY), ())),
        "one of": (one_of(POOR, ["低保", "一般"]), ("one_of", "bool", (POOR,), ("低保", "一般"))),
        "has": (has(KINDS_OF, "视力", "听力"), ("has", "bool", (KINDS_OF,), ("视力", "听力"))),
        "has any": (has(KINDS_OF), ("has", "bool", (KINDS_OF,), ())),
        "has another fact": (has(KINDS_OF, CODE), ("has", "bool", (KINDS_OF, CODE), ())),
        "if": (when(YES, MONEY, INCOME), ("if", "money", (YES, MONEY, INCOME), ())),
        "if a constant": (when(YES, 5, MONEY), ("if", "money", (YES, constant(5, MONEY), MONEY), ())),
        "if of constants": (when(YES, 5, 6), ("if", "int", (YES, constant(5), constant(6)), ())),
        "known": (known(BORN), ("known", "bool", (BORN,), ())),
        "lean": (lean("A14", BORN), ("lean", "date", (BORN,), ("A14", "on_birthday"))),
        "lean to another": (lean("A14", BORN, day_after=SEEN), ("lean", "date", (BORN, SEEN), ("A14", "on_birthday", "day_after"))),
        "add": (MONEY + INCOME, ("add", "money", (MONEY, INCOME), (1,))),
        "subtract": (MONEY - 5, ("add", "money", (MONEY, constant(5, MONEY)), (-1,))),
        "scale": (scale(MONEY), ("scale", "money", (MONEY, constant(1), constant(1)), (1, "half_up"))),
        "scale more": (scale(MONEY, by=2, over=COUNT, unit=100, mode="up"), ("scale", "money", (MONEY, constant(2), COUNT), (100, "up"))),
        "scale down": (scale(COUNT, mode="down", as_="percent"), ("scale", "percent", (COUNT, constant(1), constant(1)), (1, "down"))),
        "greatest": (greatest(MONEY, 0), ("pick", "money", (MONEY, constant(0, MONEY)), ("greatest",))),
        "least": (least(BORN, SEEN), ("pick", "date", (BORN, SEEN), ("least",))),
        "shift": (shift(BORN), ("shift", "date", (BORN, ZERO), (0, "clip"))),
        "shift more": (shift(BORN, months=MONTHS, days=2, mode="roll"), ("shift", "date", (BORN, MONTHS), (2, "roll"))),
        "month end": (month_end(BORN), ("shift", "date", (BORN, ZERO), (0, "month_end"))),
        "month start": (month_start(BORN), ("shift", "date", (BORN, ZERO), (0, "month_start"))),
        "prefix": (prefix(CODE, 4), ("prefix", "text", (CODE,), (4,))),
        "text like an enum": (equal(POOR, CODE), ("equal", "bool", (POOR, CODE), ())),
    }  # fmt: skip


@pytest.mark.parametrize("name", list(written()))
def test_what_is_written_is_this_node(name: str) -> None:
    node, (kind, type_, args, data) = written()[name]
    assert (node.kind, node.type, node.data) == (kind, type_, data)
    assert [id(part) for part in node.args] == [id(part) for part in args]


# ------------------------------------------------------------------------------------------------- interning


def test_equal_nodes_are_one_object() -> None:
    def made() -> Expr:
        return all_of(POOR == "低保", scale(MONEY, by=3, over=2) <= 100, ~known(shift(BORN, months=COUNT)))

    assert made() is made()
    assert fact("in_school") is YES
    assert any_of(YES, NO) is (YES | NO)


def test_nodes_that_differ_in_a_constant_or_its_type_are_two() -> None:
    assert constant(1) is not constant(True)
    assert (MONEY == 1) is not (COUNT == 1)
    assert constant(0, MONEY) is not constant(0)
    assert (YES & NO) is not (NO & YES), "the order tells what is asked first"
    assert unknown("money") is not unknown("date")


def test_a_condition_has_no_truth_value() -> None:
    with pytest.raises(RuleError, match="use &, \\| and ~"):
        bool(YES)
    with pytest.raises(RuleError):
        bool(YES and NO)
    with pytest.raises(RuleError):
        bool(1 <= COUNT <= 2)


# --------------------------------------------------------------------------------------------------- meaning


def test_comparisons_turn_round_without_a_kind_of_their_own() -> None:
    limit = constant(dt.date(2026, 1, 1))
    assert (dt.date(2026, 1, 1) < BORN) is Expr("less", "bool", (limit, BORN))
    assert (dt.date(2026, 1, 1) <= BORN) is Expr("less_equal", "bool", (limit, BORN))
    assert (dt.date(2026, 1, 1) > BORN) is Expr("less", "bool", (BORN, limit))
    assert (dt.date(2026, 1, 1) >= BORN) is Expr("less_equal", "bool", (BORN, limit))
    assert (MONEY != 5) is negate(equal(MONEY, 5))


def test_connectives_are_flat_and_empty_ones_are_their_neutral_truth() -> None:
    third = known(BORN)
    assert all_of(YES, all_of(NO, third)).args == (YES, NO, third)
    assert any_of(any_of(YES, NO), third).args == (YES, NO, third)
    assert any_of(all_of(YES, NO), third).args == (all_of(YES, NO), third)
    assert all_of() is TRUE
    assert any_of() is FALSE
    assert all_of(YES) is YES


def test_a_constant_takes_the_type_of_what_it_is_compared_with() -> None:
    assert (MONEY + 1).args[1].type == "money"
    assert (POOR == "低保").args[1].type == "enum"
    assert when(YES, MONEY, 0).args[2].type == "money"
    assert when(YES, 0, MONEY).type == "money"
    assert constant(YES) is YES


def test_the_first_known_of_several() -> None:
    made = first_known(MONEY, fact("child_own_income"), constant(0, MONEY))
    assert made is when(
        known(MONEY), MONEY, when(known(fact("child_own_income")), fact("child_own_income"), 0)
    )


def test_a_parent_fact_keeps_its_owner_and_a_moment_counts_as_its_day() -> None:
    assert fact("father.parent_life_status").data == ("father.parent_life_status",)
    assert fact("father.parent_life_status").type == "enum"
    assert fact("report_time").type == "date"


def test_readings_of_an_ambiguity_stand_under_their_names() -> None:
    made = lean("A14", BORN, day_after=shift(BORN, days=1))
    assert made.data == ("A14", "on_birthday", "day_after")
    assert made.type == "date"


def test_a_rate_of_two_counts_is_a_percent() -> None:
    assert scale(COUNT, by=10_000, over=COUNT, as_="percent").type == "percent"
    assert scale(MONEY, by=3).type == "money"


# --------------------------------------------------------------------------------------------------- refused

REFUSED: dict[str, tuple[Callable[[], Any], str]] = {
    "no bool": (lambda: ~BORN, "birth_date.* must be bool"),
    "and": (lambda: YES & MONEY, "premium_amount.* must be bool"),
    "or": (lambda: any_of(YES, CODE), "hukou_division.* must be bool"),
    "plain python": (lambda: all_of(YES, True), "True must be bool"),  # type: ignore[arg-type]
    "two types": (lambda: BORN == MONEY, "birth_date.* is date, .*premium_amount.* is money"),
    "order of two types": (lambda: BORN < COUNT, "is date, .* is int"),
    "no order": (lambda: fact("residence_division") > CODE, "has no order"),
    "no order of bool": (lambda: YES >= NO, "has no order"),
    "enum": (lambda: POOR == "穷", "household_status cannot be '穷'; it can be 特困供养, 低保"),
    "enum of a parent": (lambda: fact("father.parent_life_status") == "活", "parent_life_status cannot be '活'"),
    "one of": (lambda: one_of(POOR, ["低保", "穷"]), "cannot be '穷'"),
    "list": (lambda: has(KINDS_OF, "痛"), "disability_types cannot be '痛'; it can be 视力"),
    "no list": (lambda: has(POOR, "低保"), "must be list"),
    "sum of days": (lambda: BORN + BORN, "is no whole number"),
    "sum of two types": (lambda: MONEY + COUNT, "is money, .* is int"),
    "branches": (lambda: when(YES, MONEY, BORN), "is money, .* is date"),
    "condition": (lambda: when(MONEY, 1, 2), "must be bool"),
    "pick": (lambda: greatest(MONEY, COUNT), "is money, .* is int"),
    "scale of a day": (lambda: scale(BORN, by=2), "whole numbers"),
    "mode of rounding": (lambda: scale(MONEY, over=3, mode="bankers"), "mode of rounding"),
    "shift of no day": (lambda: shift(MONEY, months=1), "must be date"),
    "month end of no day": (lambda: month_end(MONEY), "must be date"),
    "month start of no day": (lambda: month_start(YES), "must be date"),
    "prefix of no text": (lambda: prefix(MONEY, 2), "must be text"),
    "no such reading": (lambda: lean("A14", BORN, sideways=BORN), "A14 has no option sideways; it has on_birthday"),
    "reading of another type": (lambda: lean("A14", BORN, day_after=YES), "is date, .* is bool"),
    "value": (lambda: constant(2.5), "2.5 cannot stand in a rule"),
    "nothing": (lambda: constant(None), "None cannot stand in a rule"),
    "constant of another type": (lambda: BORN == 5, "5 is not a date"),
    "words as money": (lambda: MONEY <= "100", "'100' is not a money"),
    "half a fen": (lambda: MONEY <= 0.5, "0.5 is not a money"),
    "truth as a number": (lambda: COUNT == True, "True is not a int"),  # noqa: E712
    "number as truth": (lambda: YES == 1, "1 is not a bool"),
    "one of nothing": (lambda: one_of(POOR, []), "names no value"),
    "one of a count": (lambda: one_of(COUNT, ["1"]), "must be enum"),
    "mode of a shift": (lambda: shift(BORN, months=1, mode="bounce"), "no way to move a day"),
    "pick of truths": (lambda: greatest(YES, NO), "has no order"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_does_not_fit_is_refused_with_its_reason(name: str) -> None:
    write, message = REFUSED[name]
    with pytest.raises(RuleError) as error:
        write()
    assert re.search(message, str(error.value)), str(error.value)


def test_names_that_nobody_knows_are_refused() -> None:
    with pytest.raises(KeyError):
        fact("no_such_fact")
    with pytest.raises(KeyError):
        lean("A99", YES)


# --------------------------------------------------------------------------------------------- read and change


def test_walk_gives_each_node_once_and_children_first() -> None:
    shared = POOR == "低保"
    tree = any_of(all_of(shared, YES), all_of(shared, NO))
    order = list(walk(tree))
    assert len(order) == len({id(node) for node in order})
    assert order[-1] is tree
    at = {id(node): index for index, node in enumerate(order)}
    assert all(at[id(child)] < at[id(node)] for node in order for child in node.args)


def test_walk_passes_over_what_was_seen() -> None:
    seen: set[int] = set()
    first = list(walk(YES & NO, seen))
    assert len(first) == 3
    assert [node.kind for node in walk((YES & NO) | known(BORN), seen)] == ["fact", "known", "any"]


def test_names_by_kind() -> None:
    tree = all_of(lean("A14", YES), rule_ref("a", "bool"), fact("father.parent_life_status") == "死亡")
    assert names(tree, "fact") == {"in_school", "father.parent_life_status"}
    assert names(tree, "rule") == {"a"}
    assert names(tree, "lean") == {"A14"}


def test_substitute_replaces_facts_and_leaves_the_rest_the_same_object() -> None:
    untouched = known(BORN)
    tree = all_of(YES, untouched, known(YES))
    moved = substitute(shift(BORN, months=3, days=1), {"birth_date": SEEN})
    assert moved is shift(SEEN, months=3, days=1), "what a node says besides its parts stays"
    changed = substitute(tree, {"in_school": NO})
    assert changed is all_of(NO, untouched, known(NO))
    assert substitute(tree, {"hukou_division": CODE}) is tree


def test_rebuild_sees_changed_children() -> None:
    seen: list[Expr] = []

    def change(node: Expr) -> Expr | None:
        seen.append(node)
        return TRUE if node is YES else None

    assert rebuild(~YES & NO, change) is all_of(~TRUE, NO)
    assert any(node is ~TRUE for node in seen), "a parent is offered with its new children"


def test_a_node_tells_what_it_is() -> None:
    assert repr(POOR == "低保") == "equal(fact(household_status), const(低保))"
    assert repr(shift(BORN, months=6)) == "shift(0, clip, fact(birth_date), const(6))"
