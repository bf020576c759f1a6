"""Accounts: opening, closing, and helping people who cannot get in. Only for security administrators."""

from __future__ import annotations

import datetime as dt
import re
import secrets
from collections.abc import Iterable

from axes.models import AccessAttempt
from axes.utils import reset
from django.conf import settings
from django.db.models import Sum
from django.utils import timezone

from tonghu.access import second
from tonghu.access.actors import Actor
from tonghu.access.audit import record
from tonghu.access.entering import end_sessions
from tonghu.access.models import Grant, User
from tonghu.access.postings import POWER, Place, in_charge, place_in
from tonghu.access.refusal import Refused
from tonghu.access.second import LETTERS, about
from tonghu.access.writes import write
from tonghu.base.texts import Text

ONE_TIME = dt.timedelta(days=7)
LOGIN_NAME = re.compile(r"[a-z][a-z0-9._-]{1,39}")
WHY_LENGTH = 4


@write
def create_user(username: str, name: str, place: Place, *, actor: Actor, purpose: str) -> tuple[User, str]:
    """Open an account in a seat; returns it with a one-time password, told once and good for a week.

    Raises Refused for a name that is taken or does not do, or a seat that does not fit.
    """
    actor.require(POWER)
    login = username.strip().casefold()
    if not LOGIN_NAME.fullmatch(login):
        raise Refused(BAD_NAME, None, "username")
    if User.objects.filter(username__iexact=login).exists():
        raise Refused(TAKEN, None, "username")
    user = User(username=login, name=_name(name), must_change_password=True)
    password = _one_time(user)
    user.save()
    made = place_in(user, place, actor)
    record(actor, purpose, "user.create", about(user), posting=made.pk, seat=made.seat, region=made.region_id)
    return user, password


@write
def rename(user: User, name: str, *, actor: Actor, purpose: str) -> None:
    """Correct someone's name."""
    in_charge(actor, user)
    User.objects.filter(pk=user.pk).update(name=_name(name))
    record(actor, purpose, "user.change", about(user), fields=["name"])


@write
def reset_password(user: User, *, actor: Actor, purpose: str) -> str:
    """Another one-time password, told once; every session of the person ends."""
    in_charge(actor, user)
    password = _one_time(user)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password", "one_time_until"])
    end_sessions(user)
    record(actor, purpose, "password.reset", about(user))
    return password


@write
def reset_second_factor(user: User, *, actor: Actor, purpose: str) -> None:
    """Take the authenticator and the recovery codes away; the next login sets up new ones. Every session ends."""
    in_charge(actor, user)
    second.forget(user)
    end_sessions(user)
    record(actor, purpose, "second.reset", about(user))


@write
def disable(user: User, why: str, *, actor: Actor, purpose: str) -> None:
    """Close an account: nobody comes in with it, its sessions and grants end. What it did stays on record."""
    in_charge(actor, user)
    if len(why.strip()) < WHY_LENGTH:
        raise Refused(SAY_WHY, None, "why")
    User.objects.filter(pk=user.pk).update(is_active=False)
    now = timezone.now()
    ended = Grant.objects.filter(asked_by=user, expires_at__gt=now).update(expires_at=now)
    end_sessions(user)
    record(actor, purpose, "user.disable", about(user), why=without_numbers(why), grants=ended)


@write
def enable(user: User, *, actor: Actor, purpose: str) -> None:
    """Open a closed account again."""
    in_charge(actor, user)
    User.objects.filter(pk=user.pk).update(is_active=True)
    record(actor, purpose, "user.enable", about(user))


@write
def unlock(user: User, *, actor: Actor, purpose: str) -> None:
    """Forget the wrong passwords and codes of an account."""
    in_charge(actor, user)
    reset(username=user.username)
    second.let_try_again(user)
    record(actor, purpose, "user.unlock", about(user))


def locked(usernames: Iterable[str]) -> set[str]:
    """Those of the login names that are locked now."""
    since = timezone.now() - settings.AXES_COOLOFF_TIME
    tries = AccessAttempt.objects.filter(username__in=list(usernames), attempt_time__gte=since).order_by()
    counted = tries.values("username", "ip_address").annotate(wrong=Sum("failures_since_start"))
    return {row["username"] for row in counted if row["wrong"] >= settings.AXES_FAILURE_LIMIT}


def without_numbers(text: str, longest: int = 200) -> str:
    """A reason as the audit chain keeps it: long numbers (of an ID, a phone, an account) blotted out."""
    return re.sub(r"\d(?:[\s-]?\d){5,}[Xx]?", "#", text.strip())[:longest]


def _one_time(user: User) -> str:
    password = "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))
    user.set_password(password)
    user.one_time_until = timezone.now() + ONE_TIME
    return password


def _name(name: str) -> str:
    plain = " ".join(name.split())
    if not plain or len(plain) > 60:
        raise Refused(NO_NAME, None, "name")
    return plain


BAD_NAME = Text(
    "登录名用小写字母开头，只含字母、数字、点、横线，2 到 40 个字符；不要用身份证号或手机号。",
    "A login name begins with a letter and has 2 to 40 letters, digits, dots or hyphens; no ID or phone number.",
)
TAKEN = Text("这个登录名已有人用。", "This login name is taken.")
NO_NAME = Text("请填写姓名。", "Give the person's name.")
SAY_WHY = Text("请写明原因（至少 4 个字）。", "Say why (at least 4 characters).")
