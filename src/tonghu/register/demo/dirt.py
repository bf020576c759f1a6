"""Untidiness as it is found in real ledgers. Each function spoils one row in one way.

Some of it can be read all the same (a day written with dots), some only refused with a reason (a number of which a
spreadsheet kept fifteen digits). `READABLE` and `REFUSED` say which is which; nothing of it may ever be guessed.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from tonghu.base.ids import check_character
from tonghu.register.demo.ledger import GRADES, LedgerRow, Row

Spoil = Callable[[Row, Random], bool]
READABLE: dict[str, Spoil] = {}
REFUSED: dict[str, Spoil] = {}
_EXCEL_EPOCH = date(1899, 12, 30)


def spoil(row: LedgerRow, random: Random, kind: str = "") -> LedgerRow:
    """The row with one untidiness: of the kind asked for, or of any that the row has room for.

    Returns the row as it was when it has no room for the kind.
    """
    every = READABLE | REFUSED
    kinds = [kind] if kind else random.sample(sorted(every), len(every))
    for name in kinds:
        cells = dict(row.cells)
        if every[name](cells, random):
            return replace(row, cells=cells, dirt=name)
    return row


def _readable(spoiler: Spoil) -> Spoil:
    READABLE[spoiler.__name__] = spoiler
    return spoiler


def _refused(spoiler: Spoil) -> Spoil:
    REFUSED[spoiler.__name__] = spoiler
    return spoiler


def _wide(text: str) -> str:
    """Digits, letters and hyphens in full width, as a Chinese keyboard leaves them."""
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)


def _birth(row: Row) -> date:
    day = row["出生日期"]
    assert isinstance(day, date)
    return day


def _number(row: Row) -> str:
    return str(row["身份证号码"])


# -------------------------------------------------------------------------------------- days, readable


@_readable
def day_with_dots(row: Row, _: Random) -> bool:
    """2015.3.1"""
    day = _birth(row)
    row["出生日期"] = f"{day.year}.{day.month}.{day.day}"
    return True


@_readable
def day_in_chinese(row: Row, _: Random) -> bool:
    """2015年3月1日"""
    day = _birth(row)
    row["出生日期"] = f"{day.year}年{day.month}月{day.day}日"
    return True


@_readable
def day_with_slashes(row: Row, _: Random) -> bool:
    """2015/3/1"""
    day = _birth(row)
    row["出生日期"] = f"{day.year}/{day.month}/{day.day}"
    return True


@_readable
def day_as_serial(row: Row, _: Random) -> bool:
    """42064: the number that a spreadsheet holds, without its format"""
    row["出生日期"] = (_birth(row) - _EXCEL_EPOCH).days
    return True


@_readable
def day_as_digits(row: Row, _: Random) -> bool:
    """20150301, as a number"""
    row["出生日期"] = int(f"{_birth(row):%Y%m%d}")
    return True


@_readable
def day_full_width(row: Row, _: Random) -> bool:
    """２０１５－０３－０１"""
    row["出生日期"] = _wide(_birth(row).isoformat())
    return True


@_readable
def day_with_blanks(row: Row, _: Random) -> bool:
    """A day with blanks around it"""
    row["出生日期"] = f" {_birth(row).isoformat()}\u3000"
    return True


# --------------------------------------------------------------------------------------- days, refused


@_refused
def day_without_day(row: Row, _: Random) -> bool:
    """2015年3月"""
    day = _birth(row)
    row["出生日期"] = f"{day.year}年{day.month}月"
    return True


@_refused
def day_that_never_was(row: Row, _: Random) -> bool:
    """2015-02-30"""
    row["出生日期"] = f"{_birth(row).year}-02-30"
    return True


@_refused
def day_with_short_year(row: Row, _: Random) -> bool:
    """15-3-1"""
    day = _birth(row)
    row["出生日期"] = f"{day:%y}-{day.month}-{day.day}"
    return True


# ------------------------------------------------------------------------------------ numbers, readable


@_readable
def number_full_width(row: Row, _: Random) -> bool:
    """A citizen number in full-width digits"""
    row["身份证号码"] = _wide(_number(row))
    return True


@_readable
def number_with_apostrophe(row: Row, _: Random) -> bool:
    """A citizen number behind the apostrophe that was to make it text"""
    row["身份证号码"] = f"'{_number(row)}"
    return True


@_readable
def number_in_groups(row: Row, _: Random) -> bool:
    """A citizen number with blanks between its parts"""
    number = _number(row)
    row["身份证号码"] = f"{number[:6]} {number[6:14]} {number[14:]}".lower()
    return True


# ------------------------------------------------------------------------------------- numbers, refused


@_refused
def number_rounded(row: Row, _: Random) -> bool:
    """A citizen number that was entered as a number: fifteen digits are left"""
    if not _number(row).isdigit():
        return False
    row["身份证号码"] = float(_number(row)[:15] + "000")
    return True


@_refused
def number_in_powers(row: Row, _: Random) -> bool:
    """9.99999E+17, as a copied cell shows it"""
    if not _number(row).isdigit():
        return False
    row["身份证号码"] = f"{float(_number(row)):.5E}"
    return True


@_refused
def number_with_slip(row: Row, random: Random) -> bool:
    """One digit of the serial wrong, so that the check character does not fit"""
    number = _number(row)
    other = random.choice([digit for digit in "0123456789" if digit != number[15]])
    row["身份证号码"] = number[:15] + other + number[16:]
    return True


@_refused
def number_too_short(row: Row, _: Random) -> bool:
    """The last digit lost"""
    row["身份证号码"] = _number(row)[:17]
    return True


@_refused
def number_of_another_day(row: Row, _: Random) -> bool:
    """A valid number that contradicts the date of birth"""
    number, day = _number(row), _birth(row) - timedelta(days=31)
    first = f"{number[:6]}{day:%Y%m%d}{number[14:17]}"
    row["身份证号码"] = first + check_character(first)
    return True


# --------------------------------------------------------------------------------------- words and ticks


@_readable
def ticks_for_yes(row: Row, _: Random) -> bool:
    """√ where others write 是"""
    yes = [header for header, cell in row.items() if cell == "是"]
    row.update(dict.fromkeys(yes, "√"))
    return bool(yes)


@_readable
def blanks_in_words(row: Row, _: Random) -> bool:
    """Blanks of both widths around and within words"""
    words = [header for header in ("家庭类型", "安置方式") if row[header]]
    row.update({header: f" {row[header]!s:.1} {str(row[header])[1:]}\u3000" for header in words})
    return bool(words)


@_readable
def grade_in_digits(row: Row, _: Random) -> bool:
    """2级 for 二级"""
    grade = row["残疾等级"]
    if not isinstance(grade, str):
        return False
    row["残疾等级"] = f"{GRADES.index(grade[0]) + 1}级"
    return True


@_readable
def dash_for_the_dead(row: Row, _: Random) -> bool:
    """— for a dead parent, as the national form has it"""
    dead = [title for title in ("父亲", "母亲") if row[f"{title}生存状况"] in {"死亡", "已故", "去世"}]
    for title in dead:
        row[f"{title}姓名"] = row[f"{title}生存状况"] = "—"
    return bool(dead)


@_readable
def said_to_be_unknown(row: Row, _: Random) -> bool:
    """不详 where nothing is known"""
    empty = [header for header in ("家庭类型", "参加医保", "患重病") if row[header] is None]
    row.update(dict.fromkeys(empty, "不详"))
    return bool(empty)


@_readable
def money_with_unit(row: Row, _: Random) -> bool:
    """1,300元, in full width"""
    amount = row["低保特困金额"] or row["医保缴费额"]
    header = "低保特困金额" if row["低保特困金额"] else "医保缴费额"
    row[header] = _wide(f"{amount:,}") + "元" if isinstance(amount, int) else row[header]
    return isinstance(amount, int)


@_refused
def money_below_zero(row: Row, _: Random) -> bool:
    """A negative income"""
    row["本人收入"] = -100
    return True


@_refused
def status_that_is_none(row: Row, _: Random) -> bool:
    """脱贫户, which is no status of social assistance"""
    row["家庭类型"] = "脱贫户"
    return True


@_refused
def word_of_two_meanings(row: Row, _: Random) -> bool:
    """失踪, which may or may not have been declared by a court"""
    row["父亲生存状况"] = "失踪"
    return True


@_refused
def word_of_no_meaning(row: Row, _: Random) -> bool:
    """A word that stands in the wrong column"""
    row["安置方式"] = "示例二镇"
    return True


@_refused
def sex_against_the_number(row: Row, _: Random) -> bool:
    """A sex that contradicts the citizen number"""
    row["性别"] = "女" if row["性别"] == "男" else "男"
    return True
