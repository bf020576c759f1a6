"""Edges of basic living that the examples do not reach: readings, the background texts, the day itself."""

from __future__ import annotations

from typing import Any

import pytest

from tonghu.law import Options, determine
from tonghu.law.engine.overrides import Overrides

NM = {"doc_effective_date": "2025-12-01", "param_consumption_prev_year": 24000, "param_taper_months": 6}


def ask(place: str, day: str, child: dict[str, Any], **more: Any) -> dict[str, Any]:
    """One answer; `readings`, `documents` (only the five), `params`, `household`, `parents`."""
    readings = Overrides(switches=tuple(more.pop("readings", {}).items()))
    options = Options(only_documents=more.pop("documents", True), overrides=readings, next_change=False)
    return determine({"id": "x", "jurisdiction": place, "as_of_date": day, "child": child, **more}, options)


def status(answer: dict[str, Any], rule: str) -> Any:
    items = [*answer["benefits"], *answer["alternatives"], *answer["entitlements"]]
    return next((i["status"] for i in items if i["id"] == rule), None)


def amount(answer: dict[str, Any], rule: str) -> Any:
    return next(i["amount"] for i in answer["benefits"] if i["id"] == rule)


def category(answer: dict[str, Any], name: str) -> str:
    return next(c["status"] for c in answer["categories"] if c["id"] == name)


@pytest.mark.parametrize(("years", "of_age"), [(17, "no"), (18, "yes")])
def test_a_stated_age_serves_where_no_birth_date_is_on_file(years: int, of_age: str) -> None:
    child = {"age_years": years, "category_before_18": ["orphan"]}
    assert category(ask("内蒙古", "2026-06-01", child, params=NM), "adult_care_leaver") == of_age


@pytest.mark.parametrize(("years", "owed"), [(17, "yes"), (18, "no")])
def test_a_monthly_payment_by_stated_age(years: int, owed: str) -> None:
    answer = ask("天津市", "2026-06-01", {"age_years": years, "receives_dibao": True})
    assert status(answer, "hardship_family_allowance") == owed


@pytest.mark.parametrize(
    ("birth", "reading", "day", "owed"),
    [
        ("2008-06-30", "on_birthday", "2026-06-30", "yes"),
        ("2008-06-30", "on_birthday", "2026-07-01", "no"),
        ("2008-06-30", "day_after", "2026-07-31", "yes"),
        ("2008-06-29", "day_after", "2026-07-01", "no"),
    ],
)
def test_the_month_of_the_birthday_by_either_reading(birth: str, reading: str, day: str, owed: str) -> None:
    child = {"birth_date": birth, "receives_dibao": True}
    answer = ask("天津市", day, child, readings={"A14": reading})
    assert status(answer, "hardship_family_allowance") == owed


@pytest.mark.parametrize(("years", "offered"), [(2, "candidate"), (3, "no")])
def test_childcare_is_for_those_under_three(years: int, offered: str) -> None:
    child = {"age_years": years, "migrant_child": True}
    assert status(ask("内蒙古", "2026-06-01", child, params=NM), "childcare") == offered


def test_no_certificate_is_no_severe_disability_unless_somebody_says_so() -> None:
    child = {"birth_date": "2016-01-01", "disability_certified": False, "serious_illness": False}
    poor = {"household": {"household_status": "低保边缘"}}
    assert status(ask("四川省", "2026-06-01", child, **poor), "single_dibao") == "no"
    assert (
        status(ask("四川省", "2026-06-01", {**child, "severe_disability": True}, **poor), "single_dibao")
        == "yes"
    )


def test_adoption_counts_from_its_day() -> None:
    child = {"birth_date": "2016-01-01", "adopted": True, "adoption_date": "2026-06-10", "orphan_certified": True,
             "pre_adoption_status": "健康孤儿", "adoption_domestic": True}  # fmt: skip
    assert ask("内蒙古", "2026-06-09", child, params=NM)["exits"] == []
    assert len(ask("内蒙古", "2026-06-10", child, params=NM)["exits"]) == 1


@pytest.mark.parametrize(("level", "found"), [(2, "yes"), (3, "no")])
def test_grade_two_of_a_parent_is_severe(level: int, found: str) -> None:
    parents = [
        {"role": r, "parent_life_status": "健在", "parent_conditions": [], "parent_disability_level": level,
         "parent_disability_type": "肢体", "parent_serious_illness": False}
        for r in ("father", "mother")
    ]  # fmt: skip
    answer = ask(
        "杭州市", "2026-06-01", {"birth_date": "2016-01-01", "orphan_certified": False}, parents=parents
    )
    assert category(answer, "unattended") == found


