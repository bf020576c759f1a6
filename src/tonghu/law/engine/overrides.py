"""A county's own file: its values, the readings it takes, what it has adopted; with approver and source."""

from __future__ import annotations

import difflib
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tonghu.law.language.switches import switches
from tonghu.law.places.load import DatedValue, PlaceError, background, places, read_values


@dataclass(frozen=True)
class Overrides:
    """Values by name, readings (switch, option) and adopted provisions of one county.

    Equal files give equal overrides, so that a law made for one serves the other.
    """

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
        return parse_overrides(path.read_text("utf-8-sig"), path.name)
    except UnicodeDecodeError as error:
        raise PlaceError(
            f"{path.name}: not a TOML file in UTF-8: {error}", f"{path.name}：不是 UTF-8 的 TOML 文件"
        ) from error


def parse_overrides(text: str, where: str) -> Overrides:
    """A county's file from its text; `where` names it in messages. Raises PlaceError."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+), column (\d+)", str(error))
        spot = f"，第 {found[1]} 行第 {found[2]} 列" if found else ""
        raise PlaceError(
            f"{where}: not a TOML file in UTF-8: {error}", f"{where}：不合 TOML 的写法{spot}"
        ) from error
    head = _section(table, "county", where)
    if not head.get("approver") or not head.get("place"):
        raise PlaceError(
            f"{where}: [county] needs place and approver (who answers for these values)",
            f"{where}：[county] 要写 place（地区）和 approver（谁对这些数值负责）",
        )
    strange = sorted(head.keys() - COUNTY_KEYS)
    if strange:
        raise PlaceError(
            f"{where}: [county] has no field {strange[0]}; a value is written as [[{strange[0]}]]",
            f"{where}：[county] 没有 {strange[0]} 这个字段；数值写成 [[{strange[0]}]]",
        )
    if not any(head["place"] in (p.name, p.en, p.code, *p.aliases) for p in places()):
        known = ", ".join(f"{p.name} ({p.code})" for p in places())
        listed = "、".join(p.name for p in places())
        raise PlaceError(
            f"{where}: [county] place {head['place']!r} is not held; there are {known}",
            f"{where}：[county] 的 place“{head['place']}”没有收录，可用：{listed}",
        )
    readings = _section(table, "switches", where)
    for switch, option in readings.items():
        options = switches()[switch].options if switch in switches() else ()
        if str(option) not in options:
            allowed = ", ".join(options) or "A01 … A46"
            raise PlaceError(
                f"{where}: switches.{switch} = {option!r}; allowed: {allowed}",
                f"{where}：switches.{switch} 不能是 {option!r}，可用：{allowed}",
            )
    adopted = _adopted(_section(table, "adopted", where).get("provisions", []), where)
    values = read_values(table, where, status="county")
    return Overrides(head["place"], head["approver"], tuple(values.items()), tuple(readings.items()), adopted)


def _section(table: dict[str, Any], key: str, where: str) -> dict[str, Any]:
    found = table.pop(key, {})
    if not isinstance(found, dict):
        raise PlaceError(
            f"{where}: write {key} as a section [{key}] with fields below it",
            f"{where}：{key} 要写成 [{key}]，字段写在下面",
        )
    return found


def _adopted(asked: Any, where: str) -> tuple[str, ...]:
    if not isinstance(asked, list):
        raise PlaceError(
            f'{where}: write adopted.provisions as a list such as ["nm20-s1a1-14"]',
            f'{where}：adopted.provisions 要写成列表，如 ["nm20-s1a1-14"]',
        )
    known = {p.id for place in (*places(), background()) for p in place.provisions}
    for one in asked:
        if one not in known:
            close = difflib.get_close_matches(str(one), known, n=1)
            raise PlaceError(
                f"{where}: adopted.provisions: there is no provision {one!r}"
                + "".join(f"; did you mean {c}?" for c in close),
                f"{where}：adopted.provisions：没有编号为 {one!r} 的条文"
                + "".join(f"，是否想写 {c}？" for c in close),
            )
    return tuple(asked)
