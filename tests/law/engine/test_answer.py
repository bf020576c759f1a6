"""The answer of the contract: what is owed, what may be, what waits, what ends, what is blocked and what is missing."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from tests.law.toy.toytown import DAY, ORPHAN, ask, book, case, run, toy_place, write_place

from tonghu.base.errors import Faults
from tonghu.base.texts import Lang
from tonghu.law.engine import law
from tonghu.law.engine.answer import _figure, _place_of
from tonghu.law.engine.case import read_case
from tonghu.law.engine.determine import add_texts, determine, explained
from tonghu.law.engine.evaluate import Options
from tonghu.law.engine.explain import why_tree
from tonghu.law.engine.overrides import Overrides
from tonghu.law.language.facts import vocabulary
from tonghu.law.language.switches import switches

pytestmark = pytest.mark.usefixtures("toytown")

PARENTS = [{"role": role, "parent_life_status": "健在"} for role in ("father", "mother")]
BORN = {"birth_date": "2015-01-01"}
HOME = {"institution_placed": False}
INSTITUTION = vocabulary()["param_standard_institution"].zh


def found(answer: dict[str, Any], key: str, name: str) -> dict[str, Any]:
    """One item of an answer by its id."""
    (item,) = [item for item in answer[key] if item["id"] == name]
    return dict(item)


def ids(answer: dict[str, Any], key: str) -> list[str]:
    return [item["id"] for item in answer[key]]


# ---------------------------------------------------------------------------------------------------- frame


def test_what_was_asked_is_repeated() -> None:
    answer = ask(BORN, id="c1")
    assert answer["id"] == "c1"
    assert answer["jurisdiction"] == {"code": "990000", "name": "魔法镇"}
    assert answer["as_of_date"] == DAY
    assert answer["binding"] is True
    assert ask(BORN, options=Options(lang="en"))["jurisdiction"]["name"] == "Toytown"


def test_the_keys_of_the_contract() -> None:
    plain = (
        *(
            "id",
            "jurisdiction",
            "as_of_date",
            "binding",
            "categories",
            "benefits",
            "alternatives",
            "entitlements",
        ),
        *(
            "exits",
            "blocked",
            "tasks",
            "undetermined",
            "missing",
            "questions",
            "proposals",
            "next_change",
            "replay",
        ),
    )
    assert tuple(ask(BORN)) == plain
    everything = ask(BORN, options=Options(text=True, explain=True, counterfactual=True, until=DAY))
    assert set(everything) - set(plain) == {"texts", "tree", "spells"}


def test_the_next_change_comes_with_the_answer() -> None:
    told = ask(BORN | HOME, ORPHAN)["next_change"]
    assert told["date"] == dt.date(2026, 7, 1)
    assert [change["id"] for change in told["changes"]] == ["toy_allowance"]


def test_the_answer_alone_is_the_same_without_what_is_ahead() -> None:
    asked = case(BORN, ORPHAN)
    for lang in ("zh", "en"):
        options = Options(lang=lang, proposals=False)
        whole = determine(asked, options)
        del whole["next_change"], whole["replay"]
        assert explained(read_case(asked), options) == whole


@pytest.mark.parametrize(
    ("lang", "what"), [("zh", "没有叫“childs”的字段"), ("en", "there is no field “childs”")]
)
def test_faults_say_where_in_the_language_of_the_reader(lang: Lang, what: str) -> None:
    with pytest.raises(Faults) as error:
        determine(case(childs={}), Options(lang=lang), where="cases.yaml")
    (fault,) = error.value.faults
    assert (fault.where, fault.what) == ("cases.yaml childs", what)
    with pytest.raises(Faults) as error:
        determine(case(childs={}))
    assert error.value.faults[0].where == "childs"


def test_of_nothing_known_nothing_is_granted_and_nothing_refused() -> None:
    answer = ask()
    for key in ("categories", "benefits", "entitlements"):
        assert {item["status"] for item in answer[key]} == {"unknown"}, key
        assert all(item["missing"] for item in answer[key])
    assert [answer[key] for key in ("alternatives", "exits", "blocked", "undetermined")] == [[], [], [], []]


# ----------------------------------------------------------------------------------------------- categories


@pytest.mark.parametrize(
    ("child", "parents", "status", "clauses", "missing"),
    [
        (BORN, ORPHAN, "yes", ["toy-1"], []),
        (BORN | {"orphan_certified": True}, ORPHAN, "yes", ["toy-1", "toy-2"], []),
        (BORN | {"orphan_certified": True}, PARENTS, "yes", ["toy-2"], []),
        (BORN, PARENTS, "no", ["toy-1", "toy-2"], []),
        (BORN, ORPHAN[:1], "unknown", ["toy-1"], ["mother.parent_life_status"]),
        ({}, ORPHAN, "unknown", ["toy-1"], ["birth_date"]),
        ({"birth_date": "2000-01-01"}, ORPHAN, "no", ["toy-1", "toy-2"], []),
    ],
)
def test_a_category_with_the_clauses_of_the_grounds_that_answer(
    child: dict[str, Any], parents: list[dict[str, Any]], status: str, clauses: list[str], missing: list[str]
) -> None:
    orphan = found(ask(child, parents), "categories", "toy_orphan")
    assert (orphan["status"], orphan["clauses"], orphan["missing"]) == (status, clauses, missing)
    assert (orphan["rule"], orphan["name"]) == ("toy_orphan", "孤儿")


def test_a_category_is_called_by_its_public_name() -> None:
    answer = ask({"residence_since": "2025-12-15"})
    assert found(answer, "categories", "migrant_child") == {
        "id": "migrant_child",
        "rule": "toy_migrant",
        "name": "流动儿童",
        "status": "yes",
        "clauses": ["toy-12"],
        "missing": [],
    }
    assert found(ask({"residence_since": "2025-12-16"}), "categories", "migrant_child")["status"] == "no"


# ------------------------------------------------------------------------------------------------- benefits


def test_a_benefit_that_is_owed() -> None:
    answer = ask(BORN | HOME | {"hukou_division": "990101"}, ORPHAN)
    assert found(answer, "benefits", "toy_allowance") == {
        "id": "toy_allowance",
        "name": "孤儿津贴",
        "status": "yes",
        "amount": 1000,
        "amount_min": 1000,
        "amount_max": 1000,
        "unit": "元/月",
        "from": None,
        "until": dt.date(2033, 1, 1),
        "clauses": ["toy-3"],
        "arithmetic": f"{vocabulary()['param_standard_scattered'].zh} 1000",
        "missing": [],
        "payer": "990101",
    }


def test_who_pays_is_told_only_where_the_hukou_is_known_and_a_group_shares_the_duty() -> None:
    assert "payer" not in found(ask(BORN | HOME, ORPHAN), "benefits", "toy_allowance")
    near = {"household_status": "低保边缘", "hukou_division": "990101"}
    assert "payer" not in found(ask(near), "benefits", "toy_top_up")


def test_where_the_text_says_may_somebody_else_decides() -> None:
    item = found(ask({"household_status": "低保边缘", "child_own_income": 300}), "benefits", "toy_top_up")
    assert (item["status"], item["amount"], item["from"]) == ("candidate", 500.5, DAY)
    adopted = Options(overrides=Overrides(adopted=("toy-10",)))
    answer = ask({"household_status": "低保边缘", "child_own_income": 300}, options=adopted)
    assert found(answer, "benefits", "toy_top_up")["status"] == "yes"


def test_an_encouraged_benefit_is_firm_where_its_rule_settles_adoption() -> None:
    assert found(ask({"household_status": "低保"}), "benefits", "toy_share")["status"] == "yes"


def test_a_top_up_that_comes_to_nothing_is_yes_with_nothing() -> None:
    item = found(ask({"household_status": "低保边缘", "child_own_income": 2000}), "benefits", "toy_top_up")
    assert (item["status"], item["amount"]) == ("candidate", 0)


def test_an_open_amount_is_null_with_its_bounds_and_what_is_missing() -> None:
    item = found(ask({"household_status": "低保边缘"}), "benefits", "toy_top_up")
    assert (item["amount"], item["amount_min"], item["amount_max"]) == (None, None, 800.5)
    assert item["missing"] == ["next_stage_admission_date", "child_own_income"]
    assert item["arithmetic"] == ""


def test_an_amount_that_is_one_of_two_lies_between_them() -> None:
    item = found(ask(BORN, ORPHAN, params={"param_standard_institution": 1500}), "benefits", "toy_allowance")
    assert (item["amount"], item["amount_min"], item["amount_max"]) == (None, 1000, 1500)
    assert item["missing"] == ["institution_placed"]


def test_an_open_end_is_missing_too() -> None:
    item = found(ask({"household_status": "低保边缘", "child_own_income": 300}), "benefits", "toy_top_up")
    assert (item["status"], item["until"]) == ("candidate", None)
    assert item["missing"] == ["next_stage_admission_date"]
    known = {"household_status": "低保边缘", "next_stage_admission_date": "2026-09-01"}
    item = found(ask(known), "benefits", "toy_top_up")
    assert (item["until"], item["missing"]) == (dt.date(2026, 9, 1), ["child_own_income"])


def test_an_estimate_says_so_only_when_it_is_owed() -> None:
    assert found(ask({"in_school": True, "premium_amount": 20}), "benefits", "toy_gift")["estimate"] is True
    assert "estimate" not in found(ask({"in_school": False}), "benefits", "toy_gift")


def test_what_a_benefit_needs_besides_is_missing_once_it_is_granted() -> None:
    answer = ask({"household_status": "低保"})
    assert found(answer, "benefits", "toy_share")["missing"] == ["premium_amount"]
    assert found(ask({"household_status": "一般"}), "benefits", "toy_share")["missing"] == []
    assert (
        found(ask({"household_status": "低保", "premium_amount": 5}), "benefits", "toy_share")["missing"]
        == []
    )


# ----------------------------------------------------------------------------------- one against another


def test_of_a_group_only_the_highest_is_paid_and_the_others_are_alternatives() -> None:
    child = BORN | HOME | {"household_status": "低保"}
    answer = ask(child, ORPHAN)
    assert found(answer, "benefits", "toy_allowance")["status"] == "yes"
    assert [(item["id"], item["status"], item["amount"]) for item in answer["alternatives"]] == [
        ("toy_share", "choice", 500)
    ]
    assert "toy_share" not in ids(answer, "benefits")
    assert "A19" in answer["questions"]


def test_of_two_equal_ones_the_earlier_is_paid() -> None:
    child = BORN | HOME | {"household_status": "低保"}
    answer = ask(child, ORPHAN, params={"param_severe_disability_ratio": 100})
    assert ids(answer, "alternatives") == ["toy_share"]
    answer = ask(child, ORPHAN, params={"param_severe_disability_ratio": 101})
    assert ids(answer, "alternatives") == ["toy_allowance"]


def test_an_amount_that_is_not_known_outdoes_nothing_and_is_outdone_by_nothing() -> None:
    child = BORN | {"household_status": "低保"}
    answer = ask(child, ORPHAN)
    assert found(answer, "benefits", "toy_allowance")["amount"] is None
    assert {"toy_allowance", "toy_share"} <= set(ids(answer, "benefits"))
    assert answer["alternatives"] == []


BOTH = {"household_status": "低保边缘", "child_own_income": 0, "in_school": True, "premium_amount": 20}
BOTH |= {"temporary_guardianship": False}


@pytest.mark.parametrize("choice", [None, "未选择"])
def test_two_that_exclude_each_other_wait_for_the_familys_choice(choice: str | None) -> None:
    answer = ask(BOTH | {"benefit_choice": choice})
    items = {item["id"]: item for item in answer["benefits"]}
    assert {name: items[name]["status"] for name in ("toy_top_up", "toy_gift")} == {
        "toy_top_up": "choice",
        "toy_gift": "choice",
    }
    assert {name: items[name]["amount"] for name in ("toy_top_up", "toy_gift")} == {
        "toy_top_up": 800.5,
        "toy_gift": 20,
    }
    assert "A20" in answer["questions"]


@pytest.mark.parametrize(
    ("choice", "paid", "passed_over"),
    [
        ("困境儿童基本生活补贴", "toy_top_up", "toy_gift"),
        ("困难残疾人生活补贴", "toy_gift", "toy_top_up"),
    ],
)
def test_what_the_family_chose_is_paid(choice: str, paid: str, passed_over: str) -> None:
    answer = ask(BOTH | {"benefit_choice": choice})
    assert found(answer, "benefits", paid)["status"] in ("yes", "candidate")
    assert [(item["id"], item["status"]) for item in answer["alternatives"]] == [(passed_over, "choice")]


def test_a_choice_is_only_between_what_is_due() -> None:
    answer = ask(BOTH | {"household_status": "一般"})
    assert found(answer, "benefits", "toy_gift")["status"] == "yes"
    answer = ask(BOTH | {"household_status": "一般", "benefit_choice": "困境儿童基本生活补贴"})
    assert found(answer, "benefits", "toy_gift")["status"] == "yes", (
        "what was chosen is not due, so nothing is passed over"
    )


# --------------------------------------------------------------------------------------------- entitlements


def test_an_entitlement_with_its_departments() -> None:
    tea = found(ask(BORN, ORPHAN), "entitlements", "toy_tea")
    assert tea == {
        "id": "toy_tea",
        "name": "茶点",
        "system": "categories",
        "status": "yes",
        "clauses": ["toy-5", "realm-1"],
        "departments": ["民政", "教育"],
        "missing": ["school_stage"],
    }


def test_on_some_grounds_another_body_decides() -> None:
    tea = found(ask(BORN | {"in_school": True}, PARENTS), "entitlements", "toy_tea")
    assert (tea["status"], tea["clauses"]) == ("candidate", ["toy-5"])
    tea = found(ask({"in_school": True}), "entitlements", "toy_tea")
    assert tea["status"] == "candidate", "though the firm ground is still open"


def test_of_an_entitlement_that_is_refused_nothing_more_is_asked() -> None:
    tea = found(ask(BORN | {"in_school": False}, PARENTS), "entitlements", "toy_tea")
    assert (tea["status"], tea["missing"]) == ("no", [])


def test_of_an_open_entitlement_only_the_first_question_of_each_ground_is_asked() -> None:
    tea = found(ask(), "entitlements", "toy_tea")
    assert tea["missing"] == ["birth_date", "in_school"]


def test_facts_stand_in_a_label() -> None:
    late = {"as_of_date": "2026-10-01"}
    assert (
        found(ask(BORN | {"hukou_division": "990101"}, **late), "entitlements", "toy_cake")["name"]
        == "蛋糕 990101"
    )
    assert found(ask(BORN, **late), "entitlements", "toy_cake")["name"] == "蛋糕"


# ----------------------------------------------------------------------------------- exits, blocks and tasks


def test_an_exit_with_its_day_and_the_benefit_it_ends() -> None:
    answer = ask({"birth_date": "2008-06-15", "orphan_certified": True})
    (row,) = answer["exits"]
    assert row == {
        "id": "toy_exit",
        "ground": "长大",
        "benefit": "孤儿津贴",
        "effective": DAY,
        "clause": "toy-7",
        "clauses": ["toy-7"],
    }
    assert ask({"birth_date": "2008-06-16", "orphan_certified": True})["exits"] == []
    assert "A14" in answer["questions"]


def test_questions_of_an_exit_stand_beside_those_of_the_benefits() -> None:
    answer = ask(BOTH | {"birth_date": "2008-06-15", "orphan_certified": True})
    assert answer["exits"]
    assert {"A14", "A20"} <= set(answer["questions"])


def test_an_exit_from_a_benefit_that_the_place_does_not_know_names_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = 'name = "北村"\ncode = "980000"\n[[document]]\nid = "nv"\ntitle = "t"\nissued = 2020-01-01\n'
    north = write_place(tmp_path / "n", text, [{"id": "nv-1", "quote": "…", "serves": ["rule:toy_exit"]}])
    monkeypatch.setattr(law, "places", lambda: (toy_place("realm"), north))
    child = {"birth_date": "2008-06-15", "orphan_certified": True}
    (row,) = ask(child, jurisdiction="北村", params={"param_adult_age": 18})["exits"]
    assert (row["id"], row["benefit"]) == ("toy_exit", None)


def test_provisions_of_conditions_and_amounts_on_the_way_are_cited_too_unless_it_is_a_no(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the order of the text, whatever they are called."""
    text = 'name = "北村"\ncode = "980000"\n[[document]]\nid = "nv"\ntitle = "t"\nissued = 2020-01-01\n'
    rows = [
        {"id": id_, "quote": "…", "serves": [f"rule:{rule}"]}
        for id_, rule in (
            ("nv-0", "toy_orphan.both"),
            ("nv-z", "toy_dead"),
            ("nv-1", "toy_adult"),
            ("nv-2", "toy_allowance.orphan"),
            ("nv-3", "toy_standard"),
        )
    ]
    north = write_place(tmp_path / "n", text, rows)
    monkeypatch.setattr(law, "places", lambda: (toy_place("realm"), north))
    own = {"param_adult_age": 18, "param_standard_scattered": 900}
    for parents, of_category, of_benefit in (
        (ORPHAN, ["nv-0", "nv-z", "nv-1"], ["nv-2", "nv-3"]),
        (PARENTS, ["nv-0"], ["nv-2"]),
    ):
        answer = ask(BORN | HOME, parents, jurisdiction="北村", params=own)
        assert found(answer, "categories", "toy_orphan")["clauses"] == of_category
        assert found(answer, "benefits", "toy_allowance")["clauses"] == of_benefit


