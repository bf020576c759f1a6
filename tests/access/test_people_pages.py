"""The pages of accounts: opening one, finding one, and what can be done about it."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests.access.people import actions, at_the_door, few_queries, turn_clock
from tests.seats import COUNTY, OTHER_COUNTY, TOWNSHIP, VILLAGE, regions, user

from tonghu.access.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Client:
    return at_the_door("security_admin", name="boss").come_in()


def test_an_account_is_opened_on_the_page_and_its_owner_comes_in(office: Client) -> None:
    sent = {"name": "例·新人", "username": "xinren", "seat": "village", "region": str(VILLAGE)}
    page = office.post("/people/new", sent).content.decode()
    password = re.search(r'class="value">([0-9a-z-]{19})<', page)
    assert password, page
    browser = Client()
    assert (
        browser.post("/login", {"username": "xinren", "password": password[1]})["Location"] == "/login/second"
    )
    assert "xinren" in office.get("/people").content.decode()


def test_what_is_wrong_is_said_beside_the_field(office: Client) -> None:
    sent = {"name": "例·新人", "username": "13800000000", "seat": "handler", "region": str(VILLAGE)}
    answer = office.post("/people/new", sent)
    assert answer.status_code == 400
    assert 'href="#id_username"' in answer.content.decode()


def test_a_search_leaves_no_name_in_an_address(office: Client) -> None:
    user("village", name="aa")
    answer = office.post("/people/search", {"text": "aa", "seat": ""})
    assert answer["Location"] == "/people"
    page = office.get("/people").content.decode()
    assert ">aa<" in page
    assert ">boss<" not in page


def test_every_button_of_an_account_does_what_it_says(office: Client) -> None:
    one = user("village", name="aa")
    at = f"/people/{one.pk}"
    assert office.get(at).status_code == 200
    assert office.post(f"{at}/seat", {"seat": "township", "region": str(TOWNSHIP)}).status_code == 302
    assert office.post(f"{at}/seat", {"seat": "security_admin", "region": str(COUNTY)}).status_code == 400
    held = one.postings.get(seat="township")
    for what, sent in (("end", {"posting": str(held.pk), "last": ""}), ("name", {"name": "例·改名"}), ("second", {}),
                       ("unlock", {}), ("disable", {"why": "调离岗位"}), ("enable", {})):  # fmt: skip
        answer = office.post(f"{at}/{what}", sent)
        assert (answer.status_code, answer["Location"]) == (302, at), what
        assert "note done" in office.get(at).content.decode()
    assert "一次性密码" in office.post(f"{at}/password").content.decode()
    assert office.post(f"{at}/disable", {"why": "x"}).status_code == 400
    assert office.post(f"{at}/nonsense").status_code == 404
    assert {"posting.add", "posting.end", "user.change", "second.reset", "user.unlock", "user.disable", "user.enable", "password.reset"} <= set(actions())  # fmt: skip


def test_accounts_of_another_county_are_not_there(office: Client) -> None:
    far = user("handler", OTHER_COUNTY, name="far")
    assert office.get(f"/people/{far.pk}").status_code == 404
    assert office.post(f"/people/{far.pk}/password").status_code == 404
    assert office.get("/people/999999").status_code == 404
    assert ">far<" not in office.get("/people").content.decode()


def test_ones_own_account_is_shown_without_buttons(office: Client) -> None:
    boss = User.objects.get(username="boss")
    page = office.get(f"/people/{boss.pk}").content.decode()
    assert "您自己的账户" in page
    assert "/disable" not in page
    assert office.post(f"/people/{boss.pk}/password").status_code == 403


@pytest.mark.parametrize("seat", ["handler", "system_admin", "audit_admin", "auditor"])
def test_other_seats_do_not_reach_these_pages(seat: str) -> None:
    browser = at_the_door(seat).come_in()
    target = user("village")
    for address in ("/people", "/people/new", f"/people/{target.pk}", "/people/tokens"):
        assert browser.get(address).status_code == 403, address
    assert browser.post(f"/people/{target.pk}/password").status_code == 403


def test_pages_ask_few_questions(office: Client) -> None:
    regions()
    for number in range(8):
        user("village", name=f"u{number}")
    turn_clock(office, seen=0)
    for address in (
        "/people",
        "/people/new",
        "/people/tokens",
        f"/people/{User.objects.get(username='u3').pk}",
    ):
        with few_queries():
            assert office.get(address).status_code == 200
