"""What the database itself enforces: on PostgreSQL the scope of every row, on both that the record stays as it is."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from tests.seats import (
    COUNTY,
    NEXT_VILLAGE,
    OTHER_COUNTY,
    OTHER_VILLAGE,
    VILLAGE,
    _by_hand,
    actor,
    child,
    looking,
)

from tonghu.access.guarantees import guarantees, guarded_tables
from tonghu.access.models import AuditEvent
from tonghu.register.facts.recording import Said
from tonghu.register.models import Child, Fact, Person

pytestmark = pytest.mark.django_db
POSTGRES = connection.vendor == "postgresql"


def held(name: str) -> bool:
    return next(one.holds for one in guarantees() if one.name == name)


def counted(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608 - our own table
        found: int = cursor.fetchone()[0]
    return found


def everywhere() -> None:
    """A child in each of three villages of two counties."""
    for number, scope in enumerate((VILLAGE, NEXT_VILLAGE, OTHER_VILLAGE), 1):
        child(f"例·云朵{number:04}", scope, [Said("child", "mh_risk_level", "高")])


def test_row_level_security_is_reported_as_it_is() -> None:
    assert held("row_level_security") is POSTGRES


@pytest.mark.parametrize("seen_by", [
    None, ("village", VILLAGE), ("village", NEXT_VILLAGE), ("handler", COUNTY), ("handler", OTHER_COUNTY),
])  # fmt: skip
def test_even_plain_sql_finds_only_the_own_rows(seen_by: tuple[str, int] | None) -> None:
    """On SQLite the database shows all, and says so; the door alone keeps the scope."""
    everywhere()
    expected = {None: 0, VILLAGE: 1, NEXT_VILLAGE: 1, COUNTY: 2, OTHER_COUNTY: 1}[
        seen_by[1] if seen_by else None
    ]
    if seen_by is None:
        found = counted("register_child"), counted("register_person"), counted("register_fact")
        assert found == ((0, 0, 0) if POSTGRES else (3, 3, 6))
        return
    with looking(actor(*seen_by)) as who:
        assert counted("register_child") == (expected if POSTGRES else 3)
        assert Child.objects.for_user(who, who.seat.purposes[0]).count() == expected
        assert Child._base_manager.count() == (expected if POSTGRES else 3)


@pytest.mark.parametrize("seat", ["handler", "finance", "supervisor"])
def test_compartments_hold_in_plain_sql(seat: str) -> None:
    """mh_risk_level lies in mental_health, which no seat sees by itself."""
    everywhere()
    who = actor(seat)
    with looking(who):
        boxes = set(Fact._base_manager.values_list("compartment", flat=True))
        through = set(Fact.objects.for_user(who, who.seat.purposes[0]).values_list("compartment", flat=True))
    assert through <= who.seat.sees
    assert boxes == ({"basic"} if POSTGRES else {"basic", "mental_health"})


def test_what_one_sees_ends_with_the_transaction_and_nests() -> None:
    everywhere()
    with looking(actor("village")), looking(actor("handler")):
        assert Person._base_manager.count() == (2 if POSTGRES else 3)
    assert counted("register_child") == (0 if POSTGRES else 3)


def test_a_row_cannot_be_put_out_of_reach() -> None:
    """With a scope of one's own nothing is written into another county; SQLite leaves that to the writes."""
    one = child()
    with looking(actor("handler")), _by_hand():
        if not POSTGRES:
            assert not held("row_level_security")
            return
        with pytest.raises(DatabaseError), transaction.atomic():
            Child._base_manager.filter(pk=one.pk).update(scope=OTHER_VILLAGE)


def test_every_table_about_a_child_is_under_it() -> None:
    told = next(one for one in guarantees() if one.name == "row_level_security")
    assert told.lacking == (() if POSTGRES else tuple(guarded_tables()))
    assert "register_fact" in guarded_tables()


def test_the_audit_chain_refuses_change_and_deletion() -> None:
    child()
    assert held("append_only")
    row = AuditEvent.objects.first()
    assert row
    for change in (lambda: AuditEvent.objects.filter(pk=row.pk).update(actor="x"),
                   lambda: AuditEvent.objects.filter(pk=row.pk).delete(),
                   lambda: AuditEvent.objects.all().delete()):  # fmt: skip
        with pytest.raises(DatabaseError), transaction.atomic(), _by_hand():
            change()
    assert AuditEvent.objects.get(pk=row.pk).actor == row.actor


def test_facts_are_retired_but_neither_changed_nor_deleted() -> None:
    one = child(facts=[Said("child", "hukou_division", "120101")])
    with looking() as who:
        fact = Fact.objects.for_user(who, "认定").filter(child=one)
        for change in (
            lambda: fact.update(value='"120102"'),
            fact.delete,
            lambda: fact.update(recorded_by="x"),
        ):
            with pytest.raises(DatabaseError), transaction.atomic(), _by_hand():
                change()


def test_a_guarantee_that_is_taken_away_is_missed() -> None:
    statement = "DROP TRIGGER access_auditevent_update"
    if POSTGRES:
        statement = "ALTER TABLE access_auditevent DISABLE TRIGGER access_auditevent_append"
    with connection.cursor() as cursor:
        cursor.execute(statement)
    assert not held("append_only")
