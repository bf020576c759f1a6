"""The account of the law: every provision served, every rule with a clause, no figure of a text in code."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tonghu.law.engine import coverage
from tonghu.law.language.facts import vocabulary
from tonghu.law.language.rule import OUTCOMES, Rule, rules
from tonghu.law.language.switches import switches
from tonghu.law.places.load import background, places

LAW = Path(coverage.__file__).parent.parent
CLAUSE = re.compile(r"\b(?:gb18|hz|sc53|nm20|tj)-[a-z0-9]+(?:-[a-z0-9]+)+\b")
# twelve months a year, 100 fen a yuan, 10 a jiao, percent in hundredths, lengths of division codes
UNITS = {0, 1, 2, 4, 6, 10, 12, 100, 10_000}


def test_every_one_of_the_497_provisions_is_accounted_for() -> None:
    account = coverage.account()
    assert len(account) == 497
    assert [s.provision.id for s in account if not s.kinds] == []


def test_nothing_served_is_missing_and_no_rule_is_without_a_clause() -> None:
    assert coverage.faults() == []


def test_every_ambiguity_is_used_or_says_where_it_is_held() -> None:
    uses = coverage.switch_uses()
    assert set(uses) == {f"A{n:02}" for n in range(1, 47)}
    assert [key for key, users in uses.items() if users and switches()[key].elsewhere_en] == []


def test_what_facts_can_compute_is_a_rule_or_a_value() -> None:
    """Fully computable provisions are computed, not only assigned to somebody."""
    computed = {"rule", "value", "indicator", "engine"}
    full = [s for s in coverage.account() if s.provision.row["computable"] == "full"]
    assert len(full) == 90
    assert [s.provision.id for s in full if not computed & set(s.kinds)] == []


@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.name)
def test_a_rule_is_labelled_and_its_parts_exist(rule: Rule) -> None:
    assert rule.zh
    assert rule.en
    assert rule.doc
    assert set(rule.needs) <= vocabulary().keys()
    assert set(rule.candidate) <= rule.limbs.keys()
    assert bool(rule.limbs) is (rule.kind in OUTCOMES)
    if rule.kind in ("duty", "indicator"):
        assert rule.seat


def test_provisions_named_beside_rules_exist() -> None:
    known = {p.id for place in (*places(), background()) for p in place.provisions}
    for path in sorted((LAW / "systems").rglob("*.py")) + sorted((LAW / "categories").rglob("*.py")):
        strays = set(CLAUSE.findall(path.read_text("utf-8"))) - known
        assert not strays, f"{path.name}: {sorted(strays)}"


@pytest.mark.parametrize("folder", ["categories", "systems"])
def test_no_figure_stands_in_code(folder: str) -> None:
    """Ages, months, ratios and amounts are dated values with a clause or source; only units may be written."""
    for path in sorted((LAW / folder).rglob("*.py")):
        numbers = {
            node.value
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Constant)
            and isinstance(node.value, int | float)
            and not isinstance(node.value, bool)
        }
        assert numbers <= UNITS, f"{path.name}: {sorted(numbers - UNITS)}"
