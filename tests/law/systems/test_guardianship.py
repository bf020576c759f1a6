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


# --------------------------------------------------------------------------------------------------- the edges


@pytest.mark.parametrize(
    ("state", "guided"), [("有风险", True), ("不当", True), ("正常", False), ("缺失", False)]
)
def test_guidance_for_a_risk_or_worse(state: str, guided: bool) -> None:
    """gb18-art16-1."""
    assert ("guardian_guidance" in tasks(ask("gb", {"guardianship_state": state}))) is guided


@pytest.mark.parametrize(("birth", "due"), [("2008-07-02", True), ("2008-07-01", False)])
def test_signs_of_risk_about_a_minor(birth: str, due: bool) -> None:
    """根据需要开展家庭监护评估. nm20-s6a1-2."""
    found = tasks(ask("nm", {"birth_date": birth, "living_arrangement": "无人照料"}))
    assert ("guardianship_assessment" in found) is due


@pytest.mark.parametrize(("assessed", "due"), [("2026-01-01", True), ("2026-01-02", False)])
def test_an_assessment_is_old_once_the_months_have_run(assessed: str, due: bool) -> None:
    """The county's period of six months. sc53-art15-1."""
    facts = {"household_status": "低保", "guardianship_assessment_date": assessed}
    found = tasks(ask("sc", facts, {"param_guardianship_review_months": 6}))
    assert ("guardianship_assessment" in found) is due


def test_an_assessment_of_the_day_itself_serves_the_return() -> None:
    """nm20-s6a1-3."""
    assert not ask("nm", {**RETURN, "guardianship_assessment_date": DAY})["blocked"]


@pytest.mark.parametrize(("need", "status"), [("危机干预", "yes"), ("助学", None)])
def test_services_of_the_protection_institution_by_need(need: str, status: str | None) -> None:
    """危机干预、临时照护、回归安置、家庭赋能 and no others. hz-art10-3."""
    assert granted(ask("hz", {"needs_assessed": [need]})).get("protection_services") == status


@pytest.mark.parametrize(
    ("facts", "proposed"),
    [
        ({"parents_traceable": "查找不到"}, True),
        ({"parents_traceable": "查找中"}, False),
        ({"guardian_relation": "民政部门"}, True),
        ({"parents_traceable": "查找不到", "institution_placed": True}, False),
        ({"parents_traceable": "查找不到", "birth_date": "2008-07-01"}, False),
    ],
)
def test_whom_an_institution_takes_in_is_proposed(facts: dict[str, Any], proposed: bool) -> None:
    """儿童福利机构管理办法 is not verified: the office is told of it, nothing rests on it."""
    answer = ask("gb", {"institution_placed": False, **facts}, only_documents=False)
    assert ("institution_admission" in {p["rule"] for p in answer["proposals"]}) is proposed
    assert "institution_admission" not in granted(answer)


@pytest.mark.parametrize(("trained", "due"), [(None, True), ("2025-07-01", True), ("2025-07-02", False)])
def test_training_of_nurses(trained: str | None, due: bool) -> None:
    """Never, or a year ago where the county asks for every year. sc53-art14-3."""
    facts = {"staff_skill_level": "初级", "worker_training_date": trained}
    found = tasks(ask("sc", facts, {"param_nurse_training_months": 12}))
    assert ("train_nurse" in found) is due
    assert "train_nurse" not in tasks(ask("sc", {"worker_training_date": trained}))


def test_a_child_at_home_needs_no_plan_for_leaving() -> None:
    """儿童福利机构收留抚养的儿童. gb18-art17-4."""
    for birth in ("2018-02-02", "2007-01-01"):
        answer = ask("gb", {"birth_date": birth, "institution_placed": False})
        assert "leaver_plan" not in granted(answer)


@pytest.mark.parametrize(("state", "open_"), [("未安置", True), ("已社会化安置", False)])
def test_a_leaver_is_settled(state: str, open_: bool) -> None:
    """gb18-art17-5."""
    facts = {"institution_placed": True, "birth_date": "2007-01-01", "resettled": state}
    assert ("settle_leaver" in tasks(ask("gb", facts))) is open_


