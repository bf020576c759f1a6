"""心理健康 over whole answers: scales by age, feedback, visits, return from treatment, and files that stay closed."""

from __future__ import annotations

from typing import Any

import pytest

from tonghu.law import Options, determine

DAY = "2026-06-01"
NAMES = {"hz": "浙江省杭州市", "sc": "四川省", "nm": "内蒙古自治区", "tj": "天津市", "gb": "全国"}


def ask(
    place: str, facts: dict[str, Any], params: dict[str, Any] | None = None, documents: bool = True
) -> dict[str, Any]:
    """The answer for a child of twelve with some facts, by the documents alone unless said otherwise."""
    start = {"doc_effective_date": "2025-12-01"} if place == "nm" else {}
    case = {
        "jurisdiction": NAMES[place],
        "as_of_date": DAY,
        "child": {"birth_date": "2014-06-01", **facts},
        "params": {**start, **(params or {})},
    }
    return determine(case, Options(only_documents=documents, next_change=False))


def tasks(answer: dict[str, Any]) -> dict[str, list[str]]:
    """Tasks by name, with their clauses."""
    return {task["id"]: task["clauses"] for task in answer["tasks"]}


def blocked(answer: dict[str, Any]) -> set[str]:
    """Names of the acts that are not allowed now."""
    return {b["id"] for b in answer["blocked"]}


# ------------------------------------------------------------------------------------------------ screening


@pytest.mark.parametrize(
    ("screened", "youngest", "oldest", "fits"),
    [
        ("2026-06-01", 12, 15, True),
        ("2026-05-31", 12, 15, False),
        ("2026-06-01", 13, 15, False),
        ("2026-06-01", 8, 12, True),
        ("2026-06-01", 8, 11, False),
        ("2026-05-31", 8, 11, True),
    ],
)
def test_a_scale_is_for_its_ages(screened: str, youngest: int, oldest: int, fits: bool) -> None:
    """Twelve from the twelfth birthday through the day before the thirteenth. gb18-art11-2."""
    facts = {
        "mh_score": 60,
        "mh_screen_date": screened,
        "mh_tool_age_min": youngest,
        "mh_tool_age_max": oldest,
    }
    assert ("mh_score_unusable" not in blocked(ask("gb", facts))) is fits


@pytest.mark.parametrize(("years", "fits"), [(7, False), (8, True), (11, True), (12, True), (13, False)])
def test_a_scale_against_a_stated_age(years: int, fits: bool) -> None:
    """gb18-art11-2."""
    facts = {
        "birth_date": None,
        "age_years": years,
        "mh_score": 60,
        "mh_tool_age_min": 8,
        "mh_tool_age_max": 12,
    }
    assert ("mh_score_unusable" not in blocked(ask("gb", facts))) is fits


@pytest.mark.parametrize(("tool", "told"), [(None, True), ("MHT 1991", False)])
def test_a_score_names_its_scale(tool: str | None, told: bool) -> None:
    """规范心理健康状况识别评估工作. tj-art11-1."""
    assert ("mh_tool_unnamed" in tasks(ask("tj", {"mh_score": 60, "mh_tool": tool}))) is told
    assert "mh_tool_unnamed" not in tasks(ask("tj", {"mh_tool": tool}))


@pytest.mark.parametrize(("told", "waiting"), [(None, True), ("2026-05-19", True), ("2026-05-20", False)])
def test_feedback_may_come_on_the_day_of_the_screening(told: str | None, waiting: bool) -> None:
    """监测评估反馈机制. sc53-art08-5."""
    facts = {"mh_screen_date": "2026-05-20", "feedback_date": told}
    assert ("mh_feedback" in tasks(ask("sc", facts))) is waiting


@pytest.mark.parametrize(("screened", "below"), [(99, True), (100, False)])
def test_screening_covers_everyone(screened: int, below: bool) -> None:
    """全覆盖. sc53-art08-2."""
    facts = {"mh_screened_total": screened, "difficulty_children_total": 100}
    assert ("mh_coverage" in tasks(ask("sc", facts))) is below


