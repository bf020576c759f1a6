"""A child's facts as the case that the law answers, on any day and as known at any time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from tonghu.law.engine.law import find_place
from tonghu.law.language.rule import ROLES
from tonghu.register.facts.values import held
from tonghu.register.models import Fact


def holding(facts: QuerySet[Fact], day: dt.date, known_at: dt.datetime | None = None) -> QuerySet[Fact]:
    """Those that hold on a day: as known now, or as known at a time."""
    if known_at is None:
        facts = facts.filter(retired_at=None)
    else:
        facts = facts.filter(Q(retired_at=None) | Q(retired_at__gt=known_at), recorded_at__lte=known_at)
    return facts.filter(Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gt=day))


def case_of(facts: Iterable[Fact], *, ref: str, scope: int, day: dt.date) -> dict[str, Any]:
    """The mapping of the contract for facts of one child. Raises NoLaw for a region without texts."""
    parts: dict[str, dict[str, Any]] = {}
    for fact in sorted(facts, key=lambda f: f.recorded_at):
        value = held(fact.name, fact.value)
        if value is not None:
            parts.setdefault(fact.whom, {})[fact.name] = value
    return {
        "id": ref,
        "jurisdiction": find_place(f"{scope:012d}"[:6]).name,
        "as_of_date": day,
        "child": parts.get("child", {}),
        "household": parts.get("household", {}),
        "parents": [{"role": role, **parts[role]} for role in ROLES if role in parts],
    }
