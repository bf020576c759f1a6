"""Days and whole numbers: moved by months as on a calendar, rounded as with exact fractions."""

from __future__ import annotations

import calendar
import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.law.engine.reference import moved, rounded

from tonghu.law.engine.arith import scaled, shift_day

DAYS = st.dates(dt.date(1940, 1, 1), dt.date(2090, 12, 31))
EDGES = st.sampled_from(
    [
        *(dt.date(2024, 2, 29), dt.date(2023, 2, 28), dt.date(2024, 1, 31), dt.date(2025, 3, 31)),
        *(dt.date(2025, 12, 31), dt.date(2000, 2, 29), dt.date(2024, 3, 1), dt.date(2025, 4, 30)),
    ]
)
MONTHS = st.integers(-600, 600)
MODES = st.sampled_from(["clip", "roll", "month_end", "month_start"])


@settings(max_examples=500)
@given(day=DAYS | EDGES, months=MONTHS, days=st.integers(-800, 800), mode=MODES)
def test_a_day_moves_as_on_a_calendar(day: dt.date, months: int, days: int, mode: str) -> None:
    assert shift_day(day, months, days, mode) == moved(day, months, days, mode)


@pytest.mark.parametrize(
    ("day", "months", "clip", "roll"),
    [
        ("2008-02-29", 216, "2026-02-28", "2026-03-01"),
        ("2008-02-29", 192, "2024-02-29", "2024-02-29"),
        ("2008-02-28", 216, "2026-02-28", "2026-02-28"),
        ("2025-01-31", 1, "2025-02-28", "2025-03-01"),
        ("2024-01-31", 1, "2024-02-29", "2024-03-01"),
        ("2025-08-31", 6, "2026-02-28", "2026-03-01"),
        ("2025-03-31", -1, "2025-02-28", "2025-03-01"),
        ("2025-12-15", 1, "2026-01-15", "2026-01-15"),
    ],
)
def test_ends_of_months(day: str, months: int, clip: str, roll: str) -> None:
    start = dt.date.fromisoformat(day)
    assert shift_day(start, months, 0, "clip") == dt.date.fromisoformat(clip)
    assert shift_day(start, months, 0, "roll") == dt.date.fromisoformat(roll)


@given(day=DAYS, months=st.integers(0, 600))
def test_a_later_day_never_moves_to_an_earlier_one(day: dt.date, months: int) -> None:
    """Comparisons are turned round on this: `birth + 18 years <= day` is asked of the birth."""
    for mode in ("clip", "roll"):
        here, after = shift_day(day, months, 0, mode), shift_day(day + dt.timedelta(days=1), months, 0, mode)
        assert here is not None
        assert after is not None
        assert here <= after


@given(day=DAYS)
def test_the_month_of_a_day(day: dt.date) -> None:
    first, last = shift_day(day, 0, 0, "month_start"), shift_day(day, 0, 0, "month_end")
    assert first == dt.date(day.year, day.month, 1)
    assert last == dt.date(day.year, day.month, calendar.monthrange(day.year, day.month)[1])


def test_nothing_moves_nowhere() -> None:
    assert shift_day(None, 3, 0, "clip") is None
    assert shift_day(dt.date(2026, 1, 1), None, 0, "clip") is None


@pytest.mark.parametrize(
    ("day", "months", "days", "mode"),
    [
        (dt.date(9999, 12, 1), 1, 0, "clip"),
        (dt.date(9990, 1, 1), 216, 0, "roll"),
        (dt.date(9999, 12, 31), 0, 1, "clip"),
        (dt.date(1, 1, 15), -1, 0, "clip"),
        (dt.date(1, 1, 1), 0, -1, "roll"),
        (dt.date(2026, 1, 1), 10**7, 0, "clip"),
    ],
)
def test_a_day_off_the_calendar_is_unknown(day: dt.date, months: int, days: int, mode: str) -> None:
    """A slip of the finger in a number of months must not end a county's whole run."""
    assert shift_day(day, months, days, mode) is None


# --------------------------------------------------------------------------------------------- whole numbers


@settings(max_examples=500)
@given(
    a=st.integers(0, 10**9),
    by=st.integers(0, 10**5),
    over=st.integers(0, 10**5),
    unit=st.sampled_from([1, 5, 10, 50, 100, 1000]),
    mode=st.sampled_from(["half_up", "down", "up"]),
)
def test_rounding_is_that_of_exact_fractions(a: int, by: int, over: int, unit: int, mode: str) -> None:
    assert scaled(a, by, over, unit, mode) == rounded(a, by, over, unit, mode)


@pytest.mark.parametrize(
    ("a", "over", "unit", "half_up", "down", "up"),
    [
        (5, 2, 1, 3, 2, 3),
        (4, 2, 1, 2, 2, 2),
        (7, 3, 1, 2, 2, 3),
        (8, 3, 1, 3, 2, 3),
        (150, 1, 100, 200, 100, 200),
        (149, 1, 100, 100, 100, 200),
        (100, 1, 100, 100, 100, 100),
        (5, 3, 3, 3, 0, 3),
        (0, 7, 100, 0, 0, 0),
    ],
)
def test_edges_of_rounding(a: int, over: int, unit: int, half_up: int, down: int, up: int) -> None:
    found = [scaled(a, 1, over, unit, mode) for mode in ("half_up", "down", "up")]
    assert found == [half_up, down, up]


@pytest.mark.parametrize(("a", "by", "over"), [(None, 1, 1), (1, None, 1), (1, 1, None), (1, 1, 0)])
def test_of_an_unknown_number_or_over_nothing_there_is_no_share(
    a: int | None, by: int | None, over: int | None
) -> None:
    assert scaled(a, by, over, 1, "half_up") is None


def test_a_percent_is_held_in_hundredths() -> None:
    assert scaled(2817_00, 65_00, 10_000, 100, "half_up") == 1831_00
    assert scaled(2817_00, 65_00, 10_000, 1, "half_up") == 1831_05
