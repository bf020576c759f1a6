"""A county's own file: its values, the readings it takes, what it has adopted; with approver and source."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from tonghu.law.language.switches import switches
from tonghu.law.places.load import DatedValue, PlaceError, read_values


@dataclass(frozen=True, eq=False)
class Overrides:
    """Values by name, readings (switch, option) and adopted provisions of one county."""

    place: str = ""
    approver: str = ""
    values: tuple[tuple[str, tuple[DatedValue, ...]], ...] = ()
    switches: tuple[tuple[str, str], ...] = ()
    adopted: tuple[str, ...] = ()


NO_OVERRIDES = Overrides()


def read_overrides(path: Path) -> Overrides:
    """Read `--values my-county.toml`. Raises PlaceError that says which entry lacks what."""
    where = path.name
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PlaceError(f"{where}: not a TOML file in UTF-8: {error}") from error
    head = table.pop("county", {})
    if not head.get("approver") or not head.get("place"):
        raise PlaceError(f"{where}: [county] needs place and approver (who answers for these values)")
    readings = table.pop("switches", {})
    for switch, option in readings.items():
        if switch not in switches() or option not in switches()[switch].options:
            allowed = ", ".join(switches()[switch].options) if switch in switches() else "A01 … A46"
            raise PlaceError(f"{where}: switches.{switch} = {option!r}; allowed: {allowed}")
    adopted = tuple(table.pop("adopted", {}).get("provisions", ()))
    values = read_values(table, where, status="county")
    return Overrides(head["place"], head["approver"], tuple(values.items()), tuple(readings.items()), adopted)
