"""The toy law as the engine sees it: its places, its rules, and short ways to ask it."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from tests.law.toy import rules as _rules

from tonghu.law.engine.case import read_case
from tonghu.law.engine.determine import Determined, Options, determine, evaluate
from tonghu.law.engine.law import Law, Rulebook, law_for
from tonghu.law.language.rule import rules_of
from tonghu.law.places.load import Place, load

HERE = Path(__file__).parent
DAY = dt.date(2026, 6, 15)
ORPHAN = [{"role": role, "parent_life_status": "死亡"} for role in ("father", "mother")]


@cache
def toy_place(folder: str) -> Place:
    """One of the toy places: `town`, its nation `realm`, and the `background` (kept in `beyond`)."""
    return load(HERE / ("beyond" if folder == "background" else folder), folder)


@cache
def book() -> Rulebook:
    """The toy rules."""
    return Rulebook(rules_of(_rules.__name__.rpartition(".")[0]))


def town() -> Place:
    """魔法镇."""
    return toy_place("town")


def toy_law(day: dt.date = DAY, **options: Any) -> Law:
    """The law of the town; needs the fixture `toytown`."""
    return law_for(town(), day, **{"only_documents": False, **options})


def case(
    child: dict[str, Any] | None = None, parents: list[dict[str, Any]] | None = None, **more: Any
) -> dict[str, Any]:
    """A case of the contract, asked in the town."""
    asked = {"jurisdiction": "魔法镇", "as_of_date": DAY}
    return {**asked, "child": child or {}, "parents": parents or [], **more}


def ask(
    child: dict[str, Any] | None = None, parents: list[dict[str, Any]] | None = None, *,
    options: Options | None = None, **more: Any,
) -> dict[str, Any]:  # fmt: skip
    """The answer of the town."""
    return determine(case(child, parents, **more), options or Options())


def run(
    child: dict[str, Any] | None = None, parents: list[dict[str, Any]] | None = None, **more: Any
) -> Determined:
    """The values of every node for a case of the town."""
    return evaluate(read_case(case(child, parents, **more)))


def write_place(folder: Path, place: str, clauses: list[dict[str, Any]], values: str = "") -> Place:
    """A place made for one test."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "place.toml").write_text(place, "utf-8")
    (folder / "clauses.yaml").write_text(yaml.safe_dump(clauses, allow_unicode=True), "utf-8")
    (folder / "values.toml").write_text(values, "utf-8")
    return load(folder, folder.name)
