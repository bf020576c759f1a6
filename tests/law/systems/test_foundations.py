"""要素保障 over whole answers: surveys, staff, training, places and money of a county, at the edge of each figure."""

from __future__ import annotations

from typing import Any

import pytest

from tonghu.law import Options, determine

DAY = "2026-06-01"
NAMES = {"hz": "浙江省杭州市", "sc": "四川省", "nm": "内蒙古自治区", "tj": "天津市", "gb": "全国"}


def ask(place: str, facts: dict[str, Any], params: dict[str, Any] | None = None) -> dict[str, Any]:
    """The answer by the documents alone to some facts of a county, village, institution or worker."""
    start = {"doc_effective_date": "2025-12-01"} if place == "nm" else {}
    case = {
        "jurisdiction": NAMES[place],
        "as_of_date": DAY,
        "child": facts,
        "params": {**start, **(params or {})},
    }
    return determine(case, Options(only_documents=True, next_change=False))


def figures(answer: dict[str, Any]) -> dict[str, Any]:
    """Tasks by name, with their figures."""
    return {task["id"]: task.get("figure") for task in answer["tasks"]}


def clauses(answer: dict[str, Any]) -> dict[str, list[str]]:
    """Tasks by name, with their clauses."""
    return {task["id"]: task["clauses"] for task in answer["tasks"]}


@pytest.mark.parametrize(("swept", "figure"), [(19, "95%"), (20, None)])
def test_a_survey_of_every_village_misses_none(swept: int, figure: str | None) -> None:
    """gb18-art20-4."""
    found = figures(ask("gb", {"villages_swept": swept, "villages_total": 20}))
    assert found.get("sweep_coverage") == figure


@pytest.mark.parametrize(("budget", "cited"), [(239_999, True), (240_000, False)])
def test_a_year_within_the_budget_is_not_above_it(budget: int, cited: bool) -> None:
    """Two thousand a month for ten children; 政府财力可承受. hz-art04-1 speaks only of what is above."""
    facts = {"benefit_amount": 2000, "benefit_recipients": 10, "service_budget": budget}
    answer = ask("hz", facts)
    assert figures(answer)["yearly_cost"] == "240000 元/年"
    assert ("hz-art04-1" in clauses(answer)["yearly_cost"]) is cited


@pytest.mark.parametrize(("supervisors", "short"), [(0, True), (1, False)])
def test_one_supervisor_is_enough(supervisors: int, short: bool) -> None:
    """至少配备一名. hz-art06-1."""
    found = figures(ask("hz", {"township_supervisors": supervisors}))
    assert ("supervisors_short" in found) is short


@pytest.mark.parametrize(("migrants", "more"), [(49, False), (50, True)])
def test_many_migrants_by_the_figure_of_the_county(migrants: int, more: bool) -> None:
    """流动儿童人数较多. hz-art06-3."""
    village = {"village_children_migrant": migrants, "village_children_count": 10, "village_directors": 1}
    found = figures(ask("hz", village, {"param_migrant_many": 50}))
    assert ("reinforce_directors" in found) is more


@pytest.mark.parametrize(("children", "heavy"), [(60, False), (61, True)])
def test_the_load_of_each_director(children: int, heavy: bool) -> None:
    """Thirty for each of two are not above thirty. gb18-art19-11, hz-art06-3."""
    found = figures(ask("hz", {"village_children_count": children, "village_directors": 2}))
    assert ("director_load" in found) is heavy


@pytest.mark.parametrize(("full_time", "below"), [(49, True), (50, False)])
def test_full_time_directors_against_the_target_of_the_county(full_time: int, below: bool) -> None:
    """hz-art06-4."""
    facts = {"directors_full_time": full_time, "directors_total": 100}
    found = figures(ask("hz", facts, {"param_director_full_time_target": 50}))
    assert ("full_time_directors" in found) is below