def test_only_former_children_in_difficulty_are_helped_into_work_and_housing() -> None:
    """sc53-art09-2, sc53-art09-3; hz-art03-5."""
    never = {"birth_date": "2007-01-01", "category_before_18": [], "institution_placed": False,
             "enrolled_before_18": False, "orphan_certified": False, "unattended_certified": False}  # fmt: skip
    for work in ("求职", "创业"):
        answer = ask("sc", {**never, "employment_status": work})
        assert not {"leaver_work", "job_search_subsidy", "startup_loan"} & granted(answer).keys()
    assert not {"leaver_work", "leaver_housing"} & granted(ask("hz", never)).keys()


@pytest.mark.parametrize(
    ("work", "graduation", "offered"),
    [
        ("在校", "2026-07-10", True),
        ("在校", None, False),
        ("就业", "2026-07-10", False),
        ("失业", None, True),
    ],
)
def test_the_job_search_subsidy_is_for_those_who_look(
    work: str, graduation: str | None, offered: bool
) -> None:
    """sc53-art09-3."""
    facts = {"birth_date": "2007-01-01", "category_before_18": ["orphan"], "employment_status": work,
             "graduation_date": graduation}  # fmt: skip
    assert ("job_search_subsidy" in granted(ask("sc", facts))) is offered


def test_parents_are_searched_for_where_a_child_was_rescued() -> None:
    """gb18-art17-3."""
    searched = {"parents_traceable": "查找中"}
    assert "family_search" not in tasks(ask("gb", searched))
    assert "family_search" in tasks(ask("gb", {**searched, "vagrant": True}))
    assert "family_search" not in tasks(ask("gb", {**searched, "vagrant": True, "birth_date": "2008-07-01"}))


@pytest.mark.parametrize(
    ("facts", "due"),
    [
        ({"temporary_guardianship": True}, True),
        ({}, False),
        ({"temporary_guardianship": True, "long_term_guardianship": True}, False),
    ],
)
def test_from_temporary_to_long_term_guardianship(facts: dict[str, Any], due: bool) -> None:
    """A child whose parents cannot be found. gb18-art17-1."""
    found = tasks(ask("gb", {"parents_traceable": "查找不到", **facts}))
    assert ("long_term_guardianship_step" in found) is due


@pytest.mark.parametrize(
    ("facts", "handed"),
    [
        ({"institution_placed": True}, True),
        ({"institution_placed": False}, False),
        ({"institution_placed": True, "birth_date": "2008-07-01"}, False),
    ],
)
def test_whom_a_county_hands_over(facts: dict[str, Any], handed: bool) -> None:
    """gb18-art18-2."""
    assert ("county_transfer" in tasks(ask("gb", {"institution_level": "县级", **facts}))) is handed


@pytest.mark.parametrize(
    ("facts", "due"),
    [
        ({"birth_date": "2007-01-01"}, True),
        ({"birth_date": "2007-01-01", "leaver_plan_date": "2025-01-01"}, False),
        ({"birth_date": "2007-01-01", "resettled": "已社会化安置"}, False),
        ({"birth_date": "2007-01-01", "institution_placed": False}, False),
        ({"birth_date": "2009-07-01"}, True),
        ({"birth_date": "2009-07-02"}, False),
    ],
)
def test_a_plan_is_written_once(facts: dict[str, Any], due: bool) -> None:
    """A year before 18 by the figure of the county, and after 18 until settled. gb18-art17-4."""
    found = tasks(ask("gb", {"institution_placed": True, **facts}, {"param_leaver_plan_months": 12}))
    assert ("write_leaver_plan" in found) is due


def test_who_still_studies_is_not_yet_placed_in_work() -> None:
    """对困境儿童成年后就业创业的. sc53-art09-2."""
    facts = {"birth_date": "2007-01-01", "category_before_18": ["orphan"], "institution_placed": False}
    assert "leaver_work" not in granted(ask("sc", {**facts, "employment_status": "在校"}))
    assert granted(ask("sc", {**facts, "employment_status": "失业"}))["leaver_work"] == "yes"


