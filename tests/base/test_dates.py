"""Days, months, birthdays, and the ways in which people write a day."""

import calendar
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonghu.base.dates import add_months, birthday, full_months, full_years, month_end, parse_day
from tonghu.base.errors import Unreadable

days = st.dates(date(1901, 1, 1), date(2099, 12, 31))
months = st.integers(-600, 600)


def test_months_end_on_the_last_day_where_the_day_is_missing() -> None:
    assert add_months(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert add_months(date(2023, 8, 31), 6) == date(2024, 2, 29)
    assert add_months(date(2026, 1, 10), 6) == date(2026, 7, 10)
    assert add_months(date(2026, 3, 31), -1) == date(2026, 2, 28)


def test_a_year_beyond_the_calendar_is_an_error() -> None:
    with pytest.raises(ValueError, match="out of range"):
        add_months(date(9999, 12, 1), 1)


@given(days, months)
def test_added_months_land_in_the_right_month(day: date, count: int) -> None:
    later = add_months(day, count)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == count
    assert later.day == min(day.day, calendar.monthrange(later.year, later.month)[1])


@given(days, months, months)
def test_more_months_are_never_earlier(day: date, one: int, other: int) -> None:
    assert (add_months(day, one) <= add_months(day, other)) == (one <= other)


@given(days, days)
def test_full_months_are_the_largest_that_fit(start: date, day: date) -> None:
    count = full_months(start, day)
    assert add_months(start, count) <= day < add_months(start, count + 1)


@given(days, days)
def test_full_years_change_on_birthdays_only(birth: date, day: date) -> None:
    years = full_years(birth, day)
    assert birthday(birth, years) <= day < birthday(birth, years + 1)


def test_the_day_before_the_birthday_is_still_younger() -> None:
    assert full_years(date(2008, 9, 10), date(2026, 9, 9)) == 17
    assert full_years(date(2008, 9, 10), date(2026, 9, 10)) == 18
    assert full_years(date(2026, 9, 10), date(2026, 9, 9)) == -1


def test_those_born_on_29_february_reach_an_age_on_1_march() -> None:
    assert birthday(date(2008, 2, 29), 18) == date(2026, 3, 1)
    assert birthday(date(2008, 2, 29), 16) == date(2024, 2, 29)
    assert full_years(date(2008, 2, 29), date(2026, 2, 28)) == 17


@given(days)
def test_the_month_ends_the_day_before_the_next_one(day: date) -> None:
    assert (month_end(day) + timedelta(days=1)).day == 1
    assert month_end(day).month == day.month


@pytest.mark.parametrize(
    "written",
    [
        "2015-03-01", "2015.3.1", "2015/3/1", "2015年3月1日", "2015年3月1号", "２０１５年３月１日", " 2015 . 3 . 1 ",
        "2015。3。1", "2015—3—1", "20150301", "2015-03-01 00:00:00", "2015-3-1 0:00", "2015-03-01T00:00:00",
        20150301, 20150301.0, 42064, 42064.0, date(2015, 3, 1), datetime(2015, 3, 1),  # noqa: DTZ001 (cells know no zone)
    ],
)  # fmt: skip
def test_ways_to_write_a_day(written: object) -> None:
    assert parse_day(written) == date(2015, 3, 1)


def test_a_trailing_midnight_does_not_eat_the_day() -> None:
    assert parse_day("2015-3-10 0:00") == date(2015, 3, 10)


def test_serials_around_the_day_that_never_was() -> None:
    assert parse_day(1) == date(1900, 1, 1)
    assert parse_day(59) == date(1900, 2, 28)
    assert parse_day(61) == date(1900, 3, 1)
    with pytest.raises(Unreadable):
        parse_day(60)


@given(st.dates(date(1900, 3, 1), date(2100, 12, 31)))
def test_every_serial_and_every_writing_comes_back(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    if not 1900 <= serial <= 2100:  # those numbers look like years and are refused
        assert parse_day(serial) == parse_day(float(serial)) == day
    assert parse_day(f"{day.year}.{day.month}.{day.day}") == day
    assert parse_day(day.strftime("%Y%m%d")) == day


@pytest.mark.parametrize(
    ("written", "what"),
    [
        ("2015.3", "缺日"), (2015.3, "缺日"), ("2015年3月", "缺日"), ("201503", "缺日"), (201503, "缺日"),
        ("2015", "缺月和日"), (2015, "缺月和日"), (2015.0, "缺月和日"), ("3月1日", "缺年"),
        ("15-3-1", "两位"), ("3/1/2015", "先后"), ("2015-02-30", "不存在"), ("2015.13.1", "不存在"),
        (20150230, "不存在"), ("1815-1-1", "年份"), ("2015-03-01 10:30", "时刻"), (datetime(2015, 3, 1, 8), "时刻"),  # noqa: DTZ001
        (42064.5, "整日"), (float("nan"), "整日"), ("", "没有填"), ("农历三月", "不是日期"), ("2015-1 1-2", "不是日期"),
        (True, "不是日期"), (0, "不是日期"), (80001, "不是日期"), ("42064", "不是日期"),
    ],
)  # fmt: skip
def test_what_does_not_name_one_day_is_refused(written: object, what: str) -> None:
    with pytest.raises(Unreadable) as caught:
        parse_day(written)
    assert what in caught.value.what.zh
    assert caught.value.mend.zh
    assert caught.value.what.en
