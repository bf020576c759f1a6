"""Showing a whole number: with a reason, one at a time, each on record; never without the power or out of scope."""

from __future__ import annotations

import pytest
from tests.access.people import at_the_door
from tests.seats import OTHER_VILLAGE, actor, child, looking

from tonghu.access.actors import NotAllowed
from tonghu.access.models import AuditEvent
from tonghu.access.refusal import Refused
from tonghu.access.seats import seats
from tonghu.register.models import Child, Relationship
from tonghu.register.people import Who
from tonghu.register.reveal import reveal

pytestmark = pytest.mark.django_db
ID, PHONE = "11010120150301001X", "13800000021"


@pytest.fixture
def one() -> Child:
    return child(id_number=ID, mother=Who("例·母", "女", None, "", PHONE))


def tie_of(one: Child) -> int:
    with looking() as who:
        return Relationship.objects.for_user(who, "认定").get(child=one).pk


def test_the_number_is_shown_and_the_look_is_on_record_without_it(one: Child) -> None:
    tie = tie_of(one)
    shown = reveal(one, "id_number", actor=actor("handler"), purpose="认定", reason="核对低保名单")
    assert shown == ID
    assert (
        reveal(
            one,
            "phone",
            actor=actor("handler"),
            purpose="认定",
            reason="约走访 13800000021",
            relationship=tie,
        )
        == PHONE
    )
    rows = AuditEvent.objects.filter(action="reveal").order_by("number")
    assert [(row.about, row.detail["whom"], row.detail["field"]) for row in rows] == [
        (one.ref, "child", "id_number"), (one.ref, "mother", "phone"),
    ]  # fmt: skip
    assert ID not in str(list(rows.values()))
    assert PHONE not in str(list(rows.values()))


@pytest.mark.parametrize("seat", [seat for seat, kind in seats().items() if "clear" not in kind.powers])
def test_only_seats_with_the_power(seat: str, one: Child) -> None:
    who = actor(seat)
    with pytest.raises(NotAllowed):
        reveal(one, "id_number", actor=who, purpose=who.seat.purposes[0], reason="核对低保名单")
    assert not AuditEvent.objects.filter(action="reveal").exists()


@pytest.mark.parametrize("reason", ["", "   ", "看看", " 看 看 "])
def test_without_a_reason_nothing_is_shown(reason: str, one: Child) -> None:
    with pytest.raises(Refused):
        reveal(one, "id_number", actor=actor("handler"), purpose="认定", reason=reason)


@pytest.mark.parametrize("field", ["name_key", "id_index", "salt", "", "pk"])
def test_only_the_two_numbers(field: str, one: Child) -> None:
    with pytest.raises(Refused):
        reveal(one, field, actor=actor("handler"), purpose="认定", reason="核对低保名单")


def test_neither_another_countys_child_nor_somebody_elses_relative(one: Child) -> None:
    far = child("例·萤火0001", OTHER_VILLAGE, id_number="110102201503010015")
    with pytest.raises(Child.DoesNotExist):
        reveal(far, "id_number", actor=actor("handler"), purpose="认定", reason="核对低保名单")
    other = child("例·云朵0002")
    with pytest.raises(Relationship.DoesNotExist):
        reveal(
            other,
            "phone",
            actor=actor("handler"),
            purpose="认定",
            reason="核对低保名单",
            relationship=tie_of(one),
        )


def test_the_page_asks_then_shows_with_and_without_a_script(one: Child) -> None:
    browser = at_the_door("handler").come_in()
    at = f"/children/{one.ref}/reveal"
    page = browser.get(at).content.decode()
    assert ID not in page
    sent = {"whom": "child", "field": "id_number", "reason": ""}
    refused = browser.post(at, sent)
    assert refused.status_code == 400
    assert ID not in refused.content.decode()
    sent["reason"] = "核对低保名单"
    whole = browser.post(at, sent)
    assert ID in whole.content.decode()
    assert "<html" in whole.content.decode()
    assert whole["Cache-Control"] == "no-store"
    part = browser.post(
        at, {**sent, "whom": str(tie_of(one)), "field": "phone"}, HTTP_HX_REQUEST="true"
    ).content.decode()
    assert PHONE in part
    assert "<html" not in part


def test_the_page_is_closed_to_others_and_to_children_out_of_reach(one: Child) -> None:
    far = child("例·萤火0001", OTHER_VILLAGE)
    village, handler = at_the_door("village").come_in(), at_the_door("handler").come_in()
    assert village.get(f"/children/{one.ref}/reveal").status_code == 403
    assert handler.get(f"/children/{far.ref}/reveal").status_code == 404
