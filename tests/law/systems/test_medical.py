"""医疗康复 over whole answers: who, how much, and what stays open."""

from __future__ import annotations

from typing import Any

import pytest

from tonghu.law import Options, determine

DAY = "2026-06-01"
CHILD = {"birth_date": "2014-01-01"}
NAMES = {"hz": "浙江省杭州市", "sc": "四川省", "nm": "内蒙古自治区", "tj": "天津市", "gb": "全国"}


def ask(
    place: str, facts: dict[str, Any], params: dict[str, Any] | None = None, day: str = DAY
) -> dict[str, Any]:
    """The answer by the documents alone for a child of 12 with some facts."""
    start = {"doc_effective_date": "2025-12-01"} if place == "nm" else {}
    case = {
        "jurisdiction": NAMES[place],
        "as_of_date": day,
        "child": {**CHILD, **facts},
        "params": {**start, **(params or {})},
    }
    return determine(case, Options(only_documents=True, next_change=False))


def item(answer: dict[str, Any], name: str) -> dict[str, Any]:
    """The benefit or entitlement of that name."""
    return next(i for i in [*answer["benefits"], *answer["entitlements"]] if i["id"] == name)


def status(answer: dict[str, Any], name: str) -> str:
    """Its status; `no` where the place has no such rule."""
    return next(
        (i["status"] for i in [*answer["benefits"], *answer["entitlements"]] if i["id"] == name), "no"
    )


def tasks(answer: dict[str, Any]) -> dict[str, list[str]]:
    """Tasks by name, with their clauses."""
    return {task["id"]: task["clauses"] for task in answer["tasks"]}


# ------------------------------------------------------------------------------------------------ premium


@pytest.mark.parametrize(
    ("place", "facts", "given"),
    [
        ("gb", {"orphan_certified": True}, True),
        ("sc", {"orphan_certified": False, "household_status": "特困供养"}, False),
        ("nm", {"orphan_certified": False, "household_status": "特困供养"}, True),
        ("tj", {"orphan_certified": False, "household_status": "特困供养"}, True),
        ("nm", {"orphan_certified": False, "household_status": "低保"}, False),
        ("hz", {"orphan_certified": False, "receives_basic_living": True}, True),
        ("sc", {"orphan_certified": False, "receives_basic_living": True}, False),
        ("nm", {"birth_date": "2006-01-01", "household_status": "特困供养"}, False),
    ],
)
def test_who_gets_the_whole_premium(place: str, facts: dict[str, Any], given: bool) -> None:
    found = item(ask(place, {**facts, "premium_amount": 400}), "premium_full")
    assert (found["status"] == "yes") is given
    assert found["amount"] == (400 if given else None)


def test_unattended_child_outside_hangzhou_is_a_local_class() -> None:
    answer = ask("sc", {"orphan_certified": False, "unattended_certified": True, "premium_amount": 400})
    assert item(answer, "premium_full")["status"] == "no"
    share = item(answer, "premium_subsidy")
    assert (share["status"], share["amount"]) == ("candidate", None)
    assert "param_premium_subsidy_ratio" in share["missing"]
    assert "A21" in answer["questions"]


def test_share_of_the_premium_in_tianjin() -> None:
    facts = {"orphan_certified": False, "household_status": "低保", "premium_amount": 380}
    unset = item(ask("tj", facts), "premium_subsidy")
    assert (unset["status"], unset["amount"]) == ("yes", None)
    assert item(ask("tj", facts, {"param_premium_subsidy_ratio": 50}), "premium_subsidy")["amount"] == 190


# ------------------------------------------------------------------------------------------------ rescue


def test_hangzhou_floor_without_a_local_ratio() -> None:
    answer = ask("hz", {"orphan_certified": True, "medical_cost_compliant": 10000})
    found = item(answer, "medical_rescue")
    assert (found["status"], found["amount"], found["amount_min"]) == ("candidate", None, 7000)
    assert "hz-art02-7" in found["clauses"]
    assert "A22" in answer["questions"]


@pytest.mark.parametrize(("ratio", "paid", "amount"), [(80, None, 8000), (60, None, 7000), (80, 6000, 3200)])
def test_hangzhou_ratio_and_insurance(ratio: int, paid: int | None, amount: int) -> None:
    facts = {"orphan_certified": True, "medical_cost_compliant": 10000, "insurance_paid_amount": paid}
    assert item(ask("hz", facts, {"param_medical_rescue_ratio": ratio}), "medical_rescue")["amount"] == amount