@pytest.mark.parametrize(("gone", "left"), [("father", "mother"), ("mother", "father")])
def test_either_parent_may_be_the_one_who_is_left(gone: str, left: str) -> None:
    def answer(able: str) -> dict[str, Any]:
        parents = [
            {"role": gone, "parent_life_status": "死亡"},
            {"role": left, "parent_life_status": "健在", "parent_conditions": [], "parent_remarried": True,
             "parent_able_to_support": able, "parent_disability_level": 4, "parent_serious_illness": False},
        ]  # fmt: skip
        return ask("杭州市", "2026-06-01", {"birth_date": "2016-01-01"}, parents=parents)

    assert category(answer("不能"), "unattended") == "yes"
    assert category(answer("能"), "unattended") == "no"
    visits = {able: [t["id"] for t in answer(able)["tasks"]] for able in ("能", "未查明")}
    assert "visit_remaining_parent" in visits["未查明"]
    assert "visit_remaining_parent" not in visits["能"]


HZ_PARENTS = [
    {"role": r, "parent_life_status": "健在", "parent_conditions": ["重残"], "parent_disability_level": 1}
    for r in ("father", "mother")
]


@pytest.mark.parametrize(("received", "topped"), [(1301, 1224), (2525, 0), (3000, 0)])
def test_hangzhou_tops_up_what_dibao_pays(received: int, topped: int) -> None:
    """The notice of 2024: 补差 to the scattered standard of 2,525, never below zero."""
    household = {"household_status": "低保", "dibao_or_tekun_amount": received}
    answer = ask("杭州市", "2025-06-01", {"birth_date": "2016-01-01", "unattended_certified": True},
                 parents=HZ_PARENTS, household=household, documents=False)  # fmt: skip
    found = [*answer["benefits"], *answer["alternatives"]]
    assert next(i["amount"] for i in found if i["id"] == "unattended_allowance") == topped


@pytest.mark.parametrize(("status_", "paid"), [("低保", 612), ("低保边缘", 368)])
def test_hangzhou_pays_other_children_of_poor_families_by_class(status_: str, paid: int) -> None:
    child = {"birth_date": "2016-01-01", "disability_certified": False, "disability_types": [], "serious_illness": False,
             "rare_disease": False, "severe_disability": False}  # fmt: skip
    answer = ask("杭州市", "2025-06-01", child, household={"household_status": status_}, documents=False)
    assert amount(answer, "category_allowance") == paid


@pytest.mark.parametrize(("cpi", "food", "owed"), [(3.5, 1, 37), (1, 6, 63), (4, 7, 73), (3.4, 5.9, None)])
def test_price_linkage_by_the_index_that_triggers(cpi: float, food: float, owed: int | None) -> None:
    """Dibao standard of 1,045 (Tianjin, 2025-09) times the index, to the yuan, the higher of two."""
    child = {"birth_date": "2016-01-01", "orphan_certified": True}
    params = {"param_cpi_rise": cpi, "param_food_cpi_rise": food, "param_dibao_standard": 1045}
    answer = ask("天津市", "2026-06-01", child, params=params, documents=False)
    assert status(answer, "price_supplement") == ("no" if owed is None else "yes")
    if owed is not None:
        assert amount(answer, "price_supplement") == owed


def test_the_infected_child_is_paid_where_a_notice_says_so_and_never_twice() -> None:
    living = [
        {"role": r, "parent_life_status": "健在", "parent_conditions": []} for r in ("father", "mother")
    ]
    dead = [{"role": r, "parent_life_status": "死亡"} for r in ("father", "mother")]
    child = {"birth_date": "2016-01-01", "hiv_infected": True}
    by_notice = ask("杭州市", "2025-06-01", child, parents=living, documents=False)
    assert amount(by_notice, "infected_allowance") == 2525
    orphan = ask("杭州市", "2025-06-01", child, parents=dead, documents=False)
    assert status(orphan, "infected_allowance") == "no"
    assert amount(orphan, "orphan_allowance") == 2525


def test_one_who_lives_elsewhere_may_ask_though_the_months_are_not_known() -> None:
    child = {"birth_date": "2016-01-01", "hukou_division": "520102", "residence_division": "510104"}
    assert status(ask("四川省", "2026-06-01", child), "remote_dibao") == "candidate"
    grown = {**child, "birth_date": "2006-01-01"}
    assert status(ask("四川省", "2026-06-01", grown), "remote_dibao") == "no"


