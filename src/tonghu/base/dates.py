"""Days, months and birthdays, and the many ways in which people write a day.

Counting follows two readings that the law leaves open and `ledger` settles by default:
a period of months ends on the same day number, or on the last day of a month that has no such day (A15);
an age is reached on the birthday itself, and those born on 29 February reach it on 1 March of a common year (A14).
"""

import calendar
import re
import unicodedata
from datetime import date, datetime, time, timedelta

from tonghu.base.errors import Unreadable
from tonghu.base.texts import Text

# The days that a workbook about living people can mean. Years outside are slips of the finger.
FIRST_YEAR, LAST_YEAR = 1900, 2100
LAST_SERIAL = 80_000
# Excel counts a 29 February 1900 that never was, so serials from 61 on stand one day further.
PHANTOM_SERIAL = 60

_WRITE_SO = Text("请写成 2015-03-01 这样的年-月-日。", "Write year-month-day, such as 2015-03-01.")
_FULL = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})[日号]?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_TIME = re.compile(r"(?<=[\d日号])[T\s]+(\d{1,2}:\d{2}.*)$")
_MIDNIGHT = re.compile(r"0{1,2}:00(:00(\.0+)?)?")
_SEPARATORS = str.maketrans("–—−―。、", "----..")
_MONTH_ONLY = re.compile(r"(\d{4})[-./年](\d{1,2})月?|(\d{4})(\d{2})")
_YEAR_ONLY = re.compile(r"(\d{4})年?")
_NO_YEAR = re.compile(r"\d{1,2}[-./月]\d{1,2}[日号]?")
_SHORT_YEAR = re.compile(r"\d{2}[-./年]\d{1,2}[-./月]\d{1,2}[日号]?")
_YEAR_LAST = re.compile(r"\d{1,2}[-./]\d{1,2}[-./]\d{4}")


def add_months(day: date, months: int) -> date:
    """The same day number so many months on, or the last day of a month that has no such day (A15).

    `months` may be negative. Raises ValueError when the year leaves 1..9999.
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    if not 1 <= year <= 9999:
        raise ValueError(f"year {year} is out of range")
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def month_end(day: date) -> date:
    """The last day of the month in which the day lies."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def birthday(birth: date, years: int) -> date:
    """The day on which a person born on `birth` reaches so many years.

    Someone born on 29 February reaches them on 1 March of a common year (A14).
    Raises ValueError when the year leaves 1..9999.
    """
    year = birth.year + years
    if birth.month == 2 and birth.day == 29 and not calendar.isleap(year):
        return date(year, 3, 1)
    return birth.replace(year=year)


def full_years(birth: date, day: date) -> int:
    """How many birthdays have been reached on a day: the age in years (周岁). Below zero before birth."""
    years = day.year - birth.year
    return years if birthday(birth, years) <= day else years - 1


def full_months(start: date, day: date) -> int:
    """The largest n for which `add_months(start, n)` is not after the day. Below zero before the start."""
    months = (day.year - start.year) * 12 + day.month - start.month
    return months if add_months(start, months) <= day else months - 1


def parse_day(value: object) -> date:
    """The day that a cell, a form field or a file means. Never a guess.

    Reads date and datetime objects (at midnight), Excel serials given as numbers (1 to 80000, whole), and text:
    2015-03-01, 2015.3.1, 2015/3/1, 2015年3月1日, 20150301 (also as a number), full-width digits, blanks anywhere.
    Raises Unreadable, which says what is missing, for anything that does not name one day: 2015.3, 2015,
    15-3-1, 3/1/2015, 2015-02-30, a time of day, other text.
    """
    if isinstance(value, datetime):
        return _whole_day(value)
    if isinstance(value, date):
        return value
    if isinstance(value, bool):
        raise _no_day(str(value))
    if isinstance(value, int | float):
        return _from_number(value)
    return _from_text(str(value))


def _whole_day(value: datetime) -> date:
    if value.time() != time(0):
        raise Unreadable(_has_time(str(value)), _WRITE_SO)
    return value.date()


