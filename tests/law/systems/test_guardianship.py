"""法定监护 over whole answers: findings, state guardianship, the way home, and leaving care."""

from __future__ import annotations

from typing import Any

import pytest

from tonghu.law import Options, determine

DAY = "2026-07-01"
NAMES = {"hz": "浙江省杭州市", "sc": "四川省", "nm": "内蒙古自治区", "tj": "天津市", "gb": "全国"}
RETURN = {"temporary_guardianship": True, "return_date": "2026-07-05"}


def ask(
    place: str, facts: dict[str, Any], params: dict[str, Any] | None = None, **kind: Any
) -> dict[str, Any]:
    """The answer for a child of eight with some facts, by the documents alone unless said otherwise."""
    start = {"doc_effective_date": "2025-12-01"} if place == "nm" else {}
    case = {
        "jurisdiction": NAMES[place],
        "as_of_date": DAY,
        "child": {"birth_date": "2018-02-02", **facts},
        "params": {**start, **(params or {})},
    }
    return determine(case, Options(**{"only_documents": True, "next_change": False, **kind}))


def tasks(answer: dict[str, Any]) -> dict[str, list[str]]:
    """Tasks by name, with their clauses."""
    return {task["id"]: task["clauses"] for task in answer["tasks"]}


def granted(answer: dict[str, Any]) -> dict[str, str]:
    """Entitlements that are yes or candidate, by name."""
    return {e["id"]: e["status"] for e in answer["entitlements"] if e["status"] in ("yes", "candidate")}


# ----------------------------------------------------------------------------------------------- the way home


def test_return_is_blocked_without_an_assessment() -> None:
    answer = ask("nm", RETURN)
    assert [b["clause"] for b in answer["blocked"]] == ["nm20-s6a1-3"]
    assert "guardianship_assessment_date" in {m["fact"] for m in answer["missing"]}


@pytest.mark.parametrize("place", ["gb", "sc", "tj", "hz"])
def test_return_is_blocked_everywhere_by_default(place: str) -> None:
    answer = ask(place, RETURN)
    assert answer["blocked"]
    assert "A42" in answer["questions"]


@pytest.mark.parametrize(
    ("assessed", "since", "blocked"),
    [
        ("2026-06-20", None, False),
        ("2026-07-02", None, True),
        ("2026-06-20", "2026-06-01", False),
        ("2026-05-20", "2026-06-01", True),
    ],
)
def test_the_assessment_lies_in_the_temporary_guardianship(
    assessed: str, since: str | None, blocked: bool
) -> None:
    facts = {**RETURN, "guardianship_assessment_date": assessed, "temporary_guardianship_since": since}
    assert bool(ask("nm", facts)["blocked"]) is blocked


def test_the_statute_also_asks_for_a_fit_guardian() -> None:
    facts = {**RETURN, "guardianship_assessment_date": "2026-06-20", "guardianship_state": "不当"}
    assert not ask("nm", facts)["blocked"]
    answer = ask("nm", facts, only_documents=False)
    assert [b["clause"] for b in answer["blocked"]] == ["law-mpl-93"]


# ------------------------------------------------------------------------------------------------- findings


@pytest.mark.parametrize(
    ("state", "wanted", "unwanted"),
    [
        ("缺失", "temporary_guardianship_step", "guardian_guidance"),
        ("不当", "guardian_guidance", "temporary_guardianship_step"),
        ("有风险", "guardianship_assessment", "temporary_guardianship_step"),
        ("正常", None, "guardian_guidance"),
    ],
)
def test_what_follows_from_a_finding(state: str, wanted: str | None, unwanted: str) -> None:
    found = tasks(ask("nm", {"guardianship_state": state}))
    assert wanted is None or "nm20-s6a1-2" in found[wanted]
    assert unwanted not in found


def test_no_finding_is_not_normal() -> None:
    answer = ask("sc", {"household_status": "低保"})
    assert tasks(answer)["guardianship_assessment"] == ["sc53-art15-1"]
    assert "four_measures" not in granted(answer)
    assert granted(ask("sc", {"guardianship_state": "不当"}))["four_measures"] == "yes"


def test_no_step_once_the_state_is_guardian() -> None:
    found = ask("nm", {"guardianship_state": "缺失", "temporary_guardianship": True})
    assert "temporary_guardianship_step" not in tasks(found)
    assert granted(found)["civil_affairs_placement"] == "yes"


