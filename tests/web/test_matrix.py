"""Every address × every seat × region × object, on both databases; an address that is not listed here fails.

What a seat may open follows from seats.toml and from the power that each page names; what it may see follows from its
region. An object outside the scope and one that does not exist get the very same answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from tests.seats import COUNTY, NEXT_VILLAGE, OTHER_COUNTY, OTHER_VILLAGE, VILLAGE, child, signed_in

from tonghu.access.seats import seats
from tonghu.law.places.load import places
from tonghu.web.site.pages import Page

pytestmark = pytest.mark.django_db
NOBODY = "2" * 20
DOCUMENT = places()[-1].documents[0].id
CLAUSE = places()[-1].provisions[0].id
# what stands for a part of an address that is not a child's token
PARTS: dict[str, str] = {"document": DOCUMENT, "clause": CLAUSE, "rule": "orphan", "name": "orphan"}
# addresses whose token is not a child's: they are asked for with one that does not exist
OTHER_TOKENS = {"job", "upload", "imports", "grant", "token", "person", "list", "attachment"}
API = "api/v1/"


def routes(patterns: list[Any] | None = None, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address of the site with its pattern."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route, pattern


ROUTES = dict(routes())
SITE = {route: found for route, found in ROUTES.items() if not route.startswith(API)}
FILES = [route for route in SITE if route.startswith("children/<") and route.count("<") == 1]


def page_of(pattern: URLPattern) -> Page:
    page: Page = pattern.callback.page  # type: ignore[attr-defined]
    return page


def filled(route: str, ref: str) -> str:
    """An address with a child's token and examples of the other parts."""

    def part(found: re.Match[str]) -> str:
        kind, name = found.group(1), found.group(2)
        if name in PARTS:
            return PARTS[name]
        if kind == "int:":
            return "999999"
        return ref if route.startswith("children/<") and found.start() == len("children/") else NOBODY

    return "/" + re.sub(r"<(\w+:)?(\w+)>", part, route)


def test_each_address_says_who_may_open_it() -> None:
    unknown = [
        route
        for route, pattern in SITE.items()
        if not isinstance(getattr(pattern.callback, "page", None), Page)
    ]
    assert unknown == []


def test_each_power_that_a_page_asks_for_belongs_to_a_seat() -> None:
    held = {power for seat in seats().values() for power in seat.powers}
    assert {page_of(pattern).power for pattern in SITE.values()} - held - {""} == set()


@pytest.mark.parametrize("method", ["get", "post"])
def test_without_login_only_public_pages_open(method: str) -> None:
    one = child()
    for route, pattern in SITE.items():
        answer = getattr(Client(), method)(filled(route, one.ref))
        if page_of(pattern).public:
            assert answer.status_code in {200, 302, 400, 404, 405}, route
        elif method == "get":
            assert answer.status_code in {302, 405}, route
            assert answer.status_code == 405 or answer["Location"].startswith("/login"), route
        else:
            assert answer.status_code in {401, 405}, route


@pytest.mark.parametrize("seat", sorted(seats()))
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_seat_opens_what_its_powers_name_and_nothing_else(seat: str, method: str) -> None:
    one, client = child(), signed_in(seat)
    for route, pattern in SITE.items():
        page = page_of(pattern)
        if page.public or (method == "post" and route in {"logout", "seat", "language", "password"}):
            continue
        answer = getattr(client, method)(filled(route, one.ref))
        may = page.power in seats()[seat].powers or page.power == ""
        if not may:
            assert answer.status_code in {403, 405}, (route, answer.status_code)
        else:
            assert answer.status_code != 403 or method == "post", (route, answer.status_code)
            assert answer.status_code < 500, (route, answer.status_code)


FAR = {  # seat -> region of the seat, region of a child outside
    "village": (VILLAGE, NEXT_VILLAGE), "township": (COUNTY + 1_000, OTHER_VILLAGE), "handler": (COUNTY, OTHER_VILLAGE),
    "reviewer": (COUNTY, OTHER_VILLAGE), "finance": (COUNTY, OTHER_VILLAGE), "supervisor": (COUNTY, OTHER_VILLAGE),
    "auditor": (OTHER_COUNTY, VILLAGE), "institution": (COUNTY, VILLAGE),
}  # fmt: skip


@pytest.mark.parametrize("seat", sorted(FAR))
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_child_outside_the_scope_is_a_child_that_does_not_exist(seat: str, method: str) -> None:
    at, outside = FAR[seat]
    far, client = child(scope=outside), signed_in(seat, at)
    for route in FILES:
        if page_of(SITE[route]).power not in seats()[seat].powers:
            continue
        seen, none = (getattr(client, method)(filled(route, ref)) for ref in (far.ref, NOBODY))
        assert (seen.status_code, none.status_code) in {(404, 404), (405, 405)}, route
        assert _bare(seen.content, far.ref) == _bare(none.content, NOBODY), route


def _bare(content: bytes, ref: str) -> str:
    """A page without what differs on every request: tokens of forms, the address itself."""
    text = content.decode().replace(ref, "")
    return re.sub(r'(csrfmiddlewaretoken" value="|X-CSRFToken": ")[^"]+', "", text)


def test_a_village_worker_learns_nothing_of_the_next_village() -> None:
    mine = child("例·松果0002", VILLAGE)
    child("例·星星0099", NEXT_VILLAGE, id_number="")
    client = signed_in("village", VILLAGE)
    for route, pattern in SITE.items():
        if page_of(pattern).public or pattern.name == "logout":
            continue
        answer = client.get(filled(route, mine.ref), follow=True)
        told = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert "星星0099" not in told.decode(errors="replace"), route


def test_an_institution_sees_its_own_children_only() -> None:
    one = child("例·麦穗0003", VILLAGE)
    client = signed_in("institution", COUNTY)
    assert client.get(f"/children/{one.ref}").status_code == 404
