"""How many children of a seat's region a rule covers, reaches, misses; as exactly as the seat may know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from django.db.models import Count, F, Q, Sum, Value
from django.db.models.functions import Concat

from tonghu.access.actors import Actor
from tonghu.law.engine.catalogue import by_system
from tonghu.law.language.rule import Rule
from tonghu.register.models import Delivery, Standing, StandingCount
from tonghu.register.standing.compartments import NEVER_NAMED, box_of

FEW = 10  # below it a number may point at a child: people who only count are told '<10'
COUNTED = ("category", "benefit", "entitlement", "exit", "block")
DELIVERED = ("benefit", "entitlement")
STATUSES = ("yes", "candidate", "choice", "unknown")


@dataclass(frozen=True, slots=True)
class Number:
    """One number as it is shown; `exact` is None where it is not told exactly. `status`, `delivery`: the list behind it."""

    shown: str
    exact: int | None = None
    status: str = ""
    delivery: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """The numbers of one rule. `fen`: sum of what is owed for a period, None where it is not money or not told."""

    rule: Rule
    key: str  # the name that lists and standings use
    covered: Number
    open: Mapping[str, Number]
    receiving: Number | None = None
    missing: Number | None = None
    more: Number | None = None  # receive and are not covered
    fen: int | None = None
    listed: bool = False


@cache
def counted_rules() -> Mapping[str, Rule]:
    """The rules whose results are kept for each child, by bare name."""
    return {rule.name: rule for group in by_system().values() for rule in group if rule.kind in COUNTED}


def count(actor: Actor, purpose: str, names: Iterable[str]) -> list[Counted]:
    """Numbers for those of some rules that are counted and that the seat may know; none for seats without children.

    A result of a compartment that the seat does not see is not counted for it, and never the protected illness.
    """
    exact = actor.may("list")
    if not exact and not actor.may("counts"):
        return []
    wanted = [counted_rules()[name] for name in dict.fromkeys(names) if name in counted_rules()]
    shown = [rule for rule in wanted if _may_know(actor, rule.name)]
    if not shown:
        return []
    keys = [key_of(rule) for rule in shown]
    statuses = _statuses(actor, purpose, keys)
    reached = _reached(actor, purpose, keys)
    return [
        _counted(rule, statuses.get(key_of(rule), {}), reached.get(key_of(rule), (0, 0)), exact)
        for rule in shown
    ]


def hidden(actor: Actor, names: Iterable[str]) -> bool:
    """Whether some rule's numbers are kept from the seat."""
    return any(name in counted_rules() and not _may_know(actor, name) for name in names)


def key_of(rule: Rule) -> str:
    """The name of a rule in standings."""
    return rule.public or rule.name


def _may_know(actor: Actor, name: str) -> bool:
    box = box_of(name)
    if box == NEVER_NAMED:
        return False
    return box == "basic" or box in actor.seat.sees


Tally = dict[str, tuple[int, int]]  # status -> (children, fen)


def _statuses(actor: Actor, purpose: str, keys: Sequence[str]) -> dict[str, Tally]:
    if actor.seat.own_children_only:
        return _own(actor, purpose, keys)
    rows = StandingCount.objects.for_user(actor, purpose).filter(rule__in=keys).order_by()
    found: dict[str, Tally] = {}
    for rule, status, children, fen in rows.values_list("rule", "status").annotate(
        children=Sum("count"), owed=Sum("fen")
    ):
        found.setdefault(rule, {})[status] = (children, fen)
    return found


def _own(actor: Actor, purpose: str, keys: Sequence[str]) -> dict[str, Tally]:
    """An institution's own children; villages' counts are not by institution."""
    asked = {
        f"n{i}_{status}": Count("pk", filter=Q(marks__contains=f" {key}:{status} "))
        for i, key in enumerate(keys) for status in STATUSES
    }  # fmt: skip
    told = (
        Standing.objects.for_user(actor, purpose).filter(child__closed_on=None).order_by().aggregate(**asked)
    )
    return {key: {s: (told[f"n{i}_{s}"], 0) for s in STATUSES} for i, key in enumerate(keys)}


def _reached(actor: Actor, purpose: str, keys: Sequence[str]) -> dict[str, tuple[int, int]]:
    """How many receive each benefit or service: of those covered, and of the others."""
    covered = Q(child__standing__marks__contains=Concat(Value(" "), F("rule"), Value(":yes ")))
    rows = Delivery.objects.for_user(actor, purpose).filter(
        rule__in=keys, state="receiving", retired_at=None, child__closed_on=None
    )
    told = rows.order_by().values_list("rule").annotate(every=Count("pk"), within=Count("pk", filter=covered))
    return {rule: (within, every - within) for rule, every, within in told}


def _counted(rule: Rule, tally: Tally, reached: tuple[int, int], exact: bool) -> Counted:
    covered, fen = tally.get("yes", (0, 0))
    within, more = reached
    delivered = rule.kind in DELIVERED
    money = fen if rule.kind == "benefit" and (exact or covered >= FEW) else None
    receiving, missing = _parts(covered, within, exact)
    return Counted(
        rule, key_of(rule), _number(covered, exact, "yes"),
        {s: _number(n, exact, s) for s in STATUSES[1:] if (n := tally.get(s, (0, 0))[0])},
        receiving if delivered else None, missing if delivered else None,
        _number(more, exact, "", "beyond") if delivered and more else None, money, exact,
    )  # fmt: skip


def _parts(covered: int, within: int, exact: bool) -> tuple[Number, Number]:
    """Receiving and missing; where one of them is small the other is not told either, lest it be subtracted."""
    missing = covered - within
    if exact or min(within, missing) >= FEW or covered < FEW:
        return _number(within, exact, "yes", "receiving"), _number(missing, exact, "yes", "missing")
    small = f"<{FEW}"
    return Number(small if within < FEW else "—"), Number(small if missing < FEW else "—")


def _number(n: int, exact: bool, status: str, delivery: str = "") -> Number:
    if exact:
        return Number(f"{n:,}", n, status, delivery)
    return Number(f"{n:,}" if n >= FEW else f"<{FEW}")
