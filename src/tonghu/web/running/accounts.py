"""The accounts of the demo: one person in each seat, with a password and codes for the second factor made at each start."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken

from tonghu.access.actors import Actor, system
from tonghu.access.audit import record
from tonghu.access.models import Organisation, Posting, Region, User
from tonghu.access.regions import level_of
from tonghu.access.seats import seats
from tonghu.access.writes import write
from tonghu.base.texts import Text

CODES = 3
NAMES = {
    "village": "例·村官", "township": "例·镇督", "handler": "例·经办", "reviewer": "例·复核", "finance": "例·财务",
    "supervisor": "例·监督", "institution": "例·机构", "liaison": "例·联络", "analyst": "例·分析", "auditor": "例·审计",
    "system_admin": "例·系统", "security_admin": "例·安全", "audit_admin": "例·审管",
}  # fmt: skip

EMPLOYERS = {"institution": "儿童福利机构", "liaison": "部门"}


@dataclass(frozen=True, slots=True)
class Login:
    """What is printed for one seat; kept nowhere."""

    seat: Text
    username: str
    password: str
    codes: tuple[str, ...]


@write
def renew(county: int, *, actor: Actor, purpose: str) -> list[Login]:
    """Give each seat its demo account, a new password and new codes."""
    regions = {
        level_of(r.code): r.code
        for r in Region.objects.filter(code__gte=county, code__lt=county + 10**6).order_by("-code")
    }
    made = [_login(seat, regions[seats()[seat].levels[0]]) for seat in NAMES]
    record(actor, purpose, "demo.logins", "", seats=len(made))
    return made


def _login(seat: str, region: int) -> Login:
    user, new = User.objects.get_or_create(username=seat, defaults={"name": NAMES[seat]})
    password = "-".join(secrets.token_hex(2) for _ in range(4))
    user.set_password(password)
    user.save()
    if new:
        employer = Organisation.objects.filter(kind=EMPLOYERS.get(seat, "")).first()
        Posting.objects.create(
            user=user, seat=seat, region_id=region, since=timezone.localdate(), organisation=employer
        )
    device, _ = StaticDevice.objects.get_or_create(user=user, name="demo")
    device.token_set.all().delete()
    codes = tuple(StaticToken.random_token() for _ in range(CODES))
    StaticToken.objects.bulk_create([StaticToken(device=device, token=code) for code in codes])
    return Login(seats()[seat].name, user.username, password, codes)


def logins(county: int) -> list[Login]:
    """New passwords and codes for every seat of the demo."""
    with transaction.atomic():
        return renew(county, actor=system("demo"), purpose="监督")
