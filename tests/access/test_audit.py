"""The audit chain: whatever is flipped, deleted, inserted, reordered or cut is found, at the first row that is wrong."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection, connections, transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as trials
from hypothesis import strategies as st
from tests.seats import COUNTY, OTHER_COUNTY, _by_hand, actor

from tonghu.access import audit
from tonghu.access.anchors import export_heads, read_heads
from tonghu.access.models import AuditEvent, AuditHead

pytestmark = [pytest.mark.django_db, pytest.mark.unrecorded]
CHAIN, ROWS = "120101", 12
FEW = trials(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
COLUMNS = ("at", "user", "actor", "seat", "purpose", "action", "about", "detail", "before", "digest", "chain")


class Enough(Exception):
    """Ends one trial: what it did to the chain is undone."""


@pytest.fixture(autouse=True)
def _chain() -> None:
    """Twelve rows of one county, three of another; nothing guards them any more."""
    for number in range(ROWS):
        with _by_hand():
            audit.record(
                actor("handler"), "认定", "file.read", f"child{number}", compartments=["basic"], row=number
            )
    for _ in range(3):
        with _by_hand():
            audit.record(actor("handler", OTHER_COUNTY), "认定", "file.read", "other")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE access_auditevent DISABLE TRIGGER access_auditevent_append")
        else:
            cursor.execute("DROP TRIGGER access_auditevent_update")
            cursor.execute("DROP TRIGGER access_auditevent_delete")


def first_broken(**more: Any) -> dict[str, int]:
    return {found.chain: found.number for found in audit.verify(**more)}


def row(number: int) -> Any:
    return AuditEvent.objects.filter(chain=CHAIN, number=number)


def broken_by(change: Any) -> dict[str, int]:
    """What verification says after a change, which is then undone."""
    found: dict[str, int] = {}
    try:
        with transaction.atomic():
            change()
            found = first_broken()
            raise Enough
    except Enough:
        pass
    return found


def test_an_untouched_chain_holds() -> None:
    assert first_broken() == {}


@FEW
@given(number=st.integers(1, ROWS), column=st.sampled_from(COLUMNS), data=st.data())
def test_any_column_of_any_row_that_is_flipped_is_found_there(number: int, column: str, data: Any) -> None:
    def flip() -> None:
        old = row(number).values_list(column, flat=True).get()
        if column == "user":
            new: Any = (old or 0) + data.draw(st.integers(1, 9))
        elif column == "detail":
            new = data.draw(
                st.sampled_from([{}, {**old, "row": -1}, {**old, "more": 1}, {"row": old["row"]}])
            )
        elif column == "chain":
            new = "120109"
        else:
            at = data.draw(st.integers(0, max(len(old) - 1, 0)))
            new = old[:at] + ("x" if old[at : at + 1] != "x" else "y") + old[at + 1 :]
            new = new[: AuditEvent._meta.get_field(column).max_length]
        row(number).update(**{column: new})

    found = broken_by(flip)
    assert found[CHAIN] == number
    assert "120102" not in found


@FEW
@given(number=st.integers(1, ROWS))
def test_a_row_that_is_gone_is_found_there(number: int) -> None:
    assert broken_by(lambda: row(number).delete())[CHAIN] == number


@FEW
@given(keep=st.integers(0, ROWS - 1))
def test_an_end_that_is_cut_is_found_there(keep: int) -> None:
    assert broken_by(AuditEvent.objects.filter(chain=CHAIN, number__gt=keep).delete)[CHAIN] == keep + 1


@FEW
@given(pair=st.lists(st.integers(1, ROWS), min_size=2, max_size=2, unique=True))
def test_rows_that_changed_places_are_found_at_the_first(pair: list[int]) -> None:
    def swap() -> None:
        one, two = pair
        row(one).update(number=-1)
        row(two).update(number=one)
        row(-1).update(number=two)

    assert broken_by(swap)[CHAIN] == min(pair)


@FEW
@given(number=st.integers(1, ROWS + 1), clever=st.booleans())
def test_a_row_put_in_between_is_found_there_or_right_behind(number: int, clever: bool) -> None:
    """A forger who works out the digest of the new row is found at the row after it; at the end, by the head."""

    def insert() -> None:
        for later in range(ROWS, number - 1, -1):
            row(later).update(number=later + 1)
        before = row(number - 1).values_list("digest", flat=True).first() or ""
        forged = AuditEvent(
            chain=CHAIN, number=number, at="2026-01-01T00:00:00.000000+00:00", user=7, actor="x", seat="handler",
            purpose="认定", action="file.read", about="child0", detail={}, before=before,
        )  # fmt: skip
        forged.digest = (
            audit.digest_of({name: getattr(forged, name) for name in audit.COVERED}) if clever else "0" * 64
        )
        forged.save()

    expected = number + 1 if clever and number <= ROWS else number
    assert broken_by(insert)[CHAIN] == expected


@FEW
@given(number=st.integers(1, ROWS))
def test_a_row_rewritten_with_its_digest_is_found_by_the_next_one_or_the_head(number: int) -> None:
    def forge() -> None:
        held = row(number).get()
        held.actor = "somebody else"
        held.digest = audit.digest_of({name: getattr(held, name) for name in audit.COVERED})
        held.save()

    assert broken_by(forge)[CHAIN] == min(number + 1, ROWS)


@FEW
@given(number=st.integers(1, ROWS), data=st.data())
def test_a_chain_rewritten_as_a_whole_is_found_by_a_head_exported_before(number: int, data: Any) -> None:
    anchored = data.draw(st.integers(number, ROWS))
    anchors = {CHAIN: (anchored, row(anchored).values_list("digest", flat=True).get())}

    def rewrite() -> None:
        before = row(number - 1).values_list("digest", flat=True).first() or ""
        for held in AuditEvent.objects.filter(chain=CHAIN, number__gte=number).order_by("number"):
            held.actor, held.before = "somebody else", before
            before = held.digest = audit.digest_of({name: getattr(held, name) for name in audit.COVERED})
            held.save()
        AuditHead.objects.filter(chain=CHAIN).update(digest=before)

    try:
        with transaction.atomic():
            rewrite()
            assert first_broken() == {}, "alone the chain cannot tell"
            assert first_broken(anchors=anchors) == {CHAIN: anchored}
            raise Enough
    except Enough:
        pass


def test_a_chain_that_is_gone_altogether_is_missed_by_its_exported_head() -> None:
    anchors = {CHAIN: (3, "a" * 64)}
    AuditEvent.objects.filter(chain=CHAIN).delete()
    AuditHead.objects.filter(chain=CHAIN).delete()
    assert first_broken() == {}
    assert first_broken(anchors=anchors) == {CHAIN: 1}


def test_a_forged_or_lost_head_is_found() -> None:
    assert broken_by(lambda: AuditHead.objects.filter(chain=CHAIN).update(number=5))[CHAIN] == 6
    assert broken_by(lambda: AuditHead.objects.filter(chain=CHAIN).update(number=20))[CHAIN] == ROWS + 1
    assert broken_by(lambda: AuditHead.objects.filter(chain=CHAIN).update(digest="0" * 64))[CHAIN] == ROWS
    assert CHAIN in broken_by(AuditHead.objects.filter(chain=CHAIN).delete)


def test_one_chain_can_be_verified_alone() -> None:
    row(4).update(actor="x")
    assert first_broken(only={"120102"}) == {}
    assert first_broken(only={CHAIN, "120102"}) == {CHAIN: 4}


def test_exported_heads_are_read_again(settings: Any, tmp_path: Any) -> None:
    settings.TONGHU_HOME = tmp_path
    assert read_heads() == {}
    path = export_heads()
    assert json.loads(path.read_text("utf-8"))["heads"][CHAIN][0] == ROWS
    assert first_broken(anchors=read_heads()) == {}
    row(ROWS).delete()
    AuditHead.objects.filter(chain=CHAIN).update(number=ROWS - 1, digest=row(ROWS - 1).get().digest)
    assert first_broken() == {}
    assert first_broken(anchors=read_heads()) == {CHAIN: ROWS}


def test_the_digest_is_of_the_canonical_form() -> None:
    """RFC 8785: keys sorted, nothing between, UTF-8; worked out here by hand."""
    told = dict.fromkeys(audit.COVERED, "") | {"number": 1, "user": None, "detail": {"b": 1, "a": ["困"]}}
    text = ('{"about":"","action":"","actor":"","at":"","before":"","chain":"","detail":{"a":["困"],"b":1},'
            '"number":1,"purpose":"","seat":"","user":null}')  # fmt: skip
    assert audit.digest_of(told) == audit.sm3(text.encode())
    assert audit.sm3(b"abc") == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


def test_a_row_outside_a_transaction_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections["default"], "in_atomic_block", False)
    with pytest.raises(RuntimeError):
        audit.record(actor("handler", COUNTY), "认定", "file.read")
    monkeypatch.undo()
