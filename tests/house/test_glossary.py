"""One word per idea, and few enough to learn in an afternoon."""

import re
from pathlib import Path

import pytest

MOST = 60


@pytest.fixture
def words(root: Path) -> list[list[str]]:
    lines = (root / "docs/glossary.md").read_text("utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    return rows[2:]  # below the heading and its rule


def test_there_are_at_most_sixty_words(words: list[list[str]]) -> None:
    assert 0 < len(words) <= MOST


def test_each_word_has_a_chinese_one_and_one_sentence(words: list[list[str]]) -> None:
    for row in words:
        assert len(row) == 3, row
        word, chinese, meaning = row
        assert word == word.lower()
        assert re.search(r"[\u4e00-\u9fff]", chinese), word
        assert meaning.endswith("."), word


@pytest.mark.parametrize("column", [0, 1])
def test_no_word_stands_twice(words: list[list[str]], column: int) -> None:
    column_of_words = [row[column] for row in words]
    assert sorted(column_of_words) == sorted(set(column_of_words))
