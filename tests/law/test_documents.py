"""The data of the law is in order: texts, provisions, dated values, vocabulary, switches, background."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections import Counter
from functools import cache
from importlib import resources
from typing import Any

import pytest
import yaml

ROOT = resources.files("tonghu.law")
PLACES = ROOT.joinpath("places")
FOLDERS = {
    "national": ("gb18", 120),
    "hangzhou": ("hz", 107),
    "sichuan": ("sc53", 83),
    "inner_mongolia": ("nm20", 95),
    "tianjin": ("tj", 92),
}
ALL = [*FOLDERS, "background"]
ORDER = (
    "id article quote modality serves system kind computable beneficiaries facts_needed numbers departments"
    " software_duty example relates capabilities"
).split()
MODALITIES = {"shall", "may", "encourage", "target"}
ROOMS = "access register linkage casework payments oversight web".split()
SERVES = re.compile(
    rf"(rule:[a-z_0-9]+(\.[a-z_0-9]+)?|value:param_[a-z_0-9]+|engine:[a-z_]+"
    rf"|(workflow|indicator|duty):({'|'.join(ROOMS)})/[a-z_0-9]+)"
)
LEFTOVERS = (
    "当前位置",
    "bookmark",
    "扫一扫",
    "图片解读",
    "文字解读",
    "索 引 号",
    "运行维护单位",
    "OLE_LINK",
    "#",
    "•",
)
STATUS = {"D": "verified", "L": "verified", "S": "verified", "G": "unverified"}
FACT_TYPES = {"bool", "enum", "int", "money", "percent", "number", "date", "datetime", "text", "list"}
CLASSES = {"basic", "money", "health", "mental_health", "harm", "adoption", "hiv"}
SUPPLIERS = set("民政 公安 教育 医保 卫健 残联 法院 司法 人社 住建 财政 统计 evidence visit county".split())


@cache
def read_toml(*path: str) -> dict[str, Any]:
    return tomllib.loads(ROOT.joinpath(*path).read_text("utf-8"))


@cache
def read_clauses(folder: str) -> list[dict[str, Any]]:
    text = PLACES.joinpath(folder, "clauses.yaml").read_text("utf-8")
    rows: list[dict[str, Any]] = yaml.load(text, Loader=yaml.CSafeLoader)
    return rows


def read_text(folder: str) -> str:
    return PLACES.joinpath(folder, f"{FOLDERS[folder][0]}.txt").read_text("utf-8")


def squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


VALUES = [
    pytest.param(folder, name, row, id=f"{folder}-{name}-{row.get('from', 'text')}")
    for folder in ALL
    for name, rows in read_toml("places", folder, "values.toml").items()
    for row in rows
]


# ------------------------------------------------------------------------------------------ documents


@pytest.mark.parametrize("folder", FOLDERS)
def test_text_holds_no_leftover_of_a_web_page(folder: str) -> None:
    text = read_text(folder)
    assert [word for word in LEFTOVERS if word in text] == []
    assert text.endswith("\n")


@pytest.mark.parametrize("folder", FOLDERS)
def test_text_is_one_paragraph_a_line(folder: str) -> None:
    lines = read_text(folder).splitlines()
    assert all(line and line == line.strip() for line in lines)
    long = [line for line in lines if len(line) > 60]
    assert [line[-20:] for line in long if line[-1] not in "。）)"] == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_text_stands_once(folder: str) -> None:
    paragraphs = Counter(line for line in read_text(folder).splitlines() if len(line) > 30)
    assert [line for line, times in paragraphs.items() if times > 1] == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_place_names_its_document(folder: str) -> None:
    place = read_toml("places", folder, "place.toml")
    (document,) = place["document"]
    assert document["id"] == FOLDERS[folder][0]
    assert document["file"] == f"{document['id']}.txt"
    assert document["status"] in ("in_force", "draft")
    assert re.fullmatch(r"\d{6}", place["code"])
    assert document["title"].removesuffix("（征求意见稿）") in squeeze(read_text(folder))
    assert document["abridged"] is ("本文有删减" in read_text(folder))


def test_draft_and_undated_text_have_no_day_of_force() -> None:
    days = {f: read_toml("places", f, "place.toml")["document"][0].get("effective") for f in FOLDERS}
    assert days == {
        "national": dt.date(2025, 5, 7),
        "hangzhou": None,
        "sichuan": dt.date(2025, 12, 27),
        "inner_mongolia": None,
        "tianjin": dt.date(2026, 1, 30),
    }


# ----------------------------------------------------------------------------------------- provisions


def test_there_are_497_provisions_with_ids_of_their_own() -> None:
    ids = [row["id"] for folder in FOLDERS for row in read_clauses(folder)]
    assert {f: len(read_clauses(f)) for f in FOLDERS} == {f: count for f, (_, count) in FOLDERS.items()}
    assert len(ids) == len(set(ids)) == 497


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_quote_is_word_for_word_in_the_text_and_in_its_order(folder: str) -> None:
    text = squeeze(read_text(folder))
    at = {row["id"]: text.find(squeeze(row["quote"])) for row in read_clauses(folder)}
    assert [key for key, position in at.items() if position < 0] == []
    assert list(at.values()) == sorted(at.values())


@pytest.mark.parametrize("folder", FOLDERS)
def test_provisions_have_all_fields_in_order(folder: str) -> None:
    facts = read_toml("language", "facts.toml")
    for row in read_clauses(folder):
        assert [key for key in row if key in ORDER] == ORDER, row["id"]
        assert row["id"].startswith(FOLDERS[folder][0] + "-")
        assert row["modality"] in MODALITIES, row["id"]
        assert row["computable"] in ("full", "partial", "none"), row["id"]
        assert [name for name in row["facts_needed"] if name not in facts] == [], row["id"]


@pytest.mark.parametrize("folder", ALL)
def test_what_serves_a_provision_is_well_formed(folder: str) -> None:
    for row in read_clauses(folder):
        wrong = [entry for entry in row["serves"] if not SERVES.fullmatch(entry)]
        assert wrong == [], row["id"]
        if row.get("computable") == "none":
            assert row["serves"], f"{row['id']} is not computed and nothing else accounts for it"


@pytest.mark.parametrize("folder", FOLDERS)
def test_relations_point_to_provisions_and_documents(folder: str) -> None:
    ids = {row["id"] for each in FOLDERS for row in read_clauses(each)}
    documents = {document for document, _ in FOLDERS.values()}
    for row in read_clauses(folder):
        for relation in row["relates"]:
            assert relation.get("id") in ids or relation.get("doc") in documents, row["id"]


# --------------------------------------------------------------------------------------------- values


@pytest.mark.parametrize(("folder", "name", "row"), VALUES)
def test_value_has_basis_certainty_and_day(folder: str, name: str, row: dict[str, Any]) -> None:
    where = f"{folder}: {name}"
    assert "clause" in row or row.get("source"), f"{where}: a value needs its clause or its source"
    assert STATUS[row["sure"]] == row["status"], where
    assert "clause" in row or row["sure"] != "D", where
    assert isinstance(row.get("from"), dt.date) or "clause" in row, where
    if "clause" in row:
        assert row["clause"] in {clause["id"] for each in ALL for clause in read_clauses(each)}, where
    if "stale_after" in row:
        assert row["stale_after"] > row["from"], where
        assert row["note"], f"{where}: say why the figure goes stale"


@pytest.mark.parametrize(("folder", "name", "row"), VALUES)
def test_value_is_of_the_vocabulary_and_in_its_unit(folder: str, name: str, row: dict[str, Any]) -> None:
    fact = read_toml("language", "facts.toml")[name]
    assert fact["about"] == "value"
    assert fact.get("unit", "") == row.get("unit", ""), f"{folder}: {name}"


def test_histories_stand_in_the_order_of_their_days() -> None:
    for folder in ALL:
        for name, rows in read_toml("places", folder, "values.toml").items():
            days = [row["from"] for row in rows if "from" in row]
            assert days == sorted(set(days)), f"{folder}: {name}"


def test_amounts_that_the_texts_name() -> None:
    named = {
        ("inner_mongolia", "param_consumption_ratio_scattered"): ("nm20-s1a1-1", 65),
        ("inner_mongolia", "param_consumption_ratio_institution"): ("nm20-s1a1-2", 75),
        ("inner_mongolia", "param_resettlement_grant_base"): ("nm20-s1a1-14", 50000),
        ("hangzhou", "param_medical_rescue_ratio_floor"): ("hz-art02-7", 70),
    }
    for (folder, name), (clause, amount) in named.items():
        (row,) = read_toml("places", folder, "values.toml")[name]
        assert (row["clause"], row["value"]) == (clause, amount)


# ----------------------------------------------------------------------------- vocabulary and switches


def test_facts_have_labels_types_suppliers_and_sensitivity() -> None:
    facts = read_toml("language", "facts.toml")
    assert len(facts) >= 237
    for name, fact in facts.items():
        assert fact["zh"], name
        assert fact["en"], name
        assert fact["type"] in FACT_TYPES, name
        assert set(fact["suppliers"]) <= SUPPLIERS, name
        assert fact["suppliers"], name
        assert fact.get("class", "basic") in CLASSES, name
        assert set(fact.get("unknown", [])) <= set(fact.get("values", [])), name
        assert fact["type"] != "enum" or fact["values"], name
        assert name.startswith("param_") is (fact["about"] == "value"), name


def test_facts_that_could_hurt_a_child_are_not_basic() -> None:
    facts = read_toml("language", "facts.toml")
    sensitive = (
        "harm_",
        "mh_",
        "victim",
        "misconduct",
        "record_",
        "hiv",
        "adopt",
        "disab",
        "insurance_enrolled",
    )
    basic = [n for n, f in facts.items() if n.startswith(sensitive) and f.get("class", "basic") == "basic"]
    assert basic == []


def test_switches_are_the_46_with_the_default_first_and_open_last() -> None:
    switches = read_toml("language", "switches.toml")
    assert list(switches) == [f"A{number:02d}" for number in range(1, 47)]
    for key, switch in switches.items():
        options = list(switch["options"])
        assert switch["default"] == options[0], key
        assert options[-1] == "open", key
        assert len(options) >= 2, key
        assert all(label["zh"] and label["en"] for label in switch["options"].values()), key
        assert switch["zh"], key
        assert switch["en"], key
        assert bool(switch["ask_zh"]) is bool(switch["ask_en"]), key


# ----------------------------------------------------------------------------------------- background


def test_background_documents_and_rules_name_source_and_certainty() -> None:
    documents = read_toml("places", "background", "documents.toml")["document"]
    rules = read_clauses("background")
    ids = [document["id"] for document in documents]
    assert len(ids) == len(set(ids))
    assert len({rule["id"] for rule in rules}) == len(rules)
    for entry in [*documents, *rules]:
        assert entry["source"], entry["id"]
        assert not re.search(r"\bS\d+\b", entry["source"]), f"{entry['id']}: name the source itself"
        assert STATUS[entry["sure"]] == entry["status"], entry["id"]
        assert entry["sure"] != "D", entry["id"]
    for rule in rules:
        assert any(rule["id"].startswith(key + "-") for key in ids), rule["id"]
        assert rule["gist_zh"], rule["id"]
        assert rule["gist_en"], rule["id"]
        assert "quote" not in rule, f"{rule['id']}: background is in our own words"
