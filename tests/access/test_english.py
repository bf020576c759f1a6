"""In English no Chinese stands on these pages, except names and what people wrote."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests.access.people import at_the_door
from tests.seats import REGIONS, child, user

from tonghu.register.people import Who

pytestmark = pytest.mark.django_db
DATA = re.compile("|".join([*REGIONS.values(), "试·|例·|云朵\\d*|母|中文|童护"]))


def chinese(browser: Client, address: str) -> list[str]:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    page = re.sub(r"<!--.*?-->|value=\"[^\"]*\"", "", answer.content.decode(), flags=re.DOTALL)
    return re.findall(r"[\u4e00-\u9fff]+", DATA.sub("", page))


@pytest.mark.parametrize(("seat", "addresses"), [
    ("security_admin", ("/people", "/people/new", "/people/{user}", "/people/tokens", "/seat", "/password", "/login/enrol")),
    ("handler", ("/grants", "/grants/ask/{ref}", "/children/{ref}/reveal")),
    ("audit_admin", ("/log",)),
])  # fmt: skip
def test_pages_are_whole_in_english(seat: str, addresses: tuple[str, ...]) -> None:
    one = child(mother=Who("例·母"))
    other = user("village")
    someone = at_the_door(seat)
    someone.browser.cookies["language"] = "en"
    assert chinese(someone.browser, "/login") == []
    browser = someone.come_in()
    for address in addresses:
        assert chinese(browser, address.format(ref=one.ref, user=other.pk)) == [], address
