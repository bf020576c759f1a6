"""`tonghu law search`: words in the provisions, the rules, the vocabulary and the ambiguities."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from tonghu.base.texts import Text
from tonghu.law.language.facts import vocabulary
from tonghu.law.language.rule import rules
from tonghu.law.language.switches import switches
from tonghu.law.places.load import background, places
from tonghu.web.commands import options as shared
from tonghu.web.commands.output import table


def add(parser: argparse.ArgumentParser) -> None:
    """Options of this verb."""
    parser.add_argument("words", nargs="+", metavar="WORD", help="all of them must occur")


def run(asked: argparse.Namespace) -> int:
    """Print what holds all the words; status 0 even when nothing does."""
    wanted = [word.lower() for word in asked.words]
    only = shared.place_of(asked).folder if asked.place else None
    found = [
        (key, said[:70])
        for key, said in _texts(only, asked.lang)
        if all(w in f"{key} {said}".lower() for w in wanted)
    ]
    print(
        table(found)
        if found
        else Text("没有找到；试试更短的词", "nothing found; try a shorter word").in_(asked.lang)
    )
    return 0


def _texts(only: str | None, lang: str) -> Iterator[tuple[str, str]]:
    for place in (*places(), background()):
        if only in (None, place.folder):
            yield from ((p.id, p.quote) for p in place.provisions)
    if only is None:
        yield from (
            (n.split(".")[-1], f"{r.zh} · {r.en}") for n, r in rules().items() if not n.startswith("mother.")
        )
        yield from ((n, f"{e.zh} · {e.en}") for n, e in vocabulary().items())
        yield from ((k, s.zh if lang == "zh" else s.en) for k, s in switches().items())
