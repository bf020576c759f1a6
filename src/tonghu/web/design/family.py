"""The family of a child as a drawing: the child in the middle, relatives as shapes with words, custody drawn strongest.

The same is told as a list, for ears, for phones and for whoever prefers words.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tonghu.base.texts import Lang, Text

WIDTH, HEIGHT, GAP, LANE, CORRIDOR = 168, 78, 16, 46, 56
ABOVE, BESIDE = 12, 26  # room around the drawing; widest line of a shape, in Chinese characters times two
CUSTODY = Text("有监护权", "has custody")
SAME_HOME = Text("同住", "lives with the child")
ROWS = {
    "grandfather": (0, -1), "grandmother": (0, -1), "grandfather_m": (0, 1), "grandmother_m": (0, 1),
    "father": (1, -1), "mother": (1, 1), "stepfather": (1, 1), "stepmother": (1, -1), "uncle": (1, -1), "aunt": (1, 1),
    "carer": (1, 1), "other": (1, 1), "brother": (2, -1), "sister": (2, 1),
}  # fmt: skip
NEAR = ("father", "mother", "stepmother", "stepfather")
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


@dataclass(frozen=True, slots=True)
class Relative:
    """Someone around the child. `kind`: a key of WORDS; `state`: what is known of the person (serving a sentence, …)."""

    kind: str
    name: str
    state: Text | str = ""
    custody: bool = False
    lives_with: bool = False
    gone: bool = False  # dead, missing or out of touch: drawn with a broken line


@dataclass(frozen=True, slots=True)
class Shape:
    """One person as drawn: a rectangle with lines of words."""

    x: int
    y: int
    corner: int
    look: str
    lines: tuple[tuple[int, str, str], ...]  # y, class, words
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def middle(self) -> int:
        """Where its words and its line stand."""
        return self.x + self.width // 2


@dataclass(frozen=True, slots=True)
class Tie:
    """One line between two people."""

    path: str
    look: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that the template needs."""

    width: int
    height: int
    shapes: tuple[Shape, ...]
    ties: tuple[Tie, ...]
    words: tuple[str, ...]
    label: str