def test_a_child_of_an_institution_has_a_file_of_the_mind() -> None:
    """民发〔2023〕61号: before coming of age, and none screened yet."""
    placed = {"institution_placed": True}
    cited = "bg-2023-61-file"
    assert cited in tasks(ask("gb", placed, documents=False))["mh_screening_due"]
    grown = ask("gb", {**placed, "birth_date": "2008-06-01"}, documents=False)
    assert "mh_screening_due" not in tasks(grown)


# ------------------------------------------------------------------------------------------ visits and risk


@pytest.mark.parametrize(
    ("found", "asked"),
    [({}, True), ({"needs_assessed": ["心理疏导"]}, False), ({"mh_risk_level": "低"}, False)],
)
def test_a_visit_asks_for_the_needs_of_the_mind(found: dict[str, Any], asked: bool) -> None:
    """及时掌握困境儿童心理关爱服务需求. tj-art11-2."""
    assert ("mh_visit_needs" in tasks(ask("tj", {"visit_date": "2026-05-01", **found}))) is asked
    assert "mh_visit_needs" not in tasks(ask("tj", found))


@pytest.mark.parametrize(
    ("back", "visited", "due"),
    [
        ("2026-06-01", None, True),
        ("2026-06-02", None, False),
        ("2026-05-20", "2026-05-19", True),
        ("2026-05-20", "2026-05-20", False),
    ],
)
def test_care_after_treatment_begins_with_the_return(back: str, visited: str | None, due: bool) -> None:
    """对经过治疗后回归社区、学校的困境儿童. gb18-art12-3."""
    assert ("mh_followup" in tasks(ask("gb", {"discharge_date": back, "visit_date": visited}))) is due


# ----------------------------------------------------------------------------------------------- closed files


@pytest.mark.parametrize("file", [{"mh_score": 60}, {"victimised": True}, {"hiv_infected": True}])
def test_a_file_opens_to_a_named_user_with_a_purpose(file: dict[str, Any]) -> None:
    """严格儿童信息保密管理. hz-end-7."""

    def shut(asked: dict[str, Any]) -> set[str]:
        return blocked(ask("hz", {**file, **asked}))

    assert "restricted_file" in shut({})
    assert "restricted_file" in shut({"access_user": "王某"})
    assert "restricted_file" not in shut({"access_user": "王某", "access_purpose": "转介"})
    assert "restricted_file" in shut({"access_user": "王某", "access_purpose": "转介", "record_sealed": True})


# ------------------------------------------------------------------------------------------------ who and when

POOR = {"household_status": "低保"}


@pytest.mark.parametrize(
    ("facts", "due"),
    [
        ({**POOR, "mh_risk_level": "高"}, True),
        ({**POOR, "mh_risk_level": "低"}, False),
        ({"mh_risk_level": "高", "orphan_certified": False}, False),
    ],
)
def test_casework_for_children_in_difficulty_at_risk(facts: dict[str, Any], due: bool) -> None:
    """nm20-s4a1-2."""
    assert ("mh_casework" in tasks(ask("nm", facts))) is due


@pytest.mark.parametrize(
    ("level", "step", "due"),
    [
        ("高", None, True),
        ("高", "已转介", True),
        ("高", "治疗中", False),
        ("低", None, False),
        (None, "已转介", True),
    ],
)
def test_referral_until_the_child_is_taken(level: str | None, step: str | None, due: bool) -> None:
    """gb18-art12-1."""
    found = tasks(ask("tj", {"mh_risk_level": level, "mh_referral_status": step}))
    assert ("mh_referral" in found) is due


@pytest.mark.parametrize(
    ("facts", "listed", "assess"),
    [
        ({**POOR, "mh_diagnosed": True, "mh_community_rehab_assessed": "符合"}, True, False),
        ({**POOR, "mh_diagnosed": False, "mh_community_rehab_assessed": "符合"}, False, False),
        ({**POOR, "mh_diagnosed": True}, False, True),
        ({**POOR, "mh_diagnosed": False}, False, False),
        (POOR, False, False),
        ({"mh_diagnosed": True, "mh_community_rehab_assessed": "符合"}, False, False),
        ({"mh_diagnosed": True}, False, False),
    ],
)
def test_community_rehabilitation_by_diagnosis_and_assessment(
    facts: dict[str, Any], listed: bool, assess: bool
) -> None:
    """nm20-s4a1-4."""
    answer = ask("nm", facts)
    found = {e["id"] for e in answer["entitlements"] if e["status"] == "yes"}
    assert ("community_rehab" in found) is listed
    assert ("community_rehab_assessment" in tasks(answer)) is assess


