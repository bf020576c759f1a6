"""The law of a place on a day: texts in force, what they switch on and off, what is binding and what is firm."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.law.toy.toytown import DAY, book, town, toy_law, toy_place, write_place

from tonghu.law.engine import law as law_of_places
from tonghu.law.engine.law import Law, NoLaw, Rulebook, _covers, find_place, law_for
from tonghu.law.engine.overrides import Overrides
from tonghu.law.language.expr import FALSE, names, rule_ref, unknown
from tonghu.law.places.load import Place

pytestmark = pytest.mark.usefixtures("toytown")


def texts(law: Law) -> list[str]:
    return [document.id for document in law.documents]


# ------------------------------------------------------------------------------------------------- documents


@pytest.mark.parametrize(
    ("day", "wanted"),
    [
        ("1999-12-31", []),
        ("2000-01-01", ["realm"]),
        ("2009-12-31", ["realm"]),
        ("2010-01-01", ["realm", "fable"]),
        ("2019-12-31", ["realm", "fable"]),
        ("2020-01-01", ["toy", "realm", "fable"]),
        ("2026-09-30", ["toy", "realm", "fable"]),
        ("2026-10-01", ["toy", "late", "realm", "fable"]),
    ],
)
def test_texts_apply_from_their_day_the_places_own_first(day: str, wanted: list[str]) -> None:
    assert texts(toy_law(dt.date.fromisoformat(day))) == wanted


def test_background_texts_only_when_more_than_the_documents_decides() -> None:
    assert texts(toy_law(only_documents=True)) == ["toy", "realm"]


def test_unverified_texts_only_when_asked_for() -> None:
    assert "rumour" not in texts(toy_law())
    wider = toy_law(unverified=True)
    assert texts(wider) == ["toy", "realm", "fable", "rumour"]
    assert "toy_gift.rumour" in wider.nodes
    assert "toy_gift.rumour" not in toy_law().nodes


def test_a_background_text_of_another_province_does_not_apply() -> None:
    assert "far" not in texts(toy_law(unverified=True))
    assert "toy_cake" not in toy_law().active


@pytest.mark.parametrize(
    ("scope", "code", "applies"),
    [
        ("100000", "990000", True),
        ("990000", "990000", True),
        ("990000", "990100", True),
        ("990000", "991000", True),
        ("990100", "990000", False),
        ("990100", "990100", True),
        ("980000", "990100", False),
        ("100000", "100000", True),
    ],
)
def test_a_background_text_covers_its_province_and_its_cities(scope: str, code: str, applies: bool) -> None:
    assert _covers(scope, code) is applies


def test_the_case_may_say_from_which_day_the_places_text_applies() -> None:
    assert texts(toy_law(effective=dt.date(2026, 7, 1))) == ["realm", "fable"]
    assert texts(toy_law(dt.date(2026, 7, 1), effective=dt.date(2026, 7, 1))) == [
        "toy",
        "late",
        "realm",
        "fable",
    ]
    nation = law_for(toy_place("realm"), DAY, effective=dt.date(2026, 7, 1))
    assert "realm" not in texts(nation)


def test_the_nations_law_is_not_counted_twice() -> None:
    assert texts(law_for(toy_place("realm"), DAY)) == ["realm"]


# --------------------------------------------------------------------------------------------------- binding

TEXT = 'name = "北村"\ncode = "980000"\nlevel = "province"\n[[document]]\nid = "nv"\ntitle = "北村办法"\n'


def north(tmp_path: Path, text: str = "", *rows: dict[str, Any]) -> Place:
    """Another place of the realm, with provisions of its own."""
    given = [{"id": f"nv-{n}", "quote": "…", **row} for n, row in enumerate(rows, 1)]
    return write_place(tmp_path / "north", TEXT + text, given)


@pytest.mark.parametrize(
    ("text", "effective", "binding"),
    [
        ("issued = 2020-01-01", None, True),
        ('issued = 2020-01-01\nstatus = "draft"', None, False),
        ('status = "draft"', dt.date(2026, 1, 1), False),
        ("", None, False),
        ("", dt.date(2026, 1, 1), True),
        ("issued = 2020-01-01", dt.date(2026, 7, 1), False),
        ("issued = 2027-01-01", None, False),
    ],
)
def test_only_a_text_in_force_binds(
    tmp_path: Path, text: str, effective: dt.date | None, binding: bool
) -> None:
    """A draft never binds; a text without a day binds once the case says it; before its day there is nothing to bind."""
    assert law_for(north(tmp_path, text), DAY, effective=effective).binding is binding


def test_an_undated_text_is_applied_though_it_does_not_bind(tmp_path: Path) -> None:
    assert texts(law_for(north(tmp_path), DAY, only_documents=True)) == ["nv", "realm"]


# --------------------------------------------------------------------------------- what provisions switch on


def test_a_rule_is_there_only_where_a_provision_speaks() -> None:
    realm = law_for(toy_place("realm"), DAY)
    assert set(realm.active) == {"toy_tea"}
    assert set(realm.active["toy_tea"].grounds) == {"orphan"}
    assert "toy_orphan" not in realm.nodes
    assert not names(realm.nodes["toy_tea"], "rule"), "of a rule that nothing switches on, nothing is left"


def test_a_condition_that_no_provision_switches_on_is_false_and_an_amount_unknown(tmp_path: Path) -> None:
    place = north(tmp_path, "", {"serves": ["rule:toy_visit.never", "rule:toy_tea.guess"]})
    law = law_for(place, DAY)
    assert law.nodes["toy_visit"] is FALSE or law.nodes["toy_visit.never"].args[0] is FALSE
    assert "toy_standard" in law.nodes, "helpers need no provision"


def test_an_amount_that_no_provision_switches_on_is_unknown() -> None:
    assert law_for(toy_place("realm"), DAY).nodes["toy_double"].args[2] is unknown("money")
    assert names(toy_law().nodes["toy_double"], "rule") == {"toy_share.amount"}


def test_a_provision_without_a_ground_switches_on_every_ground() -> None:
    tea = toy_law().active["toy_tea"]
    assert {limb: [p.id for p in by] for limb, by in tea.grounds.items()} == {
        "orphan": ["toy-5", "realm-1"],
        "guess": ["toy-5"],
    }


def test_a_later_text_replaces_a_ground() -> None:
    late = dt.date(2026, 10, 1)
    assert "toy_tea.guess" in toy_law(late - dt.timedelta(days=1)).nodes
    assert "toy_tea.guess" not in toy_law(late).nodes
    assert "toy_tea.orphan" in toy_law(late).nodes
    assert "toy_cake" in toy_law(late).active


def test_a_text_may_replace_a_whole_rule(tmp_path: Path) -> None:
    place = north(tmp_path, "", {"serves": ["rule:toy_tea"]}, {"serves": [], "replaces": ["rule:toy_tea"]})
    assert "toy_tea" not in law_for(place, DAY).active, "neither by its own text nor by the nation's"


def test_a_rule_that_nobody_wrote_is_passed_over(tmp_path: Path) -> None:
    place = north(
        tmp_path, "", {"serves": ["rule:no_such_rule.x", "value:param_taper_months", "rule:toy_cake.icing"]}
    )
    assert set(law_for(place, DAY, only_documents=True).active) == {"toy_tea"}


def test_provisions_speak_of_conditions_too() -> None:
    assert [p.id for p in toy_law().frame.cited["toy_dead"]] == ["toy-1"]


def test_provisions_speak_of_amounts_and_several_of_one(tmp_path: Path) -> None:
    rows = ({"serves": ["rule:toy_standard"]}, {"serves": ["rule:toy_standard", "rule:toy_adult"]})
    cited = law_for(north(tmp_path, "", *rows), DAY).frame.cited
    assert {name: [p.id for p in by] for name, by in cited.items()} == {
        "toy_standard": ["nv-1", "nv-2"],
        "toy_adult": ["nv-2"],
    }


def test_an_unverified_provision_of_a_verified_text_is_left_out(tmp_path: Path) -> None:
    place = north(tmp_path, "", {"serves": ["rule:toy_cake.everyone"], "sure": "G"})
    assert "toy_cake" not in law_for(place, DAY).active
    assert "toy_cake" in law_for(place, DAY, unverified=True).active


# -------------------------------------------------------------------------------------------------- modality


@pytest.mark.parametrize(
    ("modality", "firm"), [("shall", True), ("target", True), ("may", False), ("encourage", False)]
)
def test_may_and_encourage_give_nothing_firm_until_adopted(tmp_path: Path, modality: str, firm: bool) -> None:
    place = north(
        tmp_path, "issued = 2020-01-01", {"serves": ["rule:toy_cake.everyone"], "modality": modality}
    )
    assert law_for(place, DAY).active["toy_cake"].firm == (("everyone",) if firm else ())
    adopted = law_for(place, DAY, overrides=Overrides(adopted=("nv-1",)))
    assert adopted.active["toy_cake"].firm == ("everyone",)
    other = law_for(place, DAY, overrides=Overrides(adopted=("toy-4",)))
    assert other.active["toy_cake"].firm == (("everyone",) if firm else ())


def test_one_firm_provision_is_enough(tmp_path: Path) -> None:
    serves = {"serves": ["rule:toy_cake.everyone"]}
    place = north(tmp_path, "", {**serves, "modality": "may"}, {**serves, "modality": "shall"})
    assert law_for(place, DAY).active["toy_cake"].firm == ("everyone",)


def test_where_another_body_decides_nothing_is_firm() -> None:
    assert toy_law().active["toy_tea"].firm == ("orphan",)


def test_a_rule_that_settles_adoption_itself_is_firm() -> None:
    assert toy_law().provisions["toy-4"].modality == "encourage"
    assert toy_law().active["toy_share"].firm == ("poor",)


# ----------------------------------------------------------------------------------------------------- nodes


def test_every_expression_stands_after_those_it_refers_to() -> None:
    seen: set[str] = set()
    for name, expr in toy_law(dt.date(2026, 10, 1)).nodes.items():
        assert names(expr, "rule") <= seen, name
        seen.add(name)


def test_benefits_of_one_group_are_held_against_each_other() -> None:
    nodes = toy_law().nodes
    assert {"toy_allowance.outdone", "toy_share.outdone"} <= nodes.keys()
    assert {"toy_top_up.passed_over", "toy_top_up.awaits_choice", "toy_gift.passed_over"} <= nodes.keys()
    assert "toy_top_up.outdone" not in nodes
    alone = toy_law(only_documents=True).nodes
    assert "toy_top_up" in alone
    assert not [name for name in alone if name.endswith((".passed_over", ".awaits_choice"))], (
        "alone there is nothing to choose"
    )


def test_benefits_of_another_group_are_left_out_of_it() -> None:
    rules = dict(book().rules)
    rules |= {name: replace(rules[name], group="other") for name in ("toy_top_up", "toy_gift")}
    nodes = law_for(town(), DAY, book=Rulebook(rules)).nodes
    met = {name: {ref.split(".")[0] for ref in names(nodes[f"{name}.outdone"], "rule")} for name in (
        "toy_allowance", "toy_share", "toy_top_up", "toy_gift"
    )}  # fmt: skip
    assert met["toy_allowance"] == met["toy_share"] == {"toy_allowance", "toy_share"}
    assert met["toy_top_up"] == met["toy_gift"] == {"toy_top_up", "toy_gift"}


def test_rules_in_a_circle_are_an_error_that_names_them() -> None:
    rules = dict(book().rules)
    rules["toy_adult"] = replace(rules["toy_adult"], value=rule_ref("toy_circle", "bool"))
    rules["toy_circle"] = replace(rules["toy_adult"], name="toy_circle", value=~rule_ref("toy_adult", "bool"))
    with pytest.raises(RecursionError, match=r"in a circle: .*toy_adult → toy_circle → toy_adult"):
        law_for(town(), DAY, book=Rulebook(rules))


def test_the_same_law_is_assembled_once() -> None:
    assert toy_law() is toy_law()
    assert toy_law(dt.date(2026, 6, 16)).frame is toy_law().frame, "another day under the same texts"
    assert toy_law(dt.date(2026, 10, 1)).frame is not toy_law().frame


def test_the_fingerprint_is_that_of_the_rules() -> None:
    same = toy_law(dt.date(2026, 6, 16)).frame.fingerprint
    assert toy_law().frame.fingerprint == same
    others = [
        toy_law(dt.date(2026, 10, 1)),
        toy_law(only_documents=True),
        toy_law(overrides=Overrides(switches=(("A14", "day_after"),))),
        toy_law(overrides=Overrides(adopted=("toy-10",))),
    ]
    assert len({same, *(law.frame.fingerprint for law in others)}) == 5


def test_a_law_knows_its_facts_and_rules_by_kind() -> None:
    law = toy_law()
    assert {"birth_date", "father.parent_life_status", "param_standard_scattered"} <= law.facts
    assert [entry.rule.name for entry in law.of_kind("duty", "category")] == [
        "toy_visit",
        "toy_call",
        "toy_orphan",
        "toy_migrant",
    ]
    assert law.of_kind("no such kind") == []


# ------------------------------------------------------------------------------------------------ find_place


@pytest.mark.parametrize("asked", ["魔法镇", "Toytown", "玩具", "990000", 990000, " 魔法镇 ", "990102"])
def test_a_place_is_found_by_name_alias_and_code(asked: Any) -> None:
    assert find_place(asked) is town()


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("990100", "990100"),
        ("990121", "990100"),
        ("990199001", "990100"),
        ("990221", "990000"),
        ("991001", "990000"),
    ],
)
def test_of_a_city_and_its_province_the_city_is_meant_by_codes_inside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: str, code: str
) -> None:
    city = write_place(tmp_path / "city", 'name = "城"\ncode = "990100"\nlevel = "city"\n', [])
    for held in ((toy_place("realm"), town(), city), (toy_place("realm"), city, town())):
        monkeypatch.setattr(law_of_places, "places", lambda held=held: held)
        assert find_place(asked).code == code


@pytest.mark.parametrize("asked", ["魔法", "", "98", "9900", "980000", "toytown", "100001"])
def test_an_unknown_place_is_no_law(asked: str) -> None:
    with pytest.raises(NoLaw, match=f"^{asked}$"):
        find_place(asked)