def test_questions_of_the_amount_and_of_days_that_are_settled() -> None:
    """A05 stands in the amount of the gift, A07 and A08 in the days of the top-up."""
    gift = ask({"in_school": True})
    assert found(gift, "benefits", "toy_gift")["amount"] is None
    assert set(gift["questions"]) == {"A05"}, "of an amount also while it is open"
    near = {"household_status": "低保边缘"}
    assert set(ask(near)["questions"]) == {"A08"}, "of a day only once it is known"
    assert set(ask(near | {"next_stage_admission_date": "2026-09-01"})["questions"]) == {"A07", "A08"}
    assert ask({"in_school": False, "household_status": "一般"})["questions"] == []
    assert ask(BOTH)["questions"] == ["A05", "A08", "A20"], "of one benefit beside those of the others"


def test_items_are_named_in_english() -> None:
    options = Options(lang="en")
    answer = ask(BORN | {"temporary_guardianship": True, "in_school": True}, ORPHAN, options=options)
    assert found(answer, "categories", "toy_orphan")["name"] == "Toy orphan"
    assert found(answer, "benefits", "toy_allowance")["name"] == "Toy orphan benefit"
    assert found(answer, "entitlements", "toy_tea")["name"] == "Toy tea"
    assert found(answer, "tasks", "toy_visit")["name"] == "Toy visit"
    assert answer["blocked"][0]["action"] == "Toy return"
    grown = ask({"birth_date": "2008-06-15", "orphan_certified": True}, options=options)
    assert (grown["exits"][0]["ground"], grown["exits"][0]["benefit"]) == (
        "Toy coming of age",
        "Toy orphan benefit",
    )
    assert {row["fact"]: row["name"] for row in ask(options=options)["missing"]}[
        "father.parent_life_status"
    ] == f"father: {vocabulary()['parent_life_status'].en}"


