"""`tonghu law unset`: what a county must fill in before Tonghu can say every amount."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from tonghu.base.texts import Lang, Text
from tonghu.law.engine.law import Law
from tonghu.law.language.expr import names
from tonghu.law.language.facts import vocabulary
from tonghu.law.language.words import UNITS, word
from tonghu.law.places.load import Place
from tonghu.web.account.codes import TYPES, dated_told
from tonghu.web.commands import options as shared
from tonghu.web.commands.law.common import law_of
from tonghu.web.commands.options import said
from tonghu.web.commands.output import table


def add(parser: argparse.ArgumentParser) -> None:
    """Options of this verb."""
    parser.add_argument("--toml", action="store_true", help=said("打印可填的文件，填好后用 --values 载入", "print a file to fill in, for --values"))  # fmt: skip


def run(asked: argparse.Namespace) -> int:
    """List the values that active rules read and nobody has set, with what they hold up."""
    place, lang = shared.place_of(asked), asked.lang
    law = law_of(asked, place, shared.day_of(asked))
    decided = {n for n, v in law.values.items() if v.decides}
    wanted = [
        n for n in vocabulary() if n in law.facts and vocabulary()[n].about == "value" and n not in decided
    ]
    if asked.toml:
        print("\n".join(_form(place, wanted, lang)))
        return 0
    head = (Text("", ""), Text("数值", "value"), Text("单位", "unit"), Text("用于", "used by"), Text("未核实的参考", "unverified proposal"))  # fmt: skip
    print(table((_row(law, name, lang) for name in wanted), [text.in_(lang) for text in head]))
    print(Text(f"{place.name}：{len(wanted)} 项未设。tonghu law unset --toml 打印可填的文件，填好后用 --values 载入。",
               f"{place.en}: {len(wanted)} unset. tonghu law unset --toml prints a file to fill in; load it with --values.").in_(lang))  # fmt: skip
    return 0


def _row(law: Law, name: str, lang: Lang) -> tuple[str, ...]:
    entry, proposal = vocabulary()[name], law.values.get(name)
    held = dict.fromkeys(key.split(".")[-1] if key.startswith(("father", "mother")) else key.split(".")[0]
                         for key, expr in law.nodes.items() if name in names(expr, "fact"))  # fmt: skip
    offer = dated_told(proposal.entry, lang) if proposal else ""
    return name, entry.label(lang), word(UNITS, entry.unit, lang), ", ".join(held), offer


def _form(place: Place, wanted: list[str], lang: Lang) -> Iterator[str]:
    """A county's file to fill in: everything but its head is commented out."""
    yield Text("# 本县数值。每项须有出处；不知道的整段删去，未设就是未设。",
               "# Values of the county. Each needs its source; delete what is not known: unset stays unset.").in_(lang)  # fmt: skip
    yield "[county]"
    yield f'place = "{place.name}"'
    yield 'approver = ""   # ' + Text("谁对这些数值负责", "who answers for these values").in_(lang)
    for name in wanted:
        entry = vocabulary()[name]
        kind = word(UNITS, entry.unit, lang) if entry.unit else word(TYPES, entry.type, lang)
        yield ""
        yield f"# {entry.label(lang)}" + (f"（{kind}）" if lang == "zh" else f" ({kind})")
        yield from (
            f"# [[{name}]]",
            "# from = 2026-01-01",
            "# value = ",
            f'# unit = "{entry.unit}"',
            '# source = ""',
        )
