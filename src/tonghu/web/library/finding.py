"""Search over provisions, rules, values and ambiguities. The question is not personal: it may stand in the address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.urls import reverse

from tonghu.base.texts import Text
from tonghu.law.engine.catalogue import bare, by_system, everywhere
from tonghu.law.language.facts import vocabulary
from tonghu.law.language.switches import switches
from tonghu.law.language.words import plain
from tonghu.law.places.load import Place

MOST = 50
SHOWN = 90  # characters of a text
KINDS = {
    "clause": Text("条文", "Provisions"), "document": Text("文件", "Documents"), "rule": Text("规则", "Rules"),
    "value": Text("数值", "Values"), "ambiguity": Text("没有写明的地方", "Left open by the texts"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be found: `told` is searched, `words` shown; `quoted` words are the text's own."""

    kind: str
    key: str
    place: Place | None
    name: Text
    words: Text
    told: str
    quoted: bool = False

    @property
    def address(self) -> str:
        """Where it is shown."""
        return reverse(self.kind, args=[self.key])


@dataclass(frozen=True, slots=True)
class Found:
    """What holds all the words, and how many there are in all."""

    entries: list[Entry]
    total: int


def find(question: str, own: list[Place]) -> Found:
    """Everything that holds all the words of a question, in either language; nearer places first."""
    words = question.lower().split()
    if not words:
        return Found([], 0)
    hits = [entry for entry in _entries() if all(word in entry.told for word in words)]
    kinds = list(KINDS)

    def rank(entry: Entry) -> tuple[bool, int, int]:
        exact = words[0] in (entry.key.lower(), entry.name.zh.lower(), entry.name.en.lower())
        return not exact, kinds.index(entry.kind), own.index(entry.place) if entry.place else 0

    return Found(sorted(hits, key=rank)[:MOST], len(hits))


@cache
def _entries() -> tuple[Entry, ...]:
    return (*_texts(), *_rules(), *_vocabulary())


def _texts() -> Iterator[Entry]:
    for place in everywhere():
        for d in place.documents:
            yield Entry("document", d.id, place, Text(d.title, d.title), Text(d.name, d.name),
                        f"{d.id} {d.title} {d.number} {d.short}".lower(), quoted=True)  # fmt: skip
        for p in place.provisions:
            gist = str(p.row.get("gist_en") or "")
            yield Entry("clause", p.id, place, Text(p.id, p.id), Text(_cut(p.quote), _cut(gist or p.quote)),
                        f"{p.id} {p.article} {p.quote} {gist}".lower(), quoted=not gist)  # fmt: skip


def _rules() -> Iterator[Entry]:
    for group in by_system().values():
        for rule in group:
            name = Text(plain(rule.zh), plain(rule.en))
            yield Entry(
                "rule", bare(rule.name), None, name, Text("", ""), f"{rule.name} {rule.zh} {rule.en}".lower()
            )


def _vocabulary() -> Iterator[Entry]:
    for name, entry in vocabulary().items():
        if entry.about == "value":
            yield Entry(
                "value",
                name,
                None,
                Text(entry.zh, entry.en),
                Text("", ""),
                f"{name} {entry.zh} {entry.en}".lower(),
            )
    for key, switch in switches().items():
        yield Entry(
            "ambiguity",
            key,
            None,
            Text(key, key),
            Text(_cut(switch.zh), _cut(switch.en)),
            f"{key} {switch.zh} {switch.en}".lower(),
        )


def _cut(text: str) -> str:
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"
