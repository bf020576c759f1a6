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
