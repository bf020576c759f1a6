"""Many rows at once are the same rows as one by one."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone
from tests.seats import VILLAGE, child, looking

from tonghu.access.bulk import insert, new_keys
from tonghu.register.facts.recording import Said
from tonghu.register.models import Child, Fact, Household, Person
from tonghu.register.people import Who

pytestmark = pytest.mark.django_db


def test_a_file_opened_in_bulk_reads_as_it_was_said() -> None:
    made = child(facts=[Said("father", "parent_life_status", "死亡"), Said("child", "in_school", True)],
                 father=Who("例·父", phone="19900000001"))  # fmt: skip
    with looking() as who:
        row = Child.objects.for_user(who, "认定").select_related("person").get(pk=made.pk)
        facts = {(f.whom, f.name): f.value for f in Fact.objects.for_user(who, "认定").filter(child=row)}
        ties = list(row.relationships.for_user(who, "认定").values_list("kind", "relative__name"))
    assert (row.ref, row.person.name, row.dirty, row.closed_on) == (made.ref, "例·云朵0001", True, None)
    assert row.opened_on == timezone.localdate()
    assert facts[("father", "parent_life_status")] == '"死亡"'
    assert facts[("child", "in_school")] == "true"
    assert facts[("child", "birth_date")] == '"2015-03-01"'
    assert ties == [("father", "例·父")]


@pytest.mark.unrecorded
def test_keys_go_on_after_rows_made_one_by_one() -> None:
    with looking():
        first = Household.objects.create(scope=VILLAGE)
        keys = new_keys(Household, 3)
        insert(Household, ("id", "scope", "salt", "address"), [(key, VILLAGE, "s", "") for key in keys])
        after = Household.objects.create(scope=VILLAGE)
    assert len({first.pk, *keys, after.pk}) == 5


@pytest.mark.unrecorded
def test_days_instants_and_nothing_survive() -> None:
    now = timezone.now()
    columns = ("scope", "salt", "name", "name_key", "pinyin", "sex", "birth_date", "id_number", "id_index", "id_tail",
               "id_shown", "phone", "phone_shown", "recorded_at")  # fmt: skip
    with looking() as who:
        insert(
            Person,
            columns,
            [
                (VILLAGE, "s", "例·零", "例零", "", "", day, *[""] * 6, now)
                for day in (None, dt.date(2012, 2, 29))
            ],
        )
        rows = Person.objects.for_user(who, "认定").filter(name="例·零").order_by("pk")
        found = [(row.birth_date, row.recorded_at) for row in rows]
    assert found == [(None, now), (dt.date(2012, 2, 29), now)]
