"""An answer of the rules in the words of the results workbook.

An answer is a mapping in the contract's shape, names already in the language asked for. Where it carries `texts`
(the words of each provision by its id), provisions are cited as document and article, else by their id.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tonghu.base.texts import Lang, Text
from tonghu.law.language import words
from tonghu.law.language.facts import vocabulary

Answer = Mapping[str, Any]
Item = Mapping[str, Any]

MOST_MISSING = 6
OWED = frozenset({"yes", "candidate", "choice"})
STATUS = words.STATUS | {"exit": Text("退出", "exit")}
KINDS = {
    "benefits": Text("待遇", "money"),
    "alternatives": Text("可以改选", "may be chosen instead"),
    "entitlements": Text("服务", "service"),
}
EXIT = Text("退出", "exit")


@dataclass(frozen=True)
class Line:
    """One row of the second sheet: one entitlement (or exit) of one child."""

    kind: str
    name: str
    status: str
    amount: int | float | None
    unit: str
    since: date | None
    until: date | None
    clauses: str
    arithmetic: str
    missing: str


def categories(answer: Answer, lang: Lang) -> str:
    """The categories that are certain; otherwise whether any is still open."""
    certain = [item["name"] for item in answer["categories"] if item["status"] == "yes"]
    if certain:
        return _listed(certain, lang)
    if any(item["status"] == "unknown" for item in answer["categories"]):
        return STATUS["unknown"].in_(lang)
    return Text("不属于任何一类", "none").in_(lang)


def money(answer: Answer, lang: Lang) -> str:
    """Benefits owed, one a line, with their amounts."""
    return "\n".join(_paid(item, lang) for item in answer["benefits"] if item["status"] in OWED)


def services(answer: Answer, lang: Lang) -> str:
    """Services, waivers and protections owed, one a line."""
    return "\n".join(
        item["name"] + _mark(item, lang) for item in answer["entitlements"] if item["status"] in OWED
    )


def clauses(answer: Answer) -> str:
    """The provisions that the answer rests on, each once, in the order in which they are used."""
    used = [item for key in ("categories", *KINDS) for item in answer[key] if item["status"] in OWED]
    return "\n".join(_cited(answer, [*used, *answer["exits"]]))


def missing(answer: Answer, lang: Lang) -> str:
    """The missing facts that decide most, with who can say."""
    listed = answer["missing"]
    lines = [_label(item, lang) + _bracketed(_suppliers(item, lang), lang) for item in listed[:MOST_MISSING]]
    more = len(listed) - len(lines)
    if more > 0 and _open_listed(answer, "entitlements"):
        more_there = Text(
            f"……另有 {more} 项，见“逐项清单”", f"… and {more} more, item by item on the second sheet"
        )
        lines.append(more_there.in_(lang))
    elif more > 0:
        lines.append(Text(f"……另有 {more} 项", f"… and {more} more").in_(lang))
    return "\n".join(lines)


def for_people(answer: Answer, lang: Lang) -> str:
    """What people have to decide or must not do now."""
    lines = [_question(item, lang) for item in answer["undetermined"]]
    for item in answer["blocked"]:
        act, law = item["action"], _listed(_cited(answer, [item]), lang)
        lines.append(Text(f"现在不能：{act}（{law}）", f"not allowed now: {act} ({law})").in_(lang))
    for item in answer["exits"]:
        ground, day = item["ground"], item["effective"]
        lines.append(
            Text(
                f"退出待二次审批：{ground}（{day}）", f"exit awaits a second approval: {ground} ({day})"
            ).in_(lang)
        )
    if answer.get("binding") is False:
        lines.append(
            Text(
                "所依据的文件尚未生效，结果只供参考", "the document is not in force; for information only"
            ).in_(lang)
        )
    return "\n".join(lines)


def lines(answer: Answer, lang: Lang) -> Iterator[Line]:
    """The rows of the second sheet: whatever is owed or ending, and what is open where somebody can act on it.

    Of a child who is in no category and owed nothing, what is open is not listed: for the county's other children
    it would be the same two or three lines each. Of one who may be in a category, open money is; whoever asks for
    the missing facts settles the rest with it.
    """
    for key, kind in KINDS.items():
        for item in _listed_of(answer, key):
            yield _line(answer, item, kind, lang)
    for item in answer["exits"]:
        name = _colon(lang).join(filter(None, (item.get("benefit"), item["ground"])))
        cited = "\n".join(_cited(answer, [item]))
        yield Line(
            EXIT.in_(lang),
            name,
            STATUS["exit"].in_(lang),
            None,
            "",
            None,
            _day(item["effective"]),
            cited,
            "",
            "",
        )


def _listed_of(answer: Answer, key: str) -> list[Item]:
    statuses = OWED | {"unknown"} if _open_listed(answer, key) else OWED
    return [item for item in answer[key] if item["status"] in statuses]


def _open_listed(answer: Answer, key: str) -> bool:
    """Whether items of a kind that are still open stand on the second sheet."""
    categories = {item["status"] for item in answer["categories"]}
    if "yes" in categories or any(item["status"] in OWED for part in KINDS for item in answer[part]):
        return True
    return key != "entitlements" and "unknown" in categories


def texts(answer: Answer) -> dict[str, Mapping[str, Any]]:
    """The provisions cited on the first two sheets, by id, with their words where the answer carries them."""
    cited = [item for item in answer["categories"] if item["status"] in OWED]
    cited += [item for key in KINDS for item in _listed_of(answer, key)]
    known = answer.get("texts") or {}
    ids = _ids([*cited, *answer["exits"], *answer["blocked"], *answer["undetermined"]])
    return {clause: known[clause] for clause in ids if clause in known}


def _ids(items: Iterable[Item]) -> list[str]:
    """Ids of the provisions of some items, each once."""
    every = (item.get("clauses") or ([item["clause"]] if item.get("clause") else []) for item in items)
    return list(dict.fromkeys(clause for clauses in every for clause in clauses))


def _question(item: Item, lang: Lang) -> str:
    """What is open, why, and what to ask."""
    told = ("；" if lang == "zh" else "; ").join(filter(None, (item.get("why"), item.get("question"))))
    return _colon(lang).join(filter(None, (item["what"], told)))


def _line(answer: Answer, item: Item, kind: Text, lang: Lang) -> Line:
    status = STATUS[item["status"]].in_(lang)
    if item.get("estimate"):
        status += Text("（估算）", " (estimate)").in_(lang)
    return Line(
        kind=kind.in_(lang),
        name=item["name"],
        status=status,
        amount=item.get("amount"),
        unit=words.word(words.UNITS, item.get("unit") or "", lang),
        since=_day(item.get("from")),
        until=_day(item.get("until")),
        clauses="\n".join(_cited(answer, [item])),
        arithmetic="\n".join(filter(None, (item.get("arithmetic"), _bounds(item, lang)))),
        missing=_listed((_name_of(fact, lang) for fact in item.get("missing", ())), lang),
    )


def _paid(item: Item, lang: Lang) -> str:
    until = Text(f"，至 {item['until']}", f", until {item['until']}").in_(lang) if item.get("until") else ""
    amount = _amount(item, lang)
    gap = "" if amount.startswith("（") else " "
    return f"{item['name']}{gap}{amount}{until}{_mark(item, lang)}"


def _amount(item: Item, lang: Lang) -> str:
    """1,300 元/月; an estimate and an open amount say so."""
    if item.get("amount") is None:
        return _bounds(item, lang) or Text("（金额未定）", "(amount not settled)").in_(lang)
    return _yuan(item["amount"], item, lang) + (
        Text("（估算）", " (estimate)").in_(lang) if item.get("estimate") else ""
    )


def _bounds(item: Item, lang: Lang) -> str:
    low, high = item.get("amount_min"), item.get("amount_max")
    if item.get("amount") is not None or not (low or high):
        return ""
    least = (
        Text(f"至少 {_yuan(low, item, lang)}", f"at least {_yuan(low, item, lang)}").in_(lang) if low else ""
    )
    most = (
        Text(f"至多 {_yuan(high, item, lang)}", f"at most {_yuan(high, item, lang)}").in_(lang)
        if high
        else ""
    )
    return "，".join(filter(None, (least, most))) if lang == "zh" else ", ".join(filter(None, (least, most)))


def _yuan(amount: Any, item: Item, lang: Lang) -> str:
    return words.money(amount, item.get("unit") or "", lang)


def _mark(item: Item, lang: Lang) -> str:
    if item["status"] == "yes":
        return ""
    return (
        f"（{STATUS[item['status']].in_(lang)}）"
        if lang == "zh"
        else f" ({STATUS[item['status']].in_(lang)})"
    )


def _colon(lang: Lang) -> str:
    return "：" if lang == "zh" else ": "


def _bracketed(text: str, lang: Lang) -> str:
    return f"（{text}）" if lang == "zh" else f" ({text})"


def _listed(texts: Iterable[str], lang: Lang) -> str:
    return ("、" if lang == "zh" else ", ").join(texts)


def _cited(answer: Answer, items: Iterable[Item]) -> list[str]:
    known: Mapping[str, Mapping[str, Any]] = answer.get("texts") or {}
    told = (
        f"{known[clause]['document']}{known[clause]['article']}" if clause in known else str(clause)
        for clause in _ids(items)
    )  # fmt: skip
    return list(dict.fromkeys(told))


def _label(item: Item, lang: Lang) -> str:
    return str(item.get("name") or _name_of(item["fact"], lang))


def _name_of(fact: str, lang: Lang) -> str:
    """The label of a fact such as father.parent_life_status; the name itself where the vocabulary has none."""
    return words.fact_label(fact, lang) if fact.rpartition(".")[2] in vocabulary() else fact


def _suppliers(item: Item, lang: Lang) -> str:
    names = item.get("supplier") or ()
    listed = [names] if isinstance(names, str) else names
    return _listed((words.word(words.SUPPLIERS, name, lang) for name in listed), lang)


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value
