"""What Kleene's logic leaves open though every completion agrees is settled."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonghu.law.engine.complete import complete
from tonghu.law.engine.interpret import Program
from tonghu.law.engine.law import Frame
from tonghu.law.language.expr import TRUE, Expr, all_of, any_of, fact, known, lean, negate, unknown, when

NAMES = ("adopted", "in_school", "full_time")
A, B, C = (fact(name) for name in NAMES)


def value(expr: Expr, facts: dict[str, Any]) -> Any:
    """One expression by the interpreter."""
    program = Program(Frame({}, {}, {}, {"x": expr}, {"A04": "certificate_first"}))
    return program.run(facts)[program.root["x"]]


@pytest.mark.parametrize(
    ("expr", "settled"),
    [
        (A | ~A, True),
        (A & ~A, False),
        ((A & B) | (~A & B), B),
        (lean("A04", A) | ~A, True),
        (any_of(all_of(A, known(B)), all_of(~A, known(B))), known(B)),
        (any_of(when(B, A, C), ~A), when(B, TRUE, unknown("bool"))),
    ],
)
def test_what_every_completion_agrees_on_is_known(expr: Expr, settled: bool | Expr) -> None:
    for b in (True, False, None):
        facts = {"in_school": b}
        wanted = settled if isinstance(settled, bool) else value(settled, facts)
        assert value(complete(expr), facts) is wanted


@pytest.mark.parametrize(
    "expr",
    [A & B, ~A | B, any_of(all_of(A, known(B)), all_of(C, ~known(B))), Expr("all", "bool", (A, TRUE, ~TRUE))],
)
def test_what_cannot_gain_by_it_stays_as_it_is(expr: Expr) -> None:
    assert complete(expr) is expr


def trees() -> st.SearchStrategy[Expr]:
    """Small conditions over three facts."""
    return st.recursive(
        st.sampled_from([A, B, C]),
        lambda inner: st.one_of(
            inner.map(negate),
            st.lists(inner, min_size=2, max_size=3).map(lambda parts: all_of(*parts)),
            st.lists(inner, min_size=2, max_size=3).map(lambda parts: any_of(*parts)),
            st.tuples(inner, inner, inner).map(lambda parts: when(*parts)),
        ),
        max_leaves=8,
    )


@given(expr=trees(), given_values=st.tuples(*[st.sampled_from([True, False, None])] * 3))
def test_completing_never_contradicts_a_completion(expr: Expr, given_values: tuple[bool | None, ...]) -> None:
    """Sound: what it says is what every completion of the unknown facts gives; known stays known."""
    facts = dict(zip(NAMES, given_values, strict=True))
    before, after = value(expr, facts), value(complete(expr), facts)
    assert before is None or after is before
    open_ = [name for name in NAMES if facts[name] is None]
    if after is not None:
        for filling in itertools.product((True, False), repeat=len(open_)):
            assert value(expr, {**facts, **dict(zip(open_, filling, strict=True))}) is after
