"""Coming in: password, second factor, seat; each step leaves an audit row, also one that failed."""

from __future__ import annotations

from typing import Any

import django_otp
from django.contrib import auth
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.db.models import F
from django_otp.models import Device

from tonghu.access.actors import SYSTEM_SEAT, Actor, system
from tonghu.access.audit import record
from tonghu.access.models import Posting, User
from tonghu.access.refusal import Refused
from tonghu.access.regions import county_of, span_of
from tonghu.access.second import about
from tonghu.access.writes import write
from tonghu.base.texts import Text

PURPOSE = "监督"


def doorkeeper(user: User | None) -> Actor:
    """Who records the steps before it is known who is there: the program, in the county of the account named."""
    posting = Posting.objects.filter(user=user).order_by("pk").first() if user else None
    if posting is None:
        return system("login")
    county = county_of(posting.region_id)
    return Actor(None, "system:login", SYSTEM_SEAT, county, span_of(county))


@write
def begin(request: Any, user: User, *, actor: Actor, purpose: str) -> None:
    """The password was right: begin a session that opens nothing yet. The session gets another key."""
    auth.login(request, user)
    record(actor, purpose, "login.password", about(user))


@write
def turn_away(user: User | None, why: str, *, actor: Actor, purpose: str) -> None:
    """A try that failed: `why` is password, locked, code, expired. What was typed is not kept."""
    record(actor, purpose, "login.refused", about(user) if user else "", why=why)


@write
def come_in(request: Any, device: Device, *, actor: Actor, purpose: str) -> None:
    """The second factor was right: the session opens pages from now on, under another key."""
    django_otp.login(request, device)
    request.session.cycle_key()
    record(actor, purpose, "login", about(request.user), by=device.name)


@write
def take_seat(request: Any, posting: Posting, chosen: str, *, actor: Actor, purpose: str) -> None:
    """Another seat or purpose for this session; the session gets another key."""
    request.session.cycle_key()
    record(actor, purpose, "seat.take", about(request.user), posting=posting.pk, taken_for=chosen)


@write
def leave(user: User, *, actor: Actor, purpose: str) -> None:
    """Log out; the session itself is ended by the caller."""
    record(actor, purpose, "logout", about(user))


@write
def own_password(user: User, new: str, *, actor: Actor, purpose: str) -> None:
    """A password of one's own; every session of the account ends. Raises Refused for a weak one."""
    if user.check_password(new):
        raise Refused(
            Text("新密码与现在的一样。", "The new password is the one you have now."),
            Text("请换一个。", "Choose another one."),
            "new",
        )
    try:
        password_validation.validate_password(new, user)
    except ValidationError as error:
        told = " ".join(error.messages)
        raise Refused(Text(told, told), None, "new") from None
    user.set_password(new)
    user.must_change_password, user.one_time_until = False, None
    user.save(update_fields=["password", "must_change_password", "one_time_until"])
    record(actor, purpose, "password.change", about(user))


def end_sessions(user: User) -> None:
    """Every session of an account ends with its next request; called inside a recorded write."""
    User.objects.filter(pk=user.pk).update(sessions_ended=F("sessions_ended") + 1)
    user.refresh_from_db(fields=["sessions_ended"])