@pytest.mark.parametrize(("reading", "day", "owed"), [
    ("whole_month", "2026-11-30", "yes"), ("whole_month", "2026-12-01", "no"),
    ("to_the_day", "2026-11-09", "yes"), ("to_the_day", "2026-11-10", "no"),
])  # fmt: skip
def test_the_last_month_by_either_reading(reading: str, day: str, owed: str) -> None:
    child = {"birth_date": "2013-01-01", "unattended_certified": True, "institution_placed": False,
             "exit_event": "刑满释放或强戒结束", "exit_event_date": "2026-05-10"}  # fmt: skip
    parents = [{"role": r, "parent_life_status": "健在", "parent_conditions": [], "parent_disability_level": 4,
                "parent_serious_illness": False, "parent_disability_type": "肢体"} for r in ("father", "mother")]  # fmt: skip
    answer = ask("内蒙古", day, child, parents=parents, params=NM, readings={"A45": reading})
    assert status(answer, "unattended_allowance") == owed


@pytest.mark.parametrize(("day", "owed"), [("2026-09-01", "yes"), ("2026-09-02", "no")])
def test_an_admission_letter_bridges_to_the_day_of_term(day: str, owed: str) -> None:
    child = {"birth_date": "2004-01-01", "category_before_18": ["orphan"], "enrolled_before_18": True,
             "institution_placed": False, "in_school": False, "school_stage": "本科", "full_time": True,
             "next_stage_admission_date": "2026-09-01"}  # fmt: skip
    answer = ask("内蒙古", day, child, params=NM)
    assert status(answer, "orphan_allowance") == owed


@pytest.mark.parametrize(("day", "offered"), [("2026-06-09", "candidate"), ("2026-06-10", "no")])
def test_childcare_ends_on_the_third_birthday(day: str, offered: str) -> None:
    child = {"birth_date": "2023-06-10", "migrant_child": True}
    assert status(ask("内蒙古", day, child, params=NM), "childcare") == offered


@pytest.mark.parametrize(("years", "found"), [(15, "yes"), (16, "no")])
def test_sixteen_by_stated_age_is_no_migrant_child(years: int, found: str) -> None:
    assert (
        category(ask("杭州市", "2026-06-01", {"age_years": years, "migrant_child": True}), "migrant") == found
    )


def test_townships_of_one_county_are_no_move_across_counties() -> None:
    child = {"birth_date": "2016-01-01", "hukou_division": "330106001", "residence_division": "330106101",
             "residence_since": "2024-01-01", "moved_with_guardian": True}  # fmt: skip
    assert category(ask("杭州市", "2026-06-01", child), "migrant") == "no"


def test_grade_two_is_severe_and_leaves_no_question_of_grade_three() -> None:
    child = {
        "birth_date": "2016-01-01",
        "disability_certified": True,
        "disability_types": ["智力"],
        "disability_level": 2,
    }
    answer = ask("四川省", "2026-06-01", child, household={"household_status": "低保边缘"})
    assert status(answer, "single_dibao") == "yes"
    assert "A08" not in {q for u in answer["undetermined"] for q in u.get("questions", [])}
    assert not [u for u in answer["undetermined"] if "三级" in u["what"]]


@pytest.mark.parametrize(("months", "found"), [(5, "no"), (6, "yes")])
def test_six_months_of_custody_include_six(months: int, found: str) -> None:
    parents = [
        {"role": r, "parent_life_status": "健在", "parent_conditions": ["服刑在押"], "parent_condition_months": months,
         "parent_condition_since": "2026-05-01", "parent_disability_level": 4, "parent_disability_type": "肢体",
         "parent_serious_illness": False}
        for r in ("father", "mother")
    ]  # fmt: skip
    answer = ask("四川省", "2026-06-01", {"birth_date": "2016-01-01"}, parents=parents, documents=False)
    assert category(answer, "unattended") == found


@pytest.mark.parametrize(("reading", "day"), [("on_birthday", "2026-12-10"), ("day_after", "2026-12-11")])
def test_the_taper_runs_from_the_day_of_coming_of_age_by_either_reading(reading: str, day: str) -> None:
    child = {
        "birth_date": "2008-06-10",
        "orphan_certified": True,
        "institution_placed": False,
        "in_school": False,
    }
    answer = ask("内蒙古", "2026-07-01", child, params=NM, readings={"A14": reading})
    assert [str(x["effective"]) for x in answer["exits"]] == [day]


