"""The second factor: a code from the authenticator on one's phone, or one of the recovery codes on paper."""

from __future__ import annotations

import math
import secrets
import unicodedata

import django_otp
from django.db import transaction
from django.utils import timezone
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken

from tonghu.access.actors import Actor
from tonghu.access.audit import record
from tonghu.access.devices import Authenticator
from tonghu.access.fields import blind
from tonghu.access.models import User
from tonghu.access.writes import write

SECRET_BYTES = 20
LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
CODES, CODE_LENGTH, KEPT = 8, 10, 16
SHORT = 8  # codes that django-otp's own command adds are kept as they are


def has_second(user: User) -> bool:
    """Whether someone can be asked for a second factor."""
    return bool(django_otp.user_has_device(user))


def offered(user: User) -> Authenticator:
    """The authenticator that someone is about to set up: one at a time, the same until it is confirmed or old."""
    waiting = Authenticator.objects.filter(user=user, confirmed=False)
    with transaction.atomic():
        found = waiting.first()
        if found is None:
            found = Authenticator(user=user, name="phone", confirmed=False)
            found.put_key(secrets.token_bytes(SECRET_BYTES))
            found.save()
    return found


def said(code: str) -> str:
    """A code as it was typed, without blanks, hyphens and full-width forms."""
    plain = unicodedata.normalize("NFKC", code).casefold()
    return "".join(char for char in plain if char.isalnum())[:40]


def matching(user: User, code: str) -> Device | None:
    """The confirmed device that a code belongs to, the code used up; None for a wrong one or when one must wait."""
    typed = said(code)
    kind = Authenticator if typed.isdigit() and len(typed) <= 8 else StaticDevice
    kept = typed if kind is Authenticator or len(typed) == SHORT else _kept(user, typed)
    for device in kind.objects.devices_for_user(user, confirmed=True):
        if django_otp.verify_token(user, device.persistent_id, kept):
            return device
    return None


def wait_for(user: User) -> int:
    """Seconds until the next code is looked at: wrong ones make it longer each time. 0: at once."""
    now, longest = timezone.now(), 0.0
    for kind in (Authenticator, StaticDevice):
        for device in kind.objects.devices_for_user(user):
            allowed, why = device.verify_is_allowed()
            if not allowed and why and "locked_until" in why:
                longest = max(longest, (why["locked_until"] - now).total_seconds())
    return math.ceil(longest)


@write
def confirm(user: User, device: Authenticator, code: str, *, actor: Actor, purpose: str) -> list[str]:
    """Take an authenticator into use; returns recovery codes, shown once. Empty: the code was wrong.

    An older authenticator and older recovery codes end with it.
    """
    right = django_otp.verify_token(user, device.persistent_id, said(code))
    if not right:
        record(actor, purpose, "second.wrong", about(user))
        return []
    Authenticator.objects.filter(user=user).exclude(pk=device.pk).delete()
    Authenticator.objects.filter(pk=device.pk).update(confirmed=True)
    device.confirmed = True
    codes = _new_codes(user)
    record(actor, purpose, "second.set", about(user), codes=len(codes))
    return codes


def forget(user: User) -> int:
    """Take away every second factor; called inside a recorded write."""
    kinds = (Authenticator, StaticDevice)
    return sum(kind.objects.filter(user=user).delete()[0] for kind in kinds)


def let_try_again(user: User) -> None:
    """Lift the waiting time after wrong codes; called inside a recorded write."""
    for kind in (Authenticator, StaticDevice):
        kind.objects.filter(user=user).update(throttling_failure_count=0, throttling_failure_timestamp=None)


def about(user: User) -> str:
    """How the audit chain names an account."""
    return f"user:{user.pk}"


def _new_codes(user: User) -> list[str]:
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="recovery", confirmed=True)
    codes = ["".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH)) for _ in range(CODES)]
    StaticToken.objects.bulk_create([StaticToken(device=device, token=_kept(user, code)) for code in codes])
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def _kept(user: User, code: str) -> str:
    """What the database keeps of a recovery code: a keyed fingerprint, not the code."""
    return blind(f"recovery.{user.pk}", code)[:KEPT]
