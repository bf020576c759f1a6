"""`tonghu law graph`: how rules and facts hang together, as DOT."""

from __future__ import annotations

import argparse
import difflib
from collections.abc import Iterable
from typing import Any

from tonghu.base.errors import Fault, Faults
from tonghu.base.texts import Lang, Text
from tonghu.law.engine.explain import rule_label
from tonghu.law.language.expr import names
from tonghu.law.language.rule import rules
from tonghu.law.language.words import fact_label
from tonghu.web.account import plain
from tonghu.web.commands import options as shared
from tonghu.web.commands.law.common import law_of
from tonghu.web.commands.options import said


def add(parser: argparse.ArgumentParser) -> None:
    """Options of this verb."""
    parser.add_argument(
        "rule",
        nargs="?",
        metavar="RULE",
        help=said("只画这条规则和它所需的", "only this rule and what it needs"),
    )


def run(asked: argparse.Namespace) -> int:
    """Print the graph of a place's law (`| dot -Tsvg` draws it)."""
    law = law_of(asked, shared.place_of(asked), shared.day_of(asked))
    wanted = _reach(law.nodes, asked.rule) if asked.rule else list(law.nodes)
    if not wanted:
        raise Faults(_unknown(asked.rule, law.nodes, asked.lang))
    lines = ["digraph law {", "  rankdir=LR; node [shape=box, fontname=sans-serif];"]
    facts: set[str] = set()
    for name in wanted:
        rule = rules().get(name) or rules().get(name.split(".")[0])
        part = (
            f" · {name.split('.', 1)[1]}" if "." in name and not name.startswith(("father", "mother")) else ""
        )
        lines.append(f'  "{name}" [label="{plain(rule_label(name, rule, asked.lang))}{part}"];')
        expr = law.nodes[name]
        lines += [f'  "{ref}" -> "{name}";' for ref in sorted(names(expr, "rule"))]
        used = names(expr, "fact")
        facts |= used
        lines += [f'  "{fact}" -> "{name}" [color=gray];' for fact in sorted(used)]
    lines += [f'  "{f}" [shape=plain, label="{fact_label(f, asked.lang)}"];' for f in sorted(facts)]
    print("\n".join([*lines, "}"]))
    return 0


def _unknown(name: str, nodes: Iterable[str], lang: Lang) -> Fault:
    what = Text("这里没有这条规则", "there is no such rule here")
    close = difflib.get_close_matches(name, [n for n in nodes if "." not in n], n=3)
    near = Text(f"是否想看 {'、'.join(close)}？", f"did you mean {' or '.join(close)}?")
    search = Text(f"用 tonghu law search {name} 查找", f"try tonghu law search {name}")
    return Fault(name, what.in_(lang), (near if close else search).in_(lang))


def _reach(nodes: dict[str, Any], root: str) -> list[str]:
    todo, found = [n for n in nodes if n == root or n.startswith(root + ".")], []
    while todo:
        name = todo.pop()
        if name not in found:
            found.append(name)
            todo.extend(sorted(names(nodes[name], "rule")))
    return found
