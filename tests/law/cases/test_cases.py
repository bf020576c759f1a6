"""Cases that an official could read and sign: what each clause demands, against what the engine answers.

One file a place for the examples of its provisions, `edges.yaml` for edges, `golden.yaml` for the golden cases.
A case is one of `tonghu determine` (by the documents alone) with `expected`, and `variants` that set some facts
anew. Over the shape of an answer it may name what must not be there (`not_…`), `readings` of ambiguities, a
`status` of a benefit or entitlement, the `figure` of a task, and clauses under `undetermined`.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tonghu.law import Options, determine
from tonghu.law.engine.overrides import Overrides
from tonghu.law.places.load import places

HERE = Path(__file__).parent
OURS = ("expected", "variants", "because", "readings")
FILES = sorted(path for path in HERE.glob("*.yaml") if path.stem != "left_out")
Row = dict[str, Any]


def load(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


def merged(case: Row, change: Row) -> Row:
    """The case with some facts set anew; `parents` of a change go by role."""
    out = copy.deepcopy(case)
    for key, value in change.items():
        if key == "parents":
            for role, facts in value.items():
                found = next((p for p in out.setdefault("parents", []) if p["role"] == role), None)
                out["parents"] += [] if found is not None else [{"role": role, **facts}]
                (found or {}).update(facts)
        elif isinstance(value, dict):
            out[key] = {**out.get(key, {}), **value}
        else:
            out[key] = value
    return out


def every_case() -> Iterator[Any]:
    for path in FILES:
        for case in load(path):
            yield pytest.param(case, case["expected"], id=f"{path.stem}/{case['id']}")
            for number, variant in enumerate(case.get("variants", []), 1):
                name = f"{path.stem}/{case['id']}v{number}"
                yield pytest.param(merged(case, variant["set"]), variant["expect"], id=name)


def under(items: list[Row], clause: str) -> list[Row]:
    """The items that rest on a clause."""
    return [i for i in items if clause in (i.get("clauses") or [i.get("clause")])]


def fits(item: Row, want: Row) -> bool:
    """Whether amount, day, status and figure are as wanted; an amount not stated must not be invented."""
    floor = "at least" in str(want.get("unit"))
    if "amount" in want and want["amount"] != item.get("amount"):
        return bool(floor and want["amount"] == item.get("amount_min"))
    told = ("from", "until", "status", "figure", "effective", "seat", "payer", "estimate")
    return all(str(item.get(key)) == str(want[key]) for key in told if key in want)


def demanded(answer: Row, want: Row) -> Iterator[str]:
    """What is wanted under a clause and is not there as wanted."""
    money, services = answer["benefits"], answer["entitlements"]
    granted = [i for i in (*services, *money) if i["status"] in ("yes", "candidate")]
    live = ("yes", "choice", "candidate", "unknown")
    pools: dict[str, list[Row]] = {
        "benefits": [i for i in money if i["status"] in live],
        "alternatives": [i for i in answer["alternatives"] if i["status"] in live],
        "entitlements": [*granted, *answer["tasks"]],
        "tasks": [*answer["tasks"], *granted],
        "exits": answer["exits"], "blocked": answer["blocked"],
    }  # fmt: skip
    for key, pool in pools.items():
        for row in want.get(key, []):
            found = under(pool, row["clause"])
            full = {"amount": None, **row} if key in ("benefits", "alternatives") else row
            settled = [i for i in found if full.get("amount") is None or i["status"] != "unknown"]
            if not any(fits(item, full) for item in settled):
                yield f"{key}: wanted {row}, got {found or 'nothing under that clause'}"


def forbidden(answer: Row, want: Row) -> Iterator[str]:
    """What is there and must not be."""
    granted = [i for i in (*answer["benefits"], *answer["entitlements"]) if i["status"] == "yes"]
    unwanted = [b["name"] for name in want.get("not_benefits", []) for b in granted if name in b["name"]]
    yield from (f"benefit {name} is yes" for name in unwanted)
    for key, pool in (
        ("entitlements", granted),
        *((k, answer[k]) for k in ("tasks", "blocked", "undetermined")),
    ):
        found = [item for clause in want.get(f"not_{key}", []) for item in under(pool, clause)]
        yield from (f"{key}: unwanted {item}" for item in found)
    paid = [b["name"] for b in answer["benefits"] if b["status"] == "yes"]
    for key, got in (("benefits", paid), ("exits", answer["exits"]), ("blocked", answer["blocked"])):
        if want.get(key) == [] and got:
            yield f"{key}: wanted none, got {got}"
    yield from (f"asked {q}" for q in want.get("not_questions", []) if q in answer["questions"])


def listed(answer: Row, want: Row) -> Iterator[str]:
    """Categories, and what is open, missing or asked."""
    yes = {c["id"] for c in answer["categories"] if c["status"] == "yes"}
    open_ = {c["id"] for c in answer["categories"] if c["status"] == "unknown"}
    if "categories" in want and (set(want["categories"]) - yes or (not want["categories"] and yes)):
        yield f"categories: wanted {want['categories']}, got {sorted(yes)}"
    yield from (f"category {c} is yes" for c in want.get("not_categories", []) if c in yes)
    documents = tuple(f"{d.id}-" for place in places() for d in place.documents)
    for what in want.get("undetermined", []):
        if what in {c["id"] for c in answer["categories"]} - open_:
            yield f"category {what} is not open"
        if what.startswith(documents) and not under(answer["undetermined"], what):
            yield f"undetermined: nothing under {what}, got {[u['what'] for u in answer['undetermined']]}"
    if want.get("undetermined") and not (answer["undetermined"] or open_):
        yield "nothing is undetermined"
    facts = {m["fact"].split(".")[-1] for m in answer["missing"]}
    yield from (f"missing {m} is not listed" for m in want.get("missing", []) if m not in facts)
    yield from (f"{q} is not asked" for q in want.get("questions", []) if q not in answer["questions"])
    if "binding" in want and want["binding"] is not answer["binding"]:
        yield f"binding is {answer['binding']}"


@pytest.mark.parametrize(("case", "want"), list(every_case()))
def test_the_answer_is_what_the_clause_demands(case: Row, want: Row) -> None:
    readings = Overrides(switches=tuple(case.get("readings", {}).items()))
    options = Options(only_documents=True, next_change=False, overrides=readings)
    answer = determine({key: value for key, value in case.items() if key not in OURS}, options)
    wrong = [line for part in (demanded, forbidden, listed) for line in part(answer, want)]
    assert not wrong, "\n".join([case.get("because") or case.get("title") or "", *wrong])


def test_each_example_of_a_provision_has_a_case_or_a_reason() -> None:
    left_out = {row["id"] for row in load(HERE / "left_out.yaml")}
    for place in places():
        cases = {case["id"]: case.get("because") for case in load(HERE / f"{place.folder}.yaml")}
        examples = {p.id: p.row["example"] for p in place.provisions if p.row["computable"] != "none"}
        assert set(examples) - left_out <= set(cases) <= set(examples), place.folder
        for name, words in cases.items():
            assert words == f"{examples[name]['given']} ⇒ {examples[name]['expect']}", name
