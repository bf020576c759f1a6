"""A full disk in the middle of a form: nothing half saved, nothing typed is lost, and the person is told what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from tests.seats import child, looking, signed_in

from tonghu.register.models import Fact
from tonghu.web.file.tokens import token_of_fact

pytestmark = pytest.mark.django_db
REFUSE = (
    "CREATE FUNCTION pg_temp.full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION USING ERRCODE = '53100',"
    " MESSAGE = 'could not extend file: No space left on device'; END $$"
)


@contextmanager
def full_disk() -> Iterator[None]:
    """No more room for facts: SQLite may not grow; PostgreSQL answers with its own code for a full disk."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA page_count")
            cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0]}")
        else:
            cursor.execute(REFUSE)
            cursor.execute(
                "CREATE TRIGGER full_disk BEFORE INSERT ON register_fact EXECUTE FUNCTION pg_temp.full()"
            )
    yield
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA max_page_count = 1073741823")
        else:
            cursor.execute("DROP TRIGGER full_disk ON register_fact")


def notes_of(pk: int) -> list[str]:
    with looking() as who:
        return list(
            Fact.objects.for_user(who, "认定")
            .filter(child=pk, name="in_school")
            .values_list("note", flat=True)
        )


@pytest.mark.unrecorded
def test_what_was_typed_stays_and_is_saved_once_there_is_room() -> None:
    one, client = child(), signed_in("handler")
    token = token_of_fact("child", "in_school")
    address = f"/children/{one.ref}/record?f={token}"
    form = {
        "f": token,
        f"{token}-value": "true",
        "how": "change",
        "source": "教育",
        "note": "满" * 200,
        "version": "1",
    }
    with full_disk():
        told = client.post(address, form)
        for turn in range(60):  # SQLite first fills the pages that it has
            if told.status_code == 507:
                break
            told = client.post(
                address, form | {f"{token}-since": f"2025-01-{turn % 28 + 1:02d}", "version": ""}
            )
        page = told.content.decode()
        assert told.status_code == 507
    assert "磁盘已满" in page
    assert f'name="note" value="{"满" * 200}"' in page
    if connection.vendor == "sqlite":
        transaction.set_rollback(True)  # it gave up the whole transaction, the one of this test as well
        return
    assert notes_of(one.pk) == [], "nothing half saved"
    assert client.post(address, form | {"note": "有空间了"}).status_code == 302
    assert notes_of(one.pk) == ["有空间了"]
