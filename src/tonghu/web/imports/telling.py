"""Rows of a preview as people read them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tonghu.access.actors import Actor
from tonghu.base.texts import Lang, Text
from tonghu.law.language.words import fact_label
from tonghu.register.facts.values import held
from tonghu.register.imports.previews import Previewed
from tonghu.register.imports.saying import Saying, Wrong, box_of
from tonghu.register.masks import masked_id
from tonghu.register.models import Child
from tonghu.register.standing.compartments import RESTRICTED
from tonghu.web.account.wording import value_told

PERSON = {
    "name": Text("姓名", "name"), "sex": Text("性别", "sex"), "birth": Text("出生日期", "date of birth"),
    "id": Text("身份证号", "ID number"), "phone": Text("联系电话", "telephone"),
}  # fmt: skip
PARENTS = {"father": Text("父亲", "father"), "mother": Text("母亲", "mother")}
PARTICULARS = (PERSON["name"], PERSON["sex"], PERSON["birth"], PERSON["id"], Text("乡镇村", "village"))
PLANS = {
    "maybe": Text("疑似重复", "maybe duplicates"), "fault": Text("有错误", "faulty"), "update": Text("更新", "updates"),
    "new": Text("新建", "new"), "same": Text("无变化", "unchanged"), "skip": Text("不导入", "left out"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a row changes."""

    what: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Pair:
    """One candidate beside the row: the heads and each particular of both, whether they differ."""

    place: int
    head: Text
    child: Child | None
    lines: list[tuple[Text, str, str, bool]]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the preview, told."""

    shown: Previewed
    wrong: list[Wrong]
    changes: list[Change]
    facts: list[Change]
    pairs: list[Pair]
    may_differ: bool


def told(shown: Previewed, actor: Actor, lang: Lang) -> Line:
    """A row with its faults, changes and pairs, without what the seat may not see."""
    boxes = actor.seat.sees
    wrong = [one if one.box in boxes else _closed(one, lang) for one in shown.said.wrong]
    facts = [Change(_label(whom, name, lang), "", _value(name, value, lang))
             for whom, name, value in shown.said.facts if box_of(name) in boxes]  # fmt: skip
    if len(facts) < len(shown.said.facts):
        facts.append(Change(RESTRICTED.in_(lang), "", ""))
    changes = [_change(what, was, now, lang) for what, was, now in shown.said.changes]
    may_differ = not any(one.get("number") for one in shown.row.candidates)
    return Line(shown, wrong, changes, facts, list(_pairs(shown)), may_differ)


def _change(what: str, was: str, now: str, lang: Lang) -> Change:
    role, _, name = what.partition(":")
    if name:
        return Change(f"{PARENTS[role].in_(lang)}{Text('', ' ').in_(lang)}{PERSON[name].in_(lang)}", was, now)
    whom, _, name = what.partition(".")
    if whom == "person":
        return Change(PERSON[name].in_(lang), was, now)
    return Change(_label(whom, name, lang), _value(name, was, lang) if was else "", _value(name, now, lang))


def _label(whom: str, name: str, lang: Lang) -> str:
    return fact_label(f"{whom}.{name}" if whom in PARENTS else name, lang)


def _value(name: str, text: str, lang: Lang) -> str:
    value: Any = held(name, text)
    return "" if value is None else value_told(name, value, lang)


def _closed(one: Wrong, lang: Lang) -> Wrong:
    """A fault in a column of another compartment: where, and that the reason is in the returned workbook."""
    word = RESTRICTED.in_(lang)
    return Wrong(one.address, word, word, (IN_BOOK.zh, IN_BOOK.en), ("", ""), one.decisive)


def _pairs(shown: Previewed) -> Iterator[Pair]:
    mine = _of_row(shown.said)
    children = {child.pk: child for child in shown.children}
    rows = {said.number: said for said in shown.rows}
    for place, candidate in enumerate(shown.row.candidates):
        if candidate.get("child") in children:
            child = children[candidate["child"]]
            yield Pair(place, Text("登记册中已有", "in the register"), child, _beside(mine, _of_child(child)))
        elif candidate.get("row") in rows:
            said = rows[candidate["row"]]
            yield Pair(
                place,
                Text(f"表中第 {said.number} 行", f"row {said.number} of the sheet"),
                None,
                _beside(mine, _of_row(said)),
            )


def _beside(mine: list[str], theirs: list[str]) -> list[tuple[Text, str, str, bool]]:
    return [
        (label, one, other, one != other) for label, one, other in zip(PARTICULARS, mine, theirs, strict=True)
    ]


def _of_row(said: Saying) -> list[str]:
    return [
        said.name,
        said.sex,
        said.birth,
        masked_id(said.id) if said.id else "",
        f"{said.township}{said.village}",
    ]


def _of_child(child: Child) -> list[str]:
    person = child.person
    born = person.birth_date.isoformat() if person.birth_date else ""
    return [person.name, person.sex, born, person.id_shown, f"{child.township}{child.village}"]


IN_BOOK = Text("内容受限，原因见退回的表", "restricted: the reason stands in the returned workbook")
