"""`tonghu ask`: an interview that asks the fact which decides most, until the answer is settled."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from tonghu.base.errors import Faults
from tonghu.base.texts import Lang, Text
from tonghu.law.engine.determine import Options, determine
from tonghu.law.language.facts import FactType, vocabulary
from tonghu.web.account import account
from tonghu.web.commands import options as shared
from tonghu.web.commands.output import to_json

FIRST = ("birth_date",)
YES, NO = ("y", "yes", "是", "有", "1", "true"), ("n", "no", "否", "无", "没有", "0", "false")


def run(arguments: shared.Arguments) -> int:
    """Interview on the terminal, then the account; `--json` gives the case for keeping."""
    made = shared.parser("ask", "A determination by question and answer. Enter: not known; ? : why it is asked; q: stop.",
                         "place", "day", "values", "documents")  # fmt: skip
    made.add_argument("--json", action="store_true", help="print the case and its answer as JSON at the end")
    made.add_argument("--most", type=int, default=30, metavar="N", help="ask at most so many questions")
    asked = made.parse_args(list(arguments))
    place = shared.place_of(asked)
    case: dict[str, Any] = {"id": "ask", "jurisdiction": place.name, "as_of_date": shared.day_of(asked),
                            "child": {}, "household": {}, "parents": [{"role": "father"}, {"role": "mother"}]}  # fmt: skip
    chosen = shared.options(asked, text=True)
    interview(case, chosen, asked.most, _terminal)
    answer = determine(case, chosen)
    print(to_json({"case": case, "answer": answer}) if asked.json else "\n" + account(answer, asked.lang))
    return 0


def interview(
    case: dict[str, Any], chosen: Options, most: int, reply: Callable[[str], str | None]
) -> list[str]:
    """Ask up to `most` facts, the most decisive first, and put the replies into the case. Returns what was asked."""
    skipped: set[str] = set()
    asked: list[str] = []
    while len(asked) < most:
        name = next_fact(case, chosen, skipped)
        if name is None:
            break
        asked.append(name)
        if not _ask_one(case, chosen.lang, name, reply):
            break
        skipped.add(name)
    return asked


def next_fact(case: dict[str, Any], chosen: Options, skipped: set[str]) -> str | None:
    """The unknown fact that decides most and has not been asked; values of the county are not asked of families."""
    for name in FIRST:
        if name not in skipped and name not in case["child"]:
            return name
    missing = determine(case, chosen)["missing"]
    open_ = (m["fact"] for m in missing if m["fact"] not in skipped and not m["fact"].startswith("param_"))
    return next(open_, None)


def _ask_one(case: dict[str, Any], lang: Lang, name: str, reply: Callable[[str], str | None]) -> bool:
    """Ask one fact until the reply can be read; False when the person stops."""
    entry = vocabulary()[name.rsplit(".", maxsplit=1)[-1]]
    while True:
        said = reply(_question(name, entry, lang))
        if said is None or said.strip().lower() in ("q", "quit"):
            return False
        if not said.strip():
            return True
        try:
            put(case, name, _read(entry, said.strip()))
            determine(case, Options(lang=lang))
        except (Faults, ValueError) as error:
            put(case, name, None)
            print(error, file=sys.stderr)
            continue
        return True


def put(case: dict[str, Any], name: str, value: Any) -> None:
    """Set one fact of a case: a parent's under `parents`, the rest under `child`."""
    role, _, fact = name.rpartition(".")
    owner: dict[str, Any] = next(p for p in case["parents"] if p["role"] == role) if role else case["child"]
    if value is None:
        owner.pop(fact, None)
    else:
        owner[fact] = value


def _question(name: str, entry: FactType, lang: Lang) -> str:
    role = name.rpartition(".")[0]
    owner = {"father": Text("父亲：", "father: "), "mother": Text("母亲：", "mother: ")}.get(
        role, Text("", "")
    ).in_(lang)
    hint = {
        "bool": Text("是/否", "yes/no"), "date": Text("如 2015-03-01", "e.g. 2015-03-01"), "int": Text("整数", "whole number"),
        "money": Text("元", "yuan"), "list": Text("可多个，用顿号分开", "several, with commas"),
    }.get(entry.type, Text("", "")).in_(lang)  # fmt: skip
    allowed = " / ".join(v for v in entry.values if v not in entry.unknown)
    told = "；".join(filter(None, (allowed, hint, entry.unit)))
    return f"{owner}{entry.label(lang)}" + (f"（{told}）" if told else "") + Text("？", "?").in_(lang) + " "


def _read(entry: FactType, said: str) -> Any:
    if entry.type == "bool":
        if said.lower() in YES or said.lower() in NO:
            return said.lower() in YES
        raise ValueError("是 / 否 · yes / no")
    if entry.type == "int":
        return int(said)
    if entry.type in ("money", "percent", "number"):
        return float(said)
    if entry.type == "list":
        return (
            []
            if said in ("无", "none")
            else [part.strip() for part in said.replace("、", ",").replace("，", ",").split(",")]
        )
    return said


def _terminal(question: str) -> str | None:
    try:
        return input(question)
    except EOFError:
        return None
