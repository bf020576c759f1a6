"""The 46 ambiguities of the texts as named switches, read from switches.toml beside this file."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True, slots=True)
class Switch:
    """One ambiguity: the problem, the readings (option id -> label), the safe default, the question to ask."""

    id: str
    zh: str
    en: str
    ask_zh: str
    ask_en: str
    default: str
    options: dict[str, dict[str, str]]
    elsewhere_zh: str = ""  # why no rule leans on it: where it is held instead
    elsewhere_en: str = ""
    # "differs": asked only where another reading gives another result; "unknown": only while open;
    # "true": only where it decided; "": wherever the result leans on it
    ask_when: str = ""

    def ask(self, lang: str = "zh") -> str:
        """The question for the caseworker; empty when there is none."""
        return self.ask_zh if lang == "zh" else self.ask_en


@functools.cache
def switches() -> dict[str, Switch]:
    """Every switch by its id, A01 to A46."""
    text = resources.files("tonghu.law.language").joinpath("switches.toml").read_text("utf-8")
    return {key: Switch(id=key, **row) for key, row in tomllib.loads(text).items()}