def test_a_block_stands_until_a_fact_is_on_file() -> None:
    answer = ask({"temporary_guardianship": True})
    assert answer["blocked"] == [
        {
            "id": "toy_block",
            "action": "送回",
            "clause": "toy-8",
            "clauses": ["toy-8"],
            "until_fact": "guardianship_assessment_date",
        }
    ]
    decides = {row["fact"]: row["decides"] for row in answer["missing"]}
    assert decides["guardianship_assessment_date"] == ["toy_block"]
    done = ask({"temporary_guardianship": True, "guardianship_assessment_date": "2026-06-01"})
    assert done["blocked"] == []


def test_tasks_with_their_seat_and_figures_of_targets_missed() -> None:
    assert found(ask(BORN, ORPHAN), "tasks", "toy_visit") == {
        "id": "toy_visit",
        "name": "拜访",
        "clause": "toy-6",
        "clauses": ["toy-6"],
        "seat": "儿童主任",
        "due": None,
    }
    staff = {"directors_certified": 1, "directors_total": 3}
    row = found(ask(staff, params={"param_director_certified_target": 80}), "tasks", "toy_certified")
    assert (row["figure"], row["seat"]) == ("33.33%", "镇政府")
    assert "toy_certified" not in ids(ask(staff, params={"param_director_certified_target": 33}), "tasks")
    assert "toy_certified" not in ids(ask(staff), "tasks"), "the target is unverified"
    dated = {"param_director_certified_target": 80, "param_director_certified_day": "2026-12-31"}
    assert found(ask(staff, params=dated), "tasks", "toy_certified")["due"] == dt.date(2026, 12, 31)