@pytest.mark.parametrize(("day", "offered"), [("2026-12-19", "no"), ("2026-12-20", "yes")])
def test_a_year_from_marriage_where_that_is_the_reading(day: str, offered: str) -> None:
    child = {"birth_date": "2019-05-05", "hukou_division": "130102"}
    household = {
        "spouse_local_hukou": True,
        "marriage_date": "2025-12-20",
        "joint_residence_since": "2025-02-01",
    }
    answer = ask("天津市", day, child, household=household, readings={"A33": "from_marriage"})
    assert status(answer, "married_dibao") == offered


def test_a_missing_parent_may_be_declared_so_for_a_minor_only() -> None:
    parents = [{"role": "father", "parent_life_status": "失踪未宣告", "parent_condition_since": "2024-06-01"}]
    for birth, due in (("2016-01-01", True), ("2000-01-01", False)):
        answer = ask("四川省", "2026-06-01", {"birth_date": birth}, parents=parents, documents=False)
        assert ("declare_parent" in [t["id"] for t in answer["tasks"]]) is due


@pytest.mark.parametrize(("reading", "found"), [("on_birthday", "no"), ("day_after", "yes")])
def test_the_sixteenth_birthday_by_either_reading(reading: str, found: str) -> None:
    child = {"birth_date": "2010-06-01", "migrant_child": True}
    assert category(ask("杭州市", "2026-06-01", child, readings={"A14": reading}), "migrant") == found


def test_grade_three_mental_is_left_open_and_not_refused() -> None:
    """重残 in hz-art01-4 beside 三级四级精神（智力）残疾 in hz-art01-3."""
    child = {"birth_date": "2016-01-01", "disability_certified": True, "disability_types": ["智力"],
             "disability_level": 3, "serious_illness": False}  # fmt: skip
    answer = ask("杭州市", "2026-06-01", child, household={"household_status": "低保边缘"})
    assert status(answer, "single_dibao") == "unknown"
    assert "A08" in answer["questions"]


@pytest.mark.parametrize(("arranged", "found"), [("机构集中养育", "yes"), ("与父母同住", "unknown")])
def test_who_lives_elsewhere_is_not_raised_in_an_institution(arranged: str, found: str) -> None:
    child = {"birth_date": "2016-01-01", "living_arrangement": arranged}
    assert category(ask("全国", "2026-06-01", child), "institution_raised") == found


@pytest.mark.parametrize(("months", "found"), [(5, "no"), (6, "yes")])
def test_six_months_away_include_six(months: int, found: str) -> None:
    """一般按跨县域连续务工（外出）6个月以上掌握. hz-o6-2; earlier it is asked (A17)."""
    parents = [
        {"role": r, "parent_life_status": "健在", "parent_out_for_work": True, "parent_out_months": months,
         "parent_out_crosses_county": True}
        for r in ("father", "mother")
    ]  # fmt: skip
    answer = ask("杭州市", "2026-06-01", {"birth_date": "2016-01-01"}, parents=parents)
    assert category(answer, "left_behind") == found


@pytest.mark.parametrize(("kind", "found"), [("精神", "yes"), ("智力", "yes"), ("肢体", "no")])
def test_grade_four_of_a_parent_counts_where_it_is_mental(kind: str, found: str) -> None:
    """重残：一级二级残疾或三级四级精神、智力残疾. 民发〔2019〕62号."""
    parents = [
        {"role": r, "parent_life_status": "健在", "parent_conditions": [], "parent_disability_level": 4,
         "parent_disability_type": kind, "parent_serious_illness": False}
        for r in ("father", "mother")
    ]  # fmt: skip
    answer = ask("四川省", "2026-06-01", {"birth_date": "2016-01-01"}, parents=parents, documents=False)
    assert category(answer, "unattended") == found


@pytest.mark.parametrize("role", ["father", "mother"])
@pytest.mark.parametrize(("since", "due"), [("2024-06-01", True), ("2024-06-02", False)])
def test_two_years_without_news(role: str, since: str, due: bool) -> None:
    """下落不明满二年. 民法典 40."""
    parents = [{"role": role, "parent_life_status": "失踪未宣告", "parent_condition_since": since}]
    answer = ask("四川省", "2026-06-01", {"birth_date": "2016-01-01"}, parents=parents, documents=False)
    assert ("declare_parent" in [t["id"] for t in answer["tasks"]]) is due


