"""Accounts: who may open, change and close them, and what becomes of the person's sessions."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from tests.access.people import also, at_the_door, open_home
from tests.seats import COUNTY, OTHER_COUNTY, TOWNSHIP, VILLAGE, actor, user

from tonghu.access import people, postings
from tonghu.access.actors import Actor, NotAllowed, actor_for, system
from tonghu.access.models import AuditEvent, Posting, User
from tonghu.access.people import create_user
from tonghu.access.postings import Place, add_posting, end_posting
from tonghu.access.refusal import Refused
from tonghu.access.seats import apart, seats

pytestmark = pytest.mark.django_db
WHY: dict[str, Any] = {"purpose": "监督"}


def admin() -> Actor:
    made = user("security_admin")
    return actor_for(made.pk, made.name, "security_admin", COUNTY)


def test_a_new_account_has_a_password_for_once_and_leaves_an_audit_row() -> None:
    boss = admin()
    made, password = create_user("Li.Ming", "例·李明", Place("village", VILLAGE), actor=boss, **WHY)
    assert made.username == "li.ming"
    assert made.check_password(password)
    assert made.must_change_password
    assert made.one_time_until
    assert made.one_time_until < timezone.now() + dt.timedelta(days=8)
    row = AuditEvent.objects.get(action="user.create")
    assert (row.about, row.detail["seat"]) == (f"user:{made.pk}", "village")
    assert password not in str(row.detail)


@pytest.mark.parametrize(
    "name", ["110101201503010017", "13800000000", "a", "李明", "a b", "x" * 41, "", "-ab"]
)
def test_a_login_name_is_no_number_of_a_person(name: str) -> None:
    boss = admin()
    with pytest.raises(Refused):
        create_user(name, "例·甲", Place("village", VILLAGE), actor=boss, **WHY)


def test_a_login_name_is_taken_whatever_its_case() -> None:
    boss = admin()
    create_user("li", "例·甲", Place("village", VILLAGE), actor=boss, **WHY)
    with pytest.raises(Refused):
        create_user("LI", "例·乙", Place("village", VILLAGE), actor=boss, **WHY)


@pytest.mark.parametrize(("place", "field"), [
    (Place("village", COUNTY), "region"), (Place("handler", VILLAGE), "region"), (Place("auditor", COUNTY), "until"),
    (Place("institution", COUNTY), "organisation"), (Place("nobody", COUNTY), "seat"),
    (Place("village", VILLAGE + 900), "region"),
    (Place("auditor", COUNTY, since=dt.date(2026, 3, 1), until=dt.date(2026, 2, 1)), "until"),
])  # fmt: skip
def test_a_seat_must_fit(place: Place, field: str) -> None:
    boss = admin()
    with pytest.raises(Refused) as refused:
        create_user("li", "例·甲", place, actor=boss, **WHY)
    assert refused.value.field == field
    assert not User.objects.filter(username="li").exists(), "all or nothing"


@pytest.mark.parametrize("seat", [seat for seat in seats() if seat != "security_admin"])
def test_only_security_administrators_administer(seat: str) -> None:
    target = user("village")
    other = actor(seat)
    purpose = other.seat.purposes[0]
    every: list[Callable[[], Any]] = [
        lambda: create_user("li", "例·甲", Place("village", VILLAGE), actor=other, purpose=purpose),
        lambda: people.reset_password(target, actor=other, purpose=purpose),
        lambda: people.reset_second_factor(target, actor=other, purpose=purpose),
        lambda: people.disable(target, "退休离岗", actor=other, purpose=purpose),
        lambda: people.enable(target, actor=other, purpose=purpose),
        lambda: people.unlock(target, actor=other, purpose=purpose),
        lambda: people.rename(target, "例·乙", actor=other, purpose=purpose),
        lambda: add_posting(target, Place("village", VILLAGE), actor=other, purpose=purpose),
        lambda: end_posting(target.postings.get(), actor=other, purpose=purpose),
    ]
    for one in every:
        with pytest.raises(NotAllowed):
            one()
    assert not AuditEvent.objects.exists()


def test_nobody_administers_themselves_or_another_county() -> None:
    boss = admin()
    mine, far = User.objects.get(pk=boss.user), user("handler", OTHER_COUNTY)
    for target in (mine, far):
        for one in (people.reset_password, people.reset_second_factor, people.unlock, people.enable):
            with pytest.raises(NotAllowed):
                one(target, actor=boss, **WHY)
        with pytest.raises(NotAllowed):
            end_posting(target.postings.get(), actor=boss, **WHY)
    with pytest.raises(NotAllowed):
        add_posting(mine, Place("audit_admin", COUNTY), actor=boss, **WHY)
    with pytest.raises(NotAllowed):
        add_posting(far, Place("handler", OTHER_COUNTY), actor=boss, **WHY)
    assert far not in postings.visible(boss)


def test_an_account_with_a_seat_elsewhere_is_not_mine_alone() -> None:
    boss, both = admin(), user("village")
    also(both, "handler", OTHER_COUNTY)
    with pytest.raises(NotAllowed):
        people.disable(both, "离岗退休", actor=boss, **WHY)
    end_posting(both.postings.get(seat="village"), actor=boss, **WHY)


PAIRS = [(a, b) for group in apart().one_of for a in sorted(group) for b in sorted(group) if a != b]
ALONE = [(a, b) for a in sorted(apart().alone) for b in ("handler", "village", "audit_admin") if a != b]


@pytest.mark.parametrize(("held", "wanted"), PAIRS + ALONE + [(b, a) for a, b in ALONE])
def test_some_seats_are_never_one_persons(held: str, wanted: str) -> None:
    boss, one = admin(), user(held)
    with pytest.raises(Refused):
        add_posting(one, _place(wanted), actor=boss, **WHY)
    assert one.postings.count() == 1


def test_they_are_free_again_when_the_other_seat_has_ended_and_in_another_county() -> None:
    boss, one = admin(), user("handler")
    end_posting(one.postings.get(), actor=boss, **WHY)
    add_posting(one, Place("reviewer", COUNTY), actor=boss, **WHY)
    add_posting(one, Place("handler", OTHER_COUNTY), actor=system("setup"), **WHY)
    with pytest.raises(Refused):
        add_posting(one, Place("finance", OTHER_COUNTY), actor=system("setup"), **WHY)


def test_the_same_seat_twice_is_refused_and_two_that_get_on_are_not() -> None:
    boss, one = admin(), user("village")
    with pytest.raises(Refused):
        add_posting(one, Place("village", VILLAGE), actor=boss, **WHY)
    add_posting(one, Place("township", TOWNSHIP), actor=boss, **WHY)
    assert one.postings.count() == 2


def _place(seat: str) -> Place:
    region = {"village": VILLAGE, "township": TOWNSHIP}.get(seat, COUNTY)
    return Place(seat, region, until=dt.date(2099, 1, 1) if seats()[seat].time_boxed else None)


@pytest.mark.parametrize("how", ["password", "second", "disable", "end"])
def test_sessions_end_at_once(how: str) -> None:
    boss, one = admin(), at_the_door("handler")
    browser = one.come_in()
    match how:
        case "password":
            people.reset_password(one.user, actor=boss, **WHY)
        case "second":
            people.reset_second_factor(one.user, actor=boss, **WHY)
        case "disable":
            people.disable(one.user, "调离岗位", actor=boss, **WHY)
        case "end":
            end_posting(one.user.postings.get(), actor=boss, **WHY)
    assert open_home(browser) == "/login"
    if how == "disable":
        people.enable(one.user, actor=boss, **WHY)
        assert open_home(browser) == "/login", "the old session stays ended"


def test_a_seat_that_ends_on_a_day_to_come_goes_on_until_then() -> None:
    boss, one = admin(), at_the_door("handler")
    browser = one.come_in()
    end_posting(one.user.postings.get(), timezone.localdate(), actor=boss, **WHY)
    assert open_home(browser) == "in"
    assert Posting.objects.get(user=one.user).until == timezone.localdate()


def test_without_a_seat_one_is_told_so() -> None:
    boss, one = admin(), at_the_door("handler")
    end_posting(one.user.postings.get(), actor=boss, **WHY)
    one.say_password()
    one.browser.post("/login/second", {"code": one.code()})
    answer = one.browser.get("/seat")
    assert answer.status_code == 403
    assert "还没有岗位" in answer.content.decode()


def test_unlocking_lets_the_right_password_in() -> None:
    boss, one = admin(), at_the_door()
    for _ in range(5):
        one.say_password("falsch falsch falsch")
    assert people.locked([one.user.username, "wu"]) == {one.user.username}
    people.unlock(one.user, actor=boss, **WHY)
    assert one.say_password().status_code == 302


def test_a_reset_second_factor_is_set_up_again() -> None:
    boss, one = admin(), at_the_door()
    people.reset_second_factor(one.user, actor=boss, **WHY)
    one.say_password()
    assert one.browser.get("/login/second")["Location"] == "/login/enrol"


def test_a_reason_is_kept_without_long_numbers() -> None:
    boss, one = admin(), user("village")
    people.disable(one, "调离，身份证 11010119800101002X 电话 138 0000 0021", actor=boss, **WHY)
    why = AuditEvent.objects.get(action="user.disable").detail["why"]
    assert "调离" in why
    assert not re.search(r"\d{4}", why)
