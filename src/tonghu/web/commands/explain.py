"""`tonghu explain`: the reasons for one child, down to the facts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tonghu.base.texts import Text
from tonghu.law.engine.determine import determine
from tonghu.web.account import account, page
from tonghu.web.commands import options as shared


def run(arguments: shared.Arguments) -> int:
    """Print the account and the tree of reasons of every case, or write them as a page."""
    made = shared.parser(
        "explain", "Why a child is owed something, or is not.", "place", "day", "values", "documents"
    )
    made.add_argument("source", metavar="CASES", help="cases (.yaml, .json, - for standard input)")
    made.add_argument("--html", metavar="FILE", type=Path, help="write a printable page (A4)")
    made.add_argument("--only", metavar="WORD", help="only results whose name or id contains this")
    asked = made.parse_args(list(arguments))
    chosen = shared.options(asked, text=True, explain=True, counterfactual=True)
    answers = []
    for raw in shared.read_cases(asked.source, asked.lang):
        extra = {"jurisdiction": asked.place, "as_of_date": asked.as_of}
        case = {**{k: v for k, v in extra.items() if v is not None}, **raw} if isinstance(raw, dict) else raw
        answer = determine(case, chosen, where=asked.source)
        if asked.only:
            answer["tree"] = [t for t in answer["tree"] if asked.only in t["name"] or asked.only in t["id"]]
        answers.append((answer, str(raw.get("title") or Text("应享说明", "What is owed").in_(asked.lang))))
    if asked.html:
        asked.html.write_text(page(answers, asked.lang), "utf-8")
        print(asked.html)
        return 0
    for answer, _ in answers:
        print(account(answer, asked.lang))
        print("\n" + Text("理由", "Reasons").in_(asked.lang))
        for row in answer["tree"]:
            print("\n".join(_told(row, 1)))
    return 0


def _told(row: dict[str, Any], depth: int) -> list[str]:
    value = (
        row["value"] if isinstance(row["value"], str) else {True: "✓", False: "✗", None: "？"}[row["value"]]
    )
    clauses = f"  [{' '.join(row['clauses'])}]" if row.get("clauses") else ""
    lines = [f"{'  ' * depth}{row.get('label') or row.get('name')}：{value}{clauses}"]
    for child in row.get("because", ()):
        lines += _told(child, depth + 1)
    return lines
