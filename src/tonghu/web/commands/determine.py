"""`tonghu determine`: cases, a county's workbook or a Parquet table in, answers out."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from tonghu.base.errors import Faults
from tonghu.base.texts import Text
from tonghu.law.engine.determine import Options, determine
from tonghu.web.account import account
from tonghu.web.commands import options as shared
from tonghu.web.commands.determine_table import run_table
from tonghu.web.commands.determine_workbook import run_workbook
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
    made = shared.parser("determine", "What the law owes each child.", "place", "day", "values", "documents")
    made.add_argument(
        "source", metavar="CASES", help="cases (.yaml, .json, - for standard input), a workbook, or .parquet"
    )
    made.add_argument(
        "-o", "--output", metavar="FILE", type=Path, help="where the result workbook or table goes"
    )
    made.add_argument("--json", action="store_true", help="print the answers as JSON")
    made.add_argument("--text", action="store_true", help="add document, article and words of each provision")
    made.add_argument("--explain", action="store_true", help="add the tree of reasons")
    made.add_argument(
        "--counterfactual",
        action="store_true",
        help="for each no, the smallest change that would make it yes",
    )
    return made


def _run_cases(asked: argparse.Namespace) -> int:
    chosen = shared.options(
        asked, text=asked.text or not asked.json, explain=asked.explain, counterfactual=asked.counterfactual
    )
    where = "stdin" if asked.source == "-" else asked.source
    answers = []
    status = 0
    for raw in shared.read_cases(asked.source, asked.lang):
        answer, faults = _one(_with_defaults(raw, asked), chosen, where)
        status = max(status, 2 if faults else 0)
        answers.append(answer)
    if asked.json:
        print(to_json(answers))
    else:
        print("\n\n".join(account(a, asked.lang) for a in answers if "error" not in a))
    return status


def _with_defaults(raw: Any, asked: argparse.Namespace) -> Any:
    """`--place` and `--as-of` serve cases that do not say."""
    if not isinstance(raw, dict):
        return raw
    extra = {"jurisdiction": asked.place, "as_of_date": asked.as_of}
    return {**{k: v for k, v in extra.items() if v is not None}, **raw}


def _one(raw: Any, chosen: Options, where: str) -> tuple[dict[str, Any], bool]:
    try:
        return determine(raw, chosen, where=where), False
    except Faults as error:
        for fault in error.faults:
            print(fault, file=sys.stderr)
        faults = [{"where": f.where, "what": f.what, "mend": f.mend} for f in error.faults]
        said = Text("未能读取，见各项", "could not be read; see the faults").in_(chosen.lang)
        return {
            "id": raw.get("id") if isinstance(raw, dict) else None,
            "error": {"message": said, "faults": faults},
        }, True