@pytest.mark.parametrize(
    ("place", "facts", "due"),
    [
        ("hz", {"guardian_relation": "无"}, True),
        ("hz", {"guardian_relation": "父母"}, False),
        ("tj", {"harm_type": "虐待"}, True),
        ("tj", {"guardianship_state": "侵害"}, True),
        ("tj", {"harm_type": "欺凌"}, False),
        ("tj", {"harm_type": "虐待", "long_term_guardianship": True}, False),
        ("tj", {"harm_type": "虐待", "birth_date": "2008-07-01"}, False),
        ("tj", {"vagrant": True}, True),
        ("tj", {"rescued_trafficked": True}, True),
        ("tj", {"vagrant": True, "parents_traceable": "查找中"}, True),
        ("tj", {"vagrant": True, "parents_traceable": "已查明"}, False),
        ("tj", {"vagrant": False, "parents_traceable": "查找中"}, False),
    ],
)
def test_when_temporary_guardianship_begins(place: str, facts: dict[str, Any], due: bool) -> None:
    """hz-art08-6; tj-art16-2, tj-art17-3."""
    assert ("temporary_guardianship_step" in tasks(ask(place, facts))) is due


def test_a_temporary_guardianship_has_a_day() -> None:
    """gb18-art17-1."""
    assert "date_temporary_guardianship" in tasks(ask("gb", {"temporary_guardianship": True}))
    dated = {"temporary_guardianship": True, "temporary_guardianship_since": "2026-06-01"}
    assert "date_temporary_guardianship" not in tasks(ask("gb", dated))
    assert "date_temporary_guardianship" not in tasks(ask("gb", {"temporary_guardianship": False}))


@pytest.mark.parametrize(
    ("since", "notice", "state", "near"),
    [
        ("2025-07-01", None, True, True),
        ("2025-07-02", None, True, False),
        ("2025-08-01", 1, True, True),
        ("2025-08-02", 1, True, False),
        ("2025-07-01", None, False, False),
    ],
)
def test_the_limit_of_a_year_and_the_notice_before_it(
    since: str, notice: int | None, state: bool, near: bool
) -> None:
    """gb18-art17-1."""
    facts = {"temporary_guardianship": state, "temporary_guardianship_since": since}
    params = {"param_temporary_guardianship_months": 12, "param_guardianship_notice_months": notice}
    assert ("review_temporary_guardianship" in tasks(ask("gb", facts, params))) is near


@pytest.mark.parametrize(
    ("relation", "father", "mother", "due"),
    [
        ("无", "死亡", "死亡", True),
        ("祖父母外祖父母", "死亡", "死亡", False),
        ("无", "健在", "死亡", False),
        ("无", "死亡", "健在", False),
        ("无", "撤销", "死亡", True),
        ("无", "死亡", "撤销", True),
    ],
)
def test_long_term_guardianship_of_a_child_without_parent_or_relative(
    relation: str, father: str, mother: str, due: bool
) -> None:
    """gb18-art17-1."""
    parents = [
        {"role": role, "parent_life_status": "健在", "parent_conditions": ["被撤销监护资格"]}
        if state == "撤销"
        else {"role": role, "parent_life_status": state, "parent_conditions": []}
        for role, state in (("father", father), ("mother", mother))
    ]
    case = {
        "jurisdiction": "全国",
        "as_of_date": DAY,
        "child": {"birth_date": "2018-02-02", "temporary_guardianship": True, "guardian_relation": relation},
        "parents": parents,
    }
    answer = determine(case, Options(only_documents=True, next_change=False))
    assert ("long_term_guardianship_step" in tasks(answer)) is due