@pytest.mark.parametrize(
    ("facts", "due"),
    [
        (POOR, True),
        ({**POOR, "mh_screen_date": "2026-03-01", "visit_date": "2026-03-01"}, True),
        ({**POOR, "mh_screen_date": "2026-03-02", "visit_date": "2026-03-02"}, False),
        ({"mh_screen_date": "2026-03-01", "visit_date": "2026-03-01"}, False),
    ],
)
def test_screening_and_visits_of_children_in_difficulty(facts: dict[str, Any], due: bool) -> None:
    """By the periods of the county. gb18-art11-3, gb18-art11-4."""
    params = {"param_mh_screen_months": 3, "param_visit_months": 3}
    found = tasks(ask("tj", facts, params))
    assert ("mh_screening_due" in found) is due
    assert ("mh_visit_due" in found) is due


def test_a_child_of_an_institution_already_screened_waits_for_nothing() -> None:
    """民发〔2023〕61号."""
    facts = {"institution_placed": True, "mh_screen_date": "2026-05-01"}
    assert "mh_screening_due" not in tasks(ask("gb", facts, documents=False))
    assert "mh_screening_due" not in tasks(ask("gb", {}, documents=False))


@pytest.mark.parametrize("score", [{"mh_score": 60}, {"mh_tool": "MHT 1991"}])
def test_a_scale_blocks_only_where_one_was_used(score: dict[str, Any]) -> None:
    """gb18-art11-2."""
    ages = {"mh_tool_age_min": 13, "mh_tool_age_max": 18}
    assert "mh_score_unusable" in blocked(ask("gb", {**ages, **score}))
    assert "mh_score_unusable" not in blocked(ask("gb", ages))


@pytest.mark.parametrize(
    ("worker", "due"),
    [
        ({"worker_start_date": "2026-01-01"}, True),
        ({"worker_training_date": "2026-01-01"}, True),
        ({"worker_training_topics": ["档案"]}, True),
        ({"worker_training_topics": ["档案", "心理健康"]}, False),
    ],
)
def test_training_holds_the_topic_of_the_mind(worker: dict[str, Any], due: bool) -> None:
    """tj-art10-4."""
    assert ("mh_training" in tasks(ask("tj", worker))) is due


FOUR = ["学业压力", "家庭变故", "经济困难", "合法权益保障"]


@pytest.mark.parametrize(
    ("topics", "incomplete"), [(None, True), ([], True), (FOUR[:3], True), (FOUR[1:], True), (FOUR, False)]
)
def test_a_visit_touches_all_four_topics(topics: list[str] | None, incomplete: bool) -> None:
    """重点关注困境儿童学业压力、家庭变故、经济困难、合法权益保障等情况. nm20-s4a1-2."""
    found = tasks(ask("nm", {"visit_date": "2026-05-01", "visit_topics": topics}))
    assert ("mh_visit_topics" in found) is incomplete
    assert "mh_visit_topics" not in tasks(ask("nm", {"visit_topics": topics}))


@pytest.mark.parametrize(("pupil", "due"), [({"in_school": True}, True), ({"in_school": False}, False),
                                            ({"in_school": True, "mh_file_exists": True}, False)])  # fmt: skip
def test_a_file_of_the_mind_for_each_pupil(pupil: dict[str, Any], due: bool) -> None:
    """设立学生心理档案. tj-art11-3."""
    assert ("mh_file" in tasks(ask("tj", pupil))) is due


@pytest.mark.parametrize(
    "file", [{"mh_file_exists": True}, {"mh_risk_level": "低"}, {"mh_diagnosed": True}, {"mh_score": 1}]
)
def test_whatever_tells_of_the_mind_is_closed(file: dict[str, Any]) -> None:
    """tj-art11-3."""
    assert "restricted_file" in blocked(ask("tj", file))
    assert "restricted_file" in blocked(ask("tj", {**file, "access_purpose": "转介"}))
