"""A document as issued: its paragraphs, with the words of each provision marked where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from tonghu.law.engine.catalogue import documents
from tonghu.law.places.load import Provision, squeeze

HEAD = re.compile(r"[一二三四五六七八九十]+、")
ARTICLE = re.compile(r"[（(][一二三四五六七八九十]+[)）]")


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row; `clause` is the provision that they belong to, `first` whether they begin it."""

    text: str
    clause: str = ""
    first: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the text: `head` 1 for a chapter, 2 for an article with its title, 0 else."""

    anchor: str
    head: int
    title: str
    runs: tuple[Run, ...]


@cache
def paragraphs(document_id: str) -> tuple[Paragraph, ...]:
    """The text of a document; nothing where its text is not held (background)."""
    place, document = documents()[document_id]
    if not document.file:
        return ()
    text = resources.files("tonghu.law.places").joinpath(place.folder, document.file).read_text("utf-8")
    mine = [p for p in place.provisions if p.document == document_id]
    owners, starts = _owners(text, mine)
    made, at = [], 0
    for number, line in enumerate(text.splitlines(keepends=True)):
        bare = line.rstrip("\n")
        made.append(_paragraph(number, bare, tuple(_runs(bare, at, owners, starts))))
        at += len(line)
    return tuple(made)


def _owners(text: str, provisions: Sequence[Provision]) -> tuple[list[str], dict[int, str]]:
    """For each character the provision whose words it is part of (the inner one of two), and where each begins."""
    places = [index for index, char in enumerate(text) if not char.isspace()]
    bare = squeeze(text)
    owners, starts = [""] * len(text), {}
    for provision in provisions:
        words = squeeze(provision.quote)
        begin = bare.find(words)
        first, last = places[begin], places[begin + len(words) - 1]
        owners[first : last + 1] = [provision.id] * (last + 1 - first)
        starts[first] = provision.id
    return owners, starts


def _runs(line: str, at: int, owners: list[str], starts: dict[int, str]) -> Iterator[Run]:
    begin = 0
    for index in range(1, len(line) + 1):
        if index == len(line) or owners[at + index] != owners[at + begin]:
            clause = owners[at + begin]
            yield Run(line[begin:index], clause, starts.get(at + begin) == clause and bool(clause))
            begin = index


def _paragraph(number: int, line: str, runs: tuple[Run, ...]) -> Paragraph:
    if HEAD.match(line) and len(line) < 40:
        return Paragraph(f"p{number}", 1, line, runs)
    found = ARTICLE.match(line)
    title = line.partition("。")[0] if found else ""
    return Paragraph(f"p{number}", 2 if found else 0, title if len(title) < 40 else line[:20], runs)
