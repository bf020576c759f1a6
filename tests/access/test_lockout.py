"""Wrong names, passwords and codes: the same answer, and after five of them none."""

from __future__ import annotations

import re

import pytest
from tests.access.people import actions, at_the_door, in_minutes, open_home
from tests.seats import _by_hand

from tonghu.access.models import AuditEvent, User

pytestmark = pytest.mark.django_db


def test_an_unknown_name_gets_the_answer_of_a_wrong_password() -> None:
    one = at_the_door(name="li")
    told = []
    for name in ("li", "wu"):
        answer = one.say_password("falsch falsch falsch", name=name)
        told.append(re.sub(r'value="[^"]*"|"X-CSRFToken": "[^"]*"', "", answer.content.decode()))
        assert answer.status_code == 400
    assert told[0] == told[1]
    assert actions() == ["login.refused", "login.refused"]
    assert "falsch" not in str(list(AuditEvent.objects.values()))


def test_a_disabled_account_gets_the_same_answer() -> None:
    one = at_the_door()
    with _by_hand():
        User.objects.filter(pk=one.user.pk).update(is_active=False)
    assert one.say_password().status_code == 400


def test_five_wrong_passwords_lock_even_the_right_one_and_a_known_name_no_earlier() -> None:
    one = at_the_door(name="li")
    for name in ("li", "wu"):
        statuses = [one.say_password("falsch falsch falsch", name=name).status_code for _ in range(5)]
        assert statuses == [400, 400, 400, 400, 429]
    assert one.say_password(name="li").status_code == 429
    why = [row["why"] for row in AuditEvent.objects.filter(chain="120101").values_list("detail", flat=True)]
    assert why == ["password"] * 4 + ["locked"], "what comes while it is locked does not fill the log"


def test_other_letters_of_the_same_name_do_not_give_more_tries() -> None:
    one = at_the_door(name="li")
    for name in ("li", "LI", "Li", "lI", " li "):
        last = one.say_password("falsch falsch falsch", name=name)
    assert last.status_code == 429


def test_the_lock_opens_after_a_quarter_of_an_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    one = at_the_door()
    for _ in range(5):
        one.say_password("falsch falsch falsch")
    assert one.say_password().status_code == 429
    monkeypatch.setattr("axes.handlers.proxy.now", lambda: in_minutes(16))
    assert one.say_password().status_code == 302


@pytest.mark.parametrize("password", ["", "x" * 5000, "a\0b", "\ud7ff"])
def test_odd_input_is_an_ordinary_wrong_password(password: str) -> None:
    one = at_the_door()
    assert one.say_password(password, name="n" * 300).status_code == 400
    assert one.say_password(password, name="a\0b").status_code == 400


def test_after_wrong_codes_one_must_wait_and_after_five_begin_again() -> None:
    one = at_the_door()
    one.say_password()
    answer = one.browser.post("/login/second", {"code": "000000"})
    assert answer.status_code == 400
    assert "请等" in answer.content.decode()
    assert one.browser.post("/login/second", {"code": one.code()}).status_code == 400, (
        "not before the wait is over"
    )
    for _ in range(3):
        answer = one.browser.post("/login/second", {"code": "000000"})
    assert answer["Location"] == "/login"
    assert open_home(one.browser) == "/login"
