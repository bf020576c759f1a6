"""The list of children: which, in which order, how many, and what stands in each row."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum

from tonghu.access.actors import Actor
from tonghu.access.regions import span_of
from tonghu.base.dates import full_years
from tonghu.register.models import Child, Delivery, Fact, Standing, StandingCount
from tonghu.register.reads.query import AGES, Query
from tonghu.register.reads.results import Result, choices, results
from tonghu.register.standing.determine import MONTHLY, marks_of

PAGE = 50
CHOSEN = ("category", "benefit", "entitlement", "exit")  # kinds of results by which a list is narrowed
REACHED = ("applied", "receiving")
VERIFIED = "last_verified_date"
SOON = 180
FEW = 2_000
SORTS: Mapping[str, tuple[str, ...]] = {
    "place": ("scope",), "name": ("person__pinyin", "person__name_key"), "age": ("person__birth_date",),
    "amount": ("standing__monthly_fen",), "open": ("standing__open",),
}  # fmt: skip
SHOWN = (
    "pk", "ref", "scope", "village", "township", "person__name", "person__sex", "person__birth_date",
    "person__id_shown", "standing__marks", "standing__benefits", "standing__monthly_fen", "standing__open",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One child as a list shows it; what the seat may not see is not in it."""

    pk: int
    ref: str
    name: str
    sex: str
    birth: dt.date | None
    age: int | None
    village: str
    township: str
    categories: list[Result]
    hidden: bool  # there is a category that this seat does not see
    fen: int
    unpriced: bool  # a monthly benefit is owed whose amount this place has not set
    open: int
    owed: list[Result]
    delivery: Mapping[str, str] = field(default_factory=dict)
    verified: dt.date | None = None
    id_shown: str = ""

    @property
    def waiting(self) -> list[Result]:
        """What is owed and neither received nor applied for."""
        return [r for r in self.owed if self.delivery.get(r.id) not in REACHED]

    @property
    def state(self) -> str:
        """waiting, applied, receiving, or nothing where no benefit is owed."""
        if not self.owed:
            return ""
        if self.waiting:
            return "waiting"
        return "applied" if "applied" in (self.delivery.get(r.id) for r in self.owed) else "receiving"


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums at the foot of a list."""

    children: int
    fen: int
    open: int


def asked(query: Query, actor: Actor, purpose: str, day: dt.date) -> QuerySet[Child]:
    """The children whom a question means, in no order."""
    query = query.without_hidden(frozenset(r.id for r in choices(actor, *CHOSEN)))
    found = Child.objects.for_user(actor, purpose).filter(closed_on__isnull=query.only != "closed")
    found = found.filter(_within(query))
    if query.sex:
        found = found.filter(person__sex=query.sex)
    if query.age:
        youngest, below = AGES[query.age]
        found = found.filter(
            person__birth_date__gt=years_before(day, below),
            person__birth_date__lte=years_before(day, youngest),
        )
    if query.category:
        found = found.filter(standing__marks__contains=f" {query.category}:yes ")
    if query.rule and query.delivery != "beyond":
        status = f"{query.status} " if query.status else ""
        found = found.filter(standing__marks__contains=f" {query.rule}:{status}")
    if query.rule and query.delivery:
        found = found.filter(_delivered(query, actor, purpose))
    if query.only in CONDITIONS:
        found = found.filter(CONDITIONS[query.only](actor, purpose, day))
    return found.filter(query.find.children(actor, purpose)) if query.find else found


def _delivered(query: Query, actor: Actor, purpose: str) -> Q:
    """Whether the rule asked for reaches the child; 'beyond': it does although it is not owed."""
    live = Delivery.objects.for_user(actor, purpose).filter(
        child=OuterRef("pk"), rule=query.rule, state="receiving", retired_at=None
    )
    if query.delivery == "missing":
        return ~Q(Exists(live))
    owed = Q(standing__marks__contains=f" {query.rule}:yes ")
    return Q(Exists(live)) & ~owed if query.delivery == "beyond" else Q(Exists(live))


def _within(query: Query) -> Q:
    if not query.region:
        return Q()
    span = span_of(query.region)
    return Q(scope__gte=span.low, scope__lte=span.high)


def undelivered(actor: Actor, purpose: str, day: dt.date) -> Q:  # noqa: ARG001 - all conditions are called alike
    """Something is owed that the child neither receives nor has applied for."""
    some = [r.id for r in choices(actor, "benefit")]
    if not actor.seat.own_children_only:  # whose children are counted by nobody
        counts = StandingCount.objects.for_user(actor, purpose).filter(rule__in=some, status="yes")
        some = sorted(set(counts.order_by().values_list("rule", flat=True).distinct()))
    live = Delivery.objects.for_user(actor, purpose).filter(
        child=OuterRef("pk"), retired_at=None, state__in=REACHED
    )
    ways = [Q(standing__marks__contains=f" {rule}:yes ") & ~Exists(live.filter(rule=rule)) for rule in some]
    return reduce(or_, ways) if ways else Q(pk=None)


def stale(actor: Actor, purpose: str, day: dt.date) -> Q:
    """What is known was last verified more than a year ago."""
    old = json.dumps(years_before(day, 1).isoformat())
    facts = Fact.objects.for_user(actor, purpose).filter(
        child=OuterRef("pk"), whom="child", name=VERIFIED, retired_at=None, valid_to=None, value__lt=old
    )
    return Q(Exists(facts))


def growing_up(actor: Actor, purpose: str, day: dt.date) -> Q:  # noqa: ARG001
    """The eighteenth birthday is less than half a year off."""
    return Q(
        person__birth_date__gt=years_before(day, 18),
        person__birth_date__lte=years_before(day + dt.timedelta(SOON), 18),
    )


CONDITIONS: Mapping[str, Any] = {
    "open": lambda actor, purpose, day: Q(standing__open__gt=0),  # noqa: ARG005
    "undelivered": undelivered,
    "stale": stale,
    "adult": growing_up,
}


def totals(found: QuerySet[Child], query: Query, actor: Actor, purpose: str) -> Totals:
    """How many children, how much a month, how many with open questions."""
    if query.in_use() in ([], ["region"]):  # everybody: one index tells it all
        sums = Standing.objects.for_user(actor, purpose).filter(_within(query), child__closed_on=None)
        row = sums.aggregate(fen=Sum("monthly_fen"), open=Count("pk", filter=Q(open__gt=0)))
        return Totals(found.count(), row["fen"] or 0, row["open"])
    row = found.aggregate(
        n=Count("pk"), fen=Sum("standing__monthly_fen"), open=Count("pk", filter=Q(standing__open__gt=0))
    )
    return Totals(row["n"], row["fen"] or 0, row["open"])


def settled(found: QuerySet[Child], query: Query, actor: Actor, purpose: str) -> QuerySet[Child]:
    """The same children; where they are few, by their keys, so that texts are looked through only once."""
    if query.only == "undelivered" or not set(query.in_use()) - {"region", "sex", "age"}:
        return found
    keys = list(found.order_by().values_list("pk", flat=True)[: FEW + 1])
    return found if len(keys) > FEW else Child.objects.for_user(actor, purpose).filter(pk__in=keys)


def ordered(found: QuerySet[Child], query: Query) -> QuerySet[Child]:
    """In the order asked for; the key decides between equals, so that no page shows a child twice."""
    columns = SORTS[query.order]
    if query.falling:
        return found.order_by(*(F(c).desc(nulls_last=True) for c in columns), "-pk")
    return found.order_by(
        *(F(c).asc(nulls_last=True) for c in columns) if query.order != "place" else ("scope",), "pk"
    )


def rows(found: QuerySet[Child], actor: Actor, purpose: str, day: dt.date) -> list[Row]:
    """Rows of an ordered, sliced question: three queries, whatever its length."""
    raw = list(found.values_list(*SHOWN))
    keys = [values[0] for values in raw]
    delivered = deliveries(keys, actor, purpose)
    seen = verified(keys, actor, purpose)
    return [_row(values, actor, day, delivered[values[0]], seen.get(values[0])) for values in raw]


def deliveries(children: Sequence[int], actor: Actor, purpose: str) -> Mapping[int, dict[str, str]]:
    """Child -> benefit -> state, of what holds now."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    live = Delivery.objects.for_user(actor, purpose).filter(child__in=children, retired_at=None)
    for child, rule, state in live.values_list("child_id", "rule", "state"):
        found[child][rule] = state
    return found


