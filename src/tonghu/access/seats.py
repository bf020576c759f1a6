"""The seats as `seats.toml` lists them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from tonghu.base.texts import Text

COMPARTMENTS: Mapping[str, Text] = {
    "basic": Text("基本", "basic"),
    "money": Text("经济与账户", "money and accounts"),
    "health": Text("健康与残疾", "health and disability"),
    "mental_health": Text("心理", "mental health"),
    "harm": Text("侵害与监护风险", "harm and guardianship risk"),
    "adoption": Text("收养", "adoption"),
    "hiv": Text("特定疾病", "a protected illness"),  # 艾滋病防治条例 39: never named on a screen
}
PURPOSES: Mapping[str, Text] = {
    "受理": Text("受理", "acceptance"), "认定": Text("认定", "recognition"), "走访": Text("走访", "visit"),
    "转介": Text("转介", "referral"), "发放": Text("发放", "payment"), "统计": Text("统计", "statistics"),
    "监督": Text("监督", "oversight"), "处置": Text("处置", "handling"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Seat:
    """What one seat may see and do."""

    id: str
    name: Text
    levels: tuple[str, ...]
    sees: frozenset[str]
    on_grant: frozenset[str]
    purposes: tuple[str, ...]
    powers: frozenset[str]
    own_children_only: bool = False
    time_boxed: bool = False


@dataclass(frozen=True, slots=True)
class Apart:
    """Which seats one person may not hold together."""

    one_of: tuple[frozenset[str], ...]
    alone: frozenset[str]


@cache
def _table() -> dict[str, dict[str, Any]]:
    return tomllib.loads(resources.files(__package__).joinpath("seats.toml").read_text("utf-8"))


@cache
def apart() -> Apart:
    """The incompatible seats of the file."""
    row = _table()["apart"]
    return Apart(tuple(frozenset(group) for group in row["one_of"]), frozenset(row["alone"]))


@cache
def seats() -> Mapping[str, Seat]:
    """Every seat by id, in the order of the file."""
    return {key: _seat(key, row) for key, row in _table().items() if key != "apart"}


def _seat(key: str, row: dict[str, object]) -> Seat:
    def strings(name: str) -> tuple[str, ...]:
        found = row[name]
        assert isinstance(found, list)
        return tuple(str(item) for item in found)

    strange = {*strings("sees"), *strings("on_grant")} - COMPARTMENTS.keys() | (
        set(strings("purposes")) - PURPOSES.keys()
    )
    if strange:
        raise ValueError(f"seats.toml: {key} names {', '.join(sorted(strange))}")
    return Seat(
        key, Text(str(row["zh"]), str(row["en"])), strings("level"), frozenset(strings("sees")),
        frozenset(strings("on_grant")), strings("purposes"), frozenset(strings("powers")),
        bool(row.get("own_children_only")), bool(row.get("time_boxed")),
    )  # fmt: skip