@pytest.mark.parametrize(("months", "paid"), [(None, None), (0, 1300), (6, 1300)])
def test_any_number_of_months_that_is_set_lets_payment_begin(months: int | None, paid: int | None) -> None:
    """nm20-s1a1-1: 65 % of 24,000 a year; unset months of custody hold the amount back (A07)."""
    parents = [
        {"role": r, "parent_life_status": "健在", "parent_conditions": ["服刑在押"], "parent_condition_months": 12}
        for r in ("father", "mother")
    ]  # fmt: skip
    child = {"birth_date": "2016-01-01", "institution_placed": False}
    params = {**NM, "param_custody_min_months": months}
    answer = ask("内蒙古", "2026-06-01", child, parents=parents, params=params, documents=False)
    assert amount(answer, "unattended_allowance") == paid


@pytest.mark.parametrize(("standard", "rise", "owed"), [(1000, 3.55, 36), (1045, 7.32, 76)])
def test_price_linkage_is_rounded_to_the_yuan(standard: int, rise: float, owed: int) -> None:
    child = {"birth_date": "2016-01-01", "orphan_certified": True}
    params = {"param_cpi_rise": rise, "param_food_cpi_rise": 1, "param_dibao_standard": standard}
    answer = ask("天津市", "2026-06-01", child, params=params, documents=False)
    assert amount(answer, "price_supplement") == owed


def test_graduation_on_the_birthday_by_the_later_reading() -> None:
    """Of age on the day after the birthday, so that the taper runs from then. nm20-s1a1-x1."""
    child = {"birth_date": "2008-06-10", "orphan_certified": True, "institution_placed": False, "in_school": False,
             "graduation_date": "2026-06-10"}  # fmt: skip
    answer = ask("内蒙古", "2026-07-01", child, params=NM, readings={"A14": "day_after"})
    assert [str(x["effective"]) for x in answer["exits"]] == ["2026-12-11"]


@pytest.mark.parametrize(
    ("graduated", "at_school", "asked"),
    [("2026-06-10", False, False), ("2026-06-11", False, True), ("2027-06-30", True, False)],
)
def test_from_which_day_the_taper_runs_is_asked_after_study_past_18(
    graduated: str, at_school: bool, asked: bool
) -> None:
    """nm20-s1a1-x1."""
    child = {"birth_date": "2008-06-10", "orphan_certified": True, "category_before_18": ["orphan"],
             "enrolled_before_18": True, "institution_placed": False, "in_school": at_school, "school_stage": "普通高中",
             "graduation_date": graduated}  # fmt: skip
    answer = ask("内蒙古", "2026-07-01", child, params=NM)
    assert ("渐退期从哪一天起算" in [u["what"] for u in answer["undetermined"]]) is asked


@pytest.mark.parametrize(("ratio", "owed"), [(0, None), (40.61, 1025)])
def test_a_share_of_the_scattered_standard_where_the_place_has_set_one(
    ratio: float, owed: int | None
) -> None:
    """按照社会散居孤儿基本生活费标准的一定比例. hz-art01-5."""
    child = {
        "birth_date": "2016-01-01",
        "disability_certified": True,
        "disability_types": ["肢体"],
        "disability_level": 1,
    }
    answer = ask("杭州市", "2025-06-01", child, household={"household_status": "一般"}, documents=False,
                 params={"param_severe_disability_ratio": ratio})  # fmt: skip
    assert status(answer, "severe_child_subsidy") == ("no" if owed is None else "yes")
    if owed is not None:
        assert amount(answer, "severe_child_subsidy") == owed


@pytest.mark.parametrize(("household", "proposed"), [("低保", True), ("特困供养", False)])
def test_the_nursing_subsidy_is_proposed_but_not_beside_tekun(household: str, proposed: bool) -> None:
    """国发〔2015〕52号 is not verified here: the office is told of it, nothing rests on it."""
    child = {"birth_date": "2016-01-01", "disability_certified": True, "disability_level": 1}
    answer = ask("四川省", "2026-06-01", child, household={"household_status": household}, documents=False)
    assert ("disabled_nursing_subsidy" in [p["rule"] for p in answer["proposals"]]) is proposed


@pytest.mark.parametrize(("taken", "routed"), [("120101", False), ("120101001", False), ("120102", True)])
def test_an_application_taken_in_the_hukou_county_stays_there(taken: str, routed: bool) -> None:
    """跨省通办. tj-art02-1."""
    for hukou in ("120101", "120101101"):
        child = {"birth_date": "2016-01-01", "application_place": taken, "hukou_division": hukou}
        answer = ask("天津市", "2026-06-01", child)
        assert ("route_application" in [t["id"] for t in answer["tasks"]]) is routed


