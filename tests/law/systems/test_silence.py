"""What nobody has recorded starts no work and grants nothing; nor does trouble that is over or was never the child's."""

from __future__ import annotations

from typing import Any

import pytest

from tonghu.law import Options, determine

DAY = "2026-06-01"
PLACES = ["浙江省杭州市", "四川省", "内蒙古自治区", "天津市", "全国"]
MINOR, GROWN = "2014-01-01", "2004-01-01"


def ask(place: str, facts: dict[str, Any]) -> dict[str, Any]:
    """The answer by the documents alone."""
    params = {"doc_effective_date": "2025-12-01"} if place == "内蒙古自治区" else {}
    case = {"jurisdiction": place, "as_of_date": DAY, "child": facts, "params": params}
    return determine(case, Options(only_documents=True, next_change=False))


def work(answer: dict[str, Any]) -> list[str]:
    """Every task and every act not allowed."""
    return [i["id"] for i in (*answer["tasks"], *answer["blocked"])]


def granted(answer: dict[str, Any]) -> list[str]:
    items = [*answer["benefits"], *answer["entitlements"]]
    return [i["id"] for i in items if i["status"] in ("yes", "candidate", "choice")]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("facts", [{}, {"birth_date": MINOR}, {"birth_date": GROWN}])
def test_nothing_on_file(place: str, facts: dict[str, Any]) -> None:
    answer = ask(place, facts)
    assert work(answer) == []
    # 家庭医生签约服务等均等供给 (hz-art04-3) is for every child
    every_child = ["family_doctor"] if "杭州" in place and facts.get("birth_date") == MINOR else []
    assert granted(answer) == every_child


NO_GROUP = {
    "orphan_certified": False, "unattended_certified": False, "disability_certified": False, "disability_types": [],
    "autism_diagnosed": False, "institution_placed": False, "victimised": False, "migrant_child": False,
    "left_behind_child": False, "household_status": "一般", "receives_dibao": False, "receives_basic_living": False,
    "category_before_18": [], "enrolled_before_18": False, "in_school": True,
}  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_a_child_of_no_group_with_an_ordinary_life(place: str) -> None:
    """Needs, stays, wishes and findings count for nothing where no ground of the law stands behind them."""
    ordinary = {
        **NO_GROUP, "birth_date": MINOR, "school_stage": "义务教育", "school_ownership": "公办", "residence_permit": False,
        "rehab_need": ["医疗手术", "康复训练", "辅助器具"], "rehab_provider_distance": 90, "device_refit_due_date": "2026-01-01",
        "disease_names": ["感冒"], "insurance_enrolled": True, "medical_rescue_eligible": False,
        "family_doctor_signed": True, "insurance_type": "城乡居民", "screening_result": "阴性",
        "guardianship_state": "正常", "guardian_relation": "祖父母外祖父母", "parents_traceable": "已查明",
        "migrant_difficulty": "就医", "mh_diagnosed": False, "mh_file_exists": True, "mh_risk_level": "低",
        "mh_community_rehab_assessed": "符合", "special_ed_placement": "未安置", "home_teaching_sessions": 0,
        "transfer_needed": True, "cannot_stay_home": True, "cannot_stay_school": True, "legal_aid_applied": False,
        "judicial_relief_eligible": "符合", "misconduct_level": "无", "harm_type": "其他", "dropout_risk": "低",
        "access_user": "李某", "access_purpose": "走访", "access_role": "儿童主任", "current_benefits": [],
        "file_exists": True, "last_verified_date": "2026-05-01", "resettled": "未安置", "housing_eligible": "不符合",
        "employment_status": "失业", "adopted": False, "vagrant": False, "rescued_trafficked": False,
    }  # fmt: skip
    answer = ask(place, ordinary)
    assert work(answer) == []
    # 康复类医疗服务项目 are insured for whoever needs them (nm20-s2a1-4)
    assert granted(answer) == (["rehab_items_insured"] if "内蒙古" in place else [])


@pytest.mark.parametrize("place", PLACES)
def test_work_for_children_ends_at_18(place: str) -> None:
    trouble = {
        "birth_date": GROWN, "victimised": True, "harm_type": "家庭暴力", "misconduct_level": "严重不良行为",
        "guardianship_state": "缺失", "guardian_relation": "无", "living_arrangement": "无人照料", "vagrant": True,
        "rescued_trafficked": True, "parents_traceable": "查找中", "emergency_type": "自然灾害",
        "risk_signals": ["学业预警"], "cannot_stay_home": True, "cannot_stay_school": True, "transfer_needed": True,
        "judicial_relief_eligible": "符合", "disability_certified": True, "disability_types": ["听力"],
        "autism_diagnosed": True, "screening_stage": "未筛", "screening_result": "阳性", "rehab_need": ["辅助器具"],
        "household_status": "低保", "receives_basic_living": True, "premium_amount": 400, "migrant_child": True,
        "left_behind_child": True, "insurance_enrolled": False, "insurance_type": "少儿医保",
        "disease_names": ["脑瘫"], "commercial_insurance_until": "2026-01-01", "school_stage": "义务教育",
        "needs_assessed": ["危机干预"], "category_before_18": [], "orphan_certified": False,
        "unattended_certified": False, "enrolled_before_18": False, "institution_placed": False,
        "institution_level": "县级", "discovery_date": "2026-05-01", "file_exists": False,
    }  # fmt: skip
    answer = ask(place, trouble)
    assert set(granted(answer)) <= {"disabled_living_subsidy"}  # 国发〔2015〕52号 knows no age
    # what was found or happened is still dealt with, a file stays closed, an alert needs its rule
    left = {
        "discovery_followup",
        "decision_pending",
        "emergency_response",
        "restricted_file",
        "unregistered_alert",
    }
    assert set(work(answer)) <= left


@pytest.mark.parametrize(
    ("benefits", "services", "told"),
    [(["孤儿基本生活费"], None, True), (["孤儿基本生活费"], [], True), ([], ["心理疏导"], True), (None, ["心理疏导"], True),
     (["孤儿基本生活费"], ["心理疏导"], False), ([], [], False), ([], None, False), (None, None, False)],
)  # fmt: skip
def test_cash_and_service_go_together(
    benefits: list[str] | None, services: list[str] | None, told: bool
) -> None:
    """构建“物质+服务”多元保障格局: an empty list holds neither. gb18-art03-3."""
    facts = {"birth_date": MINOR, "current_benefits": benefits, "current_services": services}
    assert ("cash_without_service" in work(ask("全国", facts))) is told


@pytest.mark.parametrize(("birth", "due"), [("2008-06-02", True), ("2008-06-01", False), (None, True)])
def test_a_file_is_opened_for_a_child(birth: str | None, due: bool) -> None:
    """对困境儿童调查摸底、建立档案. nm20-end-7."""
    facts = {"birth_date": birth, "discovery_date": "2026-05-01"}
    assert ("open_file" in work(ask("内蒙古自治区", facts))) is due
