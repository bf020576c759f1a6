"""`tonghu law graph`: how rules and facts hang together, as DOT."""

from __future__ import annotations

import argparse
from typing import Any

from tonghu.law.engine.explain import rule_label
from tonghu.law.engine.law import law_for
from tonghu.law.language.expr import names
from tonghu.law.language.facts import vocabulary
from tonghu.law.language.rule import rules
from tonghu.web.commands import options as shared


def add(parser: argparse.ArgumentParser) -> None:
    """Options of this verb."""
    parser.add_argument("rule", nargs="?", metavar="RULE", help="only this rule and what it needs")


def run(asked: argparse.Namespace) -> int:
    """Print the graph of a place's law (`| dot -Tsvg` draws it)."""
    law = law_for(shared.place_of(asked), shared.day_of(asked), only_documents=asked.only_documents)
    wanted = _reach(law.nodes, asked.rule) if asked.rule else list(law.nodes)
    lines = ["digraph law {", "  rankdir=LR; node [shape=box, fontname=sans-serif];"]
    facts: set[str] = set()
    for name in wanted:
        rule = rules().get(name) or rules().get(name.split(".")[0])
        part = (
            f" · {name.split('.', 1)[1]}" if "." in name and not name.startswith(("father", "mother")) else ""
        )
        lines.append(f'  "{name}" [label="{rule_label(name, rule, asked.lang)}{part}"];')
        expr = law.nodes[name]
        lines += [f'  "{ref}" -> "{name}";' for ref in sorted(names(expr, "rule"))]
        used = names(expr, "fact")
        facts |= used
        lines += [f'  "{fact}" -> "{name}" [color=gray];' for fact in sorted(used)]
    lines += [
        f'  "{f}" [shape=plain, label="{vocabulary()[f.split(".")[-1]].label(asked.lang)}"];'
        for f in sorted(facts)
    ]
    print("\n".join([*lines, "}"]))
    return 0


def _reach(nodes: dict[str, Any], root: str) -> list[str]:
    todo, found = [n for n in nodes if n == root or n.startswith(root + ".")], []
    while todo:
        name = todo.pop()
        if name not in found:
            found.append(name)
            todo.extend(sorted(names(nodes[name], "rule")))
    return found
