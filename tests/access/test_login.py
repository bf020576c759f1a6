"""Coming in with both factors, and the choice of a seat."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.access.people import PASSWORD, actions, also, at_the_door, open_home
from tests.seats import OTHER_COUNTY

from tonghu.access.models import AuditEvent
from tonghu.access.seats import seats

pytestmark = pytest.mark.django_db


def test_password_and_code_open_the_door() -> None:
    one = at_the_door()
    assert one.say_password()["Location"] == "/login/second"
    assert open_home(one.browser) == "/login/second", "the password alone opens nothing"
    assert one.browser.post("/login/second", {"code": one.code()})["Location"] == "/"
    assert open_home(one.browser) == "in"
    assert actions() == ["login.password", "login"]


def test_a_code_serves_once_and_others_do_not_serve() -> None:
    one, other = at_the_door(), at_the_door("reviewer")
    code = one.code()
    one.say_password()
    assert one.browser.post("/login/second", {"code": other.code()}).status_code == 400
    one, code = at_the_door("finance"), None
    one.say_password()
    code = one.code()
    assert one.browser.post("/login/second", {"code": code}).status_code == 302
    again = Client()
    again.post("/login", {"username": one.user.username, "password": PASSWORD})
    assert again.post("/login/second", {"code": code}).status_code == 400


def test_someone_with_two_seats_chooses_and_acts_in_that_one() -> None:
    one = at_the_door("handler")
    other = also(one.user, "township", OTHER_COUNTY)
    one.say_password()
    assert one.browser.post("/login/second", {"code": one.code()})["Location"] == "/seat"
    page = one.browser.get("/seat").content.decode()
    assert all(word in page for word in ("县级经办", "儿童督导员", "邻县"))
    assert one.browser.post("/seat", {"choice": f"{other.pk}|发放"}).status_code == 400, (
        "not a purpose of the seat"
    )
    assert one.browser.post("/seat", {"choice": "999999|走访"}).status_code == 400
    assert one.browser.post("/seat", {"choice": f"{other.pk}|走访"}).status_code == 302
    assert seats()["township"].name.zh in one.browser.get("/seat").content.decode()
    taken = AuditEvent.objects.filter(action="seat.take").get()
    assert (taken.seat, taken.purpose) == ("township", "走访")


def test_a_seat_of_somebody_else_cannot_be_taken() -> None:
    one, other = at_the_door("village"), at_the_door("reviewer")
    browser = one.come_in()
    assert browser.post("/seat", {"choice": f"{other.user.postings.get().pk}|认定"}).status_code == 400


def test_after_logging_in_one_is_where_one_wanted_to_go_but_never_elsewhere() -> None:
    for asked, reached in (
        ("/children", "/children"),
        ("https://evil.example/x", "/"),
        ("//evil.example", "/"),
    ):
        one = at_the_door(name=f"n{len(asked)}")
        one.say_password(next=asked)
        assert one.browser.post("/login/second", {"code": one.code()})["Location"] == reached
