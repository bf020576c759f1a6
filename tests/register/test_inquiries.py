"""A question goes to who can answer it, and the answer into the child's file."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.seats import COUNTY, OTHER_COUNTY, VILLAGE, actor, by_hand, child, looking, user

from tonghu.access.actors import Actor, NotAllowed, actor_for
from tonghu.access.models import AuditEvent, Organisation
from tonghu.base.errors import Faults, Unreadable
from tonghu.register.facts.values import held
from tonghu.register.inquiries import answer, ask, waiting, withdraw
from tonghu.register.models import Child, Fact, Inquiry

pytestmark = pytest.mark.django_db


def seated(seat: str, region: int = COUNTY, organisation: Organisation | None = None) -> Actor:
    """Someone with an account."""
    someone = user(seat, region)
    return actor_for(someone.pk, someone.name, seat, region, organisation=organisation and organisation.pk)


@pytest.fixture
def police() -> Organisation:
    with by_hand():
        return Organisation.objects.create(kind="部门", name="公安", scope=COUNTY)


def asked(
    one: Child, whom: str = "father", name: str = "parent_life_status", supplier: str = "公安"
) -> Inquiry:
    handler = seated("handler")
    with looking(handler):
        return ask(one, whom, name, supplier, actor=handler, purpose="受理")


def test_the_department_asked_answers_and_the_fact_is_in_the_file(police: Organisation) -> None:
    one = child()
    question = asked(one)
    liaison = seated("liaison", organisation=police)
    with looking(liaison):
        assert [q.pk for q in waiting(liaison, "转介")] == [question.pk]
        answer(question, "死亡", actor=liaison, purpose="转介", since=dt.date(2024, 5, 1))
    with looking() as who:
        fact = Fact.objects.for_user(who, "认定").get(child=one, whom="father", name="parent_life_status")
        dirty = Child.objects.for_user(who, "认定").get(pk=one.pk).dirty
    assert (held(fact.name, fact.value), fact.source, fact.valid_from) == (
        "死亡",
        "公安",
        dt.date(2024, 5, 1),
    )
    assert fact.recorded_by == liaison.name
    assert dirty
    assert AuditEvent.objects.filter(action="inquiry.answer", user=liaison.user).exists()


def test_another_department_sees_and_answers_nothing() -> None:
    question = asked(child())
    with by_hand():
        school = Organisation.objects.create(kind="部门", name="教育", scope=COUNTY)
    liaison = seated("liaison", organisation=school)
    with looking(liaison):
        assert list(waiting(liaison, "转介")) == []
        with pytest.raises(NotAllowed):
            answer(question, "死亡", actor=liaison, purpose="转介")


def test_a_liaison_of_another_county_finds_no_such_question(police: Organisation) -> None:
    question = asked(child())
    liaison = seated("liaison", OTHER_COUNTY, organisation=police)
    with looking(liaison), pytest.raises(Unreadable):
        answer(question, "死亡", actor=liaison, purpose="转介")


def test_what_cannot_be_found_out_leaves_the_file_as_it_was(police: Organisation) -> None:
    one = child()
    question = asked(one)
    liaison = seated("liaison", organisation=police)
    with looking(liaison):
        answer(question, None, actor=liaison, purpose="转介", reply="查无此人")
    with looking() as who:
        assert Inquiry.objects.for_user(who, "认定").get(pk=question.pk).state == "unknown"
        assert not Fact.objects.for_user(who, "认定").filter(child=one, name="parent_life_status").exists()


def test_a_value_that_the_law_cannot_read_leaves_the_question_open(police: Organisation) -> None:
    question = asked(child())
    liaison = seated("liaison", organisation=police)
    with looking(liaison):
        with pytest.raises(Faults):
            answer(question, "也许", actor=liaison, purpose="转介")
        assert waiting(liaison, "转介").count() == 1


def test_the_same_is_asked_once_until_it_is_answered_or_taken_back() -> None:
    one = child()
    question = asked(one)
    with pytest.raises(Unreadable):
        asked(one)
    handler = seated("handler")
    with looking(handler):
        withdraw(question, actor=handler, purpose="受理")
        with pytest.raises(Unreadable):
            withdraw(question, actor=handler, purpose="受理")
    assert asked(one).state == "open"


def test_only_who_supplies_a_fact_is_asked_for_it() -> None:
    with pytest.raises(Unreadable):
        asked(child(), supplier="住建")


def test_a_village_worker_sees_the_questions_of_the_village_and_of_open_compartments_only() -> None:
    one = child(scope=VILLAGE)
    plain = asked(one, "child", "in_school", "visit")
    asked(one, "child", "victimised", "visit")
    worker = seated("village", VILLAGE)
    with looking(worker):
        assert [q.pk for q in waiting(worker, "走访")] == [plain.pk]
        answer(plain, True, actor=worker, purpose="走访")


def test_who_may_not_ask_does_not() -> None:
    finance = actor("finance")
    with looking(finance), pytest.raises(NotAllowed):
        ask(child(), "child", "in_school", "教育", actor=finance, purpose="发放")
