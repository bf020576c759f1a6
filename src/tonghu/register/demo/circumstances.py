"""The circumstances of circumstances.toml, each with the function that draws it, sorted by axis."""

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources

from tonghu.register.demo import bodies, homes, lives, minds
from tonghu.register.demo.sketch import BUILDERS, Builder

AXES = ("life", "home", "health", "cover", "mind", "harm")
DRAWN_IN = (lives, homes, bodies, minds)  # importing them fills BUILDERS
WHOLE = 10_000


@dataclass(frozen=True)
class Circumstance:
    """One circumstance: how many of 10,000 minors are in it, where the figure comes from, and how to draw it."""

    id: str
    axis: str
    zh: str
    en: str
    rate: float
    source: str
    draw: Builder


@functools.cache
def circumstances() -> dict[str, tuple[Circumstance, ...]]:
    """The circumstances by axis, in the order of the file; the rates of an axis add up to 10,000.

    The first circumstance of an axis has the rate that the others leave.
    """
    text = resources.files("tonghu.register.demo").joinpath("circumstances.toml").read_text("utf-8")
    rows = tomllib.loads(text)
    return {axis: _axis(axis, rows) for axis in AXES}


def _axis(axis: str, rows: dict[str, dict[str, str]]) -> tuple[Circumstance, ...]:
    mine = {name: row for name, row in rows.items() if row["axis"] == axis}
    rest = WHOLE - sum(float(row.get("rate", 0)) for row in mine.values())
    return tuple(
        Circumstance(
            id=name,
            axis=axis,
            zh=row["zh"],
            en=row["en"],
            rate=rest if place == 0 else float(row["rate"]),
            source=row.get("source", ""),
            draw=BUILDERS[name],
        )
        for place, (name, row) in enumerate(mine.items())
    )
