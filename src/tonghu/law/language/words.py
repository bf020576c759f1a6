"""The words that people read for the short codes of an answer: status, system, supplier, seat and unit."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tonghu.base.money import fen_from_yuan, format_yuan
from tonghu.base.texts import Lang, Text
from tonghu.law.language.facts import vocabulary

STATUS = {
    "yes": Text("应享", "owed"),
    "candidate": Text("待有关部门认定", "another body decides"),
    "choice": Text("等家庭选择", "waits for the family's choice"),
    "unknown": Text("还不能确定", "not yet known"),
    "no": Text("不符合", "no"),
}
SYSTEMS = {
    "basic_living": Text("基本生活", "Basic living"),
    "medical_rehab": Text("医疗康复", "Medical care and rehabilitation"),
    "education": Text("教育", "Education"),
    "mental_health": Text("心理健康", "Mental health"),
    "safety": Text("人身安全", "Safety"),
    "guardianship": Text("监护", "Guardianship"),
    "foundations": Text("工作保障", "Foundations"),
}
DEPARTMENTS = {
    "民政": Text("民政", "civil affairs"),
    "公安": Text("公安", "the police"),
    "教育": Text("教育", "education"),
    "医保": Text("医保", "medical security"),
    "卫健": Text("卫健", "the health commission"),
    "残联": Text("残联", "the disabled persons' federation"),
    "法院": Text("法院", "the court"),
    "司法": Text("司法", "justice"),
    "人社": Text("人社", "human resources"),
    "住建": Text("住建", "housing"),
    "财政": Text("财政", "finance"),
    "统计": Text("统计", "statistics"),
}
SUPPLIERS = DEPARTMENTS | {
    "visit": Text("入户走访", "home visit"),
    "evidence": Text("家庭提供材料", "papers of the family"),
    "county": Text("县里的规定", "the county's own rule"),
}
SEATS = DEPARTMENTS | {
    "儿童主任": Text("儿童主任", "village child director"),
    "儿童督导员": Text("儿童督导员", "township child supervisor"),
    "县级民政": Text("县级民政", "county civil affairs"),
    "县级财务": Text("县级财务", "county finance"),
    "妇联": Text("妇联", "the women's federation"),
    "机构": Text("机构", "the institution"),
}
UNITS = {
    "元": Text("元", "yuan"),
    "元/月": Text("元/月", "yuan a month"),
    "元/年": Text("元/年", "yuan a year"),
    "元/学年": Text("元/学年", "yuan a school year"),
    "月": Text("个月", "months"),
    "周岁": Text("周岁", "years of age"),
    "岁": Text("岁", "years of age"),
    "级": Text("级", "(grade)"),
    "分": Text("分", "points"),
    "人": Text("人", "people"),
    "张": Text("张", "beds"),
    "处": Text("处", "places"),
    "所": Text("所", "institutions"),
    "个": Text("个", "places"),
    "件": Text("件", "cases"),
    "次/月": Text("次/月", "times a month"),
    "公里": Text("公里", "km"),
}
CATEGORIES = {
    "orphan": Text("孤儿", "orphan"),
    "unattended": Text("事实无人抚养儿童", "unattended"),
    "disabled": Text("残疾儿童", "disabled"),
    "poor_family": Text("家庭经济困难儿童", "poor family"),
    "migrant": Text("流动儿童", "migrant"),
    "left_behind": Text("留守儿童", "left-behind"),
}
OWNERS = {"father": Text("父亲", "father: "), "mother": Text("母亲", "mother: ")}


def word(words: dict[str, Text], code: str, lang: Lang) -> str:
    """The word for a code; the code itself where none is known."""
    return words[code].in_(lang) if code in words else code


def with_unit(figure: object, unit: str, lang: Lang) -> str:
    """A figure with its unit as people read it: `65%`, `8 个月`, `8 months`."""
    if unit in ("%", ""):
        return f"{figure}{unit}"
    return f"{figure} {word(UNITS, unit, lang)}"


def money(yuan: int | float, unit: str, lang: Lang) -> str:
    """An amount in yuan with what it is paid for: `1,300 元/月`, `1,300 yuan a month`."""
    told = format_yuan(fen_from_yuan(yuan), lang)
    period = word(UNITS, unit, lang).removeprefix("元").removeprefix("yuan") if unit in UNITS else ""
    return told + period


def listed(texts: Iterable[str], lang: Lang) -> str:
    """Several in a row."""
    return ("、" if lang == "zh" else ", ").join(texts)


def owner(role: str, lang: Lang) -> str:
    """Whose fact it is, before its label; empty for the child."""
    return OWNERS[role].in_(lang) if role in OWNERS else ""


def fact_label(name: str, lang: Lang) -> str:
    """A fact's name for people, with the parent it speaks of: `father.work_away` is 父亲外出务工."""
    role, _, fact = name.rpartition(".")
    return owner(role, lang) + vocabulary()[fact].label(lang)


def plain(label: str) -> str:
    """A label without the places for facts that it may hold, such as 临时救助（急难发生地 {emergency_location}）."""
    return re.sub(r"\s*[（(][^（()）]*\{\w+\}[）)]|\s*\{\w+\}", "", label)
