"""`tonghu explain`: the reasons for one child, down to the facts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tonghu.base.texts import Text
from tonghu.web.account import account, page
from tonghu.web.commands import options as shared
from tonghu.web.commands.cases import answers
from tonghu.web.commands.options import said
from tonghu.web.commands.output import write_text


def run(arguments: shared.Arguments) -> int:
    """Print the account and the tree of reasons of every case, or write them as a page; status as of determine."""
    made = shared.parser(
        "explain", Text("一个孩子为什么应享，为什么不应享", "Why a child is owed something, or is not"),
        "place", "day", "values", "documents", "cases",
    )  # fmt: skip
    made.add_argument(
        "--html",
        metavar="FILE",
        type=Path,
        help=said("写成可打印的网页（A4）", "write a printable page (A4)"),
    )
    made.add_argument(
        "--only", metavar="WORD",
        help=said("只说名称或编号含这个词的理由", "reasons only of results whose name or id contains this"),
    )  # fmt: skip
    made.add_argument(
        "--all", action="store_true",
        help=said("还没有定的服务和职责也说理由", "reasons also of services and duties that are still open"),
    )  # fmt: skip
    made.add_argument(
        "--counterfactual", action="store_true",
        help=said("不符合的，说明最少改变什么才符合", "for each no, the smallest change that would make it yes"),
    )  # fmt: skip
    asked = made.parse_args(list(arguments))
    chosen = shared.options(asked, text=True, explain=True, counterfactual=asked.counterfactual)
    found = list(answers(asked, chosen))
    told = [(_with_chosen_reasons(a, asked.only, asked.all), title) for a, title in found if "error" not in a]
    if not told:
        return 2 if found else 0
    if asked.html:
        titled = [(a, t or a["id"] or Text("应享说明", "What is owed").in_(asked.lang)) for a, t in told]
        write_text(asked.html, page(titled, asked.lang))
        print(asked.html)
    else:
        print("\n\n".join(account(answer, asked.lang, words=True) for answer, _ in told))
    return 0 if len(told) == len(found) else 2


def _with_chosen_reasons(answer: dict[str, Any], only: str | None, everything: bool) -> dict[str, Any]:
    """The answer with the reasons that are asked for: of what holds and of what money and categories leave open."""
    weighty = {i["id"] for k in ("benefits", "alternatives") for i in answer[k]} | {
        c["rule"] for c in answer["categories"]
    }

    def wanted(row: Mapping[str, Any]) -> bool:
        if only is not None:
            return only in row["name"] or only in row["id"]
        return everything or row["value"] is True or (row["value"] is None and row["id"] in weighty)

    chosen = filter(wanted, answer["tree"])
    return {
        **answer,
        "tree": sorted(chosen, key=lambda row: row["value"] is not True),
    }  # what holds comes first
