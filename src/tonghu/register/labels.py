"""What each column is for: compartment, purpose, mask, term, sealing (labels.toml); needs no database."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

OF_THE_ROW, STAFF, EVERY = "row", "staff", "*"
UNSET = "unset"  # the law names no term: the county decides


@dataclass(frozen=True, slots=True)
class Label:
    """One column that may hold something personal."""

    compartment: str
    purpose: str
    mask: str
    keep: str
    sealed: bool


@cache
def labels() -> Mapping[str, Mapping[str, Label]]:
    """Model -> column -> label."""
    table = _table()
    purposes, keeping = table["purposes"], table["keeping"]
    return {
        model: {
            name: Label(said["box"], purposes[said["for"]], said["mask"], keeping[said["keep"]], said.get("sealed", False))
            for name, said in columns.items()
        }
        for model, columns in table.items()
        if model[0].isupper()
    }  # fmt: skip


@cache
def technical() -> Mapping[str, frozenset[str]]:
    """Model -> columns that hold nothing personal; `*` for every model."""
    return {model: frozenset(names) for model, names in _table()["technical"].items()}


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files("tonghu.register") / "labels.toml").read_text("utf-8"))