@pytest.mark.parametrize(
    ("used", "cap", "amount"),
    [(15000, 20000, 5000), (0, 20000, 7000), (None, 20000, None), (0, None, None)],
)
def test_sichuan_stays_within_the_yearly_cap(used: int | None, cap: int | None, amount: int | None) -> None:
    facts = {"orphan_certified": True, "medical_cost_compliant": 10000, "rescue_used_this_year": used}
    params = {"param_medical_rescue_ratio": 70, "param_medical_rescue_cap": cap}
    found = item(ask("sc", facts, params), "medical_rescue")
    assert (found["status"], found["amount"], found["clauses"][0]) == ("yes", amount, "sc53-art06-2")


def test_sichuan_asks_for_a_designated_provider() -> None:
    facts = {"orphan_certified": True, "medical_cost_compliant": 10000}
    assert item(ask("sc", {**facts, "provider_designated": False}), "medical_rescue")["status"] == "no"


def test_a_marginal_family_in_sichuan_is_a_candidate() -> None:
    answer = ask("sc", {"household_status": "低保边缘"})
    found = item(answer, "medical_rescue")
    assert found["status"] == "candidate"
    assert {"medical_cost_compliant", "param_medical_rescue_cap", "param_medical_rescue_ratio"} <= set(
        found["missing"]
    )
    assert {"A22", "A41"} <= set(answer["questions"])


@pytest.mark.parametrize(
    ("place", "cost", "basic", "critical", "base"),
    [("tj", 10000, 6000, 1000, 3000), ("nm", 20000, 12000, 2000, 6000)],
)
def test_insurance_pays_first(place: str, cost: int, basic: int, critical: int, base: int) -> None:
    facts = {"household_status": "低保", "medical_cost_compliant": cost}
    whole = {"param_medical_rescue_ratio": 100}
    paid = {"insurance_paid_amount": basic, "critical_insurance_paid_amount": critical}
    assert item(ask(place, {**facts, **paid}, whole), "medical_rescue")["amount"] == base
    waiting = item(ask(place, facts, whole), "medical_rescue")
    assert waiting["amount"] is None
    assert "insurance_paid_amount" in waiting["missing"]


# ------------------------------------------------------------------------------------------------ insurance


def test_migrants_enrol_where_they_live() -> None:
    moved = {
        "hukou_division": "340102",
        "residence_division": "150102",
        "residence_since": "2025-01-01",
        "moved_with_guardian": True,
    }
    assert item(ask("nm", moved), "residence_insurance")["clauses"] == ["nm20-s2a1-1", "gb18-art04-1"]
    here = {**moved, "insurance_enrolled": True, "insurance_pool_division": "150100"}
    assert status(ask("nm", here), "residence_insurance") == "no"
    elsewhere = {**here, "insurance_pool_division": "340100"}
    assert status(ask("nm", elsewhere), "residence_insurance") == "yes"
    assert "settle_across_regions" in tasks(ask("nm", elsewhere))
    assert "settle_across_regions" not in tasks(ask("nm", {**elsewhere, "cross_region_filed": True}))


def test_cover_runs_from_the_later_day() -> None:
    facts = {"institution_placed": True, "insurance_enrolled": True, "insurance_paid_date": "2026-05-10"}
    answer = ask("gb", facts)
    assert item(answer, "insurance_cover")["status"] == "yes"
    assert "A34" in answer["questions"]
    later = {**facts, "insurance_enrolled_date": "2026-06-02"}
    assert item(ask("gb", later), "insurance_cover")["status"] == "no"
    assert item(ask("gb", later, day="2026-06-02"), "insurance_cover")["status"] == "yes"
    assert item(answer, "payment_window")["clauses"] == ["gb18-art04-3"]


def test_no_waiting_period_in_tianjin_only() -> None:
    facts = {"household_status": "低保", "medical_rescue_eligible": True}
    assert item(ask("tj", facts), "no_waiting_period")["status"] == "yes"
    assert status(ask("sc", facts), "no_waiting_period") == "no"


def test_accident_insurance_and_its_local_widening() -> None:
    facts = {"orphan_certified": False, "unattended_certified": False, "disability_certified": True}
    unset = item(ask("nm", facts), "accident_insurance")
    assert (unset["status"], unset["missing"]) == ("unknown", ["param_accident_insurance_scope"])
    wide = {"param_accident_insurance_scope": ["残疾儿童"]}
    assert item(ask("nm", facts, wide), "accident_insurance")["clauses"] == ["nm20-s2a1-7"]
    assert item(ask("nm", {"unattended_certified": True}), "accident_insurance")["status"] == "yes"


