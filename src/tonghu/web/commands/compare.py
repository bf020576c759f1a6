"""`tonghu compare`: one child in several places; what is gained and lost by moving."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tonghu.base.texts import Lang, Text
from tonghu.law.engine.determine import determine
from tonghu.law.places.load import places
from tonghu.web.account import STATUS, granted, yuan
from tonghu.web.commands import options as shared
from tonghu.web.commands.output import table, to_json

KINDS = ("categories", "benefits", "alternatives", "entitlements")


def run(arguments: shared.Arguments) -> int:
    """Compare every case of the file across places."""
    made = shared.parser(
        "compare", "One child in several places: what is gained and lost by moving.", "day", "documents"
    )
    made.add_argument("source", metavar="CASES", help="cases (.yaml, .json, - for standard input)")
    made.add_argument("--places", metavar="A,B", help="names or codes, with commas; all places when left out")
    made.add_argument("--all", action="store_true", help="also what is the same everywhere")
    made.add_argument("--json", action="store_true", help="print as JSON")
    asked = made.parse_args(list(arguments))
    chosen = (
        [shared.known_place(p.strip(), asked.lang) for p in asked.places.split(",")]
        if asked.places
        else list(places())
    )
    compared: list[dict[str, Any]] = []
    for raw in shared.read_cases(asked.source, asked.lang):
        case = {**raw, "as_of_date": asked.as_of or raw.get("as_of_date")}
        answers = [
            determine({**case, "jurisdiction": p.name, "params": _own(case, p.name)}, shared.options(asked))
            for p in chosen
        ]
        compared.append({"id": case.get("id"), "places": [p.label(asked.lang) for p in chosen],
                         "rows": rows(answers, asked.lang, everything=asked.all),
                         "binding": [a["binding"] for a in answers]})  # fmt: skip
    if asked.json:
        print(to_json(compared))
        return 0
    for item in compared:
        print(item["id"] or "")
        print(table([(r["name"], *r["in"]) for r in item["rows"]], ("", *item["places"])))
        drafts = [p for p, binding in zip(item["places"], item["binding"], strict=True) if not binding]
        if drafts:
            names = "、".join(drafts)
            print(
                Text(f"{names}：仅供测算，不能据此发放", f"{names}: simulation only, not payable").in_(
                    asked.lang
                )
            )
    return 0


def _own(case: dict[str, Any], place: str) -> dict[str, Any]:
    """The case's own values speak of its own place only."""
    params: dict[str, Any] = case.get("params") or {}
    return params if case.get("jurisdiction") == place else {}


def rows(answers: list[dict[str, Any]], lang: Lang, *, everything: bool = False) -> list[dict[str, Any]]:
    """One row an item that is owed in at least one place; `in` tells each place's state."""
    found: dict[str, dict[int, str]] = {}
    names: dict[str, str] = {}
    for index, answer in enumerate(answers):
        for kind in KINDS:
            for item in (
                granted(answer[kind])
                if kind != "categories"
                else [c for c in answer[kind] if c["status"] == "yes"]
            ):
                found.setdefault(item["id"], {})[index] = _cell(item, kind, lang)
                names[item["id"]] = item["name"]
    told = [
        {"id": k, "name": names[k], "in": [cells.get(i, "—") for i in range(len(answers))]}
        for k, cells in found.items()
    ]
    return [row for row in told if everything or len(set(row["in"])) > 1]


def _cell(item: Mapping[str, Any], kind: str, lang: Lang) -> str:
    if kind in ("benefits", "alternatives"):
        return yuan(item, lang)
    return STATUS[item["status"]].in_(lang) if item["status"] != "yes" else "✓"
