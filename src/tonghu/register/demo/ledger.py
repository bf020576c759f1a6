"""The county's ledger (儿童台账) of invented children: the columns it has, and how a county words them."""

from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from tonghu.base.dates import full_years
from tonghu.base.ids import DISABILITY_KINDS
from tonghu.law.language.facts import vocabulary
from tonghu.register.demo.county import Invented
from tonghu.register.demo.names import parent_name

Cell = str | int | float | date | None
Row = dict[str, Cell]

# Headers as counties write them; `None` takes the label of the vocabulary. A fact of a parent stands once for each.
OF_CHILD: dict[str, str | None] = {
    "hukou_division": "户籍地代码",
    "residence_division": "居住地代码",
    "residence_since": "来本地居住时间",
    "moved_with_guardian": "随父母流动",
    "migrant_difficulty": "流动儿童困难",
    "orphan_certified": "认定孤儿",
    "unattended_certified": "认定事实无人抚养",
    "parents_traceable": "生父母查找情况",
    "living_arrangement": "安置方式",
    "institution_placed": "福利机构养育",
    "institution_level": "机构层级",
    "enrolled_before_18": None,
    "category_before_18": None,
    "guardian_relation": "实际监护人",
    "guardianship_state": "监护评估结果",
    "guardianship_assessment_date": "监护评估日期",
    "entrusted_carer_capable": None,
    "temporary_guardianship": "临时监护",
    "long_term_guardianship": "长期监护",
    "household_status": "家庭类型",
    "receives_dibao": "享受低保",
    "receives_marginal_benefit": "边缘金",
    "dibao_or_tekun_amount": "低保特困金额",
    "child_own_income": "本人收入",
    "emergency_type": "急难类型",
    "emergency_location": "急难发生地代码",
    "disability_certified": "残疾证",
    "disability_types": None,
    "disability_level": None,
    "autism_diagnosed": "孤独症",
    "serious_illness": "患重病",
    "rare_disease": None,
    "rehab_need": None,
    "insurance_enrolled": "参加医保",
    "insurance_type": "医保类型",
    "insurance_paid_date": "医保缴费日期",
    "premium_amount": "医保缴费额",
    "receives_basic_living": "领取基本生活费",
    "medical_cost_compliant": None,
    "school_stage": "就读学段",
    "in_school": "在校",
    "full_time": None,
    "special_ed_placement": None,
    "victimised": "受侵害",
    "rescued_trafficked": None,
    "vagrant": None,
    "adopted": "被收养",
    "adoption_date": "收养日期",
    "adoption_domestic": "国内收养",
    "pre_adoption_status": None,
    "benefit_choice": "二选一",
    "exit_event": "退出原因",
    "exit_event_date": "退出日期",
}
OF_PARENT: dict[str, str | None] = {
    "parent_life_status": "生存状况",
    "parent_conditions": "情形",
    "parent_condition_since": "情形开始日期",
    "parent_condition_months": "刑期",
    "parent_disability_type": None,
    "parent_disability_level": None,
    "parent_serious_illness": None,
    "parent_remarried": None,
    "parent_on_social_assistance": "社会救助对象",
    "parent_able_to_support": "抚养能力",
    "parent_out_for_work": "外出打工",
    "parent_out_since": "外出时间",
    "parent_out_crosses_county": "跨县务工",
    "parent_guardianship_capable": "监护能力",
    "guardianship_revoked_date": "撤销监护资格日期",
}
PARENTS = {"father": "父亲", "mother": "母亲"}

# Other words for the same thing, as they stand in real ledgers; the first is the vocabulary's.
WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "household_status": {
        "低保": ("低保", "低保户", "农村低保"),
        "特困供养": ("特困供养", "特困"),
        "低保边缘": ("低保边缘", "低保边缘户", "低边"),
        "一般": ("一般", "一般家庭", "普通"),
    },
    "living_arrangement": {
        "亲属照料": ("亲属照料", "隔代照料", "亲属抚养"),
        "社会散居": ("社会散居", "散居"),
    },
    "guardian_relation": {
        "祖父母外祖父母": ("祖父母", "爷爷", "奶奶", "外婆"),
        "父母": ("父母", "母亲", "父亲"),
    },
    "insurance_type": {"城乡居民": ("城乡居民", "居民医保")},
    "parent_life_status": {"死亡": ("死亡", "已故", "去世"), "健在": ("健在", "在世")},
    "parent_conditions": {"服刑在押": ("服刑在押", "服刑"), "强制隔离戒毒": ("强制隔离戒毒", "强戒")},
    "category_before_18": {
        "orphan": ("孤儿",),
        "unattended": ("事实无人抚养",),
        "poor_family": ("家庭经济困难",),
    },
    "school_stage": {"学前": ("学前", "幼儿园"), "中职(含技工)": ("中职", "中专", "技校")},
}
GRADES = "一二三四"


@dataclass(frozen=True)
class LedgerRow:
    """One row of the ledger and the child it is about; `dirt` names the kind of untidiness put into it, if any."""

    cells: Row
    child: Invented
    dirt: str = ""


def clean_row(child: Invented, random: Random) -> LedgerRow:
    """The row of a child as a careful clerk would write it."""
    facts = {**child.case["child"], **child.case["household"]}
    parents = {parent["role"]: parent for parent in child.case["parents"]}
    row: Row = {
        "序号": child.serial,
        "姓名": child.name,
        "性别": child.sex,
        "身份证号码": child.id_number,
        "出生日期": facts["birth_date"],
        "乡镇": child.township,
        "村（社区）": child.village,
    }
    row |= {
        header or vocabulary()[name].zh: cell(name, facts.get(name), random)
        for name, header in OF_CHILD.items()
    }
    for role, title in PARENTS.items():
        row |= _parent(child, parents.get(role), role, title, random)
    row["就读学段"] = _stage(row["就读学段"], full_years(facts["birth_date"], child.case["as_of_date"]))
    row["残疾人证号"] = _certificate(child.id_number, facts)
    row["备注"] = None
    return LedgerRow(row, child)


def cell(name: str, value: Any, random: Random) -> Cell:
    """A fact as it stands in a cell; None where it is unknown."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(_word(name, item, random) for item in value) or "无"
    if name.endswith("disability_level"):
        return f"{GRADES[value - 1]}级"
    return _word(name, value, random) if isinstance(value, str) else value


def _word(name: str, value: str, random: Random) -> str:
    return random.choice(WORDS.get(name, {}).get(value, (value,)))


def _parent(child: Invented, facts: dict[str, Any] | None, role: str, title: str, random: Random) -> Row:
    known = facts or {}
    row: Row = {f"{title}姓名": parent_name(child.serial, role) if facts else None}
    return row | {
        title + (header or vocabulary()[name].zh): cell(name, known.get(name), random)
        for name, header in OF_PARENT.items()
    }


def _stage(said: Cell, age: int) -> Cell:
    """Ledgers name the school and not the stage of compulsory schooling."""
    return ("小学" if age < 12 else "初中") if said == "义务教育" else said


def _certificate(id_number: str, facts: dict[str, Any]) -> str | None:
    """The number of the disability certificate: the holder's number, then the digits of kind and grade."""
    types, level = facts.get("disability_types"), facts.get("disability_level")
    if not (facts.get("disability_certified") and types and level):
        return None
    digit = next(digit for digit, kind in DISABILITY_KINDS.items() if kind == types[0])
    return f"{id_number}{digit}{level}"
