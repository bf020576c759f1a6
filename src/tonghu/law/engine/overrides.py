"""A county's own file: its values, the readings it takes, what it has adopted; with approver and source."""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tonghu.law.language.switches import switches
from tonghu.law.places.load import DatedValue, PlaceError, background, places, read_values


@dataclass(frozen=True, eq=False)
class Overrides:
    """Values by name, readings (switch, option) and adopted provisions of one county."""

    place: str = ""
    approver: str = ""
    values: tuple[tuple[str, tuple[DatedValue, ...]], ...] = ()
    switches: tuple[tuple[str, str], ...] = ()
    adopted: tuple[str, ...] = ()


NO_OVERRIDES = Overrides()
COUNTY_KEYS = ("place", "approver", "note")


def read_overrides(path: Path) -> Overrides:
    """Read `--values my-county.toml`. Raises PlaceError that says which entry lacks what."""
    try:
        return parse_overrides(path.read_text("utf-8"), path.name)
    except UnicodeDecodeError as error:
        raise PlaceError(f"{path.name}: not a TOML file in UTF-8: {error}") from error


def parse_overrides(text: str, where: str) -> Overrides:
    """A county's file from its text; `where` names it in messages. Raises PlaceError."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PlaceError(f"{where}: not a TOML file in UTF-8: {error}") from error
    head = _section(table, "county", where)
    if not head.get("approver") or not head.get("place"):
        raise PlaceError(f"{where}: [county] needs place and approver (who answers for these values)")
    strange = sorted(head.keys() - COUNTY_KEYS)
    if strange:
        raise PlaceError(
            f"{where}: [county] has no field {strange[0]}; a value is written as [[{strange[0]}]]"
        )
    if not any(head["place"] in (p.name, p.en, p.code, *p.aliases) for p in places()):
        known = ", ".join(f"{p.name} ({p.code})" for p in places())
        raise PlaceError(f"{where}: [county] place {head['place']!r} is not held; there are {known}")
    readings = _section(table, "switches", where)
    for switch, option in readings.items():
        options = switches()[switch].options if switch in switches() else ()
        if str(option) not in options:
            allowed = ", ".join(options) or "A01 … A46"
            raise PlaceError(f"{where}: switches.{switch} = {option!r}; allowed: {allowed}")
    adopted = _adopted(_section(table, "adopted", where).get("provisions", []), where)
    values = read_values(table, where, status="county")
    return Overrides(head["place"], head["approver"], tuple(values.items()), tuple(readings.items()), adopted)


def _section(table: dict[str, Any], key: str, where: str) -> dict[str, Any]:
    found = table.pop(key, {})
    if not isinstance(found, dict):
        raise PlaceError(f"{where}: write {key} as a section [{key}] with fields below it")
    return found


def _adopted(asked: Any, where: str) -> tuple[str, ...]:
    if not isinstance(asked, list):
        raise PlaceError(f'{where}: write adopted.provisions as a list such as ["nm20-s1a1-14"]')
    known = {p.id for place in (*places(), background()) for p in place.provisions}
    for one in asked:
        if one not in known:
            close = "".join(f"; did you mean {c}?" for c in difflib.get_close_matches(str(one), known, n=1))
            raise PlaceError(f"{where}: adopted.provisions: there is no provision {one!r}{close}")
    return tuple(asked)
