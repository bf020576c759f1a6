"""The vocabulary of facts: one typed schema, read from facts.toml beside this file."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True, slots=True)
class FactType:
    """One fact or value: its labels, type, unit, allowed values, suppliers (cheapest first) and sensitivity."""

    name: str
    zh: str
    en: str
    about: str
    type: str
    sensitivity: str  # `class` in the file; no default: every field is labelled
    unit: str = ""
    values: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    suppliers: tuple[str, ...] = ()
    derived: bool = False
    note: str = ""

    def label(self, lang: str = "zh") -> str:
        """The label in one language."""
        return self.zh if lang == "zh" else self.en


def _entry(name: str, row: dict[str, object]) -> FactType:
    row = {("sensitivity" if key == "class" else key): value for key, value in row.items()}
    fixed = {key: tuple(map(str, value)) if isinstance(value, list) else value for key, value in row.items()}
    return FactType(name=name, **fixed)  # type: ignore[arg-type]


@functools.cache
def vocabulary() -> dict[str, FactType]:
    """Every fact by its name, in the order of the file."""
    text = resources.files("tonghu.law.language").joinpath("facts.toml").read_text("utf-8")
    return {name: _entry(name, row) for name, row in tomllib.loads(text).items()}
