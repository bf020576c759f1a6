"""Who the child is, in words: identity, how the child is cared for, who is around, what is known to be a risk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from tonghu.base.dates import full_years
from tonghu.base.texts import Lang, Text
from tonghu.law.language.facts import vocabulary
from tonghu.register.divisions.table import full_name
from tonghu.register.facts.values import held
from tonghu.register.models import Child, Fact, Relationship
from tonghu.register.standing.compartments import RESTRICTED, box_of_fact
from tonghu.web.account.wording import day_told, value_told
from tonghu.web.design.family import Relative

Held = Mapping[tuple[str, str], Fact]
GONE = ("死亡", "宣告死亡", "失踪", "宣告失踪", "失联", "查找不到")
CARE = (
    "living_arrangement", "guardian_relation", "guardianship_state", "temporary_guardianship", "long_term_guardianship",
    "entrusted_carer",
)  # fmt: skip
RISK = ("risk_signals", "victimised", "dropout_risk", "mh_risk_level", "vagrant")
PLACES = {"hukou_division": Text("户籍地", "Hukou"), "residence_division": Text("居住地", "Living in")}
GUARDED = {
    "family": Text("家庭监护", "in the family"), "delegated": Text("委托照护", "delegated care"),
    "temporary": Text("临时监护", "temporary guardianship"), "long_term": Text("长期监护", "long-term guardianship"),
    "institution": Text("机构收留抚养", "in an institution"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A label and what is known; `quiet` where nothing is, or it is restricted."""

    label: str
    value: str
    quiet: bool = False


def by_name(facts: Iterable[Fact]) -> dict[tuple[str, str], Fact]:
    """The last word on each fact."""
    return {(fact.whom, fact.name): fact for fact in facts}


def identity(child: Child, facts: Held, day: dt.date, lang: Lang) -> list[Line]:
    """Sex, birth and age, number, region."""
    person, found = child.person, []
    sex = {"男": Text("男", "boy"), "女": Text("女", "girl")}.get(person.sex, Text("未填", "not given"))
    found.append(Line(Text("性别", "Sex").in_(lang), sex.in_(lang)))
    if person.birth_date:
        years = full_years(person.birth_date, day)
        told = Text(f"（{years} 周岁）", f" (aged {years})").in_(lang) if years >= 0 else ""
        found.append(Line(Text("出生日期", "Born").in_(lang), day_told(person.birth_date, lang) + told))
    found.append(
        Line(Text("地区", "Region").in_(lang), " ".join(filter(None, (child.township, child.village))) or "—")
    )
    for name, label in PLACES.items():
        code = _value(facts, "child", name)
        if code:
            named = full_name(str(code)) if str(code).isdigit() else None
            found.append(Line(label.in_(lang), named or str(code)))
    if child.institution:
        found.append(Line(Text("机构", "Institution").in_(lang), str(child.institution)))
    return found


def care(
    facts: Held, guardians: Iterable[Mapping[str, Any]], boxes: AbstractSet[str], lang: Lang
) -> list[Line]:
    """How the child is guarded and lives: the arrangement in force, then what facts say."""
    now = [
        row for row in guardians if row["what"] == "guardian" and row["gone"] is None and row["until"] is None
    ]
    found = []
    if now:
        kind = GUARDED.get(now[0]["name"], Text(now[0]["name"], now[0]["name"])).in_(lang)
        who = now[0]["note"]
        found.append(Line(Text("监护方式", "Guardianship").in_(lang), f"{kind}{f' · {who}' if who else ''}"))
    return found + _lines(CARE, facts, boxes, lang)


def risk(facts: Held, boxes: AbstractSet[str], lang: Lang) -> list[Line]:
    """What is known of danger; a closed compartment is said to be closed, whatever it holds."""
    return _lines(RISK, facts, boxes, lang)


def _lines(names: Iterable[str], facts: Held, boxes: AbstractSet[str], lang: Lang) -> list[Line]:
    found, hidden = [], False
    for name in names:
        if box_of_fact(name) not in boxes:
            hidden = True
        elif (value := _value(facts, "child", name)) is not None:
            found.append(Line(vocabulary()[name].label(lang), value_told(name, value, lang)))
    if hidden:
        found.append(Line(Text("其余", "The rest").in_(lang), RESTRICTED.in_(lang), True))
    return found


def _value(facts: Held, whom: str, name: str) -> Any:
    fact = facts.get((whom, name))
    return None if fact is None else held(name, fact.value)


def family(ties: Iterable[Relationship], facts: Held, lang: Lang) -> list[Relative]:
    """The relatives for the drawing; of a parent what is known in an open compartment."""
    found = []
    for tie in ties:
        status = str(_value(facts, tie.kind, "parent_life_status") or "")
        away = _value(facts, tie.kind, "parent_out_for_work") is True
        told = status if status and status != "健在" else ""
        if not told and away:
            told = Text("外出务工", "away for work").in_(lang)
        found.append(
            Relative(tie.kind, tie.relative.name, told, bool(tie.has_custody), bool(tie.lives_with),
                     status in GONE or tie.until is not None)
        )  # fmt: skip
    return found
