"""Turns of phrase that the parts of an account share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from tonghu.base.money import fen_from_yuan, format_yuan
from tonghu.base.texts import Lang, Text
from tonghu.law.language.facts import vocabulary
from tonghu.law.language.words import CATEGORIES, DEPARTMENTS, fact_label, listed, money, with_unit, word

Item = Mapping[str, Any]
MONTHS = "January February March April May June July August September October November December".split()


def granted(items: Iterable[Item]) -> list[Item]:
    """Those that are owed, wait for a choice or for another body."""
    return [i for i in items if i["status"] in ("yes", "candidate", "choice")]


def yuan(item: Item, lang: Lang) -> str:
    """The amount of a benefit as people read it."""
    unit = item.get("unit") or ""
    if item.get("amount") is not None:
        return money(item["amount"], unit, lang) + (
            Text("（估算）", " (estimate)").in_(lang) if item.get("estimate") else ""
        )
    if item.get("amount_min"):
        least = money(item["amount_min"], unit, lang)
        return Text(f"至少 {least}", f"at least {least}").in_(lang)
    return Text("金额未定", "amount not settled").in_(lang)


def day_told(value: dt.date | str, lang: Lang) -> str:
    """A day written out: 2026年6月15日, 15 June 2026."""
    day = dt.date.fromisoformat(value) if isinstance(value, str) else value
    if lang == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def days_left(due: dt.date | str, today: dt.date | str) -> Text:
    """How far off a day is, in calendar days."""
    first, last = (dt.date.fromisoformat(d) if isinstance(d, str) else d for d in (today, due))
    left = (last - first).days
    if left < 0:
        return Text(f"已过 {-left} 天", f"{_days(-left)} late")
    return Text(f"还有 {left} 天", f"{_days(left)} left") if left else Text("今天到期", "due today")


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


def bracketed(text: str, lang: Lang) -> str:
    """In brackets behind what stands before."""
    return f"（{text}）" if lang == "zh" else f" ({text})"


def several(texts: Iterable[str], lang: Lang, most: int = 99) -> str:
    """Some in a row; of more than `most` how many there are in all. Labels hold commas, so semicolons part them."""
    names = list(dict.fromkeys(texts))
    told = ("；" if lang == "zh" else "; ").join(names[:most])
    if len(names) <= most:
        return told
    return told + Text(f"；共 {len(names)} 项", f"; {len(names)} in all").in_(lang)


def facts_told(facts: Iterable[str], lang: Lang, most: int = 4) -> str:
    """Labels of facts in a row; of more than `most` how many there are in all."""
    names = list(dict.fromkeys(fact_label(fact, lang) for fact in facts))
    told = ("、" if lang == "zh" else "; ").join(names[:most])
    if len(names) <= most:
        return told
    return told + Text(f"等 {len(names)} 项", f"; {len(names)} in all").in_(lang)


def whom_to_ask(suppliers: Iterable[str], lang: Lang) -> str:
    """One sentence on where to find out, the least trouble for the family first."""
    asked = list(dict.fromkeys(suppliers))
    offices = [DEPARTMENTS[name].in_(lang) for name in asked if name in DEPARTMENTS]
    ways = []
    if offices:
        named = ("、" if lang == "zh" else " or ").join(offices)
        ways.append(Text(f"向{named}查询", f"ask {named}").in_(lang))
    if "evidence" in asked:
        ways.append(Text("看家里的材料", "look at the family's papers").in_(lang))
    if "visit" in asked:
        ways.append(Text("走访时询问", "ask on a home visit").in_(lang))
    if ways:
        told = ("，或" if lang == "zh" else ", or ").join(ways)
        return f"可{told}。" if lang == "zh" else f"{starting(told)}."
    return Text("要由县里定。", "The county sets it.").in_(lang) if "county" in asked else ""


def suppliers_of(facts: Iterable[str]) -> list[str]:
    """Who can say several facts."""
    entries = (vocabulary()[fact.rpartition(".")[2]] for fact in facts)
    return list(dict.fromkeys(supplier for entry in entries for supplier in entry.suppliers))


def value_told(name: str, value: Any, lang: Lang) -> str:
    """The value of a fact, as cases hold it, as people read it."""
    entry = vocabulary()[name.rpartition(".")[2]]
    if isinstance(value, bool):
        return Text("是", "yes").in_(lang) if value else Text("否", "no").in_(lang)
    if isinstance(value, list):
        return listed((word(CATEGORIES, str(v), lang) for v in value), lang) or Text("无", "none").in_(lang)
    if isinstance(value, dt.date):
        return day_told(value, lang)
    if entry.type == "money":
        return format_yuan(fen_from_yuan(value), lang)
    return with_unit(value, entry.unit, lang) if entry.type in ("int", "percent") else str(value)


def fact_told(name: str, value: Any, lang: Lang) -> str:
    """A fact with its value in a sentence: 持残疾人证为“是”."""
    label, told = fact_label(name, lang), value_told(name, value, lang)
    return Text(f"{label}为“{told}”", f"{label} is “{told}”").in_(lang)


def quote(text: str, most: int = 0) -> str:
    """Words of a document in quotation marks; cut off after `most` characters."""
    told = text if not most or len(text) <= most else text[:most] + "…"
    return f"“{told}{'”' * (told.count('“') - told.count('”'))}”"


def source_told(source: str, lang: Lang) -> str:
    """Where something is from, as its Chinese note says; quoted in English, being no text of ours."""
    return source if lang == "zh" or source.isascii() else quote(source)


def figure(value: Any, unit: str, lang: Lang) -> str:
    """A value of a place with its unit."""
    if unit.startswith("元") and isinstance(value, int | float):
        return money(value, unit, lang)
    return with_unit(value, unit, lang)


def starting(text: str) -> str:
    """With a capital letter in front."""
    return text[:1].upper() + text[1:]