@pytest.mark.parametrize(("full_time", "told"), [(False, True), (True, False), (None, False)])
def test_a_part_time_director_is_entered(full_time: bool | None, told: bool) -> None:
    """hz-art06-4."""
    assert ("part_time_director" in figures(ask("hz", {"director_full_time": full_time}))) is told


@pytest.mark.parametrize(("children", "told"), [(79, True), (80, False), (81, True)])
def test_an_institution_as_full_as_its_beds_is_in_line(children: int, told: bool) -> None:
    """优化调整儿童福利服务机构布局. sc53-art16-1."""
    found = figures(ask("sc", {"institution_children": children, "institution_beds": 80}))
    assert ("institution_layout" in found) is told


@pytest.mark.parametrize(
    ("worker", "due"),
    [
        ({"worker_start_date": "2026-06-01"}, True),
        ({"worker_start_date": "2026-06-02"}, False),
        ({"worker_start_date": "2026-05-04", "worker_pre_post_training_date": "2026-05-04"}, False),
        ({"worker_start_date": "2026-05-04", "worker_pre_post_training_date": "2026-05-05"}, True),
    ],
)
def test_training_before_the_post(worker: dict[str, Any], due: bool) -> None:
    """岗前培训: from the first day in the post on. hz-art06-6."""
    facts = {"worker_training_date": worker.get("worker_pre_post_training_date"), **worker}
    assert ("hz-art06-6" in clauses(ask("hz", facts)).get("worker_training", [])) is due


# ----------------------------------------------------------------------------------- each condition of a rule


@pytest.mark.parametrize(
    ("place", "facts", "task", "due"),
    [
        ("tj", {"data_source": "公安"}, "department_lead", True),
        ("tj", {"data_source": "民政"}, "department_lead", False),
        ("tj", {"data_source": "公安", "file_exists": True}, "department_lead", False),
        ("tj", {"data_source": "公安", "file_exists": False}, "department_lead", True),
        ("hz", {"risk_signals": ["a"], "alert_rule_version": "1"}, "risk_alert", True),
        ("hz", {"risk_signals": ["a"]}, "risk_alert", False),
        ("hz", {"alert_rule_version": "1"}, "risk_alert", False),
        ("sc", {"discovery_date": "2026-05-01"}, "discovery_followup", True),
        (
            "sc",
            {"discovery_date": "2026-05-01", "discovery_channel": "巡查巡访"},
            "discovery_followup",
            False,
        ),
        ("sc", {"discovery_channel": "数据比对"}, "discovery_followup", True),
        ("sc", {"discovery_channel": "数据比对", "visit_date": "2026-05-02"}, "discovery_followup", False),
        ("sc", {"visit_date": "2026-05-02"}, "discovery_followup", False),
        ("sc", {"discovery_date": "2026-05-01"}, "decision_pending", True),
        ("sc", {"discovery_date": "2026-05-01", "decision_date": "2026-05-20"}, "decision_pending", False),
        ("sc", {"decision_date": "2026-05-20"}, "decision_pending", False),
        ("nm", {"discovery_date": "2026-05-01"}, "open_file", True),
        ("nm", {"discovery_date": "2026-05-01", "file_exists": True}, "open_file", False),
        ("nm", {"file_exists": False}, "open_file", False),
        ("nm", {"file_exists": False, "household_status": "低保"}, "open_file", True),
        ("nm", {"household_status": "低保"}, "open_file", False),
        ("sc", {"file_exists": True}, "verify_again", True),
        ("sc", {"file_exists": True, "last_verified_date": "2026-05-01"}, "verify_again", False),
        ("sc", {"file_exists": False}, "verify_again", False),
        ("nm", {"application_place": "150102"}, "share_out_application", True),
        ("nm", {"application_date": "2026-05-01"}, "share_out_application", True),
        ("gb", {"pairing_person": "李某"}, "pairing_contact", True),
        ("gb", {"pairing_person": "李某", "pairing_contact_date": "2026-05-01"}, "pairing_contact", False),
        ("gb", {"pairing_contact_date": "2020-01-01"}, "pairing_contact", False),
        ("gb", {"needs_assessed": ["助学"], "provider_service": ["助学"]}, "match_charity", True),
        ("gb", {"needs_assessed": ["助学"], "provider_service": ["康复训练"]}, "match_charity", False),
        ("hz", {"village_directors": 1, "village_children_count": 31}, "reinforce_directors", True),
        ("hz", {"village_directors": 2, "village_children_count": 31}, "reinforce_directors", False),
        ("hz", {"village_children_count": 31}, "reinforce_directors", True),
        ("hz", {"village_directors": 1, "village_children_count": 30}, "reinforce_directors", False),
    ],
)
def test_when_work_begins_and_ends(place: str, facts: dict[str, Any], task: str, due: bool) -> None:
    """tj-art20-4; hz-art11-6, hz-art06-3; sc53-art01; nm20-end-7, nm20-end-9; gb18-art21-2, gb18-art21-4."""
    found = figures(ask(place, {"birth_date": "2016-01-01", **facts}))
    assert (task in found) is due