@pytest.mark.parametrize(
    ("held", "unit", "zh", "en"),
    [
        (3333, "%", "33.33%", "33.33%"),
        (130_050, "元/月", "1300.5 元/月", "1300.5 yuan a month"),
        (8, "月", "8 个月", "8 months"),
        (3, "", "3", "3"),
    ],
)
def test_figures_have_their_unit(held: int, unit: str, zh: str, en: str) -> None:
    assert (_figure(held, unit, "zh"), _figure(held, unit, "en")) == (zh, en)


def test_categories_stand_in_the_order_of_the_text_and_others_after_them() -> None:
    asked = ["poor_family", "something", "migrant", "orphan"]
    told = sorted(({"id": name} for name in asked), key=_place_of)
    assert [row["id"] for row in told] == ["orphan", "poor_family", "migrant", "something"]


def test_where_two_grounds_settle_it_together_both_are_cited() -> None:
    """Pupil or at home: somebody calls in any case, though nobody knows on which ground."""
    assert found(ask(), "tasks", "toy_call")["clauses"] == ["toy-13", "toy-14"]
    assert found(ask({"in_school": False}), "tasks", "toy_call")["clauses"] == ["toy-14"]


# -------------------------------------------------------------------------------------------- undetermined


def test_what_the_text_leaves_open_is_put_to_a_person() -> None:
    answer = ask({"birth_date": "2000-01-01"}, PARENTS)
    row = found_question(answer)
    assert (row["what"], row["why"], row["clauses"]) == ("条文没说", "条文：其他另定", ["toy-9"])
    assert row["question"] == switches()["A14"].ask_zh, "the question of what the answer leans on"
    english = ask({"birth_date": "2000-01-01"}, PARENTS, options=Options(lang="en"))
    assert found_question(english)["why"] == "The text is silent on what comes after."
    decides = {row["fact"]: row["decides"] for row in answer["missing"]}
    assert decides["param_taper_months"] == ["toy_question"]
    assert ask({"birth_date": "2000-01-01"}, PARENTS, params={"param_taper_months": 6})["undetermined"] == []


