"""Values: the history of each, the order of their layers, and that nothing unverified decides."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from tests.law.toy.toytown import DAY, town, toy_law, toy_place, write_place

from tonghu.base.errors import Unreadable
from tonghu.law.engine.law import law_for
from tonghu.law.engine.overrides import NO_OVERRIDES, Overrides
from tonghu.law.engine.values import Standing, inside, on_day, outside, standing_values
from tonghu.law.language.facts import vocabulary
from tonghu.law.places.load import DatedValue, Place, read_values

pytestmark = pytest.mark.usefixtures("toytown")

NAME = "param_taper_months"


def standing(place: Place, day: dt.date = DAY, **kind: Any) -> dict[str, Standing]:
    return standing_values(place, day, **{"only_documents": False, "overrides": NO_OVERRIDES, **kind})


def row(value: Any, since: str = "2020-01-01", **more: Any) -> str:
    fields = {"from": dt.date.fromisoformat(since), "value": value, "source": '"通知"', "sure": '"S"', **more}
    return f"[[{NAME}]]\n" + "".join(f"{key} = {field}\n" for key, field in fields.items()) + "\n"


def north(tmp_path: Path, values: str) -> Place:
    """A place of the realm with some values."""
    text = 'name = "北村"\ncode = "980000"\n[[document]]\nid = "nv"\ntitle = "t"\nissued = 2020-01-01\n'
    return write_place(tmp_path / "north", text, [], values)


# --------------------------------------------------------------------------------------------------- history


@pytest.mark.parametrize(
    ("day", "fen"),
    [("2019-12-31", None), ("2020-01-01", 100_000), ("2026-06-30", 100_000), ("2026-07-01", 110_000)],
)
def test_the_last_value_that_has_begun_stands(day: str, fen: int | None) -> None:
    found = standing(town(), dt.date.fromisoformat(day)).get("param_standard_scattered")
    assert (found.value if found else None) == fen


def test_a_value_that_has_not_begun_hides_no_other(tmp_path: Path) -> None:
    values = row(3, since="2030-01-01") + row(18, unit='"周岁"').replace(NAME, "param_adult_age")
    found = standing(north(tmp_path, values))
    assert NAME not in found
    assert found["param_adult_age"].value == 18


def test_a_value_of_the_text_itself_stands_always() -> None:
    assert standing(town(), dt.date(1950, 1, 1))["param_adult_age"].value == 18


def test_a_stale_figure_counts_as_unset_and_lets_the_layer_below_through() -> None:
    assert standing(town(), dt.date(2026, 12, 31))["param_dibao_standard"].value == 800_50
    assert standing(town(), dt.date(2027, 1, 1))["param_dibao_standard"].value == 500_00


def test_a_stale_figure_is_replaced_by_its_successor() -> None:
    history = tuple(
        DatedValue(
            NAME, dt.date(year, 1, 1), year, "", "x", "", "verified", stale_after=dt.date(year + 1, 1, 1)
        )
        for year in (2024, 2025)
    )
    days = [dt.date(2023, 12, 31), dt.date(2024, 12, 31), dt.date(2025, 1, 1), dt.date(2026, 1, 1)]
    found = [on_day(history, day) for day in days]
    assert [entry.value if entry else None for entry in found] == [None, 2024, 2025, None]


# ---------------------------------------------------------------------------------------------------- layers


def own(value: Any, **more: Any) -> Overrides:
    """A county's file with one value."""
    fields = {"from": dt.date(2026, 1, 1), "value": value, "source": "纪要", **more}
    return Overrides("", "镇长", tuple(read_values({NAME: [fields]}, "c", "county").items()))


