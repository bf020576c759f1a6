"""Finds words of the other language in what a command printed.

Chinese may stand in English output where it is data: inside quotation marks, as the name of a document, article or
place, as an allowed value of a fact, as a term of law that an English label quotes, or in what the input itself said.
Everything else is a text that somebody forgot to translate. English may stand in Chinese output as ids, names of files,
commands and codes, never as a phrase of three words or more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from tonghu.law.language.facts import vocabulary
from tonghu.law.language.rule import rules
from tonghu.law.language.switches import switches
from tonghu.law.places.load import background, places

CHINESE = re.compile(r"[\u3400-\u9fff]+")
FULL_WIDTH = re.compile(r"[，。；：！？（）、]")
QUOTED = re.compile(r"“(?:[^“”]|“[^“”]*”)*”|(?<== )\"[^\"]*\"")  # the second: a word in a TOML file
PHRASE = re.compile(r"(?<![\w.=<>/-])[A-Za-z][a-z]+(?: [a-z][a-z'-]+){2,}")
CODE = re.compile(r"tonghu [a-z]+( [a-z-]+)*|--[a-z-]+|src/\S+|\b[a-z]+(?:_[a-z0-9]+)+\b")


@cache
def names_of_texts() -> re.Pattern[str]:
    """Names of documents anywhere, articles where they stand by themselves; longest first."""
    names: set[str] = set()
    articles: set[str] = set()
    for place in (*places(), background()):
        names |= {name for d in place.documents for name in (d.name, d.title, d.number, d.short) if name}
        articles |= {p.article for p in place.provisions if p.article}
    alone = [
        rf"(?<!\S){re.escape(article)}(?![^\s:)])" for article in sorted(articles, key=len, reverse=True)
    ]
    return re.compile("|".join([*map(re.escape, sorted(names, key=len, reverse=True)), *alone]))


@cache
def words_of_data() -> frozenset[str]:
    """Runs of Chinese that are data wherever they stand: places, allowed values, law terms in English labels."""
    texts = [name for p in places() for name in (p.name, *p.aliases)]
    texts += [value for entry in vocabulary().values() for value in entry.values]
    texts += [text for entry in vocabulary().values() for text in (entry.en, entry.note.partition(" / ")[2])]
    texts += [text for rule in rules().values() for text in (rule.en, rule.doc)]
    for switch in switches().values():
        texts += [switch.en, switch.ask_en, switch.elsewhere_en, *(o["en"] for o in switch.options.values())]
    texts += [str(p.row.get("gist_en") or "") for p in background().provisions]
    return frozenset(run for text in texts for run in CHINESE.findall(text))


def _without_data(text: str, said: Iterable[str]) -> str:
    for known in sorted(said, key=len, reverse=True):
        text = text.replace(known, " ")
    return QUOTED.sub(" ", names_of_texts().sub(" ", text))


def chinese_left(text: str, said: Iterable[str] = ()) -> Iterator[str]:
    """Lines of English output in which Chinese words or marks are left; `said`: words of the input itself."""
    for line in text.splitlines():
        rest = _without_data(line, said)
        strange = [run for run in CHINESE.findall(rest) if run not in words_of_data()]
        marks = FULL_WIDTH.findall(re.sub(r"[\u3400-\u9fff（）、(][^ ]*", "", rest))
        if strange or marks:
            yield f"{strange or marks} in: {line}"


def english_left(text: str, said: Iterable[str] = ()) -> Iterator[str]:
    """Lines of Chinese output in which an English phrase is left."""
    for line in text.splitlines():
        rest = CODE.sub(" ", _without_data(line, said))
        if PHRASE.search(rest):
            yield line
