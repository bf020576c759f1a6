"""The demo county: invented children in any number, the same ones for the same seed."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any, Literal

from tonghu.base.dates import full_years
from tonghu.base.texts import Text
from tonghu.register.demo.circumstances import AXES, Circumstance, circumstances
from tonghu.register.demo.names import Registry, child_name, village
from tonghu.register.demo.sketch import AREAS, Draw, Sketch

Mix = Literal["rates", "all"]

DEMO_DAY = date(2026, 6, 15)
DEMO_PLACE = "天津市"
FORGOTTEN = 0.02  # of the facts, so that unknown ones occur everywhere


@dataclass(frozen=True)
class Invented:
    """An invented child: who it is said to be, the circumstances drawn, and the case (cases in the contract's shape)."""

    serial: int
    name: str
    sex: str
    id_number: str
    township: str
    village: str
    circumstances: tuple[Circumstance, ...]
    case: dict[str, Any]


def people(
    n: int, seed: int = 1, as_of: date = DEMO_DAY, jurisdiction: str = DEMO_PLACE, mix: Mix = "rates"
) -> Iterator[dict[str, Any]]:
    """Yield n cases in the shape that `tonghu determine` reads.

    With the mix "rates" circumstances are as frequent as circumstances.toml says; with "all" every circumstance
    appears once before any comes again. Raises ValueError for a place that has no invented county.
    """
    return (child.case for child in invent(n, seed, as_of, jurisdiction, mix))


def invent(
    n: int, seed: int = 1, as_of: date = DEMO_DAY, jurisdiction: str = DEMO_PLACE, mix: Mix = "rates"
) -> Iterator[Invented]:
    """Yield n invented children; see `people`."""
    d = draw_for(seed, as_of, jurisdiction)
    registry = Registry()
    wanted = itertools.cycle(sum(circumstances().values(), ())) if mix == "all" else itertools.repeat(None)
    for serial, featured in zip(range(1, n + 1), wanted, strict=False):
        drawn = tuple(_pick(axis, featured, d.random) for axis in AXES)
        sketch = Sketch()
        for circumstance in drawn:
            fill(sketch, circumstance, d)
        tidy(sketch, d, forget=featured is None)
        yield _named(serial, sketch, drawn, registry, d, jurisdiction)


def draw_for(seed: int, as_of: date, jurisdiction: str) -> Draw:
    """Chance for one county of a place. Raises ValueError for a place that has no invented county."""
    if jurisdiction not in AREAS:
        raise ValueError(_NO_COUNTY.in_("en").format(jurisdiction, ", ".join(AREAS)))
    here, elsewhere = AREAS[jurisdiction]
    return Draw(Random(f"{seed} {as_of} {jurisdiction}"), as_of, here, elsewhere)


def fill(sketch: Sketch, circumstance: Circumstance, d: Draw) -> None:
    """Draw one circumstance into a sketch; a life brings the schooling of its age."""
    circumstance.draw(sketch, d)
    if circumstance.axis == "life" and "school_stage" not in sketch.child:
        sketch.child.update(_schooling(full_years(sketch.child["birth_date"], d.as_of), d))


def tidy(sketch: Sketch, d: Draw, *, forget: bool) -> None:
    """Leave nothing before birth, and, where asked, forget a fact here and there."""
    birth = sketch.child.get("birth_date")
    for name, value in sketch.child.items():
        if birth and type(value) is date and value < birth:
            sketch.child[name] = birth
    if forget:
        for facts in sketch.parts.values():
            for name in [name for name in facts if name != "birth_date" and d.chance(FORGOTTEN)]:
                del facts[name]


_NO_COUNTY = Text("“{}”没有样例县，可选：{}", "there is no demo county in {}; there is one in {}")


def _pick(axis: str, featured: Circumstance | None, random: Random) -> Circumstance:
    if featured is not None and featured.axis == axis:
        return featured
    choices = circumstances()[axis]
    return random.choices(choices, [choice.rate for choice in choices])[0]


def _schooling(age: int, d: Draw) -> dict[str, Any]:
    if age < 3:
        return {"school_stage": d.one_of("未入园入学", "未入园入学", "托育")}
    if age < 6:
        return {"school_stage": d.one_of("未入园入学", "学前", "学前", "学前")}
    if age < 15:
        return {
            "school_stage": "义务教育",
            "in_school": True,
            "school_ownership": d.one_of("公办", "公办", "其他民办"),
        }
    if d.chance(0.9):
        return {"school_stage": d.one_of("普通高中", "中职(含技工)"), "in_school": True, "full_time": True}
    return {"in_school": False}


def _named(
    serial: int, sketch: Sketch, drawn: tuple[Circumstance, ...], registry: Registry, d: Draw, place: str
) -> Invented:
    sex = d.one_of("男", "女")
    township, at = village(serial)
    name = child_name(serial)
    parents = [{"role": role, **facts} for role, facts in sketch.parts.items() if role in _ROLES and facts]
    case = {
        "id": f"demo-{serial}",
        "title": name,
        "jurisdiction": place,
        "as_of_date": d.as_of,
        "child": sketch.child,
        "household": sketch.household,
        "parents": parents,
    }
    number = registry.id_number(sketch.child["birth_date"], sex)
    return Invented(serial, name, sex, number, township, at, drawn, case)


_ROLES = ("father", "mother")