def test_named_diseases_of_the_insured() -> None:
    facts = {"disease_names": ["脑瘫"], "insurance_enrolled": True}
    assert item(ask("nm", facts), "outpatient_chronic")["status"] == "candidate"
    assert item(ask("nm", {**facts, "disease_names": ["感冒"]}), "outpatient_chronic")["status"] == "no"


# ------------------------------------------------------------------------------------------- rehabilitation


@pytest.mark.parametrize(
    ("birth", "due"), [("2019-07-01", True), ("2019-06-02", True), ("2019-06-01", False)]
)
def test_screening_through_the_day_before_the_seventh_birthday(birth: str, due: bool) -> None:
    assert ("early_screening" in tasks(ask("sc", {"birth_date": birth}))) is due


@pytest.mark.parametrize(
    ("stage", "step"),
    [("未筛", "autism_first_step"), ("初筛", "autism_second_step"), ("复筛", "autism_third_step")],
)
def test_three_steps_of_autism_screening(stage: str, step: str) -> None:
    facts = {"screening_stage": stage, "screening_result": "阳性"}
    steps = {name for name in tasks(ask("tj", facts)) if name.startswith("autism")}
    assert steps == {step}
    assert not {n for n in tasks(ask("tj", {**facts, "autism_diagnosed": True})) if n.startswith("autism")}


def test_rehabilitation_by_need() -> None:
    disabled = {"disability_certified": True, "disability_types": ["听力"]}
    found = item(ask("tj", disabled), "basic_rehab")
    assert (found["status"], found["missing"]) == ("yes", ["rehab_need"])
    assert item(ask("gb", disabled), "rehab_aid")["status"] == "candidate"
    poor = {"household_status": "低保", "rehab_need": ["医疗手术"]}
    assert item(ask("nm", poor), "tomorrow_plan")["clauses"] == ["nm20-s2a2-1"]
    orphan = {"orphan_certified": True, "rehab_need": ["医疗手术"]}
    assert item(ask("hz", orphan), "tomorrow_plan")["status"] == "candidate"


def test_figures_of_supply() -> None:
    counted = {"counties_total": 183, "counties_with_autism_provider": 170, "city_autism_hospitals": 0}
    found = {task["id"]: task.get("figure") for task in ask("sc", counted)["tasks"]}
    assert found["autism_provider_coverage"] == "92.89%"
    assert found["autism_hospitals"] == "0 所"
    short = ask("gb", {"rehab_need_children": 120, "rehab_capacity": 80})["tasks"]
    assert {t["id"]: t.get("figure") for t in short}["rehab_gap"] == "40 人"


# --------------------------------------------------------------------------------------------------- the edges


def test_a_policy_on_file_is_not_offered_again() -> None:
    """nm20-s2a1-8."""
    poor = {"household_status": "低保"}
    assert status(ask("nm", poor), "commercial_cover") == "candidate"
    assert status(ask("nm", {**poor, "commercial_insurance": ["重大疾病保险"]}), "commercial_cover") == "no"


@pytest.mark.parametrize(
    ("pool", "home", "offered"),
    [
        ("340100", "340122", "no"),
        ("510100", "510302", "yes"),
        ("510100", None, "no"),
        (None, "510302", "no"),
    ],
)
def test_insurance_is_pooled_by_prefecture(pool: str | None, home: str | None, offered: str) -> None:
    """居住地参加基本医疗保险: two counties of one prefecture share a pool. gb18-art04-1."""
    facts = {"migrant_child": True, "insurance_enrolled": True}
    facts |= {"insurance_pool_division": pool, "residence_division": home}
    assert status(ask("gb", facts), "residence_insurance") == offered


def test_active_cover_is_told_of_institution_children() -> None:
    """儿童福利机构收留抚养的儿童. gb18-art04-4."""
    facts = {"institution_placed": False, "insurance_enrolled": True, "insurance_paid_date": "2026-05-10"}
    assert status(ask("gb", facts), "insurance_cover") == "no"
    grown = {**facts, "institution_placed": True, "birth_date": "2008-06-01"}
    assert status(ask("gb", grown), "insurance_cover") == "no"


