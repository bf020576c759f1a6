"""台·法: `tonghu law show | search | diff | coverage | unset | graph`."""

from __future__ import annotations

import argparse

from tonghu.web.commands import options as shared
from tonghu.web.commands.law import coverage, diff, graph, search, show, unset

VERBS = {"show": show, "search": search, "diff": diff, "coverage": coverage, "unset": unset, "graph": graph}


def run(arguments: shared.Arguments) -> int:
    """Run one of the verbs."""
    made = shared.parser(
        "law", "What the documents say, and what serves each provision.", "place", "day", "documents"
    )
    verbs = made.add_subparsers(dest="verb", required=True, metavar="verb")
    for name, module in VERBS.items():
        line = (module.__doc__ or "").split(":", 1)[-1].strip().split("\n")[0]
        module.add(verbs.add_parser(name, help=line, description=line, parents=[_again()]))
    asked = made.parse_args(list(arguments))
    status: int = VERBS[asked.verb].run(asked)
    return status


def _again() -> argparse.ArgumentParser:
    """The shared options may stand behind the verb too."""
    again = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    again.add_argument("--lang", choices=["zh", "en"])
    again.add_argument("--place", metavar="PLACE")
    again.add_argument("--as-of", metavar="DAY", type=shared.day)
    again.add_argument("--only-documents", action="store_true")
    return again
