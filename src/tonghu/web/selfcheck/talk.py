"""A talk with a family: everything said so far travels in the form itself; nothing is kept anywhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils import timezone

from tonghu.base.errors import Faults, Unreadable
from tonghu.base.texts import Lang, Text
from tonghu.law.engine.case import read_case
from tonghu.law.engine.determine import Options, determine
from tonghu.law.language.facts import vocabulary
from tonghu.law.language.rule import ROLES
from tonghu.law.places.load import Place, places
from tonghu.register.standing.determine import county_overrides
from tonghu.web.interview.questions import for_families, questions
from tonghu.web.interview.replies import read_reply, written
from tonghu.web.interview.steps import Step, bare, fresh, next_step, person_of, put

MOST = 60  # questions; an honest talk is over long before
LATER = (
    "birth_date",
    "parent_condition_since",
    "parent_out_since",
    "residence_since",
    "adoption_date",
    "marriage_date",
)


class NotRead(Exception):
    """A reply that cannot be taken; `told` says why and how to mend it."""

    def __init__(self, told: str) -> None:
        super().__init__(told)
        self.told = told


@dataclass(slots=True)
class Talk:
    """The place, the replies in their order (an empty one: not known) and the case that they make."""

    place: Place
    lang: Lang
    day: dt.date = field(default_factory=timezone.localdate)
    replies: dict[str, str] = field(default_factory=dict)
    case: dict[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        self.case = fresh(self.place.name, self.day)

    @property
    def options(self) -> Options:
        """How the answer is worked out: the county's own values count, proposals and the future are left out."""
        return Options(
            overrides=county_overrides(), lang=self.lang, text=True, next_change=False, proposals=False
        )

    @property
    def carried(self) -> list[str]:
        """What the form carries, one reply a field."""
        return [f"{fact}={reply}" for fact, reply in self.replies.items()]

    def step(self) -> Step | None:
        """The next question; None when nothing more would change the answer."""
        if len(self.replies) >= MOST:
            return None
        return next_step(self.case, self.options, list(self.replies), for_families)

    def take(self, fact: str, reply: str) -> None:
        """Take a reply; raises NotRead and leaves the talk as it was when it cannot be read."""
        if not may_be_asked(fact):
            raise NotRead(UNASKED.in_(self.lang))
        if not reply.strip():
            self.replies[fact] = ""
            return
        try:
            value = read_reply(vocabulary()[bare(fact)], reply)
            if bare(fact) in LATER and isinstance(value, dt.date) and value > self.day:
                raise NotRead(NOT_YET.in_(self.lang))
            put(self.case, fact, value)
            read_case(self.case, lang=self.lang)
        except Unreadable as error:
            raise NotRead(
                f"{error.what.in_(self.lang)}{SEMICOLON.in_(self.lang)}{error.mend.in_(self.lang)}"
            ) from error
        except Faults as error:
            put(self.case, fact, None)
            raise NotRead("; ".join(f"{fault.what}; {fault.mend}" for fault in error.faults)) from error
        self.replies[fact] = written(value)

    def back(self) -> str:
        """Take the last reply back; gives its fact, or nothing."""
        if not self.replies:
            return ""
        fact, _ = self.replies.popitem()
        put(self.case, fact, None)
        return fact

    def answer(self) -> dict[str, Any]:
        """What the law says of what has been told: the same as `tonghu determine` says of the case."""
        return determine(self.case, self.options)


UNASKED = Text("这一项这里不问", "this is not asked here")
NOT_YET = Text("这一天还没有到，请再看一下", "this day has not come yet; please look again")
SEMICOLON = Text("；", "; ")


def may_be_asked(fact: str) -> bool:
    """Whether the name is of a fact that the self-check asks, with a parent exactly where it is a parent's."""
    role, name = person_of(fact), bare(fact)
    if name not in questions():
        return False
    return role in ROLES if vocabulary()[name].about == "parent" else not role


def place_named(folder: str) -> Place | None:
    """A place by its folder."""
    return next((place for place in places() if place.folder == folder), None)


def read_talk(sent: QueryDict, lang: Lang) -> Talk | None:
    """The talk that a form carries; None without a place. What does not hold is left out and asked again."""
    place = place_named(sent.get("place", ""))
    if place is None:
        return None
    talk = Talk(place, lang)
    for entry in sent.getlist("a")[:MOST]:
        fact, _, reply = entry.partition("=")
        try:
            if fact not in talk.replies:
                talk.take(fact, reply)
        except NotRead:
            continue
    return talk


def reply_of(fact: str, sent: Mapping[str, Any], several: Sequence[str]) -> str:
    """The reply in the fields of a question: a date in three parts, some boxes, or one field."""
    kind = vocabulary()[bare(fact)].type if may_be_asked(fact) else ""
    if kind in ("date", "datetime"):
        parts = [str(sent.get(key, "")).strip() for key in ("year", "month", "day")]
        return "-".join(parts) if any(parts) else ""
    if kind == "list":
        return "、".join(several)
    return str(sent.get("reply", "")).strip()