@pytest.mark.parametrize("household", ["低保", "低保边缘", "特困供养"])
def test_each_class_of_poor_families_may_have_the_premium_subsidised(household: str) -> None:
    """分类落实参加基本医疗保险资助政策. gb18-art05-1."""
    facts = {"orphan_certified": False, "household_status": household}
    assert status(ask("gb", facts), "premium_subsidy") == "candidate"


@pytest.mark.parametrize(("need", "offered"), [(["医疗手术"], "candidate"), ([], "no")])
def test_no_need_of_rehabilitation_means_no_project(need: list[str], offered: str) -> None:
    """明天计划, 添翼计划: for those who need medical rehabilitation. hz-art05-4."""
    facts = {"orphan_certified": True, "disability_certified": True, "rehab_need": need}
    answer = ask("hz", facts)
    assert status(answer, "tomorrow_plan") == offered
    assert status(answer, "wing_plan") == offered


@pytest.mark.parametrize(
    ("facts", "cited"),
    [
        ({"birth_date": "2019-06-02"}, True),
        ({"birth_date": "2019-06-01"}, False),
        ({"birth_date": None, "age_years": 6}, True),
        ({"birth_date": None, "age_years": 7}, False),
        ({"birth_date": "2019-06-02", "disability_types": ["精神"]}, False),
        ({"birth_date": "2019-06-02", "disability_types": ["精神"], "autism_diagnosed": True}, True),
    ],
)
def test_the_statute_names_five_kinds_of_disability_to_the_age_of_six(
    facts: dict[str, Any], cited: bool
) -> None:
    """0—6岁视力、听力、言语、肢体、智力等残疾儿童和孤独症儿童. 残疾预防和残疾人康复条例 26."""
    child = {"disability_certified": True, "disability_types": ["听力"], **facts}
    case = {"jurisdiction": "全国", "as_of_date": DAY, "child": child}
    found = item(determine(case, Options(next_change=False)), "rehab_aid")
    assert found["status"] == "candidate"
    assert ("law-disability-rehab-26" in found["clauses"]) is cited


@pytest.mark.parametrize(("day", "due"), [("2026-06-01", True), ("2026-06-02", False), (None, False)])
def test_a_device_is_refitted_on_its_day(day: str | None, due: bool) -> None:
    """辅助器具配适. hz-art05-5."""
    facts = {"disability_certified": True, "rehab_need": ["辅助器具"], "device_refit_due_date": day}
    assert ("refit_device" in tasks(ask("hz", facts))) is due


def test_care_for_autism_is_for_children_with_autism() -> None:
    """hz-art05-6."""
    assert status(ask("hz", {"autism_diagnosed": True}), "autism_care") == "candidate"
    assert status(ask("hz", {"autism_diagnosed": False}), "autism_care") == "no"
    grown = {"autism_diagnosed": True, "birth_date": "2008-06-01"}
    assert status(ask("hz", grown), "autism_care") == "no"


@pytest.mark.parametrize(
    ("ratio", "cap", "used", "amount"), [(0, None, 0, 0), (70, 20000, 25000, 0), (70, 20000, 20000, 0)]
)
def test_rescue_is_never_below_nothing(ratio: int, cap: int | None, used: int, amount: int) -> None:
    """按比例进行救助, within what is left of the year. gb18-art05-5, gb18-art05-4."""
    facts = {"orphan_certified": True, "medical_cost_compliant": 10000, "rescue_used_this_year": used}
    params = {"param_medical_rescue_ratio": ratio, "param_medical_rescue_cap": cap}
    assert item(ask("gb", facts, params), "medical_rescue")["amount"] == amount


@pytest.mark.parametrize(("critical", "burdened"), [(1000, False), (999.99, True)])
def test_a_burden_is_what_insurance_leaves(critical: float, burdened: bool) -> None:
    """经居民医保、居民大病保险等支付后，个人负担仍较重. tj-art05-4."""
    facts = {"household_status": "低保", "medical_cost_compliant": 10000, "insurance_paid_amount": 9000,
             "critical_insurance_paid_amount": critical}  # fmt: skip
    assert ("tj-art05-4" in item(ask("tj", facts), "medical_rescue")["clauses"]) is burdened


