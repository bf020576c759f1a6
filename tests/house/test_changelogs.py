"""Two changelogs: of the program, and of what the law owes whom."""

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

KINDS = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
LINES = ("地方 place", "起始 from", "影响 effect", "条款 clause", "说明 note")


def test_the_program_changelog_keeps_its_form(root: Path) -> None:
    text = (root / "CHANGELOG.md").read_text("utf-8")
    releases = re.findall(r"^## \[(.+?)\](?: - (\S+))?$", text, re.MULTILINE)
    assert releases[0] == ("Unreleased", "")
    for version, day in releases[1:]:
        assert re.fullmatch(r"\d+\.\d+\.\d+", version)
        date.fromisoformat(day)
    assert set(re.findall(r"^### (.+)$", text, re.MULTILINE)) <= KINDS


def test_a_released_version_is_the_one_of_the_package(root: Path) -> None:
    text = (root / "CHANGELOG.md").read_text("utf-8")
    version = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    released = re.findall(r"^## \[(\d.+?)\]", text, re.MULTILINE)
    assert not released or released[0] == version


@pytest.fixture
def entries(root: Path) -> list[str]:
    return (root / "CHANGELOG.law.md").read_text("utf-8").split("\n## ")[1:]


def test_the_law_changelog_says_place_day_effect_and_clause(entries: list[str]) -> None:
    assert entries
    for entry in entries:
        said = re.findall(r"^- (\S+ \S+): (.+)$", entry, re.MULTILINE)
        assert tuple(label for label, _ in said) == LINES, entry
        since = dict(said)["起始 from"]
        if since not in {"none", "unset"}:
            date.fromisoformat(since)


def test_every_place_has_an_entry(root: Path, entries: list[str]) -> None:
    told = {place for entry in entries for place in re.findall(r"^- 地方 place: (.+)$", entry, re.MULTILINE)}
    for file in (root / "src/tonghu/law/places").glob("*/place.toml"):
        place = tomllib.loads(file.read_text("utf-8"))
        assert place["name"] in told or file.parent.name == "background", place["name"]
