"""Counties to choose from: those of the place, then the other provinces."""

from __future__ import annotations

from functools import cache

from tonghu.base.texts import Text
from tonghu.law.engine.case import code_stem
from tonghu.law.places.load import Place, places
from tonghu.register.divisions import Division, children_of

OTHERS = Text("其他省（自治区、直辖市）", "Other provinces")
SAME_PROVINCE = Text("本省其他地方", "Elsewhere in the province")


@cache
def groups(folder: str) -> tuple[tuple[Text, tuple[tuple[str, str], ...]], ...]:
    """(heading, (code, name) …) for a list of divisions."""
    place = next(place for place in places() if place.folder == folder)
    stem = code_stem(place)
    provinces = [one for one in children_of(0) if not stem or f"{one.code:012d}"[:2] != stem[:2]]
    found = [*_own(place, stem)]
    if len(stem) == 4:
        found.append((SAME_PROVINCE, ((stem[:2] + "0000", SAME_PROVINCE.zh),)))
    return (*found, (OTHERS, tuple(map(_choice, provinces))))


def _own(place: Place, stem: str) -> list[tuple[Text, tuple[tuple[str, str], ...]]]:
    """The counties of the place, by prefecture."""
    below = children_of(stem) if stem else ()
    counties = tuple(_choice(one) for one in below if one.level == "county")
    found = [(Text(place.name, place.en), counties)] if counties else []
    return found + [
        (Text(one.name, one.name), tuple(map(_choice, children_of(f"{one.code:012d}"[:4]))))
        for one in below if one.level == "prefecture"
    ]  # fmt: skip


def _choice(one: Division) -> tuple[str, str]:
    return f"{one.code:012d}"[:6], one.name