@pytest.mark.parametrize("paid", ["insurance_paid_amount", "critical_insurance_paid_amount"])
def test_both_insurances_pay_first(paid: str) -> None:
    """nm20-s2a1-2."""
    facts = {"household_status": "低保", "medical_cost_compliant": 20000, paid: 2000}
    found = item(ask("nm", facts, {"param_medical_rescue_ratio": 100}), "medical_rescue")
    assert found["amount"] is None
    assert "A22" in ask("nm", facts)["questions"]


@pytest.mark.parametrize(("years", "due"), [(6, True), (7, False)])
def test_screening_by_stated_age(years: int, due: bool) -> None:
    """6岁及以下儿童. sc53-art07-1."""
    assert ("early_screening" in tasks(ask("sc", {"birth_date": None, "age_years": years}))) is due


@pytest.mark.parametrize(("screened", "due"), [("2026-03-01", True), ("2026-03-02", False)])
def test_a_positive_screening_is_followed_within_the_months_of_the_county(screened: str, due: bool) -> None:
    """gb18-art06-2."""
    facts = {"screening_result": "阳性", "screening_date": screened}
    assert ("screening_follow_up" in tasks(ask("gb", facts, {"param_screening_followup_months": 3}))) is due
    assert "screening_follow_up" in tasks(ask("gb", facts))


def test_what_is_found_early_is_treated_early() -> None:
    """早期筛查、干预和康复: no need of rehabilitation on file yet. sc53-art07-1."""
    found = {"birth_date": "2021-01-01", "disability_certified": True}
    assert "first_intervention" in tasks(ask("sc", found))
    assert "first_intervention" not in tasks(ask("sc", {**found, "rehab_need": ["康复训练"]}))


@pytest.mark.parametrize(("providers", "counties", "told"), [(0, 182, True), (1, 183, False)])
def test_every_county_has_a_provider_for_autism(providers: int, counties: int, told: bool) -> None:
    """市(州)、县(市、区)全覆盖. sc53-art07-6."""
    facts = {
        "county_autism_providers": providers,
        "counties_with_autism_provider": counties,
        "counties_total": 183,
    }
    found = tasks(ask("sc", facts))
    assert ("autism_providers" in found) is told
    assert ("autism_provider_coverage" in found) is told


@pytest.mark.parametrize(
    ("facts", "listed"),
    [
        ({"receives_basic_living": True, "insurance_enrolled": False}, True),
        ({"receives_basic_living": True, "insurance_enrolled": True}, False),
        ({"receives_basic_living": False, "insurance_enrolled": False}, False),
        ({"receives_basic_living": True, "insurance_enrolled": False, "birth_date": "2008-06-01"}, False),
    ],
)
def test_whose_premium_is_paid_without_an_application(facts: dict[str, Any], listed: bool) -> None:
    """精准匹配、无感代缴 for children on a living allowance. hz-art02-4."""
    assert ("premium_batch" in tasks(ask("hz", facts))) is listed


# ----------------------------------------------------------------------------------- each condition of a rule

POOR = {"household_status": "低保"}
NEED = {"rehab_need": ["康复训练"]}
DISABLED = {"disability_certified": True, "disability_types": ["听力"]}
WELL = {"orphan_certified": False, "unattended_certified": False, "disability_certified": False,
        "disability_types": [], "autism_diagnosed": False}  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "scope", "given"),
    [
        ({"orphan_certified": True}, None, "yes"),
        ({**DISABLED, "orphan_certified": False, "unattended_certified": False}, ["残疾儿童"], "candidate"),
        ({**DISABLED, "orphan_certified": False, "unattended_certified": False}, ["disabled"], "candidate"),
        ({**DISABLED, "orphan_certified": False, "unattended_certified": False}, ["困境儿童"], "candidate"),
        ({**WELL, **POOR}, ["poor_family"], "candidate"),
        ({**WELL, "migrant_child": True, "migrant_difficulty": "就医"}, ["migrant"], "candidate"),
        ({**WELL, "left_behind_child": True, "guardianship_state": "缺失"}, ["left_behind"], "candidate"),
        ({**DISABLED, "orphan_certified": False, "unattended_certified": False, "household_status": "一般"},
         ["poor_family"], "no"),
    ],
)  # fmt: skip
def test_accident_insurance_by_the_list_of_the_place(
    facts: dict[str, Any], scope: list[str] | None, given: str
) -> None:
    """nm20-s2a1-6, nm20-s2a1-7."""
    answer = ask("nm", facts, {"param_accident_insurance_scope": scope})
    assert status(answer, "accident_insurance") == given