def found_question(answer: dict[str, Any]) -> dict[str, Any]:
    (row,) = answer["undetermined"]
    return dict(row)


def test_a_benefit_that_only_an_unset_value_keeps_open_is_undetermined() -> None:
    answer = ask(BORN | {"institution_placed": True}, ORPHAN)
    assert found(answer, "benefits", "toy_allowance")["missing"] == ["param_standard_institution"]
    row = found_question(answer)
    assert row["what"] == "孤儿津贴"
    assert row["why"] == f"本地未设：{INSTITUTION}"
    assert row["question"] == f"{INSTITUTION}是多少，依据哪份文件？"
    assert row["clauses"] == ["toy-3"]
    english = found_question(ask(BORN | {"institution_placed": True}, ORPHAN, options=Options(lang="en")))
    label = vocabulary()["param_standard_institution"].en
    assert english["why"] == f"not set here: {label}"
    assert english["question"] == f"What is it ({label}), and by which document?"


def test_so_is_one_that_an_unset_value_keeps_unknown_and_one_that_somebody_may_grant() -> None:
    near = {"household_status": "低保边缘", "child_own_income": 0, "next_stage_admission_date": "2026-09-01"}
    for child, parents, name, told in (
        (BORN, ORPHAN, "param_adult_age", "孤儿津贴"),
        (near, [], "param_dibao_standard", "困境儿童基本生活补贴"),
    ):
        row = found_question(ask(child, parents, params={name: None}))
        assert (row["what"], row["why"]) == (told, f"本地未设：{vocabulary()[name].zh}")


