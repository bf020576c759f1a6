"""人身安全 over whole answers: reports and what follows, misconduct of minors, victims, and figures at their edge."""

from __future__ import annotations

from typing import Any

import pytest

from tonghu.law import Options, determine

DAY = "2026-06-01"
NAMES = {"hz": "浙江省杭州市", "sc": "四川省", "nm": "内蒙古自治区", "tj": "天津市", "gb": "全国"}
BORN, GROWN = "2008-06-02", "2008-06-01"


def ask(place: str, facts: dict[str, Any], params: dict[str, Any] | None = None) -> dict[str, Any]:
    """The answer by the documents alone for a child of twelve with some facts."""
    start = {"doc_effective_date": "2025-12-01"} if place == "nm" else {}
    case = {
        "jurisdiction": NAMES[place],
        "as_of_date": DAY,
        "child": {"birth_date": "2014-01-01", **facts},
        "params": {**start, **(params or {})},
    }
    return determine(case, Options(only_documents=True, next_change=False))


def tasks(answer: dict[str, Any]) -> dict[str, list[str]]:
    """Tasks by name, with their clauses."""
    return {task["id"]: task["clauses"] for task in answer["tasks"]}


def status(answer: dict[str, Any], name: str) -> str:
    return next(e["status"] for e in answer["entitlements"] if e["id"] == name)


# ------------------------------------------------------------------------------------------------- misconduct


@pytest.mark.parametrize(
    ("level", "wanted"),
    [
        ("不良行为", {"conduct_guidance", "conduct_dissuade"}),
        ("严重不良行为", {"conduct_measures", "conduct_dissuade", "conduct_report"}),
        ("无", set()),
    ],
)
def test_misconduct_of_a_minor(level: str, wanted: set[str]) -> None:
    """劝诫、制止; 情节严重的，及时报告. nm20-s5a2-1, nm20-s5a2-2."""
    for birth, found in ((BORN, wanted), (GROWN, set())):
        answer = ask("nm", {"birth_date": birth, "misconduct_level": level})
        assert {name for name in tasks(answer) if name.startswith("conduct")} == found


@pytest.mark.parametrize(("done", "open_"), [(9, True), (10, False)])
def test_family_orders_all_carried_out(done: int, open_: bool) -> None:
    """提高执行率. gb18-art15-3."""
    answer = ask("gb", {"family_orders_issued": 10, "family_orders_executed": done})
    assert ("family_order_rate" in tasks(answer)) is open_


# ---------------------------------------------------------------------------------------------------- reports


@pytest.mark.parametrize(
    ("on_time", "target", "told"), [(9, None, True), (10, None, False), (10, 100, False)]
)
def test_reports_acted_on_in_time(on_time: int, target: int | None, told: bool) -> None:
    """gb18-art13-6."""
    facts = {"reports_total": 10, "reports_on_time": on_time}
    answer = ask("gb", facts, {"param_report_on_time_target": target})
    assert ("reports_late" in tasks(answer)) is told


REPORTED = {"report_time": "2026-05-01", "guardianship_state": "侵害"}
HANDLED = {**REPORTED, "report_handled_time": "2026-05-01"}
ASSESSED = {**HANDLED, "guardianship_assessment_date": "2026-05-03"}


@pytest.mark.parametrize(
    ("facts", "open_"),
    [
        (REPORTED, True),
        (HANDLED, True),
        (ASSESSED, True),
        ({**ASSESSED, "guardianship_state": "正常"}, False),
        ({**ASSESSED, "temporary_guardianship": True}, False),
        ({**ASSESSED, "family_order_type": "督促监护令"}, False),
        ({**ASSESSED, "report_time": None, "report_handled_time": None}, False),
    ],
)
def test_four_steps_after_a_report(facts: dict[str, Any], open_: bool) -> None:
    """强制报告、应急处置、评估帮扶、监护干预. nm20-s5a1-1."""
    assert ("report_steps" in tasks(ask("nm", facts))) is open_


@pytest.mark.parametrize(("checked", "below"), [(199, True), (200, False)])
def test_records_of_everyone_are_checked(checked: int, below: bool) -> None:
    """全覆盖. sc53-art10-4."""
    answer = ask("sc", {"staff_total": 200, "staff_checked": checked})
    assert ("record_check_coverage" in tasks(answer)) is below


# ---------------------------------------------------------------------------------------------------- victims


@pytest.mark.parametrize(("wish", "offered"), [(None, "candidate"), (True, "yes"), (False, "no")])
def test_a_change_of_school_is_offered_until_it_is_not_wanted(wish: bool | None, offered: str) -> None:
    """转学安置 is one of the measures for a victim. nm20-s5a1-4."""
    answer = ask("nm", {"victimised": True, "transfer_needed": wish})
    assert status(answer, "victim_school_transfer") == offered


HARMED = {"victimised": True, "report_time": None}


@pytest.mark.parametrize(("birth", "due"), [(BORN, True), (GROWN, False)])
def test_harm_to_a_minor_is_reported_and_answered(birth: str, due: bool) -> None:
    """gb18-art13-5, gb18-art14-4; nm20-s5a1-2; tj-art14-3."""
    facts = {**HARMED, "birth_date": birth, "cannot_stay_home": True, "guardianship_state": "不当"}
    assert ("report_harm" in tasks(ask("gb", facts))) is due
    assert ("decide_placement" in tasks(ask("gb", facts))) is due
    assert ("visit_problem_family" in tasks(ask("nm", facts))) is due
    assert (status(ask("tj", facts), "rescue_protection") == "yes") is due


