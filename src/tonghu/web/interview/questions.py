"""What a family is asked, in plain words: only what it can know and may be asked on a shared screen."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from tonghu.base.texts import Lang, Text
from tonghu.law.language.facts import vocabulary
from tonghu.web.interview.steps import bare, person_of

WHOM = {
    "mother": Text("孩子的母亲", "the child's mother"),
    "father": Text("孩子的父亲", "the child's father"),
    "": Text("", ""),
}


@dataclass(frozen=True, slots=True)
class Question:
    """A question with help, the paper that shows the answer, and plain words for what can be chosen."""

    fact: str
    text: Text
    help: Text
    paper: Text
    values: Mapping[str, Text] = field(default_factory=dict)

    def asked(self, name: str) -> Text:
        """The question about the child, or about the parent whom the fact's full name names."""
        whom = WHOM[person_of(name)]
        return Text(self.text.zh.replace("{whom}", whom.zh), self.text.en.replace("{whom}", whom.en))


@cache
def questions() -> Mapping[str, Question]:
    """Every question by its fact."""
    table = tomllib.loads(resources.files(__package__).joinpath("questions.toml").read_text("utf-8"))
    return {fact: _question(fact, row) for fact, row in table.items()}


def _question(fact: str, row: Mapping[str, object]) -> Question:
    def text(key: str) -> Text:
        return Text(str(row.get(f"{key}zh", "")), str(row.get(f"{key}en", "")))

    said = row.get("values", {})
    assert isinstance(said, dict)
    words = {value: Text(one["zh"], one["en"]) for value, one in said.items()}
    return Question(fact, text(""), text("help_"), text("paper_"), words)


def for_families(fact: str) -> bool:
    """Whether the self-check asks a fact."""
    return fact in questions()


def choices(name: str, lang: Lang) -> list[tuple[str, str]]:
    """What can be chosen, as (reply, words); nothing where a fact is free."""
    entry, said = vocabulary()[bare(name)], questions()[bare(name)].values
    allowed = [value for value in entry.values if value not in entry.unknown]
    return [(value, said[value].in_(lang) if value in said else value) for value in allowed]
