"""Numbers that name a person or a place: citizen numbers, disability certificates, division codes.

Sources: GB 11643 (citizen number, check character by MOD 11-2 of GB/T 17710); the residence permits of Hong Kong,
Macao and Taiwan residents (81, 82, 83) and the permanent residence card of foreigners (9) use the same 18 characters;
the disability certificate adds the kind and the grade of GB/T 26341 to the citizen number; GB/T 2260 gives divisions
six digits.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tonghu.base.errors import Unreadable
from tonghu.base.texts import Text

IdKind = Literal["citizen", "hong_kong", "macao", "taiwan", "foreigner"]
Sex = Literal["男", "女"]

DISABILITY_KINDS = {"1": "视力", "2": "听力", "3": "言语", "4": "肢体", "5": "智力", "6": "精神", "7": "多重"}
# The first two digits of every province-level division of GB/T 2260, with Taiwan, Hong Kong and Macao.
PROVINCES = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82".split()
)

_SPECIAL: dict[str, IdKind] = {"81": "hong_kong", "82": "macao", "83": "taiwan"}
_CHECK_CHARACTERS = "10X98765432"
_AS_TEXT = Text(
    "把该列设为“文本”格式后按证件重新填写 18 位号码。",
    "Set the column to the format 'text' and enter the 18 characters again from the paper.",
)
_FROM_PAPER = Text("请按户口簿或身份证核对。", "Check it against the household register or the card.")


@dataclass(frozen=True)
class IdNumber:
    """An 18-character number that passed every check; `division` is its first six digits."""

    text: str
    kind: IdKind
    division: str
    birth: date
    sex: Sex


@dataclass(frozen=True)
class DisabilityNumber:
    """A disability certificate's number; `kind` is a word of DISABILITY_KINDS, `grade` 1 (gravest) to 4."""

    text: str
    holder: IdNumber
    kind: str
    grade: int


def check_character(first_17: str) -> str:
    """The check character (0 to 9 or X) that belongs behind 17 digits. Raises ValueError for other input."""
    if not re.fullmatch(r"[0-9]{17}", first_17):
        raise ValueError("17 digits are wanted")
    total = sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(first_17))
    return _CHECK_CHARACTERS[total % 11]


def looks_rounded(text: str) -> bool:
    """Whether 18 digits look like what a spreadsheet leaves of a number: 15 digits, then 000."""
    return re.fullmatch(r"[1-9][0-9]{14}000", text) is not None


def parse_id_number(value: object) -> IdNumber:
    """The citizen number (or residence permit of the same shape) that a cell, a field or a file holds.

    Takes text (blanks, full-width digits, a lower-case x and a leading apostrophe are mended) and exact whole
    numbers. Raises Unreadable for a number that a spreadsheet rounded, an old one of 15 digits, a wrong length,
    an impossible birth date or province, and a check character that does not fit.
    """
    text = _clean(value)
    _refuse_shape(text)
    birth = _birth(text)
    if text[17] != check_character(text[:17]):
        raise _rounded(text) if looks_rounded(text) else _does_not_fit(text)
    sex: Sex = "男" if int(text[16]) % 2 else "女"
    return IdNumber(text, _kind(text), text[:6], birth, sex)


def parse_disability_number(value: object) -> DisabilityNumber:
    """The number of a disability certificate: 18 characters of the holder, kind (1 to 7), grade (1 to 4).

    A reissued certificate carries B and a count behind; both are kept in `text`. Raises Unreadable as
    `parse_id_number` does, and for a kind or grade that does not exist.
    """
    text = _clean(value)
    match = re.fullmatch(r"([0-9]{17}[0-9X])([1-7])([1-4])(B[0-9]{1,2})?", text)
    if match is None:
        raise Unreadable(
            Text(
                f"残疾人证号“{text}”应为 18 位身份证号加类别（1–7）和等级（1–4）共 20 位",
                f"the disability certificate number '{text}' should be the 18 characters of the holder's ID, "
                "then the kind (1 to 7) and the grade (1 to 4)",
            ),
            _AS_TEXT if _is_scientific(text) else _FROM_PAPER,
        )
    holder, kind, grade, _ = match.groups()
    return DisabilityNumber(text, parse_id_number(holder), DISABILITY_KINDS[kind], int(grade))


def parse_division(value: object) -> str:
    """A division code of six digits (GB/T 2260), as text. Takes text and whole numbers; checks the shape only.

    Raises Unreadable when it has not six digits or no province begins so.
    """
    text = _clean(value)
    if not re.fullmatch(r"[0-9]{6}", text) or text[:2] not in PROVINCES:
        raise Unreadable(
            Text(f"“{text}”不是 6 位行政区划代码", f"'{text}' is not a division code of six digits"),
            Text("请填县级行政区划代码，如 330102。", "Give the code of the county, such as 330102."),
        )
    return text


def _clean(value: object) -> str:
    if isinstance(value, float):
        if value >= 1e15:
            raise _rounded(f"{value:.14E}")
        value = int(value) if value.is_integer() else value
    text = "" if value is None else unicodedata.normalize("NFKC", str(value)).upper()
    return re.sub(r"[\s'‘’\u200b-\u200f\u202a-\u202e\ufeff]", "", text)


def _refuse_shape(text: str) -> None:
    if _is_scientific(text):
        raise _rounded(text)
    if re.fullmatch(r"[0-9]{15}", text):
        raise Unreadable(
            Text(f"“{text}”是 15 位旧号", f"'{text}' is an old number of 15 digits"),
            Text(
                "请按户口簿或身份证换成 18 位号码。",
                "Give the 18 characters of the household register or the card.",
            ),
        )
    if not re.fullmatch(r"[0-9]{17}[0-9X]", text):
        count = len(text)
        raise Unreadable(
            Text(
                f"“{text}”不是 18 位号码（现有 {count} 位）",
                f"'{text}' is not a number of 18 characters (it has {count})",
            ),
            _FROM_PAPER,
        )
    if text[:2] not in PROVINCES and text[:2] not in _SPECIAL and text[0] != "9":
        raise Unreadable(
            Text(f"“{text}”的前两位不是任何省份", f"the first two digits of '{text}' are no province"),
            _FROM_PAPER,
        )


def _kind(text: str) -> IdKind:
    return "foreigner" if text[0] == "9" else _SPECIAL.get(text[:2], "citizen")


def _birth(text: str) -> date:
    try:
        return date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        raise Unreadable(
            Text(
                f"“{text}”第 7–14 位“{text[6:14]}”不是日期",
                f"characters 7 to 14 of '{text}', '{text[6:14]}', are not a date",
            ),
            _FROM_PAPER,
        ) from None


def _is_scientific(text: str) -> bool:
    return re.fullmatch(r"[0-9](\.[0-9]+)?E\+?[0-9]{1,2}", text) is not None


def _rounded(text: str) -> Unreadable:
    return Unreadable(
        Text(
            f"“{text}”被表格软件改成了数值，末三位已丢失",
            f"the spreadsheet turned '{text}' into a number and lost its last three digits",
        ),
        _AS_TEXT,
    )


def _does_not_fit(text: str) -> Unreadable:
    return Unreadable(
        Text(
            f"“{text}”的校验码不对，有一位写错了",
            f"the check character of '{text}' does not fit: some character is wrong",
        ),
        _FROM_PAPER,
    )
