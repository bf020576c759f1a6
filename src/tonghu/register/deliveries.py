"""What reaches the child: applied, receiving, refused, ended; each state from a day, none of them overwritten."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.utils import timezone

from tonghu.access.actors import Actor, NotAllowed
from tonghu.access.audit import record
from tonghu.access.writes import write
from tonghu.base.errors import Fault, Faults
from tonghu.base.texts import Lang, Text
from tonghu.law.engine.law import NoLaw, find_place, law_for, rulebook
from tonghu.register.models import Child, Delivery
from tonghu.register.standing.compartments import box_of, may_see
from tonghu.register.standing.determine import county_overrides

STATES: Mapping[str, Text] = {
    "applied": Text("已申请", "applied for"),
    "receiving": Text("已享受", "receiving"),
    "refused": Text("未批准", "refused"),
    "ended": Text("已终止", "ended"),
}
# what may follow what; "" is nothing recorded yet. A refusal can be appealed, an ended one begun anew.
FOLLOWS: Mapping[str, tuple[str, ...]] = {
    "": ("applied", "receiving", "refused"),
    "applied": ("receiving", "refused", "ended"),
    "receiving": ("ended",),
    "refused": ("applied", "receiving"),
    "ended": ("applied", "receiving"),
}
KINDS = ("benefit", "entitlement")
DRAFT = Text("征求意见稿，不能据此发放", "a draft: nothing is paid on it")


@write
def mark(
    child: Child, rule: str, state: str, *, since: dt.date, actor: Actor, purpose: str, reason: str = "",
    clause: str = "", lang: Lang = "zh",
) -> Delivery:  # fmt: skip
    """Record a state of a benefit or service from a day on; the state before it is retired.

    Raises Faults when the state cannot follow, when a refusal has no reason, or when receiving would rest on texts
    that do not bind (a draft); NotAllowed without the power or outside the seat's compartments.
    """
    actor.require("deliver")
    current = Child.objects.for_user(actor, purpose).select_for_update().get(pk=child.pk)
    if not may_see(rule, actor.compartments(child.pk)):
        raise NotAllowed(box_of(rule))
    before = (
        Delivery.objects.for_user(actor, purpose).filter(child=current, rule=rule, retired_at=None).first()
    )
    faults = list(_faults(current, rule, state, since, reason, before, lang))
    if faults:
        raise Faults(faults)
    now = timezone.now()
    if before is not None:
        Delivery.objects.filter(pk=before.pk).update(retired_at=now)
    made = Delivery.objects.create(
        child=current, scope=current.scope, rule=rule, state=state, since=since, reason=reason, clause=clause,
        recorded_at=now, recorded_by=actor.name,
    )  # fmt: skip
    record(actor, purpose, "delivery.mark", current.ref, rule=rule, state=state)
    return made


def _faults(
    child: Child, rule: str, state: str, since: dt.date, reason: str, before: Delivery | None, lang: Lang
) -> list[Fault]:
    found: list[tuple[str, Text, Text]] = []
    known = rulebook().rules.get(rule)
    if known is None or known.kind not in KINDS:
        found.append(("rule", Text("没有这项待遇或服务", "there is no such benefit or service"), _EMPTY))
    if state not in STATES:
        found.append(("state", Text("没有这个状态", "there is no such state"), _EMPTY))
    elif state not in FOLLOWS[before.state if before else ""]:
        was = STATES[before.state] if before else Text("未办理", "not begun")
        found.append(("state", Text(f"“{was.zh}”之后不能是“{STATES[state].zh}”",
                      f"“{STATES[state].en}” cannot follow “{was.en}”"), _EMPTY))  # fmt: skip
    if since > timezone.localdate():
        found.append(
            (
                "since",
                Text("日期在今天之后", "the day lies ahead"),
                Text("填已经发生的日期。", "Give a day that has come."),
            )
        )
    if before is not None and since < before.since:
        found.append(("since", Text("早于上一个状态的日期", "it is before the day of the last state"),
                      Text("请核对日期。", "Check the day.")))  # fmt: skip
    if state == "refused" and not reason.strip():
        found.append(("reason", Text("没有写未批准的理由", "no reason is given for the refusal"),
                      Text("写明理由，家庭据此可以申请复核。", "Give it: the family may ask for a review of it.")))  # fmt: skip
    if state == "receiving" and not binding(child.scope, since):
        found.append(
            ("state", DRAFT, Text("文件正式施行后再登记“已享受”。", "Record it once the text is in force."))
        )
    return [Fault(where, what.in_(lang), mend.in_(lang)) for where, what, mend in found]


_EMPTY = Text("", "")


def binding(scope: int, day: dt.date) -> bool:
    """Whether the texts that apply in a region bind on a day."""
    try:
        place = find_place(f"{scope:012d}"[:6])
    except NoLaw:
        return False
    return law_for(place, day, overrides=county_overrides()).binding