# -------------------------------------------------------------------------------------------------- categories


def in_difficulty(answer: dict[str, Any]) -> bool:
    """Whether the child counts as one in difficulty, seen by what is offered to each of them (gb18-art21-2)."""
    return status(answer, "pairing") == "candidate"


@pytest.mark.parametrize(
    "child",
    [
        {"orphan_certified": True},
        {"unattended_certified": True},
        {"disability_certified": True},
        {"institution_placed": True},
        {"victimised": True},
        {"migrant_child": True, "migrant_difficulty": "就医"},
        {"left_behind_child": True, "guardianship_state": "缺失"},
    ],
)
def test_each_group_is_in_difficulty_until_18(child: dict[str, Any]) -> None:
    """hz-o0-1."""
    assert in_difficulty(ask("全国", "2026-06-01", {"birth_date": "2012-01-01", **child}))
    assert not in_difficulty(ask("全国", "2026-06-01", {"birth_date": "2008-06-01", **child}))


@pytest.mark.parametrize(
    "child",
    [
        {"migrant_child": True, "migrant_difficulty": "无"},
        {"migrant_child": False, "migrant_difficulty": "就医"},
        {"left_behind_child": True, "guardianship_state": "正常"},
        {"left_behind_child": False, "guardianship_state": "缺失"},
    ],
)
def test_migrants_and_left_behind_children_only_with_their_difficulty(child: dict[str, Any]) -> None:
    """hz-o5-3, hz-o6-3."""
    none = {"orphan_certified": False, "unattended_certified": False, "disability_certified": False,
            "disability_types": [], "autism_diagnosed": False, "institution_placed": False, "victimised": False,
            "receives_dibao": False}  # fmt: skip
    answer = ask(
        "杭州市",
        "2026-06-01",
        {"birth_date": "2012-01-01", **none, **child},
        household={"household_status": "一般"},
    )
    assert status(answer, "pairing") in ("no", "unknown")
    asked = {t["id"] for t in answer["tasks"]}
    assert not {"migrant_difficulty_due", "left_behind_care_due"} & asked


@pytest.mark.parametrize(
    ("child", "due"),
    [
        ({"migrant_child": True}, {"migrant_difficulty_due"}),
        ({"left_behind_child": True}, {"left_behind_care_due"}),
        ({"migrant_child": False, "left_behind_child": False}, set()),
    ],
)
def test_the_difficulty_of_migrants_and_left_behind_children_is_found_out(
    child: dict[str, Any], due: set[str]
) -> None:
    """hz-o5-3, hz-o6-3."""
    answer = ask("杭州市", "2026-06-01", {"birth_date": "2012-01-01", **child})
    found = {t["id"] for t in answer["tasks"]} & {"migrant_difficulty_due", "left_behind_care_due"}
    assert found == due


@pytest.mark.parametrize(
    ("facts", "reading", "found"),
    [
        ({"disability_types": ["肢体"], "disability_level": 3}, "open", "no"),
        ({"disability_types": ["肢体"], "disability_level": 1}, "with_3_4_mental", "yes"),
        ({"disability_types": ["智力"], "disability_level": 4}, "with_3_4_mental", "yes"),
        ({"disability_types": ["肢体"], "disability_level": 3}, "with_3_4_mental", "no"),
        ({"disability_types": ["肢体"]}, None, "unknown"),
    ],
)
def test_what_counts_as_severe(facts: dict[str, Any], reading: str | None, found: str) -> None:
    """A certificate without a grade does not tell; beyond grade two only a reading does (A08). hz-art01-4."""
    child = {"birth_date": "2016-01-01", "disability_certified": True, "serious_illness": False, **facts}
    readings = {"A08": reading} if reading == "with_3_4_mental" else {}
    answer = ask("杭州市", "2026-06-01", child, household={"household_status": "低保边缘"}, readings=readings)
    assert status(answer, "single_dibao") == found


@pytest.mark.parametrize(("home", "found"), [(None, "yes"), (True, "yes"), (False, "unknown")])
def test_an_adopted_disabled_orphan_unless_adopted_abroad(home: bool | None, found: str) -> None:
    """gb18-art18-7 (A27)."""
    child = {
        "birth_date": "2016-01-01",
        "adopted": True,
        "pre_adoption_status": "残疾孤儿",
        "adoption_domestic": home,
    }
    assert category(ask("全国", "2026-06-01", child), "adopted_disabled_orphan") == found


