"""The account of provisions: what serves each, and whether that exists."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from tests.law.toy.toytown import book, town, write_place

from tonghu.law.engine import coverage
from tonghu.law.engine.coverage import account, faults, rule_by_name, switch_uses, totals

pytestmark = pytest.mark.usefixtures("toytown")

PLACE = 'name = "北村"\ncode = "980000"\n[[document]]\nid = "nv"\ntitle = "t"\n'


@pytest.fixture(autouse=True)
def _toy_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coverage, "rules", lambda: book().rules)


def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, **row: Any) -> list[str]:
    """What is wrong with one provision."""
    place = write_place(tmp_path / "north", PLACE, [{"id": "nv-1", "quote": "…", **row}])
    monkeypatch.setattr(coverage, "places", lambda: (place,))
    return [line for line in faults() if line.startswith("nv-1")]


@pytest.mark.parametrize(
    ("serves", "wrong"),
    [
        ([], ["nv-1: nothing serves it"]),
        (["rule:toy_tea"], []),
        (["rule:toy_tea.guess"], []),
        (["rule:toy_dead"], []),
        (["rule:toy_coffee"], ["nv-1: there is no rule toy_coffee"]),
        (["rule:toy_tea.milk"], ["nv-1: the rule toy_tea has no ground milk"]),
        (["value:param_taper_months"], []),
        (["value:param_taper_moths"], ["nv-1: there is no value param_taper_moths"]),
        (["value:birth_date"], ["nv-1: there is no value birth_date"]),
        (["workflow:casework/discover", "indicator:oversight/x", "duty:payments/y", "engine:replay"], []),
        (["workflow:kitchen/cook"], ["nv-1: there is no room for workflow:kitchen/cook"]),
        (["wish:casework/x"], ["nv-1: wish:casework/x is none of rule, value, workflow, indicator, duty, engine"]),
    ],
)  # fmt: skip
def test_what_serves_a_provision_must_exist(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, serves: list[str], wrong: list[str]
) -> None:
    assert told(tmp_path, monkeypatch, serves=serves) == wrong


def test_what_a_provision_replaces_must_exist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"serves": ["rule:toy_tea"], "replaces": ["rule:toy_tea.milk"]}
    assert told(tmp_path, monkeypatch, **row) == ["nv-1: the rule toy_tea has no ground milk"]


def test_a_ground_that_no_provision_switches_on_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not [line for line in faults() if "no provision switches it on" in line]
    monkeypatch.setattr(coverage, "background", town)
    silent = [line for line in faults() if "no provision switches it on" in line]
    assert silent == [
        "toy_gift.fable: no provision switches it on",
        "toy_gift.rumour: no provision switches it on",
    ]


def test_ambiguities_and_who_leans_on_them() -> None:
    uses = switch_uses()
    assert uses["A14"] == ["toy_adult_day"]
    assert uses["A04"] == ["toy_orphan"]
    assert uses["A19"] == ["interactions.outdone"]
    assert uses["A20"] == ["interactions.awaits_choice"]
    assert uses["A15"] == []
    assert "A15: no rule leans on it and no reason is given" in faults()
    assert not [line for line in faults() if line.startswith(("A14", "A01"))], (
        "A01 is held by the status of the text"
    )


def test_the_account_of_every_provision() -> None:
    rows = account()
    assert len(rows) == len(town().provisions) + 1
    assert next(row.kinds for row in rows if row.provision.id == "toy-3") == ("rule", "value")
    (nation, *_), (place, kinds, count) = totals()
    assert (nation.name, place.name, count) == ("魔法国", "魔法镇", len(town().provisions))
    assert kinds == Counter(rule=count, value=1)


def test_a_rule_of_each_parent_is_found_by_its_name() -> None:
    found = rule_by_name("toy_dead")
    assert found is not None
    assert found.name == "father.toy_dead"
    assert rule_by_name("toy_coffee") is None