@pytest.mark.parametrize(
    ("facts", "shut"),
    [
        ({"access_user": "李某"}, True),
        ({"access_role": "审计"}, True),
        ({"access_user": "李某", "access_purpose": "走访"}, False),
        ({"access_role": "审计", "access_purpose": "走访"}, True),
        ({"access_purpose": "走访"}, True),
    ],
)
def test_who_uses_answers_for_it(facts: dict[str, Any], shut: bool) -> None:
    """谁使用、谁负责. tj-art20-5."""
    blocked = {b["id"] for b in ask("tj", facts)["blocked"]}
    assert ("use_without_purpose" in blocked) is shut


@pytest.mark.parametrize(
    ("facts", "offered"),
    [
        ({"household_status": "低保"}, "candidate"),
        ({"household_status": "低保", "pairing_person": "李某"}, "no"),
        ({"household_status": "低保", "birth_date": "2008-06-01"}, "no"),
    ],
)
def test_pairing_for_a_child_in_difficulty_without_one(facts: dict[str, Any], offered: str) -> None:
    """“爱心妈妈”结对关爱困境儿童行动. gb18-art21-2."""
    answer = ask("gb", {"birth_date": "2016-01-01", **facts})
    assert next(e["status"] for e in answer["entitlements"] if e["id"] == "pairing") == offered


@pytest.mark.parametrize(
    ("worker", "due"),
    [
        ({"worker_start_date": "2025-01-01", "worker_training_date": "2025-06-01"}, True),
        ({"worker_start_date": "2025-01-01", "worker_training_date": "2025-06-02",
          "worker_pre_post_training_date": "2024-12-01"}, False),
        ({"worker_training_date": "2025-06-02"}, False),
    ],
)  # fmt: skip
def test_training_every_year(worker: dict[str, Any], due: bool) -> None:
    """年度轮训. hz-art06-6."""
    assert ("worker_training" in figures(ask("hz", worker))) is due


@pytest.mark.parametrize(
    ("filed", "left_behind", "due"),
    [(False, True, True), (True, True, False), (None, True, False), (False, False, False)],
)
def test_a_file_for_each_left_behind_child(filed: bool | None, left_behind: bool, due: bool) -> None:
    """建立留守未成年人信息档案. 未成年人保护法 43."""
    child = {"birth_date": "2016-01-01", "file_exists": filed, "left_behind_child": left_behind}
    answer = determine(
        {"jurisdiction": "全国", "as_of_date": DAY, "child": child}, Options(next_change=False)
    )
    assert ("open_file" in figures(answer)) is due


def test_a_role_without_a_purpose_is_shut_out_too() -> None:
    """规范困境儿童个人信息使用. sc53-art01-4."""
    assert {b["id"] for b in ask("sc", {"access_role": "审计"})["blocked"]} == {"use_without_purpose"}
    assert not ask("sc", {"access_role": "审计", "access_purpose": "监督"})["blocked"]
