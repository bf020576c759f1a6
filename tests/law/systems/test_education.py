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