@pytest.mark.parametrize(
    ("until", "birth", "due"),
    [
        ("2026-07-01", "2014-01-01", True),
        ("2026-07-02", "2014-01-01", False),
        (None, "2014-01-01", False),
        ("2026-07-01", "2008-06-01", False),
    ],
)
def test_a_policy_about_to_lapse(until: str | None, birth: str, due: bool) -> None:
    """A month before the end where the county says so. nm20-s2a1-8."""
    facts = {"commercial_insurance_until": until, "birth_date": birth}
    assert ("renew_policy" in tasks(ask("nm", facts, {"param_policy_reminder_months": 1}))) is due


@pytest.mark.parametrize(
    ("facts", "chronic", "items"),
    [
        ({**NEED, "disease_names": ["脑瘫"], "insurance_enrolled": True}, "candidate", "candidate"),
        ({**NEED, "disease_names": ["脑瘫"], "insurance_enrolled": False}, "no", "no"),
        (
            {**NEED, "disease_names": ["脑瘫"], "insurance_enrolled": True, "birth_date": "2008-06-01"},
            "no",
            "no",
        ),
        ({"rehab_need": [], "disease_names": [], "insurance_enrolled": True}, "no", "no"),
        ({"insurance_enrolled": True}, "no", "no"),
        ({**DISABLED, "insurance_enrolled": True}, "no", "unknown"),
    ],
)
def test_what_basic_insurance_covers(facts: dict[str, Any], chronic: str, items: str) -> None:
    """nm20-s2a1-4, nm20-s2a1-5."""
    answer = ask("nm", facts)
    assert status(answer, "outpatient_chronic") == chronic
    assert status(answer, "rehab_items_insured") == items


@pytest.mark.parametrize(
    ("facts", "hangzhou", "mongolia"),
    [
        ({}, "candidate", "unknown"),
        (DISABLED, "candidate", "yes"),
        ({**DISABLED, "family_doctor_signed": True}, "no", "no"),
        (WELL, "candidate", "no"),
        ({"birth_date": "2008-06-01"}, "no", "no"),
    ],
)
def test_the_family_doctor(facts: dict[str, Any], hangzhou: str, mongolia: str) -> None:
    """hz-art04-3; for disabled children nm20-s2a3-3."""
    assert status(ask("hz", facts), "family_doctor") == hangzhou
    assert status(ask("nm", facts), "family_doctor") == mongolia


@pytest.mark.parametrize(
    ("facts", "filed"),
    [
        ({"insurance_pool_division": "340100", "residence_division": "330106"}, True),
        ({"insurance_pool_division": "330100", "residence_division": "330106"}, False),
        (
            {"insurance_pool_division": "340100", "residence_division": "330106", "birth_date": "2008-06-01"},
            False,
        ),
    ],
)
def test_settlement_across_regions(facts: dict[str, Any], filed: bool) -> None:
    """gb18-art04-2."""
    assert ("settle_across_regions" in tasks(ask("gb", facts))) is filed


@pytest.mark.parametrize(
    ("facts", "window", "cover", "at_once"),
    [
        ({"institution_placed": True, "insurance_enrolled": True, "insurance_paid_date": "2026-06-01"},
         "yes", "yes", "yes"),
        ({"institution_placed": True, "insurance_enrolled": True, "insurance_paid_date": "2026-06-02"},
         "yes", "no", "no"),
        ({"institution_placed": True, "insurance_enrolled": False, "insurance_paid_date": "2026-06-01"},
         "yes", "no", "no"),
        ({"institution_placed": True, "insurance_paid_date": "2026-06-01"}, "yes", "unknown", "yes"),
        ({"institution_placed": False, "insurance_enrolled": True, "insurance_paid_date": "2026-06-01"},
         "no", "no", "no"),
        ({"institution_placed": True, "insurance_enrolled": True, "insurance_paid_date": "2026-06-01",
          "birth_date": "2008-06-01"}, "no", "no", "no"),
    ],
)  # fmt: skip
def test_cover_of_institution_children(facts: dict[str, Any], window: str, cover: str, at_once: str) -> None:
    """gb18-art04-3, gb18-art04-4; 随保随享 hz-art02-5."""
    answer = ask("gb", facts)
    assert status(answer, "payment_window") == window
    assert status(answer, "insurance_cover") == cover
    assert status(ask("hz", facts), "insurance_cover") == at_once