@pytest.mark.parametrize(
    ("relation", "status"), [("无", "yes"), (None, "candidate"), ("祖父母外祖父母", None)]
)
def test_placement_by_civil_affairs_in_sichuan(relation: str | None, status: str | None) -> None:
    found = granted(ask("sc", {"guardianship_state": "缺失", "guardian_relation": relation}))
    assert found.get("civil_affairs_placement") == status


def test_emergency_without_guardian() -> None:
    facts = {"emergency_type": "自然灾害", "guardianship_state": "缺失"}
    assert granted(ask("tj", facts))["emergency_guardianship"] == "yes"
    assert "emergency_guardianship" not in granted(ask("tj", {"guardianship_state": "缺失"}))


def test_a_rescued_child_whose_parents_are_searched_for() -> None:
    answer = ask("gb", {"rescued_trafficked": True, "parents_traceable": "查找中"})
    assert granted(answer)["rescue_placement"] == "yes"
    assert {"temporary_guardianship_step", "family_search"} <= set(tasks(answer))


def test_the_limit_of_temporary_guardianship_is_not_invented() -> None:
    facts = {"temporary_guardianship": True, "temporary_guardianship_since": "2025-07-15"}
    assert "review_temporary_guardianship" not in tasks(ask("gb", facts))
    limit = {"param_temporary_guardianship_months": 12}
    assert "review_temporary_guardianship" not in tasks(ask("gb", facts, limit))
    notice = {**limit, "param_guardianship_notice_months": 1}
    assert "review_temporary_guardianship" in tasks(ask("gb", facts, notice))


def test_the_carer_of_a_left_behind_child() -> None:
    facts = {"left_behind_child": True}
    assert "name_carer" in tasks(ask("gb", facts))
    named = tasks(ask("gb", {**facts, "entrusted_carer": "外婆", "entrusted_carer_capable": False}))
    assert "name_carer" not in named
    assert {"carer_unable", "check_carer"} <= set(named)
    seen = {**facts, "entrusted_carer": "外婆", "visit_date": "2026-01-01"}
    assert "check_carer" not in tasks(ask("gb", seen))
    assert "check_carer" in tasks(ask("gb", seen, {"param_carer_check_months": 3}))


# ---------------------------------------------------------------------------------- institutions and leavers


def test_children_of_county_institutions_are_handed_over() -> None:
    facts = {"institution_placed": True, "institution_level": "县级"}
    assert tasks(ask("gb", facts))["county_transfer"] == ["gb18-art18-2"]
    assert "county_transfer" not in tasks(ask("gb", {**facts, "institution_level": "地市级"}))


def test_a_plan_for_every_child_of_an_institution() -> None:
    facts = {"institution_placed": True, "birth_date": "2009-01-01"}
    answer = ask("sc", facts)
    assert granted(answer)["leaver_plan"] == "yes"
    assert "write_leaver_plan" not in tasks(answer)
    assert "write_leaver_plan" in tasks(ask("sc", facts, {"param_leaver_plan_months": 12}))
    assert "write_leaver_plan" in tasks(ask("sc", {**facts, "birth_date": "2008-01-01"}))


def test_what_a_leaver_of_an_institution_gets() -> None:
    facts = {"institution_placed": True, "birth_date": "2007-01-01"}
    everywhere = {"leaver_plan", "leaver_hukou", "leaver_work", "leaver_housing"}
    assert everywhere <= set(granted(ask("gb", facts)))
    assert "leaver_living" in granted(ask("sc", facts))
    assert "leaver_living" not in granted(ask("nm", facts))


def test_former_children_in_difficulty_and_work() -> None:
    facts = {"birth_date": "2007-01-01", "category_before_18": ["orphan"], "institution_placed": False}
    assert granted(ask("sc", facts))["leaver_work"] == "yes"
    assert granted(ask("sc", {**facts, "employment_status": "求职"}))["job_search_subsidy"] == "candidate"
    assert granted(ask("sc", {**facts, "employment_status": "创业"}))["startup_loan"] == "candidate"
    assert "leaver_work" not in granted(ask("gb", facts))
    hangzhou = granted(ask("hz", {**facts, "housing_eligible": "符合"}))
    assert (hangzhou["leaver_work"], hangzhou["leaver_housing"]) == ("candidate", "yes")