@pytest.mark.parametrize(
    "before",
    [
        {"category_before_18": ["poor_family"]},
        {"orphan_certified": True},
        {"unattended_certified": True},
        {"enrolled_before_18": True},
        {"institution_placed": True},
    ],
)
def test_who_leaves_care_at_18(before: dict[str, Any]) -> None:
    """gb18-art17-5."""
    assert (
        category(ask("全国", "2026-06-01", {"birth_date": "2008-06-01", **before}), "adult_care_leaver")
        == "yes"
    )
    assert (
        category(ask("全国", "2026-06-01", {"birth_date": "2008-06-02", **before}), "adult_care_leaver")
        == "no"
    )


AWAY = {"parent_out_for_work": True, "parent_out_since": "2025-06-01", "parent_out_crosses_county": True}
HOME = {"parent_life_status": "健在", "parent_out_for_work": False}


@pytest.mark.parametrize(
    ("father", "mother", "found"),
    [
        (AWAY, AWAY, "yes"),
        (AWAY, {**HOME, "parent_guardianship_capable": False}, "yes"),
        ({**HOME, "parent_guardianship_capable": False}, AWAY, "yes"),
        (AWAY, {**HOME, "parent_guardianship_capable": True}, "no"),
        ({**AWAY, "parent_out_for_work": False}, AWAY | {"parent_out_for_work": False}, "no"),
        ({**AWAY, "parent_life_status": "死亡"}, {**HOME, "parent_guardianship_capable": False}, "no"),
    ],
)
def test_left_behind_by_both_or_by_the_one_who_can_guard(
    father: dict[str, Any], mother: dict[str, Any], found: str
) -> None:
    """父母双方外出务工或一方外出务工另一方无监护能力; the dead are not away. hz-o6-1."""
    parents = [{"role": "father", **father}, {"role": "mother", **mother}]
    answer = ask("杭州市", "2026-06-01", {"birth_date": "2016-01-01"}, parents=parents)
    assert category(answer, "left_behind") == found


def two(father: dict[str, Any], mother: dict[str, Any]) -> list[dict[str, Any]]:
    """Two parents, living and in no circumstance but those given."""
    plain = {"parent_life_status": "健在", "parent_conditions": [], "parent_disability_level": 4, "parent_disability_type":
             "肢体", "parent_serious_illness": False, "parent_remarried": False, "parent_on_social_assistance": False}  # fmt: skip
    return [{"role": "father", **plain, **father}, {"role": "mother", **plain, **mother}]


DEAD = {"parent_life_status": "死亡"}
SEVERE = {"parent_disability_level": 1}
UNABLE = {"parent_on_social_assistance": True, "parent_able_to_support": "不能"}


@pytest.mark.parametrize(
    ("father", "mother", "orphan", "unattended"),
    [
        (DEAD, DEAD, "yes", "no"),
        ({**DEAD, **SEVERE}, {**DEAD, **SEVERE}, "yes", "no"),
        (DEAD, {}, "no", "no"),
        ({}, DEAD, "no", "no"),
        (DEAD, SEVERE, "no", "yes"),
        (SEVERE, DEAD, "no", "yes"),
        (DEAD, UNABLE, "no", "yes"),
        (UNABLE, DEAD, "no", "yes"),
        (SEVERE, SEVERE, "no", "yes"),
        (SEVERE, {**SEVERE, "parent_performing_duty": True}, "no", "no"),
        (SEVERE, {"parent_conditions": ["被撤销监护资格"]}, "no", "yes"),
        (SEVERE, {"parent_conditions": ["重病"], "parent_serious_illness": True, "parent_condition_end_date": "2026-06-02"},
         "no", "yes"),
        (SEVERE, {"parent_conditions": ["重病"], "parent_serious_illness": True, "parent_condition_end_date": "2026-06-01"},
         "no", "no"),
    ],
)  # fmt: skip
def test_orphans_and_unattended_children_by_their_parents(
    father: dict[str, Any], mother: dict[str, Any], orphan: str, unattended: str
) -> None:
    """hz-o1-1; hz-o2-1, hz-o2-2, hz-o2-3."""
    answer = ask("杭州市", "2026-06-01", {"birth_date": "2016-01-01"}, parents=two(father, mother))
    assert category(answer, "orphan") == orphan
    assert category(answer, "unattended") == unattended


def test_a_certified_orphan_is_not_unattended() -> None:
    """hz-o2-1 beside the county's certificate."""
    child = {"birth_date": "2016-01-01", "orphan_certified": True}
    answer = ask("杭州市", "2026-06-01", child, parents=two(SEVERE, SEVERE))
    assert category(answer, "orphan") == "yes"
    assert category(answer, "unattended") == "no"


