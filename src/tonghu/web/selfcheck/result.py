"""What a family is told: what is probably owed, by which words, what is open, what to bring, where to go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tonghu.base.texts import Lang, Text
from tonghu.law.engine.catalogue import documents, provisions
from tonghu.law.engine.law import law_for
from tonghu.law.language.facts import vocabulary
from tonghu.web.account.notes import Note
from tonghu.web.account.sections import Section, Teller
from tonghu.web.account.text import warning
from tonghu.web.account.wording import whom_to_ask
from tonghu.web.interview.questions import questions
from tonghu.web.interview.steps import bare
from tonghu.web.selfcheck.talk import Talk

OWED = ("money", "services", "candidates", "alternatives")
CROSS = "workflow:casework/cross_province"
ALWAYS = (
    Text("户口簿（孩子的和监护人的）", "the household registers (of the child and the guardian)"),
    Text("监护人的身份证", "the guardian's identity card"),
)


@dataclass(frozen=True, slots=True)
class Open:
    """Something that is not known: what it is asked as, and where to find out."""

    asked: str
    whom: str


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a provision that a family may point to."""

    document: str
    text: str
    clause: str
    quoted: bool


@dataclass(frozen=True, slots=True)
class Result:
    """Everything on the last page."""

    categories: list[str]
    owed: list[Section]
    notes: list[Note]
    open: list[Open]
    more_open: int
    papers: list[str]
    far: list[Words]
    warning: list[str]
    place: str
    day: str


MOST_OPEN = 8


def result_of(talk: Talk) -> Result:
    """The last page of a talk."""
    answer, lang = talk.answer(), talk.lang
    teller = Teller(answer, lang)
    owed = teller.sections(*OWED)
    known = [item["name"] for item in answer["categories"] if item["status"] == "yes"]
    missing = list(dict.fromkeys(_open(answer, lang)))
    return Result(
        known, owed, teller.notes.listed(), missing[:MOST_OPEN], max(0, len(missing) - MOST_OPEN), _papers(talk, answer),
        list(_far(talk)), warning(answer, lang), talk.place.label(lang), answer["as_of_date"],
    )  # fmt: skip


def _open(answer: dict[str, Any], lang: Lang) -> Iterator[Open]:
    """What a family can find out itself, or have the township ask; values of the county and the office's are left out."""
    for item in answer["missing"]:
        fact = item["fact"]
        entry = vocabulary()[bare(fact)]
        if entry.about in ("child", "parent", "household") and bare(fact) in questions():
            yield Open(questions()[bare(fact)].asked(fact).in_(lang), whom_to_ask(entry.suppliers, lang))


def _papers(talk: Talk, answer: dict[str, Any]) -> list[str]:
    """Papers for what was told (a plain no needs none) and for what is still open."""
    told = [fact for fact, reply in talk.replies.items() if reply and reply not in ("2", "无")]
    open_ = [item["fact"] for item in answer["missing"]]
    asked = (questions()[bare(fact)].paper for fact in (*told, *open_) if bare(fact) in questions())
    return list(dict.fromkeys(paper.in_(talk.lang) for paper in (*ALWAYS, *asked) if paper.zh))


def _far(talk: Talk) -> Iterator[Words]:
    """The words on applying away from home, where the law of the place has them."""
    law = law_for(talk.place, talk.day, overrides=talk.options.overrides)
    for clause in law.provisions:
        _, provision = provisions()[clause]
        if CROSS in provision.serves:
            document = documents()[provision.document][1]
            gist = provision.row.get("gist_en") if talk.lang == "en" and document.background else None
            yield Words(document.name, gist or provision.quote, clause, not document.background)
