"""What docs/asvs.csv says of OWASP ASVS 5.0.0 is complete, and each proof it names exists."""

from __future__ import annotations

import ast
import csv
from collections import Counter
from pathlib import Path

import pytest

# how many requirements of levels 1 and 2 each section of the standard has
SECTIONS = {
    "V1": (2, 9, 11, 3, 2), "V2": (3, 3, 4, 1), "V3": (0, 2, 4, 6, 5, 0, 2), "V4": (3, 1, 2, 4), "V5": (1, 3, 2, 3),
    "V6": (3, 12, 4, 4, 5, 3, 0, 4), "V7": (3, 4, 2, 5, 2, 2), "V8": (2, 3, 1, 1), "V11": (2, 3, 3, 4, 1, 1),
    "V12": (3, 2, 4), "V13": (1, 5, 2, 5), "V14": (2, 4, 3), "V15": (3, 3, 7), "V16": (1, 5, 4, 3, 3),
}  # fmt: skip
COLUMNS = ["id", "level", "requirement", "applies", "met", "proof", "note"]


@pytest.fixture(scope="module")
def rows(root: Path) -> list[dict[str, str]]:
    lines = (root / "docs/asvs.csv").read_text("utf-8").splitlines()
    assert lines[0].startswith("# OWASP ASVS 5.0.0")
    table = csv.DictReader(lines[1:])
    assert table.fieldnames == COLUMNS
    return list(table)


def test_each_requirement_is_there_once(rows: list[dict[str, str]]) -> None:
    expected = {
        f"{chapter}.{at}.{number}"
        for chapter, counts in SECTIONS.items()
        for at, count in enumerate(counts, 1)
        for number in range(1, count + 1)
    }
    assert len(expected) == 210
    assert sorted(row["id"] for row in rows) == sorted(expected)
    assert Counter(row["level"] for row in rows) == {"1": 61, "2": 149}


def test_each_line_says_whether_it_applies_and_is_met(rows: list[dict[str, str]]) -> None:
    for row in rows:
        if row["applies"] == "yes":
            assert row["met"] in {"yes", "partly", "no"}, row["id"]
            assert row["met"] == "yes" or len(row["note"]) > 10, f"{row['id']}: what is missing?"
            assert row["met"] == "no" or row["proof"], f"{row['id']}: no proof"
        else:
            assert row["applies"].startswith("no: "), row["id"]
            assert (row["met"], row["proof"]) == ("", ""), row["id"]


def test_each_proof_exists(rows: list[dict[str, str]], root: Path) -> None:
    tests: dict[str, set[str]] = {}
    for row in rows:
        for proof in row["proof"].split():
            path, _, name = proof.partition("::")
            assert (root / path).is_file(), f"{row['id']}: {path}"
            if name:
                if path not in tests:
                    parsed = ast.parse((root / path).read_text("utf-8"))
                    tests[path] = {one.name for one in ast.walk(parsed) if isinstance(one, ast.FunctionDef)}
                assert name in tests[path], f"{row['id']}: {proof}"
            else:
                assert not path.startswith("tests/"), f"{row['id']}: which test of {path}?"
