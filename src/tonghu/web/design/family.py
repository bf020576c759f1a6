"""The family of a child as a drawing: the child in the middle, relatives as shapes with words, custody drawn strongest.

Two layouts: a wide one with generations in rows, and a narrow one, two people in a row, for columns and phones. The
same is told as a list, for ears and for whoever prefers words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tonghu.base.texts import Lang, Text
from tonghu.web.design.people_drawn import WORDS, Box, Relative, Shape, Tie, nearest_first

__all__ = ["WORDS", "Drawing", "Relative", "draw"]
ROWS = {
    "grandfather": (0, -1), "grandmother": (0, -1), "grandfather_m": (0, 1), "grandmother_m": (0, 1),
    "father": (1, -1), "mother": (1, 1), "stepfather": (1, 1), "stepmother": (1, -1), "uncle": (1, -1), "aunt": (1, 1),
    "carer": (1, 1), "other": (1, 1), "brother": (2, -1), "sister": (2, 1),
}  # fmt: skip
PARENT_OF = {
    "grandfather": "father",
    "grandmother": "father",
    "grandfather_m": "mother",
    "grandmother_m": "mother",
}
EDGE = 12  # room around the drawing
HEIGHT, GAP, LANE, CORRIDOR = 84, 16, 46, 52  # the wide layout
SLIT, STEP = 24, 14  # the narrow one: the lane between two people, the room between rows
WIDTH = {"zh": 168, "en": 196}
NARROW = {"zh": 132, "en": 142}
Placed = list[tuple[Relative, Shape]]


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that the template needs."""

    width: int
    height: int
    shapes: tuple[Shape, ...]
    ties: tuple[Tie, ...]
    words: tuple[str, ...]
    label: str
    narrow: bool


def draw(
    child: str, relatives: Sequence[Relative], lang: Lang, state: Text | str = "", *, narrow: bool = False
) -> Drawing:
    """The drawing for one child."""
    layout = _narrow if narrow else _wide
    width, height, middle, placed, ties = layout(child, relatives, lang, state)
    ordered = sorted(ties, key=lambda tie: "custody" in tie.look)  # drawn last, so on top
    words = tuple(one.told(lang) for one in relatives)
    count = len(relatives)
    label = Text(f"{child}的家庭，{count} 人", f"family of {child}: {count} people").in_(lang)
    return Drawing(width, height, (middle, *(s for _, s in placed)), tuple(ordered), words, label, narrow)


def _wide(
    child: str, relatives: Sequence[Relative], lang: Lang, state: Text | str
) -> tuple[int, int, Shape, Placed, list[Tie]]:
    size = WIDTH[lang]
    rows = [[r for r in relatives if _row(r)[0] == row] for row in (0, 1, 2)]
    halves = [_halves(row) for row in rows]
    widest = max(max(len(left), len(right)) for left, right in halves)
    aside = max(len(half) for half in halves[2])
    width = max(2 * widest * (size + GAP) + LANE, size * (1 + 2 * aside) + 2 * GAP * (aside + 1), 3 * size)
    centre, tops = width // 2, _tops(rows)
    middle = Box(centre - size // 2, tops[2], size, HEIGHT).of_child(child, state, lang)
    placed: Placed = []
    for row, sides in enumerate(halves):
        first = (size // 2 + GAP) if row == 2 else LANE // 2
        for side, people in enumerate(sides):
            for place, one in enumerate(people):
                off = first + place * (size + GAP)
                x = centre + off if side else centre - off - size
                placed.append((one, Box(x, tops[row], size, HEIGHT).of(one, lang)))
    ties = [_wide_tie(one, shape, placed, middle) for one, shape in placed]
    return width, tops[2] + HEIGHT + EDGE, middle, placed, ties


def _row(one: Relative) -> tuple[int, int]:
    return ROWS.get(one.kind, (1, 1))


def _halves(row: Iterable[Relative]) -> tuple[list[Relative], list[Relative]]:
    """Left and right of the middle; the nearest to the child stand innermost, and neither side is overloaded."""
    sides: tuple[list[Relative], list[Relative]] = ([], [])
    for one in nearest_first(row):
        wanted = 0 if _row(one)[1] < 0 else 1
        crowded = len(sides[wanted]) > len(sides[1 - wanted]) + 1 and one.kind not in ("father", "mother")
        sides[1 - wanted if crowded else wanted].append(one)
    return sides


def _tops(rows: Sequence[Sequence[Relative]]) -> list[int]:
    """The height at which each row begins; a row without people takes no room."""
    tops, y = [], EDGE
    for row, people in enumerate(rows):
        tops.append(y)
        if people or row == 2:
            y += HEIGHT + CORRIDOR
    return tops


def _wide_tie(one: Relative, shape: Shape, placed: Placed, child: Shape) -> Tie:
    """From a shape down to the child, or to the parent through whom someone is related; siblings sideways."""
    if shape.y == child.y:
        left, right = sorted((shape, child), key=lambda s: s.x)
        return Tie(f"M{left.x + left.width} {shape.y + HEIGHT // 2}H{right.x}", one.look)
    lane = shape.y + HEIGHT + CORRIDOR // 2
    over = next((s for r, s in placed if r.kind == PARENT_OF.get(one.kind)), None)
    to = over if over and not one.custody else child
    return Tie(f"M{shape.middle} {shape.y + HEIGHT}V{lane}H{to.middle}V{to.y}", one.look)


def _narrow(
    child: str, relatives: Sequence[Relative], lang: Lang, state: Text | str
) -> tuple[int, int, Shape, Placed, list[Tie]]:
    """Two in a row, every line through the lane in the middle; siblings below the child."""
    size = NARROW[lang]
    width = 2 * (size + EDGE // 2) + SLIT
    centre, y = width // 2, EDGE
    placed: Placed = []
    middle: Shape | None = None
    for row in (0, 1, 2):
        if row == 2:
            middle = Box(centre - WIDTH[lang] // 2, y, WIDTH[lang], HEIGHT).of_child(child, state, lang)
            y += HEIGHT + STEP
        people = nearest_first(r for r in relatives if _row(r)[0] == row)
        for place, one in enumerate(people):
            x = centre - SLIT // 2 - size if place % 2 == 0 else centre + SLIT // 2
            placed.append((one, Box(x, y + place // 2 * (HEIGHT + STEP), size, HEIGHT).of(one, lang)))
        y += (len(people) + 1) // 2 * (HEIGHT + STEP)
    assert middle is not None  # row 2 always comes
    ties = [_narrow_tie(one, shape, middle, centre) for one, shape in placed]
    return width, y - STEP + EDGE, middle, placed, ties


def _narrow_tie(one: Relative, shape: Shape, child: Shape, centre: int) -> Tie:
    inner = shape.x + shape.width if shape.x < centre else shape.x
    end = child.y if shape.y < child.y else child.y + child.height
    return Tie(f"M{inner} {shape.y + shape.height // 2}H{centre}V{end}", one.look)