def test_several_unset_values_are_listed() -> None:
    names = ("param_standard_scattered", "param_severe_disability_ratio")
    child, params = {"household_status": "低保", "premium_amount": 5}, dict.fromkeys(names)
    labels = [vocabulary()[name] for name in names]
    assert found_question(ask(child, params=params))["why"] == f"本地未设：{'、'.join(e.zh for e in labels)}"
    english = found_question(ask(child, params=params, options=Options(lang="en")))
    assert english["why"] == f"not set here: {', '.join(e.en for e in labels)}"


def test_a_question_that_does_not_arise_asks_nothing() -> None:
    assert "param_taper_months" not in [row["fact"] for row in ask(BORN, PARENTS)["missing"]]


def test_a_benefit_that_also_waits_for_a_fact_is_no_unset_value() -> None:
    assert ask(BORN, ORPHAN)["undetermined"] == []


def test_before_the_texts_there_is_no_answer_and_that_is_said() -> None:
    answer = ask(BORN, as_of_date="1999-01-01")
    assert found_question(answer) == {
        "what": "1999-01-01，魔法镇的文件尚未施行",
        "why": "更早的文件没有收录",
        "question": "当时执行的是哪份文件？",
        "clauses": [],
    }
    english = found_question(ask(BORN, as_of_date="1999-01-01", options=Options(lang="en")))
    assert english["what"] == "no text of Toytown is in force on 1999-01-01"
    assert (english["why"], english["question"]) == ("earlier texts are not held", "Which text applied then?")
    assert answer["categories"] == []
    assert answer["binding"] is False


