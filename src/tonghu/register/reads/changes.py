"""Who gained, lost or became unknown, since when and why."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone

from tonghu.access.actors import Actor
from tonghu.access.regions import span_of
from tonghu.base.dates import birthday, full_years, parse_day
from tonghu.base.errors import Unreadable
from tonghu.base.texts import Text
from tonghu.law.language.rule import ROLES
from tonghu.register.models import Fact, StandingChange
from tonghu.register.models.standing import CAUSES
from tonghu.register.reads.results import LISTED, facts_behind, results

OWED = ("yes", "candidate", "choice")
TURNS: Mapping[str, Text] = {
    "gained": Text("新符合", "gained"), "lost": Text("不再符合", "lost"), "unknown": Text("变为还不能确定", "no longer known"),
    "other": Text("有调整", "adjusted"),
}  # fmt: skip
WHY: Mapping[str, Text] = {
    "fact": Text("信息有变", "a fact changed"), "value": Text("标准或数值有变", "a value changed"),
    "rule": Text("政策有变", "a rule changed"), "time": Text("日期到了", "a day was reached"), "first": Text("首次", "first"),
}  # fmt: skip
USUAL_DAYS, MOST_DAYS = 30, 400
Written = tuple[str, dt.date, dt.date | None]  # a fact, the day it was recorded, the day it was retired


@dataclass(frozen=True, slots=True)
class Asked:
    """Which changes: from a day to a day, of which result or kind, why, where, which turn."""

    since: dt.date
    until: dt.date
    rule: str = ""
    kind: str = ""
    cause: str = ""
    turn: str = ""
    region: int = 0

    @classmethod
    def read(cls, said: Mapping[str, Any], today: dt.date) -> Asked:
        """Out of form fields; what is not among the choices is left out."""
        until = min(_day(said.get("until"), today), today)
        since = _day(said.get("since"), until - dt.timedelta(USUAL_DAYS))
        since = min(max(since, until - dt.timedelta(MOST_DAYS)), until)
        rule, kind, cause, turn = (str(said.get(name) or "") for name in ("rule", "kind", "cause", "turn"))
        region = str(said.get("region") or "")
        return cls(
            since, until, rule if rule in results() else "", kind if kind in LISTED else "",
            cause if cause in dict(CAUSES) else "", turn if turn in TURNS else "",
            int(region) if region.isdecimal() and len(region) <= 12 else 0,
        )  # fmt: skip

    def in_use(self) -> list[str]:
        """The names of the filters that narrow the list."""
        return [
            "since",
            "until",
            *(name for name in ("rule", "kind", "cause", "turn", "region") if getattr(self, name)),
        ]


@dataclass(slots=True)
class Tally:
    """What changed of one result: children by turn, and the difference in money in fen."""

    turns: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    fen: int = 0

    @property
    def children(self) -> int:
        """How many changes there are."""
        return sum(self.turns.values())


def turn_of(was: str, now: str) -> str:
    """gained, lost, unknown, or other (between ways of being owed, out of what was unknown into no, or of the amount)."""
    if now == "unknown":
        return "unknown" if was != "unknown" else "other"
    if (was in OWED) == (now in OWED):
        return "other"
    return "gained" if now in OWED else "lost"


def found(asked: Asked, actor: Actor, purpose: str) -> QuerySet[StandingChange]:
    """The changes that a question means; of a protected illness none."""
    named = [
        r.id for r in results().values()
        if r.kind in LISTED and (not asked.kind or r.kind == asked.kind) and (r.open_to(actor) or not r.unspoken)
    ]  # fmt: skip
    rows = StandingChange.objects.for_user(actor, purpose).filter(
        day__gte=asked.since, day__lte=asked.until, rule__in=named
    )
    if asked.rule:
        rows = rows.filter(rule=asked.rule if results()[asked.rule].open_to(actor) else "")
    if asked.cause:
        rows = rows.filter(cause=asked.cause)
    if asked.region:
        span = span_of(asked.region)
        rows = rows.filter(scope__gte=span.low, scope__lte=span.high)
    return rows.filter(_turning(asked.turn)) if asked.turn else rows


def summed(rows: QuerySet[StandingChange], actor: Actor) -> tuple[dict[str, Tally], dict[dt.date, Tally]]:
    """By result ("" for what the seat may not see) and by day."""
    grouped = rows.order_by().values_list("day", "rule", "was", "now").annotate(
        n=Count("pk"), before=Sum("was_fen"), after=Sum("now_fen")
    )  # fmt: skip
    by_rule: dict[str, Tally] = defaultdict(Tally)
    by_day: dict[dt.date, Tally] = defaultdict(Tally)
    for day, rule, was, now, count, before, after in grouped:
        seen = results()[rule].open_to(actor)
        fen = (after or 0) * (now == "yes") - (before or 0) * (was == "yes")
        for group in (by_rule[rule if seen else ""], by_day[day]):
            group.turns[turn_of(was, now) if seen else "other"] += count
            group.fen += fen if seen else 0
    return dict(by_rule), dict(by_day)


def listed(rows: QuerySet[StandingChange]) -> QuerySet[StandingChange]:
    """Newest first, with what a row shows of the child."""
    shown = rows.select_related("child__person").only(
        "scope", "day", "rule", "was", "now", "was_fen", "now_fen", "cause", "child__ref", "child__scope", "child__village",
        "child__township", "child__person__name", "child__person__scope", "child__person__birth_date",
    )  # fmt: skip
    return shown.order_by("-day", "rule", "pk")


def facts_of(changes: Sequence[StandingChange], actor: Actor, purpose: str) -> dict[int, list[str]]:
    """Change -> the facts written on its day or the day before on which its result rests, as far as the seat sees them.

    Where some took the place of others, those alone: a file that was opened the same day holds many new facts.
    """
    asked = [change for change in changes if change.cause == "fact"]
    if not asked:
        return {}
    days = [change.day for change in asked]
    window = _midnight(min(days) - dt.timedelta(1)), _midnight(max(days) + dt.timedelta(1))
    facts = Fact.objects.for_user(actor, purpose).filter(
        Q(recorded_at__range=window) | Q(retired_at__range=window),
        child__in={change.child_id for change in asked},
    )
    columns = ("child_id", "whom", "name", "recorded_at", "retired_at")
    by_child: dict[int, list[Written]] = defaultdict(list)
    for child, whom, name, recorded, retired in facts.order_by("pk").values_list(*columns):
        fact = f"{whom}.{name}" if whom in ROLES else name
        by_child[child].append((fact, timezone.localdate(recorded), retired and timezone.localdate(retired)))
    return {change.pk: _behind(change, by_child[change.child_id]) for change in asked}


def reached(birth: dt.date | None, day: dt.date) -> int | None:
    """The age reached on exactly this day; None on any other."""
    if birth is None or birth >= day:
        return None
    years = full_years(birth, day)
    return years if birthday(birth, years) == day else None


def _behind(change: StandingChange, written: Iterable[Written]) -> list[str]:
    behind = facts_behind(change.rule)
    near = (change.day, change.day - dt.timedelta(1))
    found = [one for one in written if one[0] in behind]
    replaced = [name for name, _, retired in found if retired in near]
    return list(dict.fromkeys(replaced or [name for name, recorded, _ in found if recorded in near]))


def _turning(turn: str) -> Q:
    was, now = Q(was__in=OWED), Q(now__in=OWED)
    gained, unknown = now & ~was, Q(now="unknown") & ~Q(was="unknown")
    lost = was & ~now & ~Q(now="unknown")
    return {"gained": gained, "lost": lost, "unknown": unknown}.get(turn, ~gained & ~lost & ~unknown)


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), timezone.get_current_timezone())


def _day(text: Any, usual: dt.date) -> dt.date:
    try:
        return parse_day(text) if text else usual
    except Unreadable:
        return usual
