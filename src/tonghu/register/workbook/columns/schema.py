"""The columns of the ledger, read from columns.toml beside this file and checked against the vocabulary."""

import functools
import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import resources
from typing import Any, Literal

from tonghu.base.texts import Text
from tonghu.law.language.facts import FactType, vocabulary

Kind = Literal["fact", "own", "id", "sex", "division", "certificate", "disability", "words", "tick"]
ABOUT_ONE_CHILD = frozenset({"child", "household", "parent"})
# Kinds that never give the rules a fact: a fault in them does not keep a row from being answered.
IDENTITY_KINDS = frozenset({"own", "id", "sex"})

NO_TEXT = Text("", "")

# Ticks and empty boxes of all kinds, as one kind each.
SAME_MARKS = str.maketrans(dict.fromkeys("✓✔☑☒■●🗹✅", "√") | dict.fromkeys("☐◻○▢", "□"))
_INVISIBLE = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2060\ufeff]+")


@dataclass(frozen=True)
class Column:
    """One column that a county may fill in; for parents, one for each of them."""

    key: str
    header: str
    kind: Kind = "fact"
    parent: bool = False
    also: tuple[str, ...] = ()
    group: str = ""
    fact: FactType | None = None
    value: str = ""
    several: bool = False
    single: bool = True
    words: Mapping[str, Any] = field(default_factory=dict, hash=False)
    skip: frozenset[str] = frozenset()
    ask: Mapping[str, Text] = field(default_factory=dict, hash=False)
    example: tuple[str, ...] = ()
    help: Text = NO_TEXT

    @property
    def identity(self) -> bool:
        """Whether the column stays with the county and never reaches the rules."""
        return self.kind in IDENTITY_KINDS

    @property
    def key_fact(self) -> str:
        """The name of its fact. Only for columns that have one."""
        assert self.fact is not None
        return self.fact.name

    @property
    def is_list(self) -> bool:
        """Whether its fact holds several values."""
        return self.fact is not None and self.fact.type == "list"

    @functools.cached_property
    def own_names(self) -> frozenset[str]:
        """Its headers, tidied: under 孤儿, the word 孤儿 in a cell is a yes."""
        return frozenset(tidy(name) for name in (self.header, self.value, *self.also) if name)

    def spelled(self, word: str) -> str:
        """How to write a tidied word: as the vocabulary does where it is an allowed value or means one."""
        values = {tidy(str(value)): str(value) for value in (self.fact.values if self.fact else ())}
        meant = self.words.get(word)
        return values.get(word) or (meant if isinstance(meant, str) and meant in values.values() else word)

    @property
    def unit(self) -> str:
        """The unit of its fact, such as 元/月; empty without one."""
        return self.fact.unit if self.fact else ""


@dataclass(frozen=True)
class Common:
    """What holds for every column."""

    yes: frozenset[str]
    no: frozenset[str]
    unknown: frozenset[str]
    persons: tuple[str, ...]
    father: tuple[str, ...]
    mother: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    totals: tuple[str, ...]
    footers: tuple[str, ...]


@functools.lru_cache(maxsize=1 << 14)
def tidy(text: str) -> str:
    """A word as it is compared: half-width, capitals, one kind of tick, without blanks and a closing full stop."""
    return (
        _INVISIBLE.sub("", unicodedata.normalize("NFKC", text.translate(SAME_MARKS))).rstrip("。;,、").upper()
    )


@functools.cache
def columns() -> tuple[Column, ...]:
    """Every column, those of columns.toml first and in its order, then the rest of the vocabulary.

    Raises ValueError when columns.toml names a fact that the vocabulary does not know.
    """
    listed = tuple(_column(key, row) for key, row in _tables().items() if key != "common")
    known = {column.key for column in listed}
    rest = (
        Column(key=name, header=fact.zh, parent=fact.about == "parent", fact=fact)
        for name, fact in vocabulary().items()
        if fact.about in ABOUT_ONE_CHILD and name not in known and name not in {"category_list", "age_years"}
    )
    return listed + tuple(rest)


@functools.cache
def household_facts() -> frozenset[str]:
    """The facts that stand under `household` in a case."""
    return frozenset(name for name, fact in vocabulary().items() if fact.about == "household")


@functools.cache
def common() -> Common:
    """The words that every column understands, tidied."""
    row = _tables()["common"]
    return Common(
        yes=frozenset(map(tidy, row["yes"])),
        no=frozenset(map(tidy, row["no"])),
        unknown=frozenset(map(tidy, row["unknown"])),
        persons=tuple(row["persons"]),
        father=tuple(row["father"]),
        mother=tuple(row["mother"]),
        before=tuple(row["before"]),
        after=tuple(row["after"]),
        totals=tuple(map(tidy, row["totals"])),
        footers=tuple(map(tidy, row["footers"])),
    )


@functools.cache
def _tables() -> dict[str, dict[str, Any]]:
    text = resources.files("tonghu.register.workbook.columns").joinpath("columns.toml").read_text("utf-8")
    return tomllib.loads(text)


def _column(key: str, row: dict[str, Any]) -> Column:
    fact = vocabulary().get(row.get("fact", key))
    kind: Kind = row.get("kind", "fact")
    if fact is None and kind in {"fact", "division", "tick"}:
        raise ValueError(f"columns.toml: {key} is no fact of the vocabulary")
    return Column(
        key=key,
        header=row["header"] if "header" in row else _label(fact),
        kind=kind,
        parent=row.get("parent", fact is not None and fact.about == "parent"),
        also=tuple(row.get("also", ())),
        group=row.get("group", ""),
        fact=fact,
        value=row.get("value", ""),
        several=row.get("several", False),
        single=row.get("single", kind != "own"),
        words={tidy(word): value for word, value in row.get("words", {}).items()},
        skip=frozenset(tidy(word) for word in row.get("skip", ())),
        ask={tidy(word): Text(*told) for word, told in row.get("ask", {}).items()},
        example=tuple(row.get("example", ())),
        help=Text(*row.get("help", ("", ""))),
    )


def _label(fact: FactType | None) -> str:
    return fact.zh if fact else ""
