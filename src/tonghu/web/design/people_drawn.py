"""People of a family as shapes with words: what both layouts of the drawing share."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from tonghu.base.texts import Lang, Text

CUSTODY = Text("有监护权", "has custody")
SAME_HOME = Text("同住", "same home")
WORDS = {
    "father": Text("父亲", "father"), "mother": Text("母亲", "mother"), "grandfather": Text("祖父", "father's father"),
    "grandmother": Text("祖母", "father's mother"), "grandfather_m": Text("外祖父", "mother's father"),
    "grandmother_m": Text("外祖母", "mother's mother"), "brother": Text("兄弟", "brother"),
    "sister": Text("姐妹", "sister"), "stepfather": Text("继父", "stepfather"),
    "stepmother": Text("继母", "stepmother"), "uncle": Text("叔伯舅", "uncle"), "aunt": Text("姑姨", "aunt"),
    "other": Text("其他亲属", "relative"), "carer": Text("照护人", "carer"),
}  # fmt: skip
MEN = ("father", "grandfather", "grandfather_m", "brother", "stepfather", "uncle")
WOMEN = ("mother", "grandmother", "grandmother_m", "sister", "stepmother", "aunt")
LETTER, BOLD = 6.6, 7.4  # width of a Latin letter in the drawing; a Chinese one takes two
ROUND, LINES = 26, 4  # corners of women; lines in a shape


@dataclass(frozen=True, slots=True)
class Relative:
    """Someone around the child. `kind`: a key of WORDS; `state`: what is known of the person (serving a sentence, …)."""

    kind: str
    name: str
    state: Text | str = ""
    custody: bool = False
    lives_with: bool = False
    gone: bool = False  # dead, missing or out of touch: drawn with a broken line

    @property
    def look(self) -> str:
        """Class names of the shape and of its line."""
        return " ".join(name for name, holds in (("custody", self.custody), ("gone", self.gone)) if holds)

    def relation(self, lang: Lang) -> str:
        """Father, mother, …"""
        return WORDS[self.kind].in_(lang) if self.kind in WORDS else self.kind

    def notes(self, lang: Lang) -> list[str]:
        """What is said of the person beside name and relation."""
        marks = ((CUSTODY, self.custody), (SAME_HOME, self.lives_with))
        said = [said_in(self.state, lang), *(text.in_(lang) for text, holds in marks if holds)]
        return [note for note in said if note]

    def told(self, lang: Lang) -> str:
        """The person in one line of words."""
        notes = ("，" if lang == "zh" else ", ").join(self.notes(lang))
        colon = "：" if lang == "zh" else ": "
        return f"{self.relation(lang)} {self.name}" + (f"{colon}{notes}" if notes else "")


@dataclass(frozen=True, slots=True)
class Shape:
    """One person as drawn: a rectangle with lines of words (y, class, words)."""

    x: int
    y: int
    width: int
    height: int
    corner: int
    look: str
    lines: tuple[tuple[int, str, str], ...]

    @property
    def middle(self) -> int:
        """Where its words stand."""
        return self.x + self.width // 2


@dataclass(frozen=True, slots=True)
class Tie:
    """One line between two people."""

    path: str
    look: str


@dataclass(frozen=True, slots=True)
class Box:
    """Place and size of a shape."""

    x: int
    y: int
    width: int
    height: int

    def of(self, one: Relative, lang: Lang) -> Shape:
        """A relative in it: men angular, women round, others between, as in family charts."""
        corner = 2 if one.kind in MEN else ROUND if one.kind in WOMEN else 14
        lines = self._lines(one.relation(lang), one.name, one.notes(lang))
        return Shape(self.x, self.y, self.width, self.height, corner, one.look, lines)

    def of_child(self, name: str, state: Text | str, lang: Lang) -> Shape:
        """The child in it."""
        notes = [note for note in [said_in(state, lang)] if note]
        lines = self._lines(Text("孩子", "child").in_(lang), name, notes)
        return Shape(self.x, self.y, self.width, self.height, 10, "child", lines)

    def _lines(self, relation: str, name: str, notes: list[str]) -> tuple[tuple[int, str, str], ...]:
        room, bold = (int((self.width - 14) / letter) for letter in (LETTER, BOLD))
        whole = f"{relation} {name}"
        heads = [whole] if breadth(whole) <= bold else [relation, name]
        folded = notes if len(notes) + len(heads) <= LINES else [notes[0], " · ".join(notes[1:])]
        told = [("name", cut(text, bold)) for text in heads] + [("state", cut(text, room)) for text in folded]
        told = told[:LINES]
        first = self.y + self.height // 2 - 9 * (len(told) - 1) + 5
        return tuple((first + 18 * place, kind, text) for place, (kind, text) in enumerate(told))


def said_in(text: Text | str, lang: Lang) -> str:
    """A Text in a language; a string as it is."""
    return text.in_(lang) if isinstance(text, Text) else text


def breadth(text: str) -> int:
    """Width in Latin letters."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def cut(text: str, room: int) -> str:
    """What fits into a shape; the list below the drawing has the whole."""
    if breadth(text) <= room:
        return text
    while text and breadth(text) > room - 1:
        text = text[:-1]
    return text.rstrip() + "…"


def nearest_first(people: Iterable[Relative]) -> list[Relative]:
    """Parents before others, then who has custody."""
    near = ("father", "mother", "stepmother", "stepfather")
    return sorted(people, key=lambda r: (near.index(r.kind) if r.kind in near else len(near), not r.custody))