@pytest.mark.parametrize(
    ("facts", "owed"),
    [
        ({**POOR, "medical_rescue_eligible": True}, "yes"),
        ({**POOR, "medical_rescue_eligible": False}, "no"),
        ({**WELL, "household_status": "一般", "institution_placed": False, "victimised": False, "migrant_child": False,
          "left_behind_child": False, "medical_rescue_eligible": True}, "no"),
        ({**POOR, "medical_rescue_eligible": True, "insurance_enrolled_date": "2026-06-02",
          "insurance_paid_date": "2026-05-01"}, "no"),
        ({**POOR, "medical_rescue_eligible": True, "insurance_enrolled_date": "2026-06-01",
          "insurance_paid_date": "2026-05-01"}, "yes"),
    ],
)  # fmt: skip
def test_no_waiting_period_for_whom_rescue_serves(facts: dict[str, Any], owed: str) -> None:
    """tj-art04-3."""
    assert status(ask("tj", facts), "no_waiting_period") == owed


@pytest.mark.parametrize(
    ("facts", "owed"),
    [
        ({"insurance_type": "少儿医保"}, "yes"),
        ({"insurance_type": "城乡居民"}, "no"),
        ({"insurance_type": "少儿医保", "birth_date": "2008-06-01"}, "no"),
    ],
)
def test_the_health_check_of_the_scheme(facts: dict[str, Any], owed: str) -> None:
    """hz-art02-8."""
    assert status(ask("hz", facts), "health_check") == owed


@pytest.mark.parametrize(
    ("facts", "orphans", "light"),
    [
        ({"disability_certified": True, "disability_types": ["视力"], **NEED}, "unknown", "candidate"),
        ({"disability_certified": True, "disability_types": ["听力"], **NEED}, "unknown", "no"),
        ({"disability_certified": True, "disability_types": ["视力"], "rehab_need": []}, "no", "no"),
        ({"orphan_certified": True, **NEED}, "candidate", "no"),
        ({"orphan_certified": True, "rehab_need": []}, "no", "no"),
    ],
)
def test_projects_of_rehabilitation(facts: dict[str, Any], orphans: str, light: str) -> None:
    """明天计划, 光明工程. hz-art05-4."""
    answer = ask("hz", {"orphan_certified": False, **facts})
    assert status(answer, "tomorrow_plan") == orphans
    assert status(answer, "light_project") == light


@pytest.mark.parametrize(
    ("facts", "places"),
    [
        ({**DISABLED, **NEED}, {"tj": "yes", "hz": "yes"}),
        ({**DISABLED, "rehab_need": []}, {"tj": "no", "hz": "no"}),
        ({**DISABLED, "rehab_need": ["医疗手术"]}, {"tj": "yes", "hz": "no"}),
        ({**WELL, **NEED}, {"tj": "no", "hz": "no"}),
    ],
)
def test_basic_rehabilitation(facts: dict[str, Any], places: dict[str, str]) -> None:
    """医疗手术类、康复训练类、辅助器具类 in Tianjin, tj-art06-2; training and devices in Hangzhou, hz-art05-5."""
    for place, owed in places.items():
        assert status(ask(place, facts), "basic_rehab") == owed


@pytest.mark.parametrize(
    ("facts", "due"),
    [
        ({**DISABLED, "rehab_provider_distance": 31}, True),
        ({**DISABLED, "rehab_provider_distance": 30}, False),
        ({**WELL, **NEED, "rehab_provider_distance": 31}, False),
        (DISABLED, False),
    ],
)
def test_a_provider_that_is_far(facts: dict[str, Any], due: bool) -> None:
    """就近就便获得康复服务, by the distance of the county. nm20-s2a3-3."""
    assert ("far_provider" in tasks(ask("nm", facts, {"param_rehab_distance_max": 30}))) is due


