"""教育 over whole answers: stages and ages, aid by stage, the lottery fund's grant, special education, figures."""

from __future__ import annotations

from typing import Any

import pytest

from tonghu.law import Options, determine

DAY = "2026-06-01"
NAMES = {"hz": "浙江省杭州市", "sc": "四川省", "nm": "内蒙古自治区", "tj": "天津市", "gb": "全国"}
ORPHAN = {"orphan_certified": True}


def ask(
    place: str, facts: dict[str, Any], params: dict[str, Any] | None = None, documents: bool = True
) -> dict[str, Any]:
    """The answer for a child of ten with some facts, by the documents alone unless said otherwise."""
    start = {"doc_effective_date": "2025-12-01"} if place == "nm" else {}
    case = {
        "jurisdiction": NAMES[place],
        "as_of_date": DAY,
        "child": {"birth_date": "2016-01-01", **facts},
        "params": {**start, **(params or {})},
    }
    return determine(case, Options(only_documents=documents, next_change=False))


def status(answer: dict[str, Any], name: str) -> str | None:
    items = [*answer["benefits"], *answer["entitlements"]]
    return next((i["status"] for i in items if i["id"] == name), None)


def tasks(answer: dict[str, Any]) -> dict[str, list[str]]:
    """Tasks by name, with their clauses."""
    return {task["id"]: task["clauses"] for task in answer["tasks"]}


# ------------------------------------------------------------------------------------------- ages and stages


@pytest.mark.parametrize(("stage", "waived"), [("义务教育", "yes"), ("普通高中", "no"), ("学前", "no")])
def test_fees_are_waived_in_compulsory_school(stage: str, waived: str) -> None:
    """gb18-art09-3."""
    assert status(ask("gb", {**ORPHAN, "school_stage": stage}), "compulsory_fee_waiver") == waived


@pytest.mark.parametrize(
    ("age", "kindergarten", "school"),
    [
        ({"birth_date": "2020-06-02"}, "yes", "no"),
        ({"birth_date": "2020-06-01"}, "no", "yes"),
        ({"birth_date": None, "age_years": 5}, "yes", "no"),
        ({"birth_date": None, "age_years": 6}, "no", "yes"),
    ],
)
def test_school_begins_on_the_sixth_birthday(age: dict[str, Any], kindergarten: str, school: str) -> None:
    """年满六周岁; gb18-art07-2 before it, gb18-art07-3 from it on."""
    answer = ask("gb", {**age, "migrant_child": True})
    assert status(answer, "preschool_place") == kindergarten
    assert status(answer, "compulsory_place") == school


@pytest.mark.parametrize(("stage", "place"), [("学前", "yes"), ("义务教育", "no"), ("未入园入学", "no")])
def test_the_recorded_stage_goes_before_the_age(stage: str, place: str) -> None:
    """A migrant child of six still in kindergarten keeps the place there. gb18-art07-2."""
    child = {"birth_date": "2020-01-01", "migrant_child": True, "school_stage": stage}
    assert status(ask("gb", child), "preschool_place") == place


# ------------------------------------------------------------------------------------------ the lottery fund

STUDENT = {
    "birth_date": "2004-01-01",
    "category_before_18": ["orphan"],
    "school_stage": "本科",
    "in_school": True,
    "full_time": True,
    "study_unbroken": True,
    "adopted": False,
}


@pytest.mark.parametrize(
    ("facts", "owed"),
    [
        ({}, "yes"),
        ({"category_before_18": []}, "no"),
        ({"full_time": False}, "no"),
        ({"birth_date": "2008-06-02"}, "no"),
        ({"birth_date": "2008-06-01"}, "yes"),
        ({"school_stage": "博士研究生"}, "no"),
        ({"in_school": False}, "no"),
        ({"study_unbroken": False}, "no"),
        ({"school_stage": "硕士研究生", "national_plan_student": True}, "yes"),
        ({"school_stage": "硕士研究生", "national_plan_student": False}, "no"),
        ({"adopted": True, "pre_adoption_status": "残疾孤儿"}, "yes"),
        ({"adopted": True, "pre_adoption_status": "健康孤儿"}, "no"),
    ],
)
def test_who_gets_the_lottery_grant(facts: dict[str, Any], owed: str) -> None:
    """Orphans not adopted, and adopted disabled orphans; a master's degree within the national plan."""
    answer = ask("nm", {**STUDENT, "orphan_certified": False, **facts}, documents=False)
    assert status(answer, "lottery_grant") == owed
    grant = next(b for b in answer["benefits"] if b["id"] == "lottery_grant")
    assert grant["amount"] == (10000 if owed == "yes" else None)


