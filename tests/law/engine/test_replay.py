"""The same rules, values and facts give the same answer byte for byte, and each hash says which of them changed."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from typing import Any

import pytest
from tests.law.toy.toytown import ORPHAN, ask

from tonghu.law.engine.determine import digest
from tonghu.law.engine.evaluate import Options
from tonghu.law.engine.overrides import Overrides
from tonghu.law.places.load import read_values
from tonghu.register.demo import people

pytestmark = pytest.mark.usefixtures("toytown")

CHILD = {"birth_date": "2015-01-01", "disability_types": ["视力", "智力", "听力"], "in_school": True}


def hashes(child: dict[str, Any] | None = None, **more: Any) -> dict[str, str]:
    found: dict[str, str] = ask(child or CHILD, ORPHAN, **more)["replay"]
    return found


def changed(**more: Any) -> set[str]:
    """Which hashes differ from those of the plain case."""
    before, after = hashes(), hashes(**more)
    assert before.keys() == after.keys() == {"rules", "values", "facts"}
    return {key for key in before if before[key] != after[key]}


def test_the_same_case_has_the_same_hashes_and_bytes() -> None:
    assert changed() == set()
    assert as_bytes(ask(CHILD, ORPHAN)) == as_bytes(ask(dict(reversed(CHILD.items())), ORPHAN[::-1]))


def as_bytes(answer: dict[str, Any]) -> bytes:
    return json.dumps(answer, ensure_ascii=False, default=str).encode()


@pytest.mark.parametrize(
    ("more", "hashes_changed"),
    [
        ({"child": CHILD | {"in_school": False}}, {"facts"}),
        ({"child": CHILD | {"disability_types": ["听力", "智力", "视力"]}}, set()),
        ({"child": CHILD | {"disability_types": ["听力"]}}, {"facts"}),
        ({"child": CHILD | {"in_school": None}}, {"facts"}),
        ({"child": CHILD | {"full_time": None}}, set()),
        ({"as_of_date": "2026-06-16"}, {"facts"}),
        ({"as_of_date": "2026-07-01"}, {"facts", "values"}),
        ({"as_of_date": "2026-10-01"}, {"facts", "values", "rules"}),
        ({"params": {"param_taper_months": 6}}, {"values"}),
        ({"params": {"param_standard_scattered": None}}, {"values"}),
        ({"params": {"param_standard_scattered": 1000}}, set()),
        ({"id": "another", "title": "name"}, set()),
        ({"options": Options(only_documents=True)}, {"rules", "values"}),
        ({"options": Options(overrides=Overrides(switches=(("A14", "day_after"),)))}, {"rules"}),
        ({"options": Options(overrides=Overrides(adopted=("toy-10",)))}, {"rules"}),
        ({"options": Options(lang="en", explain=True)}, set()),
    ],
)  # fmt: skip
def test_each_hash_changes_with_what_it_stands_for(more: dict[str, Any], hashes_changed: set[str]) -> None:
    assert changed(**more) == hashes_changed


def test_a_countys_value_changes_the_values_alone() -> None:
    row = {"from": dt.date(2026, 1, 1), "value": 999, "source": "纪要"}
    own = Overrides(values=tuple(read_values({"param_standard_scattered": [row]}, "c", "county").items()))
    assert changed(options=Options(overrides=own)) == {"values"}


def test_digests_do_not_depend_on_the_order_of_names_and_lists() -> None:
    one = {"a": frozenset({"x", "y", "z"}), "b": dt.date(2026, 1, 1), "c": None}
    two = {"b": dt.date(2026, 1, 1), "a": frozenset({"z", "y", "x"})}
    assert digest(one) == digest(two)
    assert digest(one) != digest({**two, "b": dt.date(2026, 1, 2)})
    assert len(digest({})) == 16


def test_a_digest_stays_what_it_was_in_answers_kept_from_before() -> None:
    held = {
        "as_of_date": dt.date(2026, 6, 15),
        "household_status": "低保",
        "kinds": frozenset({"视力", "听力"}),
    }
    assert digest(held) == "f8d8aa3d4ff31fc3"


PROGRAM = """
import json, sys
from tonghu.law import Options, determine
for raw in json.load(sys.stdin):
    answer = determine(raw, Options(explain=True, text=True, counterfactual=True))
    print(json.dumps(answer, ensure_ascii=False, default=str))
"""


@pytest.mark.parametrize("place", ["内蒙古自治区", "浙江省杭州市"])
def test_another_process_gives_the_same_bytes(place: str) -> None:
    """Python orders sets anew in each process; nothing of that may reach an answer."""
    cases = json.dumps(list(people(4, seed=11, jurisdiction=place, mix="all")), default=str)
    found = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM], input=cases, text=True, capture_output=True, check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(found) == 1
