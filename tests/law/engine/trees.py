"""Random expressions of every kind over a few facts, and random facts for them."""

from __future__ import annotations

import datetime as dt
import random
from types import SimpleNamespace
from typing import Any, cast

from hypothesis import strategies as st
from tests.law.engine import generated

from tonghu.law.engine.interpret import Program, program
from tonghu.law.engine.law import Frame, Law
from tonghu.law.engine.reasons import Reading
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
    one_of,
    prefix,
    scale,
    shift,
    unknown,
    when,
)
from tonghu.law.language.switches import switches

DAY = dt.date(2026, 6, 15)
NAMES: dict[str, tuple[str, ...]] = {
    "bool": ("in_school", "institution_placed", "father.parent_performing_duty"),
    "enum": ("household_status", "school_stage", "father.parent_life_status"),
    "int": ("param_taper_months", "rehab_capacity"),
    "money": ("premium_amount", "child_own_income", "param_standard_scattered"),
    "percent": ("param_severe_disability_ratio",),
    "date": ("birth_date", "visit_date", "as_of_date"),
    "list": ("disability_types",),
    "text": ("hukou_division", "residence_division"),
}
FACTS = [name for names in NAMES.values() for name in names]
FREE_LIST = "disease_names"  # of words that no vocabulary limits
SETTINGS = {key: switch.default for key, switch in switches().items()}
READINGS = st.sampled_from(
    [SETTINGS, SETTINGS | {"A14": "day_after"}, SETTINGS | {"A14": "open"}, SETTINGS | {"A04": "open"}]
)


@st.composite
def truths(draw: st.DrawFn, depth: int = 4, closed: bool = False) -> Expr:
    """A condition. `closed`: with tests of what is known, whose answer turns when a fact comes to be known."""
    if depth == 0 or draw(st.integers(0, 5)) == 0:
        return draw(leaves("bool"))
    smaller = truths(depth - 1, closed)
    options = [
        st.builds(lambda a: ~a, smaller),
        st.lists(smaller, min_size=2, max_size=4).map(lambda parts: all_of(*parts)),
        st.lists(smaller, min_size=2, max_size=4).map(lambda parts: any_of(*parts)),
        st.builds(when, smaller, smaller, smaller),
        st.builds(lambda a: lean("A04", a), smaller),
        st.builds(lambda a, b: lean("A14", a, day_after=b), smaller, smaller),
        comparisons(depth - 1, closed),
        enums(),
    ]
    if closed:
        options.append(leaves(draw(st.sampled_from(list(NAMES)))).map(known))
    return draw(st.one_of(options))


@st.composite
def comparisons(draw: st.DrawFn, depth: int, closed: bool = False) -> Expr:
    """A comparison of two of a kind."""
    type_ = draw(st.sampled_from(["money", "int", "date"]))
    if type_ == "int":
        a, b = draw(leaves("int")), draw(leaves("int"))
    else:
        of = sums if type_ == "money" else days
        a, b = draw(of(depth, closed)), draw(of(depth, closed))
    return draw(st.sampled_from([a < b, a <= b, a > b, a >= b, equal(a, b), a != b]))


def enums() -> st.SearchStrategy[Expr]:
    """A test of an enum, a list or a text."""
    words = ("低保", "低保边缘", "特困供养")
    status = fact("household_status")
    kinds = fact("disability_types")
    return st.one_of(
        st.sampled_from(words).map(lambda word: status == word),
        st.sets(st.sampled_from(words), min_size=1).map(lambda found: one_of(status, sorted(found))),
        st.sets(st.sampled_from(("视力", "听力", "智力"))).map(lambda found: has(kinds, *sorted(found))),
        st.sampled_from(
            [
                has(fact(FREE_LIST)),
                has(fact(FREE_LIST), "脑瘫", "苯丙酮尿症"),
                has(fact(FREE_LIST), fact("hukou_division")),
            ]
        ),
        st.sampled_from([2, 4, 6]).map(
            lambda n: equal(prefix(fact("hukou_division"), n), prefix(fact("residence_division"), n))
        ),
        st.sampled_from(["33", "3301", "330102"]).map(
            lambda code: prefix(fact("hukou_division"), len(code)) == code
        ),
    )