@pytest.mark.parametrize(
    ("place", "facts", "found"),
    [
        ("gb", {"orphan_certified": True}, "candidate"),
        ("gb", {"household_status": "特困供养"}, "candidate"),
        ("gb", {**POOR, "birth_date": "2008-06-01"}, "no"),
        ("sc", {"household_status": "低保边缘", "medical_rescue_eligible": True}, "yes"),
        ("sc", {"household_status": "低保边缘", "medical_rescue_eligible": False}, "no"),
        (
            "sc",
            {"household_status": "低保边缘", "medical_rescue_eligible": True, "provider_designated": False},
            "no",
        ),
        ("nm", {"household_status": "低保边缘", "insurance_enrolled": True}, "candidate"),
        ("nm", {"household_status": "低保边缘", "insurance_enrolled": False}, "no"),
        (
            "tj",
            {"household_status": "低保边缘", "medical_rescue_eligible": False, "medical_cost_compliant": 100},
            "no",
        ),
        (
            "tj",
            {
                "household_status": "低保边缘",
                "medical_cost_compliant": 100,
                "insurance_paid_amount": 0,
                "critical_insurance_paid_amount": 0,
            },
            "candidate",
        ),
    ],
)
def test_whom_medical_rescue_serves(place: str, facts: dict[str, Any], found: str) -> None:
    """gb18-art05-5; sc53-art06-2; nm20-s2a1-2; tj-art05-4."""
    plain = {"orphan_certified": False, "household_status": "一般"}
    assert status(ask(place, {**plain, **facts}), "medical_rescue") == found


@pytest.mark.parametrize(
    ("facts", "due"),
    [
        (POOR, True),
        ({**POOR, "medical_rescue_eligible": True}, True),
        ({**POOR, "medical_rescue_eligible": True, "medical_rescue_sent_date": "2026-05-01"}, False),
        ({**POOR, "medical_rescue_eligible": False}, False),
        ({"medical_rescue_eligible": True, "orphan_certified": False}, False),
    ],
)
def test_status_for_rescue_is_certified_and_sent(facts: dict[str, Any], due: bool) -> None:
    """tj-art05-1."""
    assert ("rescue_status" in tasks(ask("tj", facts))) is due


@pytest.mark.parametrize(
    ("facts", "due"),
    [
        ({}, True),
        ({"screening_date": "2026-01-01"}, False),
        ({"disability_certified": True}, False),
        ({"autism_diagnosed": True}, False),
        ({"screening_stage": "诊断"}, False),
        ({"birth_date": "2019-06-01"}, False),
    ],
)
def test_early_screening_until_something_is_found(facts: dict[str, Any], due: bool) -> None:
    """sc53-art07-1."""
    assert ("early_screening" in tasks(ask("sc", {"birth_date": "2021-01-01", **facts}))) is due


@pytest.mark.parametrize(
    ("facts", "due"),
    [
        ({"screening_result": "阳性"}, True),
        ({"screening_result": "阴性"}, False),
        ({"screening_result": "阳性", "disability_certified": True}, False),
        ({"screening_result": "阳性", "birth_date": "2008-06-01"}, False),
    ],
)
def test_a_positive_screening_is_followed(facts: dict[str, Any], due: bool) -> None:
    """gb18-art06-2."""
    assert ("screening_follow_up" in tasks(ask("gb", facts))) is due


@pytest.mark.parametrize(
    ("place", "facts", "task", "due"),
    [
        ("tj", {"screening_stage": "初筛", "screening_result": "阴性"}, "autism_second_step", False),
        ("tj", {"screening_stage": "复筛", "screening_result": "阴性"}, "autism_third_step", False),
        ("tj", {"screening_stage": "未筛", "birth_date": "2008-06-01"}, "autism_first_step", False),
        ("sc", {"provider_kind": "基层智能化康复中心", "provider_qualified": True, "provider_designated": False},
         "designate_provider", True),
        ("sc", {"provider_kind": "儿童福利机构", "provider_qualified": True, "provider_designated": False},
         "designate_provider", False),
        ("sc", {"provider_kind": "基层智能化康复中心", "provider_qualified": False, "provider_designated": False},
         "designate_provider", False),
        ("nm", {"provider_kind": "社区卫生服务中心", "provider_qualified": True, "provider_designated": True},
         "designate_provider", False),
        ("tj", {"provider_designated": True, "provider_agreement_until": "2026-05-31"}, "provider_agreement", True),
        ("tj", {"provider_designated": True, "provider_agreement_until": "2026-06-01"}, "provider_agreement", False),
        ("tj", {"provider_designated": True}, "provider_agreement", True),
        ("tj", {"provider_designated": False, "provider_agreement_until": "2026-05-31"}, "provider_agreement", False),
    ],
)  # fmt: skip
def test_steps_and_providers(place: str, facts: dict[str, Any], task: str, due: bool) -> None:
    """tj-art06-3, tj-art06-4; sc53-art07-3, nm20-s2a3-2."""
    assert (task in tasks(ask(place, facts))) is due
