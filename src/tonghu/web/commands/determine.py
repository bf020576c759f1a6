"""`tonghu determine`: cases, a county's workbook or a Parquet table in, answers out."""

from __future__ import annotations

import argparse
from pathlib import Path

from tonghu.base.texts import Text
from tonghu.web.account import account
from tonghu.web.commands import options as shared
from tonghu.web.commands.cases import answers
from tonghu.web.commands.determine_table import run_table
from tonghu.web.commands.determine_workbook import run_workbook
from tonghu.web.commands.options import said
from tonghu.web.commands.output import to_json

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods", ".et", ".csv")


def run(arguments: shared.Arguments) -> int:
    """Answer every case; status 2 when one could not be read, the others go on."""
    asked = _parser().parse_args(list(arguments))
    suffix = Path(asked.source).suffix.lower()
    if suffix in WORKBOOKS:
        return run_workbook(asked)
    if suffix == ".parquet" or Path(asked.source).is_dir():
        return run_table(asked)
    return _run_cases(asked)


def _parser() -> argparse.ArgumentParser:
    made = shared.parser(
        "determine",
        Text("说明每个孩子应享什么", "What the law owes each child"),
        "place",
        "day",
        "values",
        "documents",
    )
    made.add_argument(
        "source", metavar="CASES",
        help=said("案例（.yaml、.json，- 为标准输入）、台账（.xlsx）或 .parquet",
                  "cases (.yaml, .json, - for standard input), a workbook, or .parquet"),
    )  # fmt: skip
    made.add_argument("-o", "--output", metavar="FILE", type=Path, help=said("结果写到哪里（台账、.parquet）", "where the result workbook or table goes"))  # fmt: skip
    made.add_argument(
        "--json", action="store_true", help=said("以 JSON 打印结果", "print the answers as JSON")
    )
    made.add_argument("--text", action="store_true", help=said("附上每条依据的文件、条和原文", "add document, article and words of each provision"))  # fmt: skip
    made.add_argument(
        "--explain", action="store_true", help=said("附上理由，逐条到事实", "add the tree of reasons")
    )
    made.add_argument("--counterfactual", action="store_true", help=said("不符合的，说明最少改变什么才符合", "for each no, the smallest change that would make it yes"))  # fmt: skip
    return made


def _run_cases(asked: argparse.Namespace) -> int:
    chosen = shared.options(
        asked, text=asked.text or not asked.json, explain=asked.explain, counterfactual=asked.counterfactual
    )
    found = [answer for answer, _ in answers(asked, chosen)]
    told = [answer for answer in found if "error" not in answer]
    if asked.json:
        print(to_json(found))
    else:
        print("\n\n".join(account(answer, asked.lang, words=asked.text) for answer in told))
    return 0 if len(told) == len(found) else 2
