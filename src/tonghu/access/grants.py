"""Leave to see what a seat does not see by itself: asked by one person, decided by another, running out.

未成年人网络保护条例 36: least privilege; access to a minor's data is approved and logged.
"""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from django.db.models import Q, QuerySet
from django.utils import timezone

from tonghu.access.actors import Actor, NotAllowed
from tonghu.access.audit import record
from tonghu.access.models import Grant, User
from tonghu.access.people import without_numbers
from tonghu.access.refusal import Refused
from tonghu.access.writes import write
from tonghu.base.texts import Text

REASON = 8  # characters
MOST = dt.timedelta(days=30)
LONGEST = 500


class File(Protocol):
    """A child's file, as this room needs to know it."""

    pk: int
    ref: str
    scope: int


@write
def ask(child: File, compartment: str, reason: str, *, actor: Actor, purpose: str) -> Grant:
    """Ask to see a compartment of one child for the purpose at hand.

    Raises NotAllowed for a child or a compartment out of reach, Refused for a reason that says too little or a
    request that stands already.
    """
    actor.require("ask_grant")
    if child.scope not in actor.span or compartment not in actor.seat.on_grant or actor.user is None:
        raise NotAllowed(compartment)
    if len(reason.strip()) < REASON:
        raise Refused(SAY_MORE, None, "reason")
    if standing(actor).filter(child_id=child.pk, compartment=compartment, purpose=purpose).exists():
        raise Refused(ALREADY, None, "compartment")
    made = Grant.objects.create(
        asked_by_id=actor.user, child_id=child.pk, scope=child.scope, compartment=compartment, purpose=purpose,
        reason=reason.strip()[:LONGEST],
    )  # fmt: skip
    record(
        actor,
        purpose,
        "grant.ask",
        child.ref,
        grant=made.pk,
        compartment=compartment,
        why=without_numbers(reason),
    )
    return made


@write
def approve(grant: Grant, lasts: dt.timedelta, child: str, *, actor: Actor, purpose: str) -> Grant:
    """Give leave for a time of at most thirty days. `child` is the file's token, for the record."""
    held = _open(grant, actor)
    if not dt.timedelta(0) < lasts <= MOST:
        raise Refused(HOW_LONG, None, "lasts")
    held.approved, held.expires_at = True, timezone.now() + lasts
    return _decided(held, child, actor, purpose, "grant.approve", hours=lasts // dt.timedelta(hours=1))


@write
def refuse(grant: Grant, why: str, child: str, *, actor: Actor, purpose: str) -> Grant:
    """Refuse, with the reason that the asker will read."""
    held = _open(grant, actor)
    if len(why.strip()) < 4:
        raise Refused(SAY_WHY, None, "answer")
    held.approved, held.answer = False, why.strip()[:LONGEST]
    return _decided(held, child, actor, purpose, "grant.refuse")


@write
def withdraw(grant: Grant, child: str, *, actor: Actor, purpose: str) -> None:
    """End a request or a grant: by who asked, or by someone who decides on requests of the region."""
    held = Grant.objects.select_for_update().get(pk=grant.pk)
    if held.asked_by_id != actor.user and not (actor.may("grant") and held.scope in actor.span):
        raise NotAllowed("grant")
    now = timezone.now()
    if held.approved is None:
        held.approved, held.decided_at = False, now
    elif held.approved and held.expires_at and held.expires_at > now:
        held.expires_at = now
    else:
        raise Refused(OVER)
    held.save()
    record(actor, purpose, "grant.withdraw", child, grant=held.pk, compartment=held.compartment)


def mine(actor: Actor) -> QuerySet[Grant]:
    """What someone has asked for, newest first."""
    return Grant.objects.filter(asked_by=actor.user).select_related("decided_by").order_by("-pk")


def waiting(actor: Actor) -> QuerySet[Grant]:
    """What someone may decide: of the region, not one's own, oldest first."""
    found = Grant.objects.filter(
        approved=None, scope__gte=actor.span.low, scope__lte=actor.span.high, decided_at=None
    )
    return found.exclude(asked_by=actor.user).select_related("asked_by").order_by("pk")


def running(actor: Actor) -> QuerySet[Grant]:
    """What holds now in the region, for who decides."""
    found = Grant.objects.filter(approved=True, expires_at__gt=timezone.now(), scope__gte=actor.span.low)
    return (
        found.filter(scope__lte=actor.span.high)
        .select_related("asked_by", "decided_by")
        .order_by("expires_at")
    )


def standing(actor: Actor) -> QuerySet[Grant]:
    """Someone's requests that wait or hold."""
    holds = Q(approved=True, expires_at__gt=timezone.now())
    return Grant.objects.filter(Q(approved=None) | holds, asked_by=actor.user)


def state_of(grant: Grant) -> str:
    """waiting, holds, over, refused or withdrawn."""
    if grant.approved is None:
        return "waiting"
    if grant.approved:
        return "holds" if grant.expires_at and grant.expires_at > timezone.now() else "over"
    return "refused" if grant.decided_by_id else "withdrawn"


def _open(grant: Grant, actor: Actor) -> Grant:
    """The request, locked; raises NotAllowed or Refused when this person may not decide it, or not any more."""
    actor.require("grant")
    held = Grant.objects.select_for_update().select_related("asked_by").get(pk=grant.pk)
    if held.scope not in actor.span:
        raise NotAllowed("region")
    if held.asked_by_id == actor.user:
        raise Refused(OWN)
    if held.approved is not None:
        raise Refused(OVER)
    if not held.asked_by.is_active:
        raise Refused(GONE)
    return held


def _decided(held: Grant, child: str, actor: Actor, purpose: str, action: str, **detail: int) -> Grant:
    held.decided_by, held.decided_at = User.objects.get(pk=actor.user), timezone.now()
    held.save()
    record(actor, purpose, action, child, grant=held.pk, compartment=held.compartment, **detail)
    return held


SAY_MORE = Text("请写清为什么需要看（至少 8 个字），审批人靠它决定。", "Say why you need it (at least 8 characters); the decision rests on it.")  # fmt: skip
SAY_WHY = Text("请写明不批准的理由（至少 4 个字），申请人会看到。", "Say why not (at least 4 characters); the asker reads it.")  # fmt: skip
ALREADY = Text(
    "已经申请过，正在等候或仍然有效。", "You have asked for this already; it waits or still holds."
)
HOW_LONG = Text("有效期最长 30 天。", "At most 30 days.")
OWN = Text("自己的申请要由另一个人审批。", "Your own request is decided by somebody else.")
OVER = Text("这项申请已经处理过了。", "This request has been dealt with already.")
GONE = Text("申请人的账户已停用。", "The asker's account is closed.")