# ---------------------------------------------------------------------------- missing, questions, proposals


def test_missing_facts_stand_in_the_order_of_what_they_decide() -> None:
    rows = ask()["missing"]
    assert [(row["fact"], row["decides"]) for row in rows] == [
        ("birth_date", ["toy_allowance", "toy_orphan", "toy_tea", "toy_question"]),
        ("father.parent_life_status", ["toy_allowance", "toy_orphan"]),
        ("household_status", ["toy_share", "toy_top_up"]),
        ("mother.parent_life_status", ["toy_allowance", "toy_orphan"]),
        ("in_school", ["toy_gift", "toy_tea"]),
        ("residence_since", ["toy_migrant"]),
        ("param_taper_months", ["toy_question"]),
    ]
    assert rows[1]["name"] == "父亲存亡状况"
    assert rows[0]["supplier"] == ["公安", "evidence", "visit"], "the least trouble for the family first"


def test_facts_of_offices_are_not_asked_of_a_child() -> None:
    assert not {"directors_certified", "directors_total"} & {row["fact"] for row in ask()["missing"]}


def test_questions_are_those_that_the_answer_leans_on() -> None:
    assert "A14" in ask({"birth_date": "2008-06-15"}, ORPHAN)["questions"]
    assert ask({"household_status": "一般"})["questions"] == []


DOCUMENT = '[[document]]\nid = "{}"\ntitle = "t"\n{}\n'
ISSUED, DRAFT = "issued = 2020-01-01", 'issued = 2020-01-01\nstatus = "draft"'


@pytest.mark.parametrize(
    ("documents", "params", "questions"),
    [
        ([ISSUED], {}, []),
        ([DRAFT], {}, ["A01"]),
        ([ISSUED, DRAFT], {}, ["A01"]),
        ([""], {}, ["A02"]),
        ([ISSUED, ""], {}, ["A02"]),
        (["", DRAFT], {}, ["A01"]),
        ([""], {"doc_effective_date": "2026-01-01"}, []),
        (["issued = 2027-01-01"], {}, []),
    ],
)
def test_whether_the_texts_of_the_place_bind_is_a_question(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    documents: list[str],
    params: dict[str, Any],
    questions: list[str],
) -> None:
    """A draft is simulation (A01), a text without its first day is not confirmed (A02); one not yet there is neither."""
    text = 'name = "北村"\ncode = "980000"\n'
    text += "".join(DOCUMENT.format(f"n{i}", lines) for i, lines in enumerate(documents))
    north = write_place(tmp_path / "n", text, [{"id": "n0-1", "quote": "…"}])
    monkeypatch.setattr(law, "places", lambda: (toy_place("realm"), north))
    assert ask(jurisdiction="北村", params=params)["questions"] == questions


def test_an_unverified_value_is_proposed_with_its_source() -> None:
    child = BORN | {"institution_placed": True, "in_school": True}
    answer = ask(child, ORPHAN)
    assert {"fact": "param_standard_institution", "name": INSTITUTION, "value": 1500, "unit": "元/月",
            "source": "魔法镇公报"} in answer["proposals"]  # fmt: skip
    only = ask(child, ORPHAN, options=Options(only_documents=True))
    assert only["proposals"] == []
    set_ = ask(child, ORPHAN, params={"param_standard_institution": 1600})
    assert not [row for row in set_["proposals"] if "fact" in row]


def test_what_an_unverified_text_would_add_is_proposed_and_not_given() -> None:
    answer = ask({"in_school": False})
    assert found(answer, "benefits", "toy_gift")["status"] == "no"
    assert answer["proposals"] == [
        {"rule": "toy_gift", "name": "困难残疾人生活补贴", "clauses": ["rumour-1"], "source": "街谈"}
    ]
    assert ask({"in_school": False}, options=Options(proposals=False))["proposals"] == []
    assert ask({"in_school": True})["proposals"] == []
    (open_,) = ask()["proposals"]
    assert (open_["clauses"], open_["source"]) == (["rumour-2", "rumour-1"], "巷议；街谈"), (
        "together they would settle the matter"
    )