# ----------------------------------------------------------------------------------------- special education


def test_a_disabled_child_off_the_school_roll_in_tianjin() -> None:
    """核实核查适龄残疾儿童情况: placed and assessed, and still not on the roll. tj-art08-1."""
    child = {"disability_certified": True, "disability_types": ["智力"], "special_ed_placement": "随班就读",
             "placement_assessment_date": "2025-08-01"}  # fmt: skip
    assert tasks(ask("tj", child))["placement_assessment"] == ["tj-art08-1"]
    assert "placement_assessment" not in tasks(ask("tj", {**child, "school_roll_number": "G1"}))


@pytest.mark.parametrize(("sessions", "short"), [(None, True), (0, True), (3, True), (4, False)])
def test_home_teaching_against_the_local_standard(sessions: int | None, short: bool) -> None:
    """gb18-art08-2."""
    child = {"special_ed_placement": "送教上门", "home_teaching_sessions": sessions}
    answer = ask("gb", child, {"param_home_teaching_sessions": 4})
    assert ("home_teaching_short" in tasks(answer)) is short


@pytest.mark.parametrize(("pupils", "figure"), [(0, None), (1, "12000 元/年"), (20, "240000 元/年")])
def test_special_education_is_paid_by_pupil(pupils: int, figure: str | None) -> None:
    """按生均模式予以保障. sc53-art05-5."""
    answer = ask("sc", {"special_ed_pupils": pupils}, {"param_special_ed_per_pupil": 12000})
    found = {t["id"]: t.get("figure") for t in answer["tasks"]}
    assert found.get("special_ed_funding") == figure


# ----------------------------------------------------------------------------------- each condition of a rule

MIGRANT = {"migrant_child": True}


@pytest.mark.parametrize("rule", ["preschool_aid", "compulsory_aid", "upper_secondary_aid"])
@pytest.mark.parametrize(
    ("facts", "owed"),
    [(ORPHAN, True), ({"unattended_certified": True}, True), ({"household_status": "低保"}, True),
     ({"orphan_certified": False}, False)],
)  # fmt: skip
def test_aid_by_stage_while_enrolled(rule: str, facts: dict[str, Any], owed: bool) -> None:
    """gb18-art09-2, gb18-art09-3, gb18-art09-4."""
    stage = {"preschool_aid": "学前", "compulsory_aid": "义务教育", "upper_secondary_aid": "普通高中"}[rule]
    there = {**facts, "school_stage": stage, "in_school": True}
    assert (status(ask("gb", there), rule) in ("yes", "candidate")) is owed
    assert status(ask("gb", {**there, "in_school": None}), rule) == status(ask("gb", there), rule)
    assert status(ask("gb", {**there, "in_school": False}), rule) == "no"
    assert status(ask("gb", {**there, "school_stage": "本科"}), rule) == "no"


@pytest.mark.parametrize(
    ("facts", "place", "permit"),
    [
        (MIGRANT, "yes", "unknown"),
        ({**MIGRANT, "residence_permit": True}, "yes", "yes"),
        ({**MIGRANT, "residence_permit": False}, "yes", "no"),
        ({"migrant_child": False, "residence_permit": True}, "no", "no"),
        ({**MIGRANT, "residence_permit": True, "school_stage": "普通高中"}, "no", "no"),
    ],
)
def test_compulsory_school_where_the_child_lives(facts: dict[str, Any], place: str, permit: str) -> None:
    """gb18-art07-3; in Tianjin by the residence permit, tj-art07-3."""
    assert status(ask("gb", facts), "compulsory_place") == place
    answer = ask("tj", facts)
    found = next(e for e in answer["entitlements"] if e["id"] == "compulsory_place")
    assert found["status"] == place
    if place == "yes":
        assert ("tj-art07-3" in found["clauses"]) is (permit == "yes")
    asks = place == "yes" and permit != "yes"
    assert ("ask_residence_permit" in tasks(answer)) is asks


