"""`tonghu compare`: one child in several places; what is gained and lost by moving."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from typing import Any

from tonghu.base.errors import Faults
from tonghu.base.texts import Lang, Text
from tonghu.law.engine.determine import Options, determine
from tonghu.law.engine.law import NoLaw, find_place
from tonghu.law.language.words import STATUS, listed
from tonghu.law.places.load import Place, places
from tonghu.web.account import granted, yuan
from tonghu.web.commands import options as shared
from tonghu.web.commands.cases import named, read_cases, told_error
from tonghu.web.commands.options import said
from tonghu.web.commands.output import table, to_json

KINDS = ("categories", "benefits", "alternatives", "entitlements")
NOTHING = "—"


def run(arguments: shared.Arguments) -> int:
    """Compare every case of the file across places; status 2 when one could not be read."""
    asked = _parser().parse_args(list(arguments))
    chosen = (
        [shared.known_place(p.strip(), asked.lang) for p in asked.places.split(",")]
        if asked.places
        else list(places())
    )
    compared = [_compared(raw, chosen, asked) for raw in read_cases(asked.source, asked.lang)]
    told = [item for item in compared if "error" not in item]
    if asked.json:
        print(to_json(compared))
    else:
        print("\n\n".join(_told(item, asked.lang) for item in told))
    return 0 if len(told) == len(compared) else 2


def _parser() -> argparse.ArgumentParser:
    made = shared.parser(
        "compare",
        Text("同一个孩子在几个地方：搬家得到什么、失去什么", "one child in several places: what is gained and lost by moving"),
        "day", "documents", "cases",
    )  # fmt: skip
    made.add_argument("--places", metavar="A,B", help=said("地区名称或代码，逗号分开；不写就是全部", "names or codes, with commas; all places when left out"))  # fmt: skip
    made.add_argument(
        "--all", action="store_true", help=said("各地相同的也列出", "also what is the same everywhere")
    )
    made.add_argument("--json", action="store_true", help=said("以 JSON 打印", "print as JSON"))
    return made


def _compared(raw: Any, chosen: Sequence[Place], asked: argparse.Namespace) -> dict[str, Any]:
    options: Options = shared.options(asked, next_change=False, proposals=False)
    try:
        answers = [determine(_in(raw, place, asked), options, where=named(asked.source)) for place in chosen]
    except Faults as error:
        return told_error(raw, error, asked.lang)
    return {
        "id": answers[0]["id"], "places": [p.label(asked.lang) for p in chosen],
        "rows": rows(answers, asked.lang, everything=asked.all), "binding": [a["binding"] for a in answers],
    }  # fmt: skip


def _in(raw: Any, place: Place, asked: argparse.Namespace) -> Any:
    """The case as it would be asked in a place: its own values speak of its own place only."""
    if not isinstance(raw, dict):
        return raw
    try:
        own = find_place(raw.get("jurisdiction") or "") is place
    except NoLaw:
        own = False
    day = asked.as_of or raw.get("as_of_date")
    return {**raw, "jurisdiction": place.name, "as_of_date": day, "params": raw.get("params") if own else {}}


def rows(answers: list[dict[str, Any]], lang: Lang, *, everything: bool = False) -> list[dict[str, Any]]:
    """One row an item that is owed in at least one place; `in` tells each place's state."""
    cells: dict[str, dict[int, str]] = {}
    names: dict[str, str] = {}
    for index, answer in enumerate(answers):
        for kind in KINDS:
            for item in answer[kind]:
                cells.setdefault(item["id"], {})[index] = _cell(item, lang)
                if granted([item]):
                    names.setdefault(item["id"], item["name"])
    told = [
        {"id": key, "name": name, "in": [cells[key].get(i, NOTHING) for i in range(len(answers))]}
        for key, name in names.items()
    ]
    return [row for row in told if everything or len(set(row["in"])) > 1]


def _cell(item: Mapping[str, Any], lang: Lang) -> str:
    """What one place says: owed with its amount, by another body, not yet known (which is not no), nothing."""
    status = item["status"]
    if status == "no":
        return NOTHING
    amount = yuan(item, lang) if "amount" in item and status != "unknown" else ""
    mark = "" if status == "yes" and amount else "✓" if status == "yes" else STATUS[status].in_(lang)
    return " · ".join(filter(None, (amount, mark)))


def _told(item: Mapping[str, Any], lang: Lang) -> str:
    lines = [item["id"]] if item["id"] else []
    found = [(r["name"], *r["in"]) for r in item["rows"]]
    same = Text("各地相同", "the same in all of them").in_(lang)
    lines.append(table(found, ("", *item["places"])) if found else same)
    drafts = [p for p, binding in zip(item["places"], item["binding"], strict=True) if not binding]
    if drafts:
        names = listed(drafts, lang)
        lines.append(
            Text(f"{names}：仅供测算，不能据此发放", f"{names}: simulation only, not payable").in_(lang)
        )
    return "\n".join(lines)
