"""A question from a child's file to a department's list, and its answer back into the file."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.seats import COUNTY, by_hand, child, looking, signed_in

from tonghu.access.models import Organisation, Posting
from tonghu.register.models import Fact, Inquiry
from tonghu.web.file.tokens import token_of_fact

pytestmark = pytest.mark.django_db
MOST = 12
SCOPE = 8  # PostgreSQL is told the scope, and savepoints, besides


@pytest.fixture
def police() -> Client:
    """The liaison of the police."""
    client = signed_in("liaison")
    with by_hand():
        office = Organisation.objects.create(kind="部门", name="公安", scope=COUNTY)
        Posting.objects.filter(seat="liaison").update(organisation=office)
    return client


def question() -> Inquiry:
    with looking() as who:
        return Inquiry.objects.for_user(who, "认定").get()


def test_from_the_file_to_the_department_and_back(
    police: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    one, handler = child("例·松果0007"), signed_in("handler")
    token = token_of_fact("father", "parent_life_status")
    page = handler.get(f"/inquiries/ask/{one.ref}?f={token}&of=公安")
    assert "存亡状况" in page.content.decode()
    sent = handler.post(
        f"/inquiries/ask/{one.ref}", {"f": token, "supplier": "公安", "due": "2030-01-04", "note": ""}
    )
    assert (sent.status_code, sent["Location"]) == (302, f"/children/{one.ref}")
    with django_assert_max_num_queries(MOST + (SCOPE if connection.vendor == "postgresql" else 0)):
        asked = police.get("/requests").content.decode()
    assert "例·松果0007" in asked
    assert f"/children/{one.ref}" not in asked, "a liaison has no file to open"
    answer = f"/inquiries/{question().ref}/answer"
    assert police.post(answer, {"value": "死亡", "since": "2024-05-01"})["Location"] == "/requests"
    with looking() as who:
        fact = Fact.objects.for_user(who, "认定").get(child=one, name="parent_life_status")
    assert (fact.value, str(fact.valid_from), fact.source) == ('"死亡"', "2024-05-01", "公安")
    assert "例·松果0007" not in police.get("/requests").content.decode()


def test_an_empty_answer_is_sent_back_with_what_was_typed(police: Client) -> None:
    one, handler = child(), signed_in("handler")
    handler.post(
        f"/inquiries/ask/{one.ref}",
        {"f": token_of_fact("father", "parent_life_status"), "supplier": "公安", "due": "2030-01-04"},
    )
    again = police.post(f"/inquiries/{question().ref}/answer", {"value": "", "reply": "还在查"})
    assert again.status_code == 400
    assert "还在查" in again.content.decode()


def test_a_restricted_fact_is_not_asked_for_by_a_seat_that_may_not_see_it() -> None:
    one = child()
    answer = signed_in("village").get(f"/inquiries/ask/{one.ref}?f={token_of_fact('child', 'victimised')}")
    assert answer.status_code == 403


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("seat", "address"), [("handler", "/inquiries"), ("liaison", "/requests")])
def test_an_empty_list_says_what_to_do(seat: str, address: str, lang: str) -> None:
    assert signed_in(seat, lang=lang).get(address).status_code == 200
