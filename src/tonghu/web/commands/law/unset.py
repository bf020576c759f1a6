"""`tonghu law unset`: what a county must fill in before Tonghu can say every amount."""

from __future__ import annotations

import argparse

from tonghu.base.texts import Text
from tonghu.law.engine.law import law_for
from tonghu.law.language.expr import names
from tonghu.law.language.facts import vocabulary
from tonghu.web.commands import options as shared
from tonghu.web.commands.output import table


def add(parser: argparse.ArgumentParser) -> None:
    """Options of this verb."""
    parser.add_argument("--toml", action="store_true", help="print a file to fill in, for --values")


def run(asked: argparse.Namespace) -> int:
    """List the values that active rules read and nobody has set, with what they hold up."""
    place, lang = shared.place_of(asked), asked.lang
    law = law_for(place, shared.day_of(asked), only_documents=asked.only_documents)
    decided = {n for n, v in law.values.items() if v.decides}
    wanted = [
        n for n in vocabulary() if n in law.facts and vocabulary()[n].about == "value" and n not in decided
    ]
    if asked.toml:
        print(_form(place.name, wanted))
        return 0
    rows = []
    for name in wanted:
        entry, proposal = vocabulary()[name], law.values.get(name)
        held = dict.fromkeys(key.split(".")[-1] if key.startswith(("father", "mother")) else key.split(".")[0]
                             for key, expr in law.nodes.items() if name in names(expr, "fact"))  # fmt: skip
        offer = f"{proposal.entry.value} {proposal.entry.unit}（{proposal.entry.basis}）" if proposal else ""
        rows.append((name, entry.label(lang), entry.unit, ", ".join(held), offer))
    head = (
        "",
        Text("数值", "value").in_(lang),
        Text("单位", "unit").in_(lang),
        Text("用于", "used by").in_(lang),
        Text("未核实的参考", "unverified proposal").in_(lang),
    )
    print(table(rows, head))
    print(Text(f"{place.name}：{len(rows)} 项未设。填好后用 --values 载入；tonghu law unset --toml 打印可填的文件。",
               f"{place.en}: {len(rows)} unset. Fill in and load with --values; tonghu law unset --toml prints the file.").in_(lang))  # fmt: skip
    return 0


def _form(place: str, wanted: list[str]) -> str:
    head = [
        "# 本县数值。每项须有出处；不知道的整段删去，未设就是未设。",
        "[county]",
        f'place = "{place}"',
        'approver = ""   # 谁对这些数值负责',
    ]
    for name in wanted:
        entry = vocabulary()[name]
        head += [
            "",
            f"# {entry.zh}（{entry.unit or entry.type}）",
            f"# [[{name}]]",
            "# from = 2026-01-01",
            "# value = ",
            f'# unit = "{entry.unit}"',
            '# source = ""',
        ]
    return "\n".join(head)
