"""The answer under the real law, where its engine speaks of rules by name: what an exit ends, figures in English."""

from __future__ import annotations

from typing import Any

import pytest

from tonghu.law.engine.determine import Options, determine
from tonghu.law.language.rule import rules

ADOPTED = {"adopted": True, "adoption_date": "2026-04-01", "adoption_domestic": True}
ORPHAN_BEFORE = {"pre_adoption_status": "健康孤儿"}
CURED = {"exit_event": "疾病治愈", "exit_event_date": "2025-08-31", "unattended_certified": True}
PARENTS = [
    {"role": role, "parent_life_status": "健在", "parent_conditions": []} for role in ("father", "mother")
]


@pytest.mark.parametrize(
    ("child", "ended"),
    [
        (ADOPTED | ORPHAN_BEFORE | {"orphan_certified": True}, "孤儿基本生活费"),
        (ADOPTED | ORPHAN_BEFORE, "孤儿基本生活费"),
        (
            ADOPTED | {"pre_adoption_status": "其他", "unattended_certified": True},
            "事实无人抚养儿童基本生活补贴",
        ),
        (ADOPTED | ORPHAN_BEFORE | {"unattended_certified": True}, "事实无人抚养儿童基本生活补贴"),
        (CURED, "事实无人抚养儿童基本生活补贴"),
    ],
)
def test_an_exit_names_the_allowance_that_it_ends(child: dict[str, Any], ended: str) -> None:
    """nm20-s1a1-x3, x7; the certificate held goes before the record of what the child was before the adoption."""
    asked = {
        "jurisdiction": "内蒙古自治区",
        "as_of_date": "2026-05-01",
        "child": {"birth_date": "2020-03-01"} | child,
        "parents": PARENTS,
    }
    params = {"doc_effective_date": "2025-12-01", "param_taper_months": 6}
    (row,) = determine({**asked, "params": params})["exits"]
    assert row["benefit"] == ended


def test_a_figure_has_its_unit_in_the_language_of_the_reader() -> None:
    """gb18-art06-1: 120 children in need, 80 places."""
    asked = {
        "jurisdiction": "全国",
        "as_of_date": "2026-06-15",
        "child": {"rehab_need_children": 120, "rehab_capacity": 80},
    }
    told = determine(asked, Options(lang="en"))["tasks"]
    assert {row["id"]: row.get("figure") for row in told}["rehab_gap"] == "40 people"


def test_a_fact_of_an_office_is_not_asked_of_a_child_and_hides_no_other() -> None:
    """tj-art21-5: whether the volunteer was checked is for the office to say."""
    asked = {"jurisdiction": "天津市", "as_of_date": "2026-06-15"}
    before = determine({**asked, "child": {}})
    after = determine({**asked, "child": {"pairing_person": "志愿者"}})
    assert {row["id"]: row["until_fact"] for row in after["blocked"]} == {
        "unchecked_volunteer": "staff_record_checked"
    }
    facts = [row["fact"] for row in after["missing"]]
    assert "staff_record_checked" not in facts
    assert facts == [row["fact"] for row in before["missing"]]


def test_every_block_names_a_fact_that_lifts_it() -> None:
    blocks = [rule for rule in rules().values() if rule.kind == "block"]
    assert blocks
    assert all(rule.needs for rule in blocks)
