"""How `tonghu ask` words its questions and reads the replies."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any

from tonghu.base.dates import parse_day
from tonghu.base.errors import Unreadable
from tonghu.base.ids import parse_division
from tonghu.base.money import fen_from_yuan, yuan_from_fen
from tonghu.base.texts import Lang, Text
from tonghu.law.language.facts import FactType, vocabulary
from tonghu.law.language.rule import rules
from tonghu.law.language.words import CATEGORIES, UNITS, fact_label, word
from tonghu.web.account import plain
from tonghu.web.account.wording import several, whom_to_ask

ROUNDS = (
    Text("先看属于哪一类", "Which category the child is in"),
    Text("再看应享的钱", "The money owed"),
    Text("最后看应享的服务", "The services owed"),
)
PERSONS = {
    "": Text("孩子和家庭", "child and household"),
    "mother": Text("母亲", "mother"),
    "father": Text("父亲", "father"),
}
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
MOST_NAMES = 8


def heading(number: int, person: str, lang: Lang) -> str:
    """Which part of the interview begins."""
    return f"\n{ROUNDS[number].in_(lang)} · {PERSONS[person].in_(lang)}\n"


def question(number: int, name: str, open_: int, lang: Lang) -> str:
    """One question, how many results it and those behind it may still change, and its choices or shape."""
    entry = vocabulary()[name.rpartition(".")[2]]
    several_of = Text("（可多选，如 1、3；没有就写 无）", " (several, such as 1, 3; or none)") if entry.type == "list" else Text("", "")  # fmt: skip
    left = Text(f"（还可能影响 {open_} 项）", f" ({open_} results still open)")
    asked = (
        f"{number}. {fact_label(name, lang)}{several_of.in_(lang)}{Text('？', '?').in_(lang)}{left.in_(lang)}"
    )
    choices = [v for v in entry.values if v not in entry.unknown]
    if choices and entry.type == "int":
        return f"{asked}\n   " + " / ".join(choices) + f" {word(UNITS, entry.unit, lang)}".rstrip()
    if choices:
        named = (f"{n} {word(CATEGORIES, v, lang)}" for n, v in enumerate(choices, 1))
        return f"{asked}\n   " + "　".join(named)
    hint = HINTS[entry.type].in_(lang) if entry.type in HINTS else ""
    unit = word(UNITS, entry.unit, lang) if entry.type == "int" and entry.unit else ""
    if name.endswith("_division"):
        hint = Text("6 位行政区划代码，如 120101", "division code of six digits, such as 120101").in_(lang)
    told = Text("，", ", ").in_(lang).join(filter(None, (hint, unit)))
    return f"{asked}\n   {told}" if told else asked


def why_asked(name: str, decides: Sequence[str], lang: Lang) -> str:
    """What depends on a fact, and who can say."""
    entry = vocabulary()[name.rpartition(".")[2]]
    labels = (plain(rules()[rule].label(lang)) for rule in decides)
    told = several(labels, lang, MOST_NAMES)
    zh, _, en = entry.note.partition(" / ")
    note = Text(f"（{zh}）" if zh else "", f" ({en})" if en else "").in_(lang)
    decided = Text(f"这关系到：{told}{note}。", f"It bears on: {told}{note}. ") if told else Text("", "")
    return decided.in_(lang) + whom_to_ask(entry.suppliers, lang)


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
