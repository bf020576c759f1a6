"""Changing the key: every sealed value opens before, while and after; the old key goes when nothing needs it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.access.people import at_the_door
from tests.seats import actor, child, looking

from tonghu.access import keys
from tonghu.access.crypto import NotOpened
from tonghu.access.fields import key_file, opened, ring
from tonghu.access.models import AuditEvent, Authenticator
from tonghu.register.attachments import attach, content_of
from tonghu.register.models import Child, Person
from tonghu.register.people import Who
from tonghu.web.site.home import prepare

pytestmark = pytest.mark.django_db
ID, PHONE = "11010120150301001X", "13800000021"


@pytest.fixture(autouse=True)
def _own_keys(settings: Any, tmp_path: Path) -> None:
    """A folder with keys of its own."""
    prepare(tmp_path)
    settings.TONGHU_HOME = tmp_path


def one_of_each() -> Child:
    made = child(id_number=ID, mother=Who("例·母", "女", None, "110101198001010029", PHONE))
    attach(
        made, b"%PDF-1.4 paper", title="户口簿", compartment="basic", actor=actor("handler"), purpose="受理"
    )
    return made


def all_open(made: Child) -> None:
    with looking() as who:
        held = Child.objects.for_user(who, "认定").select_related("person").get(pk=made.pk)
        assert opened(held.person, "id_number") == ID
        assert opened(held.relationships.for_user(who, "认定").get().relative, "phone") == PHONE
        paper = held.attachments.for_user(who, "认定").select_related("child").get()
    assert content_of(paper, actor=actor("handler"), purpose="受理") == b"%PDF-1.4 paper"


def test_every_value_is_sealed_again_and_the_old_key_can_go() -> None:
    made, one = one_of_each(), at_the_door()
    number = keys.rotate()
    assert ring().current == number
    all_open(made)
    with pytest.raises(keys.KeyInUse):
        keys.drop(1)
    told: list[tuple[int, int]] = []
    count = keys.reseal(lambda done, total: told.append((done, total)))
    assert count == 5, "an ID and a phone of the mother, an ID of the child, a paper, an authenticator"
    assert told[-1] == (4, 4)
    assert not keys.left_over()
    keys.drop(1)
    assert list(ring().keys) == [number]
    all_open(made)
    one.come_in()
    done = AuditEvent.objects.filter(action="keys.reseal").values_list("detail", flat=True)
    assert {(row["table"], row["column"]) for row in done} == {
        ("register_person", "id_number"), ("register_person", "phone"), ("otp_totp_totpdevice", "key"),
    }  # fmt: skip


def test_stopped_in_the_middle_it_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    made = one_of_each()
    keys.rotate()
    monkeypatch.setattr(keys, "BATCH", 1)

    def stop(*_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        keys.reseal(stop)
    all_open(made)
    assert sum(keys.left_over().values()) == 2
    assert keys.reseal() == 3
    assert not keys.left_over()


def test_nothing_to_do_does_nothing() -> None:
    one_of_each()
    assert keys.reseal() == 0


def test_the_file_of_keys_is_closed_to_others_and_changed_by_one_at_a_time() -> None:
    keys.rotate()
    assert key_file().stat().st_mode & 0o077 == 0
    waiting = key_file().with_suffix(".new")
    waiting.touch()
    with pytest.raises(FileExistsError):
        keys.rotate()
    waiting.unlink()
    assert keys.rotate() == 3


def test_a_value_does_not_open_in_another_row_or_column() -> None:
    one, two = child(id_number=ID), child("例·云朵0002", id_number="110101201503010028")
    with looking() as who:
        mine, theirs = (Person.objects.for_user(who, "认定").get(pk=each.person_id) for each in (one, two))
    theirs.id_number = mine.id_number
    with pytest.raises(NotOpened):
        opened(theirs, "id_number")
    mine.phone = mine.id_number
    with pytest.raises(NotOpened):
        opened(mine, "phone")


def test_an_authenticator_does_not_open_for_another_account() -> None:
    one, two = at_the_door(), at_the_door("reviewer")
    mine, theirs = (Authenticator.objects.get(user=each.user) for each in (one, two))
    theirs.key = mine.key
    with pytest.raises(NotOpened):
        assert theirs.bin_key