def test_the_county_over_the_place_over_the_nation_over_the_background(tmp_path: Path) -> None:
    realm, place = toy_place("realm"), north(tmp_path, row(4))
    assert standing(place)[NAME].value == 4
    assert standing(place, overrides=own(9))[NAME].value == 9
    assert standing(place)["param_dibao_standard"].value == 500_00, "the nation's, as the place has none"
    assert standing(town())["param_dibao_standard"].value == 800_50, "the place's over the nation's"
    assert standing(place)["param_severe_disability_ratio"].value == 5000, (
        "the background's, as nobody has one"
    )
    assert NAME not in standing(realm)


def test_a_value_carries_where_it_comes_from() -> None:
    found = standing(town())["param_standard_scattered"]
    assert (found.entry.clause, found.entry.unit, found.decides) == ("toy-3", "元/月", True)


# ------------------------------------------------------------------------------------------------ unverified


def test_an_unverified_value_is_shown_and_never_decides() -> None:
    found = standing(town())["param_standard_institution"]
    assert (found.value, found.decides) == (150_000, False)


def test_an_unverified_value_does_not_hide_a_verified_one_below(tmp_path: Path) -> None:
    rumour = row(999, unit='"元/月"', sure='"G"').replace(NAME, "param_dibao_standard")
    found = standing(north(tmp_path, rumour))["param_dibao_standard"]
    assert (found.value, found.decides) == (500_00, True)


def test_a_verified_value_takes_the_place_of_an_unverified_one_below(tmp_path: Path) -> None:
    target = row(60, unit='"%"').replace(NAME, "param_director_certified_target")
    assert not standing(town())["param_director_certified_target"].decides
    assert standing(north(tmp_path, target))["param_director_certified_target"].decides


def test_a_countys_value_decides(tmp_path: Path) -> None:
    found = standing(north(tmp_path, row(4, sure='"G"')), overrides=own(9))[NAME]
    assert (found.value, found.decides) == (9, True)


# ------------------------------------------------------------------------------------------ the documents alone


def test_the_documents_alone_know_only_values_of_a_clause() -> None:
    found = standing(town(), only_documents=True)
    assert set(found) == {"param_adult_age", "param_standard_scattered", "param_dibao_standard"}
    assert found["param_dibao_standard"].value == 500_00, "the nation's clause, not the place's notice"


def test_a_law_holds_the_values_of_its_day() -> None:
    assert toy_law(dt.date(2026, 7, 1)).values["param_standard_scattered"].value == 110_000
    assert law_for(toy_place("realm"), DAY).values["param_dibao_standard"].value == 500_00


# ---------------------------------------------------------------------------------------------- inside units


@pytest.mark.parametrize(
    ("name", "value", "held"),
    [
        ("param_standard_scattered", 1300, 130_000),
        ("param_standard_scattered", 1300.5, 130_050),
        ("param_severe_disability_ratio", 65, 6500),
        ("param_severe_disability_ratio", 33.33, 3333),
        ("param_taper_months", 6, 6),
        ("param_serious_illness_list", ["甲", "乙"], frozenset({"甲", "乙"})),
        ("household_status", "未认定", None),
        ("household_status", "低保", "低保"),
        ("in_school", False, False),
        ("in_school", None, None),
    ],
)
def test_values_inside(name: str, value: Any, held: Any) -> None:
    assert inside(vocabulary()[name], value) == held


@pytest.mark.parametrize(
    ("name", "held", "value"),
    [
        ("param_standard_scattered", 130_050, 1300.5),
        ("param_severe_disability_ratio", 3333, 33.33),
        ("param_taper_months", 6, 6),
        ("disability_types", frozenset({"b", "a"}), ["a", "b"]),
        ("household_status", "低保", "低保"),
        ("param_standard_scattered", None, None),
        ("param_severe_disability_ratio", None, None),
    ],
)
def test_values_as_files_hold_them(name: str, held: Any, value: Any) -> None:
    assert outside(vocabulary()[name], held) == value


def test_half_a_fen_is_refused() -> None:
    with pytest.raises(Unreadable):
        inside(vocabulary()["param_standard_scattered"], 1300.555)