@pytest.mark.parametrize(
    ("facts", "due"),
    [
        ({**MIGRANT, "school_ownership": "其他民办", "school_stage": "义务教育"}, True),
        ({**MIGRANT, "school_ownership": "公办", "school_stage": "义务教育"}, False),
        ({**MIGRANT, "school_ownership": "其他民办", "school_stage": "学前"}, False),
        ({"migrant_child": False, "school_ownership": "其他民办", "school_stage": "义务教育"}, False),
        ({**MIGRANT, "school_stage": "义务教育"}, False),
    ],
)
def test_accompanying_children_outside_public_school(facts: dict[str, Any], due: bool) -> None:
    """hz-art04-8, tj-art07-4."""
    assert ("place_in_public_school" in tasks(ask("tj", facts))) is due


@pytest.mark.parametrize(
    ("facts", "owed"),
    [
        ({"institution_placed": True}, "yes"),
        ({"institution_placed": False}, "no"),
        ({"institution_placed": True, "school_stage": "普通高中"}, "no"),
        ({"institution_placed": True, "birth_date": "2008-06-01", "school_stage": "义务教育"}, "no"),
    ],
)
def test_children_of_institutions_come_first(facts: dict[str, Any], owed: str) -> None:
    """sc53-art04-3."""
    assert status(ask("sc", facts), "priority_school_place") == owed


@pytest.mark.parametrize(
    ("facts", "due"),
    [
        ({"in_school": False}, True),
        ({"in_school": True}, False),
        ({"school_stage": "未入园入学"}, True),
        ({"school_stage": "未入园入学", "in_school": True}, False),
        ({"in_school": False, "birth_date": "2010-06-01"}, False),
        ({"in_school": False, "birth_date": "2020-06-02"}, False),
        ({"in_school": False, "school_stage": "学前"}, False),
        ({"dropout_risk": "高"}, True),
        ({"dropout_risk": "低"}, False),
        ({"dropout_risk": "高", "birth_date": "2010-06-01"}, False),
    ],
)
def test_children_out_of_school(facts: dict[str, Any], due: bool) -> None:
    """控辍保学: from the sixth to the sixteenth birthday. nm20-s3a1-3."""
    assert ("out_of_school" in tasks(ask("nm", facts))) is due


@pytest.mark.parametrize(
    ("facts", "due"),
    [
        ({"household_status": "低保", "in_school": False}, True),
        ({"household_status": "低保", "in_school": True}, False),
        ({"orphan_certified": False, "in_school": False}, False),
        ({"household_status": "低保", "in_school": False, "birth_date": "2024-01-01"}, False),
        ({**MIGRANT, "in_school": False}, True),
    ],
)
def test_preschool_children_in_no_kindergarten(facts: dict[str, Any], due: bool) -> None:
    """gb18-art07-2, sc53-art04-1."""
    answer = ask("sc", {"birth_date": "2022-01-01", **facts})
    assert ("preschool_gap" in tasks(answer)) is due


@pytest.mark.parametrize(
    ("facts", "owed"),
    [
        (ORPHAN, "yes"),
        ({"unattended_certified": True}, "yes"),
        ({"household_status": "低保"}, "candidate"),
        (MIGRANT, "candidate"),
        ({**ORPHAN, "in_school": False}, "no"),
    ],
)
def test_school_aid_for_all_in_hangzhou(facts: dict[str, Any], owed: str) -> None:
    """应助尽助. hz-art02-9."""
    answer = ask("hz", {"school_stage": "义务教育", **facts})
    assert status(answer, "aid_for_all") == owed
    for drawn, told in ((None, False), ([], owed == "yes"), (["助学金"], False)):
        found = tasks(ask("hz", {"school_stage": "义务教育", **facts, "current_benefits": drawn}))
        if owed in ("yes", "no"):
            assert ("aid_not_received" in found) is told


