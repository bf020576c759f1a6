"""The first login: an authenticator, recovery codes, a password of one's own."""

from __future__ import annotations

import base64
import re
import time

import pytest
from django.test import Client
from tests.access.people import PASSWORD, at_the_door, in_minutes, open_home
from tests.seats import _by_hand

from tonghu.access.models import User

pytestmark = pytest.mark.django_db


def test_at_the_first_login_an_authenticator_is_set_up_and_recovery_codes_are_told_once() -> None:
    one = at_the_door(phone=False)
    one.say_password()
    assert open_home(one.browser) == "/login/second"
    assert one.browser.get("/login/second")["Location"] == "/login/enrol"
    page = one.browser.get("/login/enrol").content.decode()
    secret = re.search(r"secret=([A-Z2-7]+)", page)
    assert secret
    assert secret[1] in re.sub(r"\s", "", page), "also in groups, to be typed"
    one.secret = base64.b32decode(secret[1])
    assert one.browser.post("/login/enrol", {"code": "000000"}).status_code == 400
    assert open_home(one.browser) == "/login/second"
    time.sleep(1.1)  # the wait after a wrong code
    done = one.browser.post("/login/enrol", {"code": one.code()})
    codes = re.findall(r"<li><code>([2-9a-z]{5}-[2-9a-z]{5})</code>", done.content.decode())
    assert len(codes) == 8
    assert open_home(one.browser) == "in"

    for code, status in ((codes[0], 302), (codes[0], 400)):  # each serves once
        other = Client()
        other.post("/login", {"username": one.user.username, "password": PASSWORD})
        assert other.post("/login/second", {"code": f" {code.upper()} "}).status_code == status


def test_nobody_sets_up_another_phone_with_the_password_alone() -> None:
    one = at_the_door()
    one.say_password()
    assert one.browser.get("/login/enrol")["Location"] == "/login/second"
    assert one.browser.post("/login/enrol", {"code": "000000"})["Location"] == "/login/second"


def test_a_new_phone_takes_the_place_of_the_old_one() -> None:
    one = at_the_door()
    browser = one.come_in()
    page = browser.get("/login/enrol").content.decode()
    old, one.secret = one.secret, base64.b32decode(re.search(r"secret=([A-Z2-7]+)", page)[1])  # type: ignore[index]
    assert browser.post("/login/enrol", {"code": one.code()}).status_code == 200
    again = Client()
    again.post("/login", {"username": one.user.username, "password": PASSWORD})
    new, one.secret = one.secret, old
    assert again.post("/login/second", {"code": one.code(1)}).status_code == 400
    assert new != old


def test_a_one_time_password_opens_only_the_page_to_change_it() -> None:
    one = at_the_door(name="li.xiaoming.jing")
    with _by_hand():
        User.objects.filter(pk=one.user.pk).update(must_change_password=True)
    browser = one.browser
    one.say_password()
    assert browser.post("/login/second", {"code": one.code()})["Location"] == "/password"
    assert open_home(browser) == "/password"
    for new in ("short", "password1234", "li.xiaoming.jing", PASSWORD):
        assert browser.post("/password", {"new": new, "again": new}).status_code == 400, new
    assert browser.post("/password", {"new": "一 二 三 四 五 六 七 八", "again": "other"}).status_code == 400
    assert (
        browser.post(
            "/password", {"new": "一 二 三 四 五 六 七 八", "again": "一 二 三 四 五 六 七 八"}
        ).status_code
        == 302
    )
    assert open_home(browser) == "in", "the session in which it was changed goes on"


def test_a_one_time_password_runs_out() -> None:
    one = at_the_door()
    with _by_hand():
        User.objects.filter(pk=one.user.pk).update(must_change_password=True, one_time_until=in_minutes(-1))
    answer = one.say_password()
    assert answer.status_code == 400
    assert "已过期" in answer.content.decode()