@st.composite
def sums(draw: st.DrawFn, depth: int, closed: bool = False) -> Expr:
    """An amount of money; subtraction may take it below nothing."""
    if depth <= 0 or draw(st.integers(0, 3)) == 0:
        return draw(leaves("money"))
    smaller = sums(depth - 1, closed)
    return draw(
        st.one_of(
            st.builds(lambda a, b: a + b, smaller, smaller),
            st.builds(lambda a, b: greatest(a - b, 0), smaller, smaller),
            st.builds(lambda a, b: a - b, smaller, smaller),
            st.builds(greatest, smaller, smaller),
            st.builds(least, smaller, smaller),
            st.builds(when, truths(depth - 1, closed), smaller, smaller),
            st.builds(lambda a, b: lean("A14", a, day_after=b), smaller, smaller),
            st.builds(_part, smaller, leaves("percent"), st.sampled_from((1, 100, 1000)), MODES),
            st.builds(_share, smaller, leaves("int"), st.sampled_from((1, 50)), MODES),
        )
    )


MODES = st.sampled_from(("half_up", "down", "up"))


def _part(a: Expr, percent: Expr, unit: int, mode: str) -> Expr:
    return scale(greatest(a, 0), by=percent, over=10_000, unit=unit, mode=mode)


def _share(a: Expr, over: Expr, unit: int, mode: str) -> Expr:
    return scale(greatest(a, 0), by=3, over=over, unit=unit, mode=mode)


@st.composite
def days(draw: st.DrawFn, depth: int, closed: bool = False) -> Expr:
    """A day."""
    if depth <= 0 or draw(st.integers(0, 2)) == 0:
        return draw(leaves("date"))
    smaller = days(depth - 1, closed)
    return draw(
        st.one_of(
            st.builds(
                lambda d, m, n: shift(d, months=m, days=n),
                smaller,
                st.integers(-40, 240),
                st.integers(-400, 400),
            ),
            st.builds(lambda d, m: shift(d, months=m), smaller, leaves("int")),
            st.builds(
                lambda d, y: shift(d, months=12 * y, days=1, mode="roll"), smaller, st.integers(-3, 20)
            ),
            st.builds(lambda d, m: shift(d, months=m, mode="roll"), smaller, leaves("int")),
            st.builds(month_end, smaller),
            st.builds(month_start, smaller),
            st.builds(when, truths(depth - 1, closed), smaller, smaller),
            st.builds(greatest, smaller, smaller),
        )
    )


@st.composite
def leaves(draw: st.DrawFn, type_: str) -> Expr:
    """A fact, now and then a constant or what is never known."""
    of_type = fact(draw(st.sampled_from(NAMES[type_])))
    if type_ in ("enum", "list", "text"):
        return of_type
    found = draw(st.integers(0, 9))
    if found == 0:
        return unknown(of_type.type)
    if found <= 2:
        return constant(draw(VALUES[type_]), of_type)
    return of_type


VALUES: dict[str, st.SearchStrategy[Any]] = {
    "bool": st.booleans(),
    "int": st.sampled_from((0, 1, 2, 6, 7, 12, 18)),
    "money": st.sampled_from((0, 1, 5000, 70_000, 120_000, 999_999)),
    "percent": st.sampled_from((0, 3333, 5000, 10_000)),
    "date": st.sampled_from((DAY, dt.date(2008, 2, 29), dt.date(2024, 1, 31), dt.date(2026, 12, 31))),
}


def some_facts(chance: random.Random, names: list[str] | None = None) -> dict[str, Any]:
    """A value or unknown for every fact."""
    return {n: _one(n, chance) for n in names or [*FACTS, FREE_LIST]}


def _one(name: str, chance: random.Random) -> Any:
    if chance.random() < generated.UNKNOWN:
        return None
    return generated.value(generated.entry_of(name), DAY, chance)


def complete(facts: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """The same facts with every unknown one known."""
    return {
        name: generated.value(generated.entry_of(name), DAY, chance) if value is None else value
        for name, value in facts.items()
    }


def frame(nodes: dict[str, Expr], settings: dict[str, str] | None = None) -> Frame:
    """Named expressions as the engine holds them, of no place."""
    return Frame({}, {}, {}, nodes, settings or SETTINGS)


def run(expr: Expr, facts: dict[str, Any], settings: dict[str, str] | None = None) -> Any:
    """The value that the interpreter gives an expression."""
    ready = Program(frame({"x": expr}, settings))
    return ready.run(facts)[ready.root["x"]]


def reading(expr: Expr, facts: dict[str, Any], settings: dict[str, str] | None = None) -> Reading:
    """What can be read off an expression for some facts; the expression itself is the rule `x`."""
    made = frame({"x": expr}, settings)
    law = cast("Law", SimpleNamespace(frame=made, settings=made.settings, nodes=made.nodes))
    return Reading(law, program(made).run(facts))