def draw(child: str, relatives: Sequence[Relative], lang: Lang, state: Text | str = "") -> Drawing:
    """The drawing for one child."""
    rows = [[r for r in relatives if _row(r)[0] == row] for row in (0, 1, 2)]
    halves = [_halves(row) for row in rows]
    widest = max(max(len(left), len(right)) for left, right in halves)
    aside = max(len(half) for half in halves[2])
    width = max(2 * widest * (WIDTH + GAP) + LANE, WIDTH * (1 + 2 * aside) + 2 * GAP * (aside + 1), 3 * WIDTH)
    centre = width // 2
    tops = _tops(rows)
    middle = Shape(
        centre - WIDTH // 2,
        tops[2],
        10,
        "child",
        _lines(tops[2], Text("孩子", "child").in_(lang), child, [_in(state, lang)]),
    )
    placed: list[tuple[Relative, Shape]] = []
    for row, (left, right) in enumerate(halves):
        first = (WIDTH // 2 + GAP) if row == 2 else LANE // 2
        for side, people in ((-1, left), (1, right)):
            for place, one in enumerate(people):
                off = first + place * (WIDTH + GAP)
                x = centre + off if side > 0 else centre - off - WIDTH
                placed.append((one, _shape(one, x, tops[row], lang)))
    ties = [_tie(one, shape, placed, middle) for one, shape in placed]
    ordered = sorted(ties, key=lambda tie: "custody" in tie.look)  # drawn last, so on top
    words = tuple(_told(one, lang) for one in relatives)
    label = Text(f"{child}的家庭，{len(relatives)} 人", f"family of {child}: {len(relatives)} people").in_(
        lang
    )
    return Drawing(
        width, tops[2] + HEIGHT + ABOVE, (middle, *(s for _, s in placed)), tuple(ordered), words, label
    )


def _row(one: Relative) -> tuple[int, int]:
    return ROWS.get(one.kind, (1, 1))


def _halves(row: Iterable[Relative]) -> tuple[list[Relative], list[Relative]]:
    """Left and right of the middle; the nearest to the child stand innermost, and neither side is overloaded."""
    ordered = sorted(row, key=lambda r: (NEAR.index(r.kind) if r.kind in NEAR else len(NEAR), not r.custody))
    sides: tuple[list[Relative], list[Relative]] = ([], [])
    for one in ordered:
        wanted = 0 if _row(one)[1] < 0 else 1
        crowded = len(sides[wanted]) > len(sides[1 - wanted]) + 1 and one.kind not in NEAR
        sides[1 - wanted if crowded else wanted].append(one)
    return sides


def _tops(rows: Sequence[Sequence[Relative]]) -> list[int]:
    """The height at which each row begins; a row without people takes no room."""
    tops, y = [], ABOVE
    for row, people in enumerate(rows):
        tops.append(y)
        if people or row == 2:
            y += HEIGHT + CORRIDOR
    return tops


def _shape(one: Relative, x: int, y: int, lang: Lang) -> Shape:
    relation = WORDS[one.kind].in_(lang) if one.kind in WORDS else one.kind
    notes = [
        _in(one.state, lang),
        *(t.in_(lang) for t, holds in ((CUSTODY, one.custody), (SAME_HOME, one.lives_with)) if holds),
    ]
    corner = 2 if one.kind in MEN else HEIGHT // 2 if one.kind in WOMEN else 14
    look = " ".join(name for name, holds in (("custody", one.custody), ("gone", one.gone)) if holds)
    return Shape(x, y, corner, look, _lines(y, relation, one.name, notes))


def _lines(y: int, relation: str, name: str, notes: Iterable[str]) -> tuple[tuple[int, str, str], ...]:
    said = [note for note in notes if note]
    told = [("name", f"{relation} {name}"), *(("state", note) for note in _folded(said))]
    first = y + HEIGHT // 2 - 10 * (len(told) - 1) + 5
    return tuple((first + 20 * place, kind, _cut(text)) for place, (kind, text) in enumerate(told))


def _folded(notes: list[str]) -> list[str]:
    """At most two lines."""
    return notes if len(notes) < 3 else [notes[0], " · ".join(notes[1:])]


def _cut(text: str) -> str:
    """What fits into a shape; the list below the drawing has the whole."""
    taken, room = "", BESIDE
    for letter in text:
        room -= 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        if room < 0:
            return taken.rstrip() + "…"
        taken += letter
    return taken


def _tie(one: Relative, shape: Shape, placed: Sequence[tuple[Relative, Shape]], child: Shape) -> Tie:
    look = " ".join(name for name, holds in (("custody", one.custody), ("gone", one.gone)) if holds)
    if shape.y == child.y:
        left, right = sorted((shape, child), key=lambda s: s.x)
        return Tie(f"M{left.x + left.width} {shape.y + HEIGHT // 2}H{right.x}", look)
    lane = shape.y + HEIGHT + CORRIDOR // 2
    parent = {
        "grandfather": "father",
        "grandmother": "father",
        "grandfather_m": "mother",
        "grandmother_m": "mother",
    }
    over = next((s for r, s in placed if r.kind == parent.get(one.kind)), None)
    to = over if over and not one.custody else child
    return Tie(f"M{shape.middle} {shape.y + HEIGHT}V{lane}H{to.middle}V{to.y}", look)


def _told(one: Relative, lang: Lang) -> str:
    relation = WORDS[one.kind].in_(lang) if one.kind in WORDS else one.kind
    notes = [_in(one.state, lang)] + [
        t.in_(lang) for t, holds in ((CUSTODY, one.custody), (SAME_HOME, one.lives_with)) if holds
    ]
    said = ("，" if lang == "zh" else ", ").join(note for note in notes if note)
    return f"{relation} {one.name}" + ((f"：{said}" if lang == "zh" else f": {said}") if said else "")


def _in(text: Text | str, lang: Lang) -> str:
    return text.in_(lang) if isinstance(text, Text) else text
