"""Few direct dependencies, each explained in both languages."""

import re
import tomllib
from pathlib import Path

import pytest

MOST = 16


@pytest.fixture
def direct(root: Path) -> set[str]:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    return {re.split(r"[<>=!~;\[ ]", line)[0] for line in project["dependencies"]}


def test_there_are_at_most_sixteen(direct: set[str]) -> None:
    assert 0 < len(direct) <= MOST


def test_each_has_a_lower_bound(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    assert all(">=" in line for line in project["dependencies"])


@pytest.mark.parametrize(("page", "heading"), [("README.md", "## Dependencies"), ("README.zh.md", "## 依赖")])
def test_each_is_explained(root: Path, direct: set[str], page: str, heading: str) -> None:
    section = (root / page).read_text("utf-8").partition(heading)[2].partition("\n## ")[0]
    rows = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("|")][2:]
    explained = {row[0].strip(): row for row in rows}
    assert set(explained) == direct
    assert all(len(row) == 3 and all(cell.strip() for cell in row) for row in rows)


def test_both_readmes_have_the_same_parts(root: Path) -> None:
    english, chinese = ((root / name).read_text("utf-8") for name in ("README.md", "README.zh.md"))
    assert english.count("\n## ") == chinese.count("\n## ")
    commands = [re.findall(r"`make [a-z-]+`", text) for text in (english, chinese)]
    assert commands[0] == commands[1]
