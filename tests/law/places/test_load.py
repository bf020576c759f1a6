"""Reading a place's folder: what is not in order is refused with file, row and field."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
from tests.law.toy.toytown import write_place

from tonghu.law.places.load import PlaceError, Provision, load, read_values, squeeze

PLACE = """
name = "北村"
en = "Northton"
code = "980000"
level = "province"

[[document]]
id = "nv"
title = "北村办法"
issued = 2020-01-01

[[document]]
id = "nv-s"
title = "北村补充"
number = "北〔2〕"
issued = 2020-01-01
effective = 2021-01-01
"""
ROW = {"id": "nv-1", "article": "一", "quote": "给孩子", "serves": ["rule:a.b", "value:param_taper_months"]}


def place(tmp_path: Path, rows: list[dict[str, Any]], values: str = "", text: str = PLACE) -> Any:
    return write_place(tmp_path / "north", text, rows, values)


def test_a_place_with_its_texts_provisions_and_values(tmp_path: Path) -> None:
    values = (
        '[[param_taper_months]]\nfrom = 2022-01-01\nvalue = 6\nunit = "月"\nsource = "通知"\nsure = "S"\n'
    )
    text = PLACE.replace('level = "province"', 'level = "province"\naliases = ["北", "N"]')
    second_row = {"id": "nv-s-1", "gist_zh": "再给", "modality": "may", "departments": ["民政"]}
    found = place(tmp_path, [ROW, second_row], values, text)
    assert (found.name, found.label(), found.label("zh"), found.label("en")) == (
        "北村",
        "北村",
        "北村",
        "Northton",
    )
    assert (found.code, found.level, found.aliases, found.folder) == (
        "980000",
        "province",
        ("北", "N"),
        "north",
    )
    first, second = found.documents
    assert (first.name, first.starts, first.verified, first.background) == (
        "北村办法",
        dt.date(2020, 1, 1),
        True,
        False,
    )
    assert (second.name, second.starts) == ("北〔2〕", dt.date(2021, 1, 1)), (
        "the day of force over the day of issue"
    )
    one, two = found.provisions
    assert (one.id, one.document, one.article, one.quote, one.modality) == (
        "nv-1",
        "nv",
        "一",
        "给孩子",
        "shall",
    )
    assert (two.id, two.document, two.article, two.quote, two.modality) == (
        "nv-s-1",
        "nv-s",
        "",
        "再给",
        "may",
    )
    assert (one.limbs(), two.limbs(), one.row, two.row["departments"]) == ([("a", "b")], [], ROW, ["民政"])
    (value,) = found.values["param_taper_months"]
    assert (value.since, value.value, value.status, value.basis) == (
        dt.date(2022, 1, 1),
        6,
        "verified",
        "通知",
    )
    assert (value.unit, value.clause, value.note, value.stale_after) == ("月", "", "", None)


def test_what_a_folder_does_not_say(tmp_path: Path) -> None:
    found = place(tmp_path, [], text='[[document]]\nid = "a"\ntitle = "b"\nrepeals = [{ number = "1" }]\n')
    assert (found.name, found.en, found.code, found.level, found.aliases) == (
        "背景",
        "Background",
        "100000",
        "",
        (),
    )
    (document,) = found.documents
    assert (document.status, document.scope, document.repeals) == ("in_force", "100000", ({"number": "1"},))
    nothing = place(tmp_path, [], text='name = "北村"')
    assert (nothing.documents, nothing.provisions, nothing.values) == ((), (), {})


def test_a_background_text_may_name_its_scope_by_the_place(tmp_path: Path) -> None:
    text = '[[document]]\nid = "a"\ntitle = "b"\nplace = 120000\nverified = true\nsure = "L"\n'
    (document,) = place(tmp_path, [], text=text).documents
    assert (document.scope, document.verified) == ("120000", True)


def test_a_mistake_in_the_values_names_their_file(tmp_path: Path) -> None:
    with pytest.raises(PlaceError, match=r"^north/values\.toml: param_taper_months: write it as"):
        place(tmp_path, [], "param_taper_months = 6")


def test_certainty_says_what_is_verified(tmp_path: Path) -> None:
    rows = [{**ROW, "id": f"nv-{sure}", "sure": sure} for sure in "DLSG"]
    assert [p.verified for p in place(tmp_path, rows).provisions] == [True, True, True, False]


def test_a_provision_without_a_limb_speaks_of_all(tmp_path: Path) -> None:
    (found,) = place(tmp_path, [{**ROW, "serves": ["rule:a"], "replaces": ["rule:c.d"]}]).provisions
    assert isinstance(found, Provision)
    assert (found.limbs(), found.replaced()) == ([("a", "")], [("c", "d")])


def test_a_text_without_any_day_has_no_day_of_force(tmp_path: Path) -> None:
    (document,) = place(
        tmp_path, [], text='name = "x"\n[[document]]\nid = "a"\ntitle = "b"\nstatus = "draft"\n'
    ).documents
    assert document.starts is None
    assert document.status == "draft"


def test_background_texts_are_in_force_and_of_a_scope(tmp_path: Path) -> None:
    (tmp_path / "documents.toml").write_text(
        '[[document]]\nid = "a"\ntitle = "b"\nsure = "G"\nscope = 120000\n', "utf-8"
    )
    (tmp_path / "clauses.yaml").write_text("", "utf-8")
    found = load(tmp_path, "background")
    (document,) = found.documents
    assert (document.background, document.status, document.scope, document.verified) == (
        True,
        "in_force",
        "120000",
        False,
    )
    assert found.provisions == ()
    assert found.values == {}


@pytest.mark.parametrize(
    ("rows", "text", "message"),
    [
        ([{**ROW, "id": "xx-1"}], PLACE, r"north/clauses\.yaml: xx-1 belongs to no document of this place"),
        ([{**ROW, "id": "nvx-1"}], PLACE, "nvx-1 belongs to no document"),
        ([{"id": "nv-1", "serves": []}], PLACE, r"north/clauses\.yaml: nv-1 has neither quote nor gist"),
        ([], PLACE.replace("issued", "isued"), "north: document nv: .*isued"),
        ([], PLACE.replace('id = "nv"', 'id = "nv"\nsure = "Q"'), "north: document nv: 'Q'"),
    ],
)
def test_texts_and_provisions_out_of_order(
    tmp_path: Path, rows: list[dict[str, Any]], text: str, message: str
) -> None:
    with pytest.raises(PlaceError, match=message) as error:
        place(tmp_path, rows, text=text)
    assert error.value.text.en == str(error.value)


# --------------------------------------------------------------------------------------------------- values

VALUE: dict[str, Any] = {"from": dt.date(2026, 1, 1), "value": 6, "source": "通知", "sure": "S"}


def read(name: str = "param_taper_months", **row: Any) -> Any:
    """One value of a file."""
    given = {key: value for key, value in {**VALUE, **row}.items() if value is not ...}
    return read_values({name: [given]}, "x.toml")[name]


def test_histories_are_read_in_the_order_of_their_days() -> None:
    rows = [
        VALUE | {"from": dt.date(2026, 1, 1), "value": 2},
        VALUE | {"from": dt.date(2025, 1, 1), "value": 1},
    ]
    found = read_values({"param_taper_months": [*rows, {"value": 0, "clause": "nv-1", "sure": "D"}]}, "x")
    assert [entry.value for entry in found["param_taper_months"]] == [0, 1, 2]


def test_a_clause_stands_over_a_source_and_needs_no_day() -> None:
    (found,) = read(clause="nv-1", **{"from": ...})
    assert (found.basis, found.clause, found.since) == ("nv-1", "nv-1", None)


def test_a_countys_own_value_has_its_status_whatever_it_says() -> None:
    (found,) = read_values({"param_taper_months": [VALUE | {"sure": "G"}]}, "x", status="county")[
        "param_taper_months"
    ]
    assert found.status == "county"


@pytest.mark.parametrize(
    ("name", "row", "message"),
    [
        ("param_no_such", {}, "param_no_such is no value of the vocabulary"),
        ("birth_date", {}, "birth_date is no value of the vocabulary"),
        ("param_taper_months", {"source": ...}, "from 2026-01-01: a value needs its clause or source; none is given"),
        ("param_taper_months", {"source": "  "}, "a value needs its clause or source"),
        ("param_taper_months", {"value": ...}, "no value; leave the entry out"),
        ("param_taper_months", {"sure": ...}, "status must be verified or unverified"),
        ("param_taper_months", {"sure": "Q"}, "status must be verified or unverified"),
        ("param_taper_months", {"sure": ..., "status": "rumour"}, "status must be verified or unverified"),
        ("param_taper_months", {"from": ...}, "from the start: a value from a source needs the day"),
        ("param_taper_months", {"from": "2026"}, "from must be a date such as 2025-01-23"),
        ("param_taper_months", {"from": dt.datetime(2026, 1, 1, 8)}, "from must be a date"),  # noqa: DTZ001
        ("param_taper_months", {"stale_after": "2027"}, "stale_after must be a date"),
        ("param_taper_months", {"stale_after": dt.date(2026, 1, 1)}, "stale_after must be later than from"),
        ("param_taper_months", {"unit": "年"}, "the unit is 月, not 年"),
        ("param_taper_months", {"stale": 3}, "stale is no field of a value; there are from, value"),
        ("param_taper_months", {"value": 1.5}, r"1\.5 does not fit; wanted is int 月"),
        ("param_taper_months", {"value": True}, "True does not fit"),
        ("param_taper_months", {"value": -1}, "-1 does not fit"),
        ("param_taper_months", {"value": "6"}, "'6' does not fit"),
        ("param_standard_scattered", {"value": -1}, "-1 does not fit; wanted is money 元/月"),
        ("param_standard_scattered", {"value": "1300元"}, "does not fit"),
        ("param_standard_scattered", {"value": 1300.555}, "does not fit"),
        ("param_standard_scattered", {"value": [1300]}, "does not fit"),
        ("param_standard_scattered", {"value": float("nan")}, "does not fit"),
        ("param_severe_disability_ratio", {"value": 5000}, "does not fit; wanted is percent %"),
        ("param_severe_disability_ratio", {"value": "50%"}, "does not fit"),
        ("param_match_score_sure", {"value": "much"}, "does not fit; wanted is number"),
        ("param_serious_illness_list", {"value": "白血病"}, "does not fit; wanted is list"),
    ],
)  # fmt: skip
def test_values_out_of_order(name: str, row: dict[str, Any], message: str) -> None:
    with pytest.raises(PlaceError) as error:
        read(name, **row)
    assert re.search(message, str(error.value)), str(error.value)
    assert str(error.value).startswith(f"x.toml: {name}"), "the message begins with file and name"
    chinese = error.value.text.zh
    assert (
        chinese.startswith(f"x.toml：{name}")
        or chinese == f"x.toml：词表里没有叫 {name} 的数值（src/tonghu/law/language/facts.toml）"
    )
    assert error.value.text.en == str(error.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("param_taper_months", 0),
        ("param_standard_scattered", 1300.5),
        ("param_severe_disability_ratio", 12.5),
        ("param_match_score_sure", 0.9),
        ("param_serious_illness_list", ("白血病",)),
    ],
)
def test_values_in_order(name: str, value: Any) -> None:
    (found,) = read(name, value=list(value) if isinstance(value, tuple) else value)
    assert found.value == value, "a list is kept as a tuple, so that a county's file can be compared"


def test_a_bare_number_is_no_value() -> None:
    with pytest.raises(
        PlaceError, match=r"x: param_taper_months: write it as \[\[param_taper_months\]\] with from"
    ):
        read_values({"param_taper_months": 6}, "x")
    with pytest.raises(PlaceError, match="write it as"):
        read_values({"param_taper_months": [6]}, "x")


def test_two_values_of_one_day_are_no_history() -> None:
    with pytest.raises(PlaceError, match="param_taper_months: 2 entries are from 2026-01-01; keep one"):
        read_values({"param_taper_months": [VALUE, VALUE | {"value": 7}]}, "x")


def test_quotes_are_found_whatever_the_white_space() -> None:
    assert squeeze(" 给 孩\n子　") == "给孩子"
