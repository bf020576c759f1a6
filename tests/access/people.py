"""Someone at the door: an account with a password, an authenticator, and a browser."""

from __future__ import annotations

import datetime as dt
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

from django.contrib.auth.hashers import make_password
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_otp.oath import totp
from tests.seats import _by_hand, user

from tonghu.access.devices import Authenticator
from tonghu.access.models import AuditEvent, Posting, User

PASSWORD = "云朵下面 有三只松果"  # noqa: S105 - of invented people


@cache
def hashed() -> str:
    """The password as it is kept; worked out once, it is meant to be slow."""
    return make_password(PASSWORD)


@dataclass
class Someone:
    """Who wants to come in."""

    user: User
    secret: bytes
    browser: Client

    def code(self, later: int = 0) -> str:
        """What the phone shows; `later` steps of 30 seconds from now."""
        return f"{totp(self.secret, t0=-30 * later):06d}"

    def say_password(self, password: str = PASSWORD, name: str = "", **more: str):  # type: ignore[no-untyped-def]
        return self.browser.post(
            "/login", {"username": name or self.user.username, "password": password, **more}
        )

    def come_in(self) -> Client:
        """Both factors."""
        assert self.say_password().status_code == 302
        answer = self.browser.post("/login/second", {"code": self.code()})
        assert answer.status_code == 302, answer.content.decode()
        return self.browser


def at_the_door(
    seat: str = "handler", region: int | None = None, *, phone: bool = True, **more: str
) -> Someone:
    """An account with a password and, unless told otherwise, an authenticator in use."""
    made, secret = user(seat, region, **more), secrets.token_bytes(20)
    with _by_hand():
        made.password = hashed()
        made.save()
    if phone:
        device = Authenticator(user=made, name="phone", confirmed=True)
        device.put_key(secret)
        device.save()
    return Someone(made, secret, Client())


def also(one: User, seat: str, region: int) -> Posting:
    """One more posting."""
    with _by_hand():
        return Posting.objects.create(user=one, seat=seat, region_id=region, since=dt.date(2025, 1, 1))


def turn_clock(browser: Client, **by: float) -> None:
    """Let a session believe that time has passed."""
    session = browser.session
    for name, seconds in by.items():
        session[name] = session.get(name, time.time()) - seconds
    session.save()


def in_minutes(minutes: int) -> dt.datetime:
    return timezone.now() + dt.timedelta(minutes=minutes)


def open_home(browser: Client) -> str:
    """Where a page for anyone with a seat leads: "in", or the address that one is sent to."""
    answer = browser.get("/seat")
    return "in" if answer.status_code == 200 else answer["Location"].split("?")[0]


def actions() -> list[str]:
    """What the audit chain has recorded, in order."""
    return list(AuditEvent.objects.order_by("pk").values_list("action", flat=True))


@contextmanager
def few_queries(most: int = 12) -> Iterator[None]:
    """Inside, the page asks at most so many questions; savepoints of the test and the span told to PostgreSQL aside."""
    with CaptureQueriesContext(connection) as seen:
        yield
    told = [query["sql"] for query in seen if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    told = [sql for sql in told if "current_setting(" not in sql and "set_config(" not in sql]
    assert len(told) <= most, "\n".join(told)
