"""One case run through the law of its place and day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from tonghu.base.texts import Lang
from tonghu.law.engine.case import Case
from tonghu.law.engine.interpret import program
from tonghu.law.engine.law import Law, law_for
from tonghu.law.engine.overrides import NO_OVERRIDES, Overrides
from tonghu.law.engine.reasons import Reading


@dataclass(frozen=True, slots=True)
class Options:
    """How to determine: which texts decide, what the answer carries, in which language names are given."""

    only_documents: bool = False
    overrides: Overrides = NO_OVERRIDES
    lang: Lang = "zh"
    text: bool = False
    explain: bool = False
    counterfactual: bool = False
    next_change: bool = True
    proposals: bool = True
    until: dt.date | None = None  # also say what holds from when to when, up to this day


DEFAULT = Options()


@dataclass(slots=True)
class Determined:
    """A case with its law and the values of every node."""

    case: Case
    law: Law
    facts: dict[str, Any]
    reading: Reading


def evaluate(case: Case, options: Options = DEFAULT, day: dt.date | None = None) -> Determined:
    """Run the law of the case's place and day (or of another day) over its facts."""
    law = law_of(case, options, day)
    facts = facts_for(case, law)
    return Determined(case, law, facts, Reading(law, program(law.frame).run(facts)))


def law_of(case: Case, options: Options, day: dt.date | None = None) -> Law:
    """The law that applies to a case on its day, or on another."""
    return law_for(
        case.place, day or case.day, only_documents=options.only_documents, overrides=options.overrides,
        effective=case.effective,
    )  # fmt: skip


def facts_for(case: Case, law: Law) -> dict[str, Any]:
    """The case's facts, the values that stand that day, and over them those of the case itself (null = unset)."""
    standing = {name: value.value for name, value in law.values.items() if value.decides}
    return {**standing, **case.params, **case.facts, "as_of_date": law.day}
