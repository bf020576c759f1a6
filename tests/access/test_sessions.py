"""How a session ends, and what becomes of a form that was sent too late."""

from __future__ import annotations

import re

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from tests.access.people import PASSWORD, actions, at_the_door, open_home, turn_clock
from tests.seats import _by_hand

from tonghu.access.entering import end_sessions

pytestmark = pytest.mark.django_db


def test_the_session_has_another_key_after_each_step() -> None:
    one = at_the_door()
    one.browser.get("/login")
    one.browser.session.save()
    keys = []
    one.say_password()
    keys.append(one.browser.session.session_key)
    one.browser.post("/login/second", {"code": one.code()})
    keys.append(one.browser.session.session_key)
    one.browser.post("/seat", {"choice": f"{one.user.postings.get().pk}|认定"})
    keys.append(one.browser.session.session_key)
    assert len(set(keys)) == 3
    assert Session.objects.count() == 1, "the keys before are gone"


def test_a_changed_password_ends_the_sessions_elsewhere_and_asks_for_the_present_one() -> None:
    one = at_the_door()
    here = one.come_in()
    there = Client()
    there.post("/login", {"username": one.user.username, "password": PASSWORD})
    there.post("/login/second", {"code": one.code(1)})
    assert open_home(there) == "in"
    new = "六只 松鼠 在 唱 歌 呢 呢"
    assert here.post("/password", {"now": "falsch", "new": new, "again": new}).status_code == 400
    assert here.post("/password", {"now": PASSWORD, "new": new, "again": new}).status_code == 302
    assert (open_home(here), open_home(there)) == ("in", "/login")


def test_logging_out_ends_the_session_for_good() -> None:
    one = at_the_door()
    browser = one.come_in()
    cookie = browser.cookies["session"].value
    browser.post("/logout")
    browser.cookies["session"] = cookie
    assert open_home(browser) == "/login"
    assert actions()[-1] == "logout"


@pytest.mark.parametrize(("by", "leads"), [
    ({"seen": 29 * 60}, "in"), ({"seen": 31 * 60}, "/login"), ({"began": 601 * 60}, "/login"), ({"began": 590 * 60}, "in"),
])  # fmt: skip
def test_a_session_ends_after_half_an_hour_of_nothing_and_after_ten_hours(
    by: dict[str, float], leads: str
) -> None:
    browser = at_the_door().come_in()
    turn_clock(browser, **by)
    assert open_home(browser) == leads


def test_every_session_of_an_account_can_be_ended() -> None:
    one = at_the_door()
    browser = one.come_in()
    with _by_hand():
        end_sessions(one.user)
    assert open_home(browser) == "/login"


def test_a_form_sent_after_the_session_ended_is_kept_on_the_page_that_says_so() -> None:
    one = at_the_door()
    browser = one.come_in()
    turn_clock(browser, seen=3600)
    answer = browser.post("/seat", {"choice": "我写了很久", "password": "never echoed"})
    page = answer.content.decode()
    assert answer.status_code == 401
    assert 'name="choice" value="我写了很久"' in page
    assert "never echoed" not in page
    assert 'action="/seat"' in page


def test_a_form_older_than_the_login_is_asked_for_once_more_and_then_taken() -> None:
    one = at_the_door()
    one.browser = Client(enforce_csrf_checks=True)

    def token(page: bytes) -> str:
        return re.search(rb'csrfmiddlewaretoken" value="(\w+)"', page)[1].decode()  # type: ignore[index]

    old = token(one.browser.get("/login").content)
    one.say_password(csrfmiddlewaretoken=old)
    second = token(one.browser.get("/login/second").content)
    one.browser.post("/login/second", {"code": one.code(), "csrfmiddlewaretoken": second})
    choice = {"choice": f"{one.user.postings.get().pk}|认定", "csrfmiddlewaretoken": old}
    away = one.browser.post("/seat", choice, HTTP_ORIGIN="https://evil.example")
    assert away.status_code == 403
    assert "认定" not in away.content.decode()
    once = one.browser.post("/seat", choice, HTTP_ORIGIN="http://testserver")
    assert once.status_code == 403
    assert f'value="{choice["choice"]}"' in once.content.decode()
    choice["csrfmiddlewaretoken"] = token(once.content)
    assert one.browser.post("/seat", choice, HTTP_ORIGIN="http://testserver").status_code == 302
