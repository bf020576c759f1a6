"""Money: whole fen (分) inside, yuan (元) where people read and write. Nothing is ever rounded silently."""

import re
import unicodedata
from decimal import Decimal

from tonghu.base.errors import Unreadable
from tonghu.base.texts import Lang, Text

_WRITE_SO = Text(
    "请写成 1300 或 1300.50 这样的数，单位为元，最多两位小数。",
    "Write a number of yuan with at most two decimals, such as 1300 or 1300.50.",
)
_PLAIN = re.compile(r"-?(\d+|\d{1,3}(,\d{3})+)(\.\d*)?")


def fen_from_yuan(value: int | float | str | Decimal) -> int:
    """Fen for an amount in yuan, exactly.

    Takes int, float (as its shortest decimal: 1300.5 is 130050 fen), Decimal, and text with thousands commas,
    full-width digits, a leading ¥ or a trailing 元. Raises Unreadable for more than two decimals, for a negative
    amount and for anything that is not a number.
    """
    amount = _decimal(value)
    if amount < 0:
        raise Unreadable(Text(f"金额“{value}”是负数", f"the amount '{value}' is negative"), _WRITE_SO)
    fen = amount * 100
    if fen != fen.to_integral_value():
        raise Unreadable(
            Text(f"金额“{value}”超过两位小数", f"the amount '{value}' has more than two decimals"), _WRITE_SO
        )
    return int(fen)


def yuan_from_fen(fen: int) -> int | float:
    """Yuan for an amount in fen: an int when it is whole, else a float that prints with at most two decimals."""
    whole, rest = divmod(fen, 100)
    return whole if rest == 0 else float(Decimal(fen).scaleb(-2))


def format_yuan(fen: int, lang: Lang = "zh") -> str:
    """An amount in fen as people read it: `1,300 元`, `1,300.50 元`, `1,300 yuan`."""
    sign, (whole, rest) = "-" if fen < 0 else "", divmod(abs(fen), 100)
    number = f"{sign}{whole:,}" + (f".{rest:02d}" if rest else "")
    return f"{number} {'yuan' if lang == 'en' else '元'}"


def _decimal(value: int | float | str | Decimal) -> Decimal:
    if isinstance(value, bool):
        raise _not_money(value)
    if isinstance(value, str):
        text = unicodedata.normalize("NFKC", value).strip().removeprefix("¥").removesuffix("元").strip()
        if not _PLAIN.fullmatch(text):
            raise _not_money(value)
        return Decimal(text.replace(",", ""))
    amount = value if isinstance(value, Decimal) else Decimal(repr(value))
    if not amount.is_finite():
        raise _not_money(value)
    return amount


def _not_money(value: object) -> Unreadable:
    return Unreadable(Text(f"“{value}”不是金额", f"'{value}' is not an amount of money"), _WRITE_SO)
