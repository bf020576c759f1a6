"""The tree of reasons: rule by rule down to the facts, in words, with the clauses of what answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from tests.law.engine.trees import reading
from tests.law.toy.toytown import ORPHAN, ask, run

from tonghu.base.texts import Lang
from tonghu.law.engine.evaluate import Options
from tonghu.law.engine.explain import because, told_value, why_tree
from tonghu.law.language.expr import all_of, any_of, fact
from tonghu.law.language.facts import vocabulary

pytestmark = pytest.mark.usefixtures("toytown")

BORN = {"birth_date": "2015-01-01"}


def tree(
    child: dict[str, Any], parents: list[dict[str, Any]] | None = None, lang: Lang = "zh"
) -> dict[str, dict[str, Any]]:
    """The tree by the id of each result."""
    return {row["id"]: row for row in why_tree(run(child, parents).reading, lang)}


def names(rows: list[dict[str, Any]]) -> list[str]:
    return [row.get("rule") or row["fact"] for row in rows]


def below(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for row in rows:
        yield row
        yield from below(row.get("because", []))


def test_a_yes_down_to_its_facts() -> None:
    orphan = tree(BORN, ORPHAN)["toy_orphan"]
    assert (orphan["name"], orphan["value"]) == ("孤儿", True)
    assert names(orphan["because"]) == ["father.toy_dead", "mother.toy_dead", "toy_adult"]
    father, _, adult = orphan["because"]
    assert (father["label"], father["value"], father["clauses"]) == ("父亲父母死亡", "是", ["toy-1"])
    assert father["because"] == [
        {
            "fact": "father.parent_life_status",
            "label": "父亲存亡状况",
            "value": "死亡",
            "supplier": ["公安", "法院", "evidence"],
        }
    ]
    assert adult["value"] == "否"
    assert {row["fact"]: row["value"] for row in below(adult["because"]) if "fact" in row} == {
        "birth_date": "2015-01-01",
        "param_adult_age": "18 周岁",
        "as_of_date": "2026-06-15",
    }


def test_an_unknown_leads_to_what_is_missing() -> None:
    orphan = tree(BORN, ORPHAN[:1])["toy_orphan"]
    assert orphan["value"] is None
    facts = {row["fact"]: row["value"] for row in below(orphan["because"]) if "fact" in row}
    assert facts == {"mother.parent_life_status": "还不能确定"}


def test_a_no_leads_to_what_makes_it_a_no() -> None:
    grown = tree({"birth_date": "2000-01-01"}, ORPHAN)["toy_orphan"]
    assert names(grown["because"]) == ["toy_adult"]


def test_plain_noes_are_left_out_but_for_categories() -> None:
    rows = tree(BORN | {"household_status": "一般"}, [{"role": "father", "parent_life_status": "健在"}])
    assert "toy_share" not in rows
    assert "toy_visit" not in rows
    assert rows["toy_orphan"]["value"] is False


def test_a_rule_cites_the_grounds_that_answer_and_no_other() -> None:
    def cited(child: dict[str, Any], parents: list[dict[str, Any]]) -> list[str]:
        (row,) = [r for r in tree(child, parents)["toy_tea"]["because"] if r.get("rule") == "toy_orphan"]
        clauses: list[str] = row["clauses"]
        return clauses

    assert cited(BORN, ORPHAN) == ["toy-1"]
    assert cited(BORN | {"orphan_certified": True}, []) == ["toy-2"]
    assert cited(BORN | {"orphan_certified": True}, ORPHAN) == ["toy-1", "toy-2"]


def test_in_english() -> None:
    orphan = tree(BORN, ORPHAN, "en")["toy_orphan"]
    father = orphan["because"][0]
    assert (orphan["name"], father["label"], father["value"]) == ("Toy orphan", "father: dead", "yes")
    assert father["because"][0]["label"] == f"father: {vocabulary()['parent_life_status'].en}"


def test_each_name_is_told_once_in_a_row() -> None:
    for row in tree(BORN | {"household_status": "低保", "in_school": True}, ORPHAN).values():
        assert len(names(row["because"])) == len(set(names(row["because"])))
        assert all(names(r["because"]) for r in below(row["because"]) if "rule" in r)


def test_reasons_of_a_single_fact() -> None:
    done = run({"in_school": True})
    assert names(because(done.reading, done.law.nodes["toy_gift.fable"], "zh")) == ["in_school"]


def test_a_result_that_is_another_rule_names_that_rule() -> None:
    """The allowance is owed because the child is an orphan: that is said, with its clause, before the parents' deaths."""
    rows = tree(BORN, ORPHAN)["toy_allowance"]["because"]
    assert [(row["rule"], row["label"], row["value"], row["clauses"]) for row in rows] == [
        ("toy_orphan", "孤儿", "是", ["toy-1"])
    ]
    assert names(rows[0]["because"]) == ["father.toy_dead", "mother.toy_dead", "toy_adult"]


@pytest.mark.parametrize(
    ("lang", "label", "values"),
    [
        ("zh", "比例津贴", ["500 元", "1,000 元", "50%"]),
        ("en", "Toy share", ["500 yuan", "1,000 yuan", "50%"]),
    ],
)
def test_amounts_are_told_in_yuan_and_by_the_benefit_they_belong_to(
    lang: Lang, label: str, values: list[str]
) -> None:
    done = run({"household_status": "低保"})
    rows = because(done.reading, done.law.nodes["toy_double"], lang)
    assert (rows[0]["rule"], rows[0]["label"]) == ("toy_share.amount", label)
    assert [row["value"] for row in below(rows)] == values


def test_numbers_have_their_unit_in_the_language_of_the_reader() -> None:
    rows = below(tree(BORN, ORPHAN, "en")["toy_orphan"]["because"])
    assert "18 years of age" in [row["value"] for row in rows if row.get("fact") == "param_adult_age"]


def test_what_two_ways_lead_to_is_told_once_and_hides_nothing_after_it() -> None:
    a, b, c = fact("in_school"), fact("institution_placed"), fact("full_time")
    expr = any_of(all_of(a, b), all_of(a, c))
    assert names(because(reading(expr, {}), expr, "zh")) == ["in_school", "institution_placed", "full_time"]


def test_the_answer_carries_the_tree_when_asked() -> None:
    answer = ask(BORN, ORPHAN, options=Options(explain=True))
    assert [row["id"] for row in answer["tree"]][:2] == ["toy_orphan", "toy_migrant"]
    assert "tree" not in ask(BORN, ORPHAN)


@pytest.mark.parametrize(
    ("value", "type_", "zh", "en"),
    [
        (True, "bool", "是", "yes"),
        (False, "bool", "否", "no"),
        (None, "money", "还不能确定", "not yet known"),
        (1300_50, "money", "1,300.50 元", "1,300.50 yuan"),
        (3333, "percent", "33.33%", "33.33%"),
        (5000, "percent", "50%", "50%"),
        (dt.date(2026, 3, 1), "date", "2026-03-01", "2026-03-01"),
        (frozenset({"b", "a"}), "list", "a、b", "a, b"),
        (frozenset(), "list", "无", "none"),
        (frozenset({"orphan"}), "list", "孤儿", "orphan"),
        ("低保", "enum", "低保", "低保"),
        (7, "int", "7", "7"),
    ],
)
def test_values_as_people_read_them(value: Any, type_: str, zh: str, en: str) -> None:
    assert (told_value(value, type_, "zh"), told_value(value, type_, "en")) == (zh, en)