@pytest.mark.parametrize(
    ("facts", "offered"),
    [
        ({**ORPHAN, "school_stage": "普通高中"}, "candidate"),
        ({"category_before_18": ["orphan"], "school_stage": "本科", "birth_date": "2006-01-01"}, "candidate"),
        ({**ORPHAN, "school_stage": "义务教育"}, "no"),
        ({**ORPHAN, "school_stage": "普通高中", "in_school": False}, "no"),
        ({"orphan_certified": False, "category_before_18": [], "school_stage": "普通高中"}, "no"),
    ],
)
def test_the_lottery_project_for_orphans_at_study(facts: dict[str, Any], offered: str) -> None:
    """nm20-s3a2-4."""
    assert status(ask("nm", facts), "lottery_study") == offered


@pytest.mark.parametrize(
    ("facts", "owed"),
    [
        ({**ORPHAN}, "yes"),
        ({"unattended_certified": True}, "yes"),
        ({"category_before_18": ["unattended"]}, "yes"),
        ({"household_status": "低保"}, "yes"),
        ({**ORPHAN, "school_stage": "普通高中"}, "no"),
        ({**ORPHAN, "in_school": False}, "no"),
    ],
)
def test_aid_on_entering_university(facts: dict[str, Any], owed: str) -> None:
    """nm20-s3a2-3."""
    student = {"birth_date": "2007-01-01", "school_stage": "本科", "in_school": True, **facts}
    assert status(ask("nm", student), "university_entry_aid") == owed


@pytest.mark.parametrize(
    ("facts", "due"),
    [
        ({}, True),
        ({"disability_certified": False, "disability_types": [], "autism_diagnosed": False}, False),
        ({"birth_date": "2012-01-01"}, False),
        ({"special_ed_placement": "特教学校"}, False),
        ({"in_school": True}, False),
        ({"birth_date": "2008-06-01"}, False),
    ],
)
def test_upper_secondary_places_for_disabled_pupils(facts: dict[str, Any], due: bool) -> None:
    """持续发展高中阶段特殊教育. hz-art05-3."""
    child = {"birth_date": "2009-01-01", "disability_certified": True, **facts}
    assert ("special_upper_secondary" in tasks(ask("hz", child))) is due


@pytest.mark.parametrize(
    ("facts", "due"),
    [
        ({"special_ed_placement": "特教班"}, True),
        ({"special_ed_placement": "特教班", "school_roll_number": "G1"}, False),
        ({"special_ed_placement": "随班就读"}, False),
        ({}, False),
    ],
)
def test_special_pupils_on_the_roll(facts: dict[str, Any], due: bool) -> None:
    """纳入当地学籍统一管理. sc53-art05-4."""
    assert ("roll_number" in tasks(ask("sc", facts))) is due


@pytest.mark.parametrize(
    ("facts", "offered"),
    [
        (ORPHAN, "candidate"),
        ({"category_before_18": ["orphan"], "birth_date": "2006-01-01"}, "candidate"),
        ({"unattended_certified": True}, "candidate"),
        ({"category_before_18": ["unattended"], "birth_date": "2006-01-01"}, "candidate"),
        ({"household_status": "低保"}, "candidate"),
        ({**ORPHAN, "school_stage": "义务教育"}, "no"),
        ({**ORPHAN, "in_school": False}, "no"),
        ({"category_before_18": [], "orphan_certified": False, "unattended_certified": False, "birth_date": "2006-01-01"},
         "no"),
    ],
)  # fmt: skip
def test_the_study_aid_of_zhejiang(facts: dict[str, Any], offered: str) -> None:
    """浙里护苗·圆梦助学. hz-art03-3."""
    assert status(ask("hz", {"school_stage": "普通高中", **facts}), "zheli_study") == offered


def test_nothing_is_waived_or_granted_for_who_has_left_school() -> None:
    """gb18-art09-3; nm20-s3a2-2."""
    left = {**ORPHAN, "school_stage": "义务教育", "in_school": False}
    assert status(ask("gb", left), "compulsory_fee_waiver") == "no"
    assert status(ask("nm", left), "stage_aid") == "no"
    assert status(ask("nm", {**left, "in_school": True}), "stage_aid") == "yes"
