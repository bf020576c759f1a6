"""台·法: `tonghu law show | search | diff | coverage | unset | graph`."""

from __future__ import annotations

import argparse

from tonghu.base.texts import Text
from tonghu.web.commands import options as shared
from tonghu.web.commands.law import coverage, diff, graph, search, show, unset
from tonghu.web.commands.options import said

VERBS = {"show": show, "search": search, "diff": diff, "coverage": coverage, "unset": unset, "graph": graph}
SAID = {
    "show": said(
        "看一条条文、规则、数值或读法", "a provision, rule, value or open question, with the code behind it"
    ),
    "search": said("按词查找", "words in the provisions, the rules, the vocabulary and the open questions"),
    "diff": said("两个地方，或一个地方的两天，差在哪里", "what one place, or day, has and the other has not"),
    "coverage": said("每条条文由什么落实", "what serves every provision"),
    "unset": said("县里还要填哪些数值", "what a county must fill in before every amount can be said"),
    "graph": said("规则和事实的关系图（DOT）", "how rules and facts hang together, as DOT"),
}
SHARED = ("place", "day", "values", "documents")


def run(arguments: shared.Arguments) -> int:
    """Run one of the verbs."""
    made = shared.parser(
        "law",
        Text("文件怎么说，每条由什么落实", "what the documents say, and what serves each provision"),
        *SHARED,
    )
    verbs = made.add_subparsers(dest="verb", required=True, metavar="verb")
    for name, module in VERBS.items():
        module.add(verbs.add_parser(name, help=SAID[name], description=SAID[name], parents=[_again()]))
    asked = made.parse_args(list(arguments))
    status: int = VERBS[asked.verb].run(asked)
    return status


def _again() -> argparse.ArgumentParser:
    """The shared options may stand behind the verb too."""
    again = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    again.add_argument("--lang", choices=["zh", "en"], help=shared.LANG)
    shared.add_shared(again, *SHARED)
    for action in again._actions:
        action.default = argparse.SUPPRESS
    return again
