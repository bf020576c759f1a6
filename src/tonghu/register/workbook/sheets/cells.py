"""What a cell can hold, and what a number format shows of a number.

A spreadsheet keeps a day as a number and a format. The format matters: whoever types 2015年3月 gets the number of
1 March 2015 under a format that shows no day, and whoever types 3月1日 gets the current year. Both are guesses of
the spreadsheet, not facts, and can be told apart only while the format is at hand.
"""

import re
from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

BIRTH_OF_1900, BIRTH_OF_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 (cells know no zone)
LAST_SERIAL = 2_958_465  # 9999-12-31
PHANTOM_SERIAL = 60  # Excel's 29 February 1900


class Number(NamedTuple):
    """A number under a format of its own (0.00, 0%, @ …)."""

    value: int | float
    format: str


class Stamp(NamedTuple):
    """A number under a format of dates or times: what it means, and which of "ymdh" the format shows.

    `when` is None for a duration, a time without a day, and serials that are no day.
    """

    serial: int | float
    format: str
    when: datetime | None
    shows: frozenset[str]


class Broken(NamedTuple):
    """A cell without a value: an error such as #REF!, or, with an empty `error`, a formula never worked out."""

    error: str


CellValue = str | int | float | bool | Number | Stamp | Broken
Cell = CellValue | None

# The formats that a file names by number only, in the words of a Chinese Excel.
BUILTIN_FORMATS: dict[int, str] = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
    12: "# ?/?", 13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"',
    29: 'm"月"d"日"', 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"',
    34: 'h"时"mm"分"', 35: 'h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"', 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
    48: "##0.0E+0", 49: "@", 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"',
    54: 'm"月"d"日"', 55: 'h"时"mm"分"', 56: 'h"时"mm"分"ss"秒"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip

_LITERALS = re.compile(
    r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|AM/PM|A/P|上午/下午|General', re.IGNORECASE
)


@lru_cache(maxsize=1024)
def format_shows(code: str) -> frozenset[str]:
    """Which of year (y), month (m), day (d) and time of day (h) a number format shows; empty for plain numbers."""
    letters = _LITERALS.sub("", code.partition(";")[0]).lower()
    shown = {letter for letter in "yd" if letter in letters}
    timed = "h" in letters or "s" in letters
    if "m" in letters and (shown or not timed):  # beside hours alone, m means minutes
        shown.add("m")
    return frozenset(shown | {"h"}) if timed else frozenset(shown)


def formatted(value: int | float, code: str, epoch_1904: bool) -> int | float | Number | Stamp:
    """A number as its format makes it: itself under General, a Stamp under a date format, else a Number."""
    if code in {"", "General"}:
        return value
    shows = format_shows(code)
    if not shows:
        return Number(value, code)
    return Stamp(value, code, _moment(value, epoch_1904), shows)


def column_letters(index: int) -> str:
    """The letters over a column: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """The name of a cell: row counted from 1, column from 0; (12, 4) is E12."""
    return f"{column_letters(column)}{row}"


def _moment(serial: int | float, epoch_1904: bool) -> datetime | None:
    first = 0 if epoch_1904 else 1
    if not first <= serial <= LAST_SERIAL - (1462 if epoch_1904 else 0):
        return None
    if epoch_1904:
        return BIRTH_OF_1904 + timedelta(days=serial)
    if PHANTOM_SERIAL <= serial < PHANTOM_SERIAL + 1:
        return None
    moment = BIRTH_OF_1900 + timedelta(days=serial + (1 if serial < PHANTOM_SERIAL else 0))
    # Fractions of a second are the dust of binary arithmetic, not something anyone wrote.
    return (moment + timedelta(microseconds=500_000)).replace(microsecond=0)
