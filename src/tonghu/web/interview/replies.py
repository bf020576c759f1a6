"""Replies as people write them, read into facts; and facts written as a reply that reads the same."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Sequence
from typing import Any

from tonghu.base.dates import parse_day
from tonghu.base.errors import Unreadable
from tonghu.base.ids import parse_division
from tonghu.base.money import fen_from_yuan, yuan_from_fen
from tonghu.base.texts import Text
from tonghu.law.language.facts import FactType

YES, NO = (
    ("1", "y", "yes", "是", "有", "true", "对"),
    ("2", "0", "n", "no", "否", "无", "没有", "false", "不是"),
)
NONE = ("无", "没有", "none", "0")
HINTS = {
    "bool": Text("1 是　2 否", "1 yes  2 no"),
    "date": Text("日期，如 2015-03-01", "a day, such as 2015-03-01"),
    "datetime": Text("日期，如 2026-03-01", "a day, such as 2026-03-01"),
    "int": Text("整数", "a whole number"),
    "money": Text("多少元", "how many yuan"),
    "percent": Text("百分之几", "per cent"),
    "number": Text("数字", "a number"),
}


def written(value: Any) -> str:
    """A fact as a reply that `read_reply` reads back."""
    if isinstance(value, bool):
        return "1" if value else "2"
    if isinstance(value, list | tuple | frozenset):
        return "、".join(map(str, value)) or NONE[0]
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def read_reply(entry: FactType, reply: str) -> Any:
    """A reply as a case holds it. Raises Unreadable with what would do."""
    text = unicodedata.normalize("NFKC", reply).strip()
    choices = [v for v in entry.values if v not in entry.unknown]
    if entry.type == "bool":
        return _yes_or_no(text)
    if entry.type == "list":
        return _several_of(text, choices)
    if entry.type == "enum":
        return _one_of(text, [*choices, *entry.unknown])
    if entry.type in ("date", "datetime"):
        return parse_day(reply)
    if entry.type == "money":
        return yuan_from_fen(fen_from_yuan(text))
    if entry.type in ("int", "percent", "number"):
        return _figure(text, entry)
    return parse_division(text) if entry.name.endswith("_division") else reply.strip()


def _yes_or_no(text: str) -> bool:
    if text.lower() in (*YES, *NO):
        return text.lower() in YES
    raise _not(
        text, Text("请回答 1（是）或 2（否）；不知道就回车", "answer 1 (yes) or 2 (no); Enter when not known")
    )


def _one_of(text: str, choices: Sequence[str]) -> str:
    if text.isdecimal() and 1 <= int(text) <= len(choices):
        return choices[int(text) - 1]
    named = next((choice for choice in choices if unicodedata.normalize("NFKC", choice) == text), None)
    if named is None:
        raise _not(
            text,
            Text(
                f"请填 1 到 {len(choices)} 的数字，或写出名称",
                f"a number from 1 to {len(choices)}, or the name",
            ),
        )
    return named


def _several_of(text: str, choices: Sequence[str]) -> list[str]:
    if text.lower() in NONE:
        return []
    for mark in "、,;；":
        text = text.replace(mark, " ")
    return [_one_of(part, choices) if choices else part for part in text.split()]


def _figure(text: str, entry: FactType) -> int | float:
    bare = text.removesuffix(entry.unit).removesuffix("%").removesuffix("个").strip()
    try:
        return int(bare) if entry.type == "int" else float(bare)
    except ValueError:
        raise _not(text, HINTS[entry.type]) from None


def _not(text: str, mend: Text) -> Unreadable:
    return Unreadable(Text(f"“{text}”看不懂", f"“{text}” cannot be read"), mend)
