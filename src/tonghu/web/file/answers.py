"""The law's answer to a child's facts, worked out for one page and shown as the seat may see it."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from tonghu.base.errors import Faults
from tonghu.base.texts import Lang, Text
from tonghu.law.engine.determine import Options, determine
from tonghu.law.engine.law import NoLaw
from tonghu.register.facts.cases import case_of
from tonghu.register.facts.values import checked, held
from tonghu.register.models import Child, Fact
from tonghu.register.standing.determine import county_overrides
from tonghu.web.file.asked import Asked
from tonghu.web.file.redact import visible

NO_LAW = Text(
    "没有收录这个地区的政策文件，不能判定应享什么",
    "no texts of this region are held: nothing can be determined",
)
DRAFT = Text("征求意见稿，不能据此发放", "draft, nothing is paid on it")
UNREADABLE = Text(
    "有登记的情况读不了，判定时按不知道处理，请更正",
    "a recorded value cannot be read and counts as not known: please correct it",
)
UNDATED = Text("文件施行日未确认，不能据此发放", "the day of effect is not confirmed: nothing is paid on it")


@dataclass(frozen=True, slots=True)
class Told:
    """An answer as one seat sees it; None where no law is held. `warning`: nothing is paid on it; `note`: read with care."""

    answer: dict[str, Any] | None
    warning: Text | None
    note: Text | None = None


def answer_of(
    child: Child,
    facts: Sequence[Fact],
    asked: Asked,
    boxes: AbstractSet[str],
    lang: Lang,
    *,
    why: bool = False,
) -> Told:
    """Determine live, with the words of clauses and what would change a no; with `why` the reasons too."""
    try:
        case = case_of(facts, ref=child.ref, scope=child.scope, day=asked.day)
    except NoLaw:
        return Told(None, None, NO_LAW)
    options = Options(overrides=county_overrides(), explain=why, text=True, counterfactual=True, lang=lang)
    try:
        found = determine(case, options)
    except Faults:
        return _without_unreadable(child, facts, asked, boxes, lang, why=why)
    return Told(visible(found, boxes, lang), _warning(found))


def _without_unreadable(
    child: Child, facts: Sequence[Fact], asked: Asked, boxes: AbstractSet[str], lang: Lang, *, why: bool
) -> Told:
    """A value that the law of today cannot read counts as not known: the file still opens, and says so."""
    good = [fact for fact in facts if _readable(fact)]
    told = answer_of(child, good, asked, boxes, lang, why=why)
    return Told(told.answer, told.warning, told.note or UNREADABLE)


def _readable(fact: Fact) -> bool:
    try:
        checked(fact.whom, fact.name, held(fact.name, fact.value))
    except Faults:
        return False
    return True


def _warning(answer: dict[str, Any]) -> Text | None:
    if answer["binding"]:
        return None
    return DRAFT if "A01" in answer["questions"] else UNDATED
