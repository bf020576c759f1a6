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
    """Change -> the facts recorded on its day or the day before on which its result rests, as far as the seat sees them."""
    asked = [change for change in changes if change.cause == "fact"]
    if not asked:
        return {}
    days = [change.day for change in asked]
    first = _midnight(min(days) - dt.timedelta(1))
    facts = Fact.objects.for_user(actor, purpose).filter(
        child__in={change.child_id for change in asked}, recorded_at__gte=first,
        recorded_at__lt=_midnight(max(days) + dt.timedelta(1)),
    )  # fmt: skip
    by_child: dict[int, list[tuple[str, dt.date]]] = defaultdict(list)
    for child, whom, name, at in facts.order_by("pk").values_list("child_id", "whom", "name", "recorded_at"):
        by_child[child].append(
            (f"{whom}.{name}" if whom in {"father", "mother"} else name, timezone.localdate(at))
        )
    return {change.pk: _behind(change, by_child[change.child_id]) for change in asked}


def reached(birth: dt.date | None, day: dt.date) -> int | None:
    """The age reached on exactly this day; None on any other."""
    if birth is None or birth >= day:
        return None
    years = full_years(birth, day)
    return years if birthday(birth, years) == day else None


def _behind(change: StandingChange, recorded: Iterable[tuple[str, dt.date]]) -> list[str]:
    behind = facts_behind(change.rule)
    near = (change.day, change.day - dt.timedelta(1))
    return list(dict.fromkeys(name for name, day in recorded if day in near and name in behind))


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
