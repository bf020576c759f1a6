"""Numbers of people as forms take them."""

from __future__ import annotations

import re
import unicodedata

from django.core.exceptions import ValidationError

from tonghu.base.errors import Unreadable
from tonghu.base.ids import IdNumber, parse_id_number
from tonghu.base.texts import Text

PHONE = re.compile(r"\+?\d{7,15}")
NO_PHONE = Text("电话应是 7 到 15 位数字", "a phone number has 7 to 15 digits")


def read_id(text: str) -> IdNumber | None:
    """The number read; None for none. Raises ValidationError with what to mend, in both languages as one Text."""
    if not text.strip():
        return None
    try:
        return parse_id_number(text)
    except Unreadable as error:
        raise ValidationError(_joined(error)) from None  # type: ignore[arg-type]


def id_of(text: str) -> str:
    """The number as text; empty for none."""
    found = read_id(text)
    return found.text if found else ""


def phone_of(text: str) -> str:
    """Digits without blanks and dashes; empty for none."""
    plain = re.sub(r"[\s\-()（）]", "", unicodedata.normalize("NFKC", text))
    if plain and not PHONE.fullmatch(plain):
        raise ValidationError(NO_PHONE)  # type: ignore[arg-type]
    return plain


def _joined(error: Unreadable) -> Text:
    """What is wrong, without the number itself, and how to mend it."""
    return Text(f"身份证号不对。{error.mend.zh}", f"This ID number is not right. {error.mend.en}")
