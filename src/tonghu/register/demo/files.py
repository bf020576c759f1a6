"""The invented county as files of the register: children with parents and grandmothers, facts, in bulk."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date

from tonghu.access.actors import system
from tonghu.access.regions import code_of
from tonghu.register.demo.county import Invented, Mix, invent
from tonghu.register.demo.names import TOWNSHIPS, VILLAGES, parent_name
from tonghu.register.demo.sketch import AREAS
from tonghu.register.facts.recording import Said
from tonghu.register.people import NewChild, Who, open_files

CHUNK = 2_000
ELDERS = 0.6  # share of the children for whom a grandmother is entered
PHONE = "199{:08d}"  # no such numbers are given out with these endings; all are invented


def regions_of(place: str) -> dict[int, tuple[str, int | None]]:
    """Code -> name and parent: the invented county of a place, its townships and villages, and the neighbour."""
    here, elsewhere = AREAS[place]
    found: dict[int, tuple[str, int | None]] = {code_of(elsewhere): ("样例邻县", None)}
    county = code_of(here)
    found[county] = ("样例县", None)
    for number, township in enumerate(TOWNSHIPS, 1):
        code = code_of(f"{here}{number:03d}")
        found[code] = (township, county)
        for at, village in enumerate(VILLAGES, 1):
            found[code_of(f"{here}{number:03d}{at:03d}")] = (village, code)
    return found


def village_of(place: str, township: str, village: str) -> int:
    """The code of an invented village."""
    here, _ = AREAS[place]
    return code_of(f"{here}{TOWNSHIPS.index(township) + 1:03d}{VILLAGES.index(village) + 1:03d}")


def open_county(
    n: int, place: str, as_of: date, *, seed: int = 1, mix: Mix = "rates", institution: int | None = None
) -> Iterator[int]:
    """Open n files, in transactions of some thousand; yields how many are open.

    `institution`: the organisation that looks after those who live in one.
    """
    made = 0
    children = invent(n, seed, as_of, place, mix)
    while part := tuple(itertools.islice(children, CHUNK)):
        new = [new_child(child, place, institution) for child in part]
        open_files(new, actor=system("demo"), purpose="受理", source="import")
        made += len(new)
        yield made


def new_child(child: Invented, place: str, institution: int | None = None) -> NewChild:
    """An invented child as a file to be opened."""
    facts = [
        Said(whom, name, value) for whom, part in parts_of(child).items() for name, value in part.items()
    ]
    relatives = {
        role: Who(parent_name(child.serial, role), "男" if role == "father" else "女", phone=PHONE.format(child.serial))
        for role in ("father", "mother")
    }  # fmt: skip
    if child.serial % 10 < ELDERS * 10:
        relatives["grandmother"] = Who(
            f"{child.name}之祖母", "女", phone=PHONE.format(50_000_000 + child.serial)
        )
    who = Who(child.name, child.sex, child.case["child"].get("birth_date"), child.id_number)
    placed = institution if child.case["child"].get("institution_placed") else None
    return NewChild(
        who, village_of(place, child.township, child.village), child.township, child.village, relatives, facts,
        institution=placed,
    )  # fmt: skip


def parts_of(child: Invented) -> dict[str, dict[str, object]]:
    """The facts of a case by whom they are about."""
    parents = {p["role"]: {k: v for k, v in p.items() if k != "role"} for p in child.case["parents"]}
    return {"child": child.case["child"], "household": child.case["household"], **parents}