@pytest.mark.parametrize(
    ("child", "certify"),
    [
        ({}, True),
        ({"orphan_certified": False}, False),
        ({"orphan_certified": True}, False),
        ({"birth_date": "2008-06-01"}, False),
        ({"adopted": True}, False),
        ({"adopted": False}, True),
        ({"adopted": True, "adoption_date": "2026-06-02"}, True),
    ],
)
def test_an_orphan_by_the_facts_is_to_be_certified(child: dict[str, Any], certify: bool) -> None:
    """gb18-gen-2."""
    answer = ask("全国", "2026-06-01", {"birth_date": "2016-01-01", **child}, parents=two(DEAD, DEAD))
    assert ("certify_orphan" in [t["id"] for t in answer["tasks"]]) is certify
    assert "certify_orphan" not in [
        t["id"] for t in ask("全国", "2026-06-01", child, parents=two({}, DEAD))["tasks"]
    ]


@pytest.mark.parametrize(
    ("mother", "found"), [(DEAD, "yes"), ({"parent_life_status": "失踪未宣告"}, "yes"), ({}, "no")]
)
def test_untraceable_parents(mother: dict[str, Any], found: str) -> None:
    """查找不到父母, unless one is known to live. hz-o1-1."""
    child = {"birth_date": "2016-01-01", "parents_traceable": "查找不到"}
    answer = ask("杭州市", "2026-06-01", child, parents=two({"parent_life_status": "失踪未宣告"}, mother))
    assert category(answer, "orphan") == found


@pytest.mark.parametrize(
    ("father", "found"),
    [
        ({"parent_remarried": True}, "yes"),
        (UNABLE, "yes"),
        ({**UNABLE, "parent_able_to_support": "能"}, "no"),
        ({}, "no"),
    ],
)
def test_remarriage_alone_by_the_other_reading(father: dict[str, Any], found: str) -> None:
    """再婚或社会救助对象且无法履行: inability asked of the assisted alone (A05). hz-o2-3."""
    answer = ask("杭州市", "2026-06-01", {"birth_date": "2016-01-01"}, parents=two(father, DEAD),
                 readings={"A05": "ability_only_assisted"})  # fmt: skip
    assert category(answer, "unattended") == found


@pytest.mark.parametrize(
    ("household", "drawn", "found"),
    [("低保", None, "candidate"), ("一般", True, "candidate"), ("一般", False, "no"), ("一般", None, "no")],
)
def test_dibao_drawn_by_the_household_or_by_the_child_alone(
    household: str, drawn: bool | None, found: str
) -> None:
    """纳入最低生活保障范围. gb18-art05-5."""
    child = {"birth_date": "2016-01-01", "orphan_certified": False, "receives_dibao": drawn}
    answer = ask("全国", "2026-06-01", child, household={"household_status": household})
    assert status(answer, "medical_rescue") == found


@pytest.mark.parametrize(
    ("child", "asked"),
    [
        ({"one_legal_parent": True}, True),
        ({"one_legal_parent": False}, False),
        ({}, False),
        ({"one_legal_parent": True, "birth_date": "2008-06-01"}, False),
        ({"one_legal_parent": True, "unattended_certified": True}, False),
    ],
)
def test_one_legal_parent_in_a_circumstance_is_asked_about(child: dict[str, Any], asked: bool) -> None:
    """gb18-gen-2 (A12)."""
    parents = [{"role": "mother", "parent_life_status": "健在", "parent_disability_level": 1}]
    answer = ask("全国", "2026-06-01", {"birth_date": "2016-01-01", **child}, parents=parents)
    assert ("A12" in answer["questions"]) is asked


@pytest.mark.parametrize(
    ("facts", "due"),
    [
        ({"parent_life_status": "失踪未宣告"}, True),
        ({"parent_life_status": "健在", "parent_conditions": ["失联"]}, True),
        ({"parent_life_status": "健在", "parent_conditions": ["重病"]}, False),
    ],
)
def test_who_is_gone_without_word(facts: dict[str, Any], due: bool) -> None:
    """民法典 40."""
    parents = [{"role": "mother", "parent_condition_since": "2024-01-01", **facts}]
    answer = ask("四川省", "2026-06-01", {"birth_date": "2016-01-01"}, parents=parents, documents=False)
    assert ("declare_parent" in [t["id"] for t in answer["tasks"]]) is due