def _has_time(text: str) -> Text:
    return Text(f"“{text}”带有时刻，不是一个日期", f"'{text}' has a time of day; a day is wanted")


def _from_number(value: int | float) -> date:
    if isinstance(value, float) and not value.is_integer():
        return _refuse_fraction(value)
    number = int(value)
    if FIRST_YEAR <= number <= LAST_YEAR:  # 2015 is a year that someone typed, not 7 July 1905
        raise _missing(str(number), Text("月和日", "the month and the day"))
    if number == PHANTOM_SERIAL:
        raise _impossible("1900-02-29")
    if 1 <= number <= LAST_SERIAL:
        return date(1899, 12, 31 if number < PHANTOM_SERIAL else 30) + timedelta(days=number)
    return _from_text(str(number))


def _refuse_fraction(value: float) -> date:
    if FIRST_YEAR <= value < LAST_YEAR + 1:  # 2015.3 as a number: also what 2015.30 becomes
        raise _missing(f"{value:g}", Text("日", "the day"))
    raise Unreadable(
        Text(
            f"“{value:g}”不是一个整日（带有时刻或小数）",
            f"'{value:g}' is not a whole day (a time or a fraction)",
        ),
        _WRITE_SO,
    )


def _from_text(raw: str) -> date:
    text = _tidy(raw)
    match = _FULL.fullmatch(text) or _COMPACT.fullmatch(text)
    if match is None:
        raise _why_not(text)
    year, month, day = (int(part) for part in match.groups())
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Unreadable(
            Text(
                f"“{text}”的年份不在 {FIRST_YEAR}–{LAST_YEAR} 之间",
                f"the year of '{text}' is not between {FIRST_YEAR} and {LAST_YEAR}",
            ),
            _WRITE_SO,
        )
    try:
        return date(year, month, day)
    except ValueError:
        raise _impossible(text) from None


def _tidy(raw: str) -> str:
    """Half-width, one kind of dash, no blanks beside a separator, no midnight behind the day.

    A blank between two digits stays: "2015-1 1-2" is not 11 January.
    """
    text = unicodedata.normalize("NFKC", raw).translate(_SEPARATORS).strip()
    found = _TIME.search(text)
    if found and _MIDNIGHT.fullmatch(found.group(1)):
        text = text[: found.start()]
    elif found:
        raise Unreadable(_has_time(text), _WRITE_SO)
    return re.sub(r"\s*([-./年月日号])\s*", r"\1", text)


def _why_not(text: str) -> Unreadable:
    """Say what is missing from a text that does not name one day."""
    if _YEAR_ONLY.fullmatch(text):
        return _missing(text, Text("月和日", "the month and the day"))
    if _MONTH_ONLY.fullmatch(text):
        return _missing(text, Text("日", "the day"))
    if _SHORT_YEAR.fullmatch(text):
        return Unreadable(Text(f"“{text}”的年份只有两位", f"'{text}' has a year of two digits"), _WRITE_SO)
    if _NO_YEAR.fullmatch(text):
        return _missing(text, Text("年", "the year"))
    if _YEAR_LAST.fullmatch(text):
        return Unreadable(
            Text(f"“{text}”分不清月和日的先后", f"in '{text}' month and day cannot be told apart"), _WRITE_SO
        )
    return _no_day(text)


def _missing(text: str, what: Text) -> Unreadable:
    return Unreadable(Text(f"“{text}”缺{what.zh}", f"'{text}' lacks {what.en}"), _WRITE_SO)


def _impossible(text: str) -> Unreadable:
    return Unreadable(
        Text(f"“{text}”这一天不存在", f"there is no such day as '{text}'"),
        Text("请按户口簿或证件改正日期。", "Correct the date from the household register or the paper."),
    )


def _no_day(text: str) -> Unreadable:
    if not text:
        return Unreadable(Text("没有填日期", "no date is given"), _WRITE_SO)
    return Unreadable(Text(f"“{text}”不是日期", f"'{text}' is not a date"), _WRITE_SO)