def test_nothing_is_to_be_answered_where_nothing_happened() -> None:
    """nm20-s5a1-1, nm20-s5a1-2, hz-end-5, gb18-art15-3, gb18-art14-4."""
    quiet = {"victimised": False, "guardianship_state": "正常", "family_order_executed": False}
    for place, absent in {
        "nm": {"report_harm", "report_steps", "visit_problem_family"},
        "hz": {"emergency_response"},
        "gb": {"family_order_open", "decide_placement"},
    }.items():
        assert not absent & tasks(ask(place, quiet)).keys()
    assert not {"report_steps"} & tasks(ask("nm", {**quiet, "report_handled_time": "2026-05-01"})).keys()


@pytest.mark.parametrize(
    ("facts", "home", "school"),
    [
        ({"victimised": True, "cannot_stay_home": True, "cannot_stay_school": False}, "yes", "no"),
        ({"victimised": True, "cannot_stay_home": False, "cannot_stay_school": True}, "yes", "yes"),
        ({"victimised": True, "cannot_stay_home": False, "cannot_stay_school": False}, "no", "no"),
        ({"victimised": False, "cannot_stay_home": True, "cannot_stay_school": True}, "no", "no"),
    ],
)
def test_placement_of_a_victim_who_cannot_stay(facts: dict[str, Any], home: str, school: str) -> None:
    """因遭受侵害暂时无法在原成长环境中生活学习. gb18-art14-4, tj-art14-2."""
    assert status(ask("gb", facts), "safe_placement") == home
    assert status(ask("tj", facts), "school_placement") == school
    assert ("decide_placement" in tasks(ask("gb", facts))) is (home == "yes")


@pytest.mark.parametrize(("handled", "open_"), [(None, True), ("2026-05-01", False)])
def test_an_emergency_is_open_until_it_is_acted_on(handled: str | None, open_: bool) -> None:
    """hz-end-5."""
    answer = ask("hz", {"emergency_type": "自然灾害", "report_handled_time": handled})
    assert ("emergency_response" in tasks(answer)) is open_


def test_an_assessment_of_needs_serves_as_the_third_step() -> None:
    """评估帮扶. nm20-s5a1-1."""
    facts = {**HANDLED, "guardianship_state": "正常", "assessment_date": "2026-05-03"}
    assert "report_steps" not in tasks(ask("nm", facts))


@pytest.mark.parametrize(
    ("checked", "paired", "shut"),
    [(False, None, True), (None, "李某", True), (True, "李某", False), (None, None, False)],
)
def test_no_volunteer_meets_a_child_unchecked(checked: bool | None, paired: str | None, shut: bool) -> None:
    """tj-art21-5."""
    answer = ask("tj", {"staff_record_checked": checked, "pairing_person": paired})
    assert ("unchecked_volunteer" in {b["id"] for b in answer["blocked"]}) is shut


def test_what_a_victim_is_offered_ends_at_18() -> None:
    """遭受侵害的未成年人. gb18-art14-3; sc53-art11-5, sc53-art11-6; tj-art13-2."""
    harmed = {"victimised": True, "cannot_stay_school": True, "transfer_needed": True,
              "judicial_relief_eligible": "符合", "harm_type": "家庭暴力"}  # fmt: skip
    for birth, owed in ((BORN, "yes"), (GROWN, "no")):
        answer = ask("sc", {**harmed, "birth_date": birth})
        assert status(answer, "victim_legal_aid") == owed
        assert status(answer, "judicial_relief_first") == owed
        assert status(answer, "victim_school_transfer") == owed
        due = {"apply_legal_aid", "arrange_transfer", "violence_to_police"}
        assert due & tasks(answer).keys() == (due if owed == "yes" else set())


def test_no_victim_no_help_for_victims() -> None:
    """gb18-art14-3; sc53-art11-5, sc53-art11-6."""
    unharmed = {"victimised": False, "cannot_stay_school": True, "transfer_needed": True,
                "judicial_relief_eligible": "符合"}  # fmt: skip
    answer = ask("sc", unharmed)
    assert status(answer, "judicial_relief_first") == "no"
    assert not {"apply_legal_aid", "arrange_transfer", "violence_to_police"} & tasks(answer).keys()


def test_a_victim_who_can_stay_needs_no_other_school() -> None:
    """暂时无法在原成长环境中生活学习 and 有转学需求. sc53-art11-5, sc53-art11-6."""
    facts = {"victimised": True, "transfer_needed": True, "judicial_relief_eligible": "符合"}
    stays = ask("sc", {**facts, "cannot_stay_home": False, "cannot_stay_school": False})
    assert status(stays, "victim_school_transfer") == "no"
    assert status(stays, "judicial_relief_first") == "no"
    assert status(ask("sc", facts), "judicial_relief_first") == "yes"


def test_legal_aid_is_applied_for_once() -> None:
    """gb18-art14-3."""
    assert "apply_legal_aid" not in tasks(ask("gb", {"victimised": True, "legal_aid_applied": True}))
