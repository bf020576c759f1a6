"""Each command has a page that names its options, each link leads somewhere, each decision is listed."""

import importlib
import re
from pathlib import Path

import pytest

from tonghu.law.language.rule import rules
from tonghu.law.places.load import background, places
from tonghu.web import commands

LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")


@pytest.fixture
def pages(root: Path) -> dict[str, Path]:
    return {path.stem: path for path in (root / "docs/commands").glob("*.md")}


def test_each_command_has_a_page_and_each_page_a_command(pages: dict[str, Path]) -> None:
    assert set(pages) == set(commands.COMMANDS)


def offered(name: str, capsys: pytest.CaptureFixture[str]) -> set[str]:
    """Every long option of a command and of its verbs, as its help lists them."""
    verbs = getattr(importlib.import_module(commands.COMMANDS[name]), "VERBS", {})
    for words in ([name], *([name, verb] for verb in verbs)):
        with pytest.raises(SystemExit) as leaving:
            commands.main([*words, "--help"])
        assert leaving.value.code in {0, None}
    return set(OPTION.findall(capsys.readouterr().out)) - {"--help"}


@pytest.mark.parametrize("name", sorted(commands.COMMANDS))
def test_each_page_names_every_option_and_no_other(
    pages: dict[str, Path], name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    table = [line for line in pages[name].read_text("utf-8").splitlines() if line.startswith("| `-")]
    told = {option for line in table for option in OPTION.findall(line.split("|")[1])}
    assert told == offered(name, capsys)


def test_the_index_lists_each_command(root: Path) -> None:
    index = (root / "docs/index.md").read_text("utf-8")
    for name in commands.COMMANDS:
        assert f"(commands/{name}.md)" in index


def test_each_rule_and_each_place_has_a_page_that_the_index_lists(root: Path) -> None:
    index = (root / "docs/index.md").read_text("utf-8")
    for rule in rules().values():
        page = root / "docs/rules" / f"{rule.system}.md"
        assert f"\n## {rule.name.rpartition('.')[2]}\n" in page.read_text("utf-8"), rule.name
        assert f"(rules/{page.name})" in index
    for place in (*places(), background()):
        page = root / "docs/law" / f"{place.folder}.md"
        assert all(f"\n### {p.id}\n" in page.read_text("utf-8") for p in place.provisions), place.folder
        assert f"(law/{page.name})" in index


def test_each_link_leads_somewhere(tracked: list[Path]) -> None:
    for page in (path for path in tracked if path.suffix == ".md"):
        for target in LINK.findall(page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_each_decision_is_listed_and_says_what_was_rejected(root: Path) -> None:
    listed = (root / "docs/adr/README.md").read_text("utf-8")
    decisions = sorted((root / "docs/adr").glob("[0-9]*.md"))
    assert [path.name[:4] for path in decisions] == [f"{n:04d}" for n in range(1, len(decisions) + 1)]
    for path in decisions:
        text = path.read_text("utf-8")
        assert f"({path.name})" in listed
        assert text.startswith(f"# {path.name[:4]} ")
        for part in ("Status: ", "## Context", "## Decision", "## Consequences", "## Rejected alternatives"):
            assert part in text, f"{path.name}: {part}"