@pytest.mark.parametrize(
    ("facts", "offered"),
    [
        ({"guardianship_state": "缺失"}, "candidate"),
        ({"guardianship_state": "不当"}, "candidate"),
        ({"guardianship_state": "有风险"}, "candidate"),
        ({"guardianship_state": "正常"}, None),
    ],
)
def test_services_of_the_protection_institution_after_a_finding(
    facts: dict[str, Any], offered: str | None
) -> None:
    """hz-art10-3."""
    assert granted(ask("hz", facts)).get("protection_services") == offered


@pytest.mark.parametrize(
    ("facts", "due"),
    [
        ({"living_arrangement": "无人照料"}, True),
        ({"guardian_relation": "无"}, True),
        ({"entrusted_carer_capable": False}, True),
        ({"guardianship_state": "有风险"}, True),
        ({"guardianship_state": "有风险", "guardianship_assessment_date": "2026-06-01"}, False),
        ({"guardianship_state": "正常"}, False),
        ({"household_status": "低保"}, True),
        ({"household_status": "低保", "guardianship_assessment_date": "2026-06-01"}, False),
        ({"left_behind_child": True}, True),
        ({"left_behind_child": True, "guardianship_assessment_date": "2026-06-01"}, False),
        ({"guardianship_assessment_date": "2020-01-01"}, False),
        ({"left_behind_child": True, "guardianship_assessment_date": "2020-01-01"}, True),
        ({"household_status": "低保", "guardianship_assessment_date": "2020-01-01"}, True),
    ],
)
def test_whose_guardianship_is_assessed(facts: dict[str, Any], due: bool) -> None:
    """困境儿童、留守儿童以及其他存在监护风险儿童. hz-art08-3."""
    found = tasks(ask("hz", facts, {"param_guardianship_review_months": 12}))
    assert ("guardianship_assessment" in found) is due


@pytest.mark.parametrize(
    ("facts", "listed"),
    [
        ({"guardianship_state": "侵害"}, True),
        ({"guardianship_state": "有风险"}, False),
        ({"guardianship_state": "侵害", "birth_date": "2008-07-01"}, False),
        ({"risk_signals": ["辍学风险"], "household_status": "低保"}, True),
        ({"risk_signals": ["辍学风险"]}, False),
        ({"household_status": "低保"}, False),
    ],
)
def test_who_is_on_the_list_for_the_closest_care(facts: dict[str, Any], listed: bool) -> None:
    """sc53-art15-2."""
    assert ("priority_list" in tasks(ask("sc", facts))) is listed


@pytest.mark.parametrize(
    ("facts", "due"),
    [
        ({"left_behind_child": False}, set()),
        ({"left_behind_child": False, "entrusted_carer": "外婆", "entrusted_carer_capable": False}, set()),
        ({"left_behind_child": True, "entrusted_carer": "外婆"}, {"check_carer"}),
        ({"left_behind_child": True, "entrusted_carer": "外婆", "visit_date": "2026-04-01"}, {"check_carer"}),
        ({"left_behind_child": True, "entrusted_carer": "外婆", "visit_date": "2026-04-02"}, set()),
        ({"left_behind_child": True, "visit_date": "2026-04-01"}, {"name_carer"}),
        ({"left_behind_child": False, "entrusted_carer": "外婆", "visit_date": "2026-04-01"}, set()),
    ],
)
def test_carers_of_left_behind_children_alone(facts: dict[str, Any], due: set[str]) -> None:
    """gb18-art16-3, gb18-art16-4; seen every three months where the county says so."""
    found = tasks(ask("gb", facts, {"param_carer_check_months": 3})).keys()
    assert found & {"name_carer", "carer_unable", "check_carer"} == due


def test_no_return_no_assessment_before_it() -> None:
    """nm20-s6a1-3."""
    for facts in ({"temporary_guardianship": True}, {"return_date": "2026-07-05"}):
        answer = ask("nm", facts)
        assert not answer["blocked"]
        assert "assess_before_return" not in tasks(answer)
    assert "assess_before_return" in tasks(ask("nm", RETURN))
    done = {**RETURN, "guardianship_assessment_date": "2026-06-20"}
    assert "assess_before_return" not in tasks(ask("nm", done))
