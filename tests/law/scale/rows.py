"""Rows of a table as cases, and answers as rows, so that the table and the single case can be compared."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

import polars as pl

from tonghu.law.engine.batch import STATUS
from tonghu.register.demo import facts_frame

DAY = dt.date(2026, 6, 15)
COUNTIES = ("全国", "浙江省杭州市", "四川省", "内蒙古自治区", "天津市")


@cache
def county(place: str, rows: int, seed: int = 1, day: dt.date = DAY) -> pl.DataFrame:
    """A table of invented children of one place, with ids and the place; as of the day."""
    frame = facts_frame(rows, seed, day, place, "all")
    ids = pl.Series("id", [f"{place}-{seed}-{row}" for row in range(rows)])
    return frame.with_columns(ids, jurisdiction=pl.lit(place), as_of_date=pl.lit(day))


def counties(rows: int, seed: int = 1) -> pl.DataFrame:
    """The tables of several places, shuffled together."""
    frames = [county(place, rows, seed) for place in COUNTIES]
    return pl.concat(frames, how="diagonal").sample(fraction=1.0, shuffle=True, seed=seed)


def case_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """The case of the contract that a row of a table says."""
    case: dict[str, Any] = {"child": {}, "parents": []}
    parents: dict[str, dict[str, Any]] = {}
    for name, value in row.items():
        role, _, fact = name.rpartition(".")
        if value is None:
            continue
        if name in ("id", "jurisdiction", "as_of_date"):
            case[name] = value
        elif role:
            parents.setdefault(role, {"role": role})[fact] = value
        else:
            case["child"][fact] = value
    return {**case, "parents": list(parents.values())}


def row_of(answer: Mapping[str, Any], columns: Mapping[str, Any]) -> dict[str, Any]:
    """The row of a table's results that an answer says; null where the place has no such rule."""
    row: dict[str, Any] = dict.fromkeys(columns)
    row |= {"id": answer["id"], "as_of_date": answer["as_of_date"], "binding": answer["binding"]}
    benefits = [*answer["benefits"], *answer["alternatives"]]
    row["open"] = sum(item["status"] == "unknown" for item in (*answer["categories"], *benefits))
    for category in answer["categories"]:
        row[f"category.{category['id']}"] = category["status"]
    for entitlement in answer["entitlements"]:
        row[f"entitlement.{entitlement['id']}"] = entitlement["status"]
    for benefit in benefits:
        name = f"benefit.{benefit['id']}"
        amount = benefit["amount"]
        row[name] = benefit["status"]
        row[f"{name}.amount"] = None if amount is None else Decimal(str(amount))
        row |= {f"{name}.{part}": benefit[part] for part in ("from", "until") if f"{name}.{part}" in columns}
    for leaving in answer["exits"]:
        row[f"exit.{leaving['id']}"], row[f"exit.{leaving['id']}.until"] = "yes", leaving["effective"]
    row |= {f"block.{item['id']}": "yes" for item in answer["blocked"]}
    return row | {f"duty.{item['id']}": "yes" for item in answer["tasks"] if f"duty.{item['id']}" in columns}


def differences(results: pl.DataFrame, answers: list[Mapping[str, Any]]) -> list[str]:
    """Where the table and the answers, row for row, do not say the same.

    An answer lists exits, things forbidden and duties only when they are so; of those the table's `yes` is compared.
    """
    found = []
    for result, answer in zip(results.iter_rows(named=True), answers, strict=True):
        expected = row_of(answer, results.schema)
        for name, dtype in results.schema.items():
            told = result[name]
            if name.startswith(("exit.", "block.", "duty.")) and dtype == STATUS:
                told = told if told == "yes" else None
            if name != "jurisdiction" and told != expected[name]:
                found.append(f"{answer['id']} {name}: table {told!r}, case {expected[name]!r}")
    return found