def test_an_entitlement_of_an_unverified_text_is_proposed_too() -> None:
    english = ask(BORN | {"hukou_division": None}, options=Options(lang="en"))["proposals"]
    assert {row["rule"]: row["clauses"] for row in english}["toy_cake"] == ["rumour-2"]
    assert {row["rule"]: row["name"] for row in english}["toy_gift"] == "Toy gift"
    assert "toy_cake" not in [row["rule"] for row in ask(BORN, as_of_date="2026-10-01")["proposals"]]


@pytest.mark.parametrize(
    "asked",
    [
        {"params": {"doc_effective_date": "2030-01-01"}},
        {"options": Options(overrides=Overrides(switches=(("A14", "open"),)))},
    ],
)
def test_only_what_rests_on_an_unverified_text_is_proposed(asked: dict[str, Any]) -> None:
    """Not what the town's own text would grant on another day of force, or under another reading."""
    answer = ask(BORN, ORPHAN, **asked)
    assert {row.get("rule") for row in answer["proposals"]} <= {"toy_gift", "toy_cake"}


# ------------------------------------------------------------------------------------- texts, documents alone


def test_clauses_with_their_words() -> None:
    texts = ask(BORN | {"in_school": True}, ORPHAN, options=Options(text=True))["texts"]
    assert texts["toy-3"] == {
        "document": "魔发〔1〕号",
        "title": "魔法镇孩子条例",
        "article": "三",
        "text": "孤儿每月发津贴",
        "quoted": True,
        "status": "in_force",
        "verified": True,
    }
    assert texts["fable-1"]["quoted"] is False, "background stands in our words"
    assert texts["fable-1"]["text"] == "上学的有礼物"
    english = ask(BORN | {"in_school": True}, ORPHAN, options=Options(text=True, lang="en"))["texts"]
    assert (english["fable-1"]["text"], english["toy-3"]["text"]) == ("a gift for pupils", "孤儿每月发津贴")
    answer = ask(BORN, ORPHAN, options=Options(text=True, explain=True))
    cited = {
        c
        for key in ("categories", "benefits", "entitlements", "tasks")
        for i in answer[key]
        for c in i["clauses"]
    }
    assert cited <= answer["texts"].keys()


def test_words_of_clauses_that_only_the_reasons_cite() -> None:
    done = run(BORN, ORPHAN)
    reasons: dict[str, Any] = {"tree": why_tree(done.reading, "zh")}
    add_texts(done.law, reasons, "zh")
    assert reasons["texts"]["toy-1"]["text"] == "父母都去世的不满十八岁的孩子是孤儿"


def test_a_text_of_its_own_is_a_text_though_no_background_is_asked() -> None:
    assert ask(BORN, ORPHAN, options=Options(only_documents=True))["undetermined"] == []


def test_by_the_documents_alone_the_background_grants_nothing() -> None:
    answer = ask({"in_school": True, "household_status": "低保"}, options=Options(only_documents=True))
    assert "toy_gift" not in ids(answer, "benefits")
    assert found(answer, "benefits", "toy_share")["amount"] is None, "its ratio is a background value"
    loaded = ask(
        {"household_status": "低保"},
        params={"param_severe_disability_ratio": 30},
        options=Options(only_documents=True),
    )
    assert found(loaded, "benefits", "toy_share")["amount"] == 300, "what the case itself brings counts"


def test_a_case_may_unset_a_value() -> None:
    answer = ask(BORN | HOME, ORPHAN, params={"param_standard_scattered": None})
    item = found(answer, "benefits", "toy_allowance")
    assert (item["status"], item["amount"], item["missing"]) == ("yes", None, ["param_standard_scattered"])


def test_every_rule_of_the_toy_law_is_in_some_answer() -> None:
    """A guard on these tests: what the toy law can say, some case above makes it say."""
    told: set[str] = set()
    for child in (
        BORN,
        {"birth_date": "2000-01-01", "orphan_certified": True},
        {"temporary_guardianship": True},
    ):
        answer = ask(child, ORPHAN, params={"param_director_certified_target": 80}, as_of_date="2026-10-01")
        for key in ("categories", "benefits", "alternatives", "entitlements", "exits", "blocked", "tasks"):
            told |= {item.get("rule", item["id"]) for item in answer[key]}
    outside = {
        name
        for name, rule in book().rules.items()
        if rule.kind not in ("condition", "quantity", "question", "indicator")
    }
    assert outside <= told
