"""Tokens of partners for the API: for a purpose, named fields, a region, and a time. Only a digest is kept."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Sequence

from django.utils import timezone

from tonghu.access.actors import Actor, NotAllowed
from tonghu.access.audit import record
from tonghu.access.crypto import sm3
from tonghu.access.models import ApiToken, Region, User
from tonghu.access.postings import POWER
from tonghu.access.refusal import Refused
from tonghu.access.regions import level_of, span_of
from tonghu.access.seats import apart, seats
from tonghu.access.writes import write
from tonghu.base.texts import Text

PREFIX = "tonghu_"
MOST_DAYS = 365


@write
def issue(
    partner: str, seat: str, region: int, for_purpose: str, fields: Sequence[str], days: int,
    *, actor: Actor, purpose: str,
) -> tuple[ApiToken, str]:  # fmt: skip
    """Make a token; returns it with its text, told once. Raises Refused for what does not fit, NotAllowed outside."""
    actor.require(POWER)
    if region not in actor.span:
        raise NotAllowed("region")
    _check(partner, seat, region, for_purpose, fields, days)
    text = PREFIX + secrets.token_urlsafe(32)
    made = ApiToken.objects.create(
        partner=" ".join(partner.split())[:120], digest=_digest(text), seat=seat, region_id=region,
        purpose=for_purpose, fields=sorted(set(fields)), issued_by=User.objects.get(pk=actor.user),
        expires_at=timezone.now() + dt.timedelta(days=days),
    )  # fmt: skip
    record(
        actor, purpose, "token.issue", about(made), seat=seat, region=region, fields=made.fields, days=days
    )
    return made, text


@write
def revoke(token: ApiToken, *, actor: Actor, purpose: str) -> None:
    """End a token now."""
    actor.require(POWER)
    if token.region_id not in actor.span:
        raise NotAllowed("region")
    ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now())
    record(actor, purpose, "token.revoke", about(token))


def find(text: str) -> ApiToken | None:
    """The token of a text, while it holds."""
    held = ApiToken.objects.filter(digest=_digest(text), revoked_at=None, expires_at__gt=timezone.now())
    return held.first() if text.startswith(PREFIX) else None


def actor_of(token: ApiToken) -> Actor:
    """The partner at work, in the seat and region of the token."""
    return Actor(
        None, f"api:{token.partner}"[:80], seats()[token.seat], token.region_id, span_of(token.region_id)
    )


def about(token: ApiToken) -> str:
    """How the audit chain names a token."""
    return f"token:{token.pk}"


def _digest(text: str) -> str:
    return sm3(text.encode())  # 256 random bits: nothing to guess, so no slow hash


def _check(partner: str, seat: str, region: int, purpose: str, fields: Sequence[str], days: int) -> None:
    if not partner.strip():
        raise Refused(Text("请写明单位名称。", "Name the partner."), None, "partner")
    kind = seats().get(seat)
    if kind is None or seat in apart().alone or kind.own_children_only:
        raise Refused(Text("这个岗位不能给接口用。", "This seat is not for the API."), None, "seat")
    if purpose not in kind.purposes:
        raise Refused(
            Text("这个用途不属于所选岗位。", "This purpose is not one of the seat."), None, "for_purpose"
        )
    if not Region.objects.filter(code=region).exists() or level_of(region) not in kind.levels:
        raise Refused(Text("这个岗位不设在这一级地区。", "This seat does not exist at this level of region."), None, "region")  # fmt: skip
    if not fields:
        raise Refused(Text("请至少选一个字段。", "Choose at least one field."), None, "fields")
    if not 1 <= days <= MOST_DAYS:
        raise Refused(Text("有效期为 1 到 365 天。", "A token holds for 1 to 365 days."), None, "days")
