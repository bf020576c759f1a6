"""Tokens of partners: told once, kept as a digest, for a time, a purpose, fields and a region."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.utils import timezone
from tests.access.people import at_the_door
from tests.seats import COUNTY, OTHER_COUNTY, VILLAGE, _by_hand, actor, user

from tonghu.access.actors import Actor, NotAllowed, actor_for
from tonghu.access.models import ApiToken
from tonghu.access.refusal import Refused
from tonghu.access.seats import seats
from tonghu.access.tokens import actor_of, find, issue, revoke

pytestmark = pytest.mark.django_db
WHY: dict[str, Any] = {"purpose": "监督"}


@pytest.fixture
def boss() -> Actor:
    made = user("security_admin")
    return actor_for(made.pk, made.name, "security_admin", COUNTY)


def given(boss: Actor, **more: Any) -> tuple[ApiToken, str]:
    asked: dict[str, Any] = {"partner": "例·医院", "seat": "supervisor", "region": COUNTY, "for_purpose": "监督",
                             "fields": ["sex", "as_of", "sex"], "days": 30, **more}  # fmt: skip
    return issue(**asked, actor=boss, **WHY)


def test_a_token_finds_its_partner_seat_region_and_fields(boss: Actor) -> None:
    made, text = given(boss)
    found = find(text)
    assert found == made
    assert found.fields == ["as_of", "sex"]
    who = actor_of(found)
    assert (who.user, who.seat.id, who.region) == (None, "supervisor", COUNTY)
    assert text not in str(ApiToken.objects.values().get())


@pytest.mark.parametrize("text", ["", "tonghu_", "tonghu_" + "x" * 43, "Bearer", "\0"])
def test_other_texts_find_nothing(text: str, boss: Actor) -> None:
    made, right = given(boss)
    assert find(text) is None
    assert find(right.upper()) is None
    assert find(right.removeprefix("tonghu_")) is None
    assert find(made.digest) is None


def test_it_ends_with_its_time_or_when_revoked(boss: Actor) -> None:
    made, text = given(boss)
    with _by_hand():
        ApiToken.objects.update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    assert find(text) is None
    other, text = given(boss)
    revoke(other, actor=boss, **WHY)
    assert find(text) is None
    assert made.pk != other.pk


@pytest.mark.parametrize(("more", "field"), [
    ({"partner": " "}, "partner"), ({"seat": "security_admin"}, "seat"), ({"seat": "institution"}, "seat"),
    ({"seat": "x"}, "seat"), ({"for_purpose": "发放"}, "for_purpose"), ({"fields": []}, "fields"), ({"days": 366}, "days"),
    ({"days": 0}, "days"), ({"region": VILLAGE}, "region"),
])  # fmt: skip
def test_what_does_not_fit_is_refused(more: dict[str, Any], field: str, boss: Actor) -> None:
    with pytest.raises(Refused) as refused:
        given(boss, **more)
    assert refused.value.field == field


@pytest.mark.parametrize("seat", [seat for seat in seats() if seat != "security_admin"])
def test_only_security_administrators_issue_and_revoke(seat: str, boss: Actor) -> None:
    made, text = given(boss)
    other = actor(seat)
    with pytest.raises(NotAllowed):
        issue("例·甲", "supervisor", COUNTY, "监督", ["sex"], 9, actor=other, purpose=other.seat.purposes[0])
    with pytest.raises(NotAllowed):
        revoke(made, actor=other, purpose=other.seat.purposes[0])
    assert find(text)


def test_not_for_another_county(boss: Actor) -> None:
    with pytest.raises(NotAllowed):
        given(boss, region=OTHER_COUNTY)
    far = user("security_admin", OTHER_COUNTY)
    there = actor_for(far.pk, far.name, "security_admin", OTHER_COUNTY)
    made, _ = given(there, region=OTHER_COUNTY)
    with pytest.raises(NotAllowed):
        revoke(made, actor=boss, **WHY)


def test_on_the_page_it_is_told_once_and_revoked_by_a_button() -> None:
    browser = at_the_door("security_admin").come_in()
    sent = {"partner": "例·医院", "seat": "supervisor", "region": str(COUNTY), "for_purpose": "监督",
            "fields_": ["sex", "as_of"], "days": "30"}  # fmt: skip
    assert browser.post("/people/tokens", {**sent, "for_purpose": "发放"}).status_code == 400
    page = browser.post("/people/tokens", sent).content.decode()
    text = re.search(r"tonghu_[\w-]{43}", page)
    assert text
    assert find(text[0])
    assert text[0] not in browser.get("/people/tokens").content.decode()
    assert browser.post(f"/people/tokens/{ApiToken.objects.get().pk}/revoke").status_code == 302
    assert find(text[0]) is None