def verified(children: Sequence[int], actor: Actor, purpose: str) -> dict[int, dt.date]:
    """Child -> the day its information was last verified."""
    facts = Fact.objects.for_user(actor, purpose).filter(
        child__in=children, whom="child", name=VERIFIED, retired_at=None, valid_to=None, value__isnull=False
    )
    days: dict[int, dt.date] = {}
    for child, value in facts.values_list("child_id", "value"):
        day = dt.date.fromisoformat(json.loads(value)[:10])
        days[child] = max(day, days.get(child, day))
    return days


def years_before(day: dt.date, years: int) -> dt.date:
    """The same day some years earlier; 28 February where there is no 29th."""
    if (day.month, day.day) == (2, 29) and years % 4:
        day = day.replace(day=28)
    return day.replace(year=max(day.year - years, 1))


def _row(
    values: Iterable[Any], actor: Actor, day: dt.date, delivered: Mapping[str, str], seen: dt.date | None
) -> Row:
    pk, ref, _, village, township, name, sex, birth, id_shown, marks, benefits, fen, open_ = values
    holding = [
        results()[rule]
        for rule, status in marks_of(marks or "").items()
        if status == "yes" and rule in results()
    ]
    categories = [r for r in holding if r.kind == "category"]
    visible = [r for r in categories if r.open_to(actor, pk)]
    owed = [r for r in holding if r.kind == "benefit" and r.open_to(actor, pk)]
    unpriced = any(
        r.kind == "benefit" and r.unit == MONTHLY and (benefits or {}).get(r.id, [0, 0])[1] is None
        for r in holding
    )
    hidden = any(not r.unspoken and r not in visible for r in categories)
    return Row(
        pk, ref, name, sex, birth, full_years(birth, day) if birth else None, village, township, visible, hidden, fen or 0, unpriced, open_ or 0, owed,
        delivered, seen, id_shown,
    )  # fmt: skip
