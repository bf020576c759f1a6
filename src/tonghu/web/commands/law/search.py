"""`tonghu law search`: words in the provisions, the rules, the vocabulary and the ambiguities."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from tonghu.base.texts import Lang, Text
from tonghu.law.language.facts import vocabulary
from tonghu.law.language.rule import rules
from tonghu.law.language.switches import switches
from tonghu.law.places.load import background, places
from tonghu.web.account import plain
from tonghu.web.account.wording import quote
from tonghu.web.commands import options as shared
from tonghu.web.commands.options import said
from tonghu.web.commands.output import table

SHOWN = 70  # characters of a text


def add(parser: argparse.ArgumentParser) -> None:
    """Options of this verb."""
    parser.add_argument("words", nargs="+", metavar="WORD", help=said("都要出现", "all of them must occur"))


def run(asked: argparse.Namespace) -> int:
    """Print what holds all the words, in either language; status 0 even when nothing does."""
    wanted = [word.lower() for word in asked.words]
    only = shared.place_of(asked).folder if asked.place else None
    found = [
        (key, shown)
        for key, shown, told in _texts(only, asked.lang)
        if all(word in f"{key} {told}".lower() for word in wanted)
    ]
    none = Text("没有找到；试试更短的词", "nothing found; try a shorter word").in_(asked.lang)
    print(table(found) if found else none)
    return 0


def _texts(only: str | None, lang: Lang) -> Iterator[tuple[str, str, str]]:
    """Id, what is shown of the text, what is searched."""
    for place in (*places(), background()):
        if only in (None, place.folder):
            for p in place.provisions:
                gist = str(p.row.get("gist_en") or "")
                shown = (
                    quote(p.quote, SHOWN) if not gist else gist[:SHOWN] if lang == "en" else p.quote[:SHOWN]
                )
                yield p.id, shown, f"{p.quote} {gist}"
    if only is None:
        for name, rule in rules().items():
            if not name.startswith("mother."):
                yield name.split(".")[-1], plain(rule.label(lang)), f"{rule.zh} {rule.en}"
        for name, entry in vocabulary().items():
            yield name, entry.label(lang), f"{entry.zh} {entry.en}"
        for key, switch in switches().items():
            yield key, (switch.zh if lang == "zh" else switch.en)[:SHOWN], f"{switch.zh} {switch.en}"
