"""The audit log on the page: within the region, filtered, exported as texts, verified; reading it is on record."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from python_calamine import CalamineWorkbook
from tests.access.people import at_the_door, few_queries
from tests.seats import COUNTY, OTHER_COUNTY, _by_hand, actor, user

from tonghu.access import audit, log
from tonghu.access.actors import NotAllowed, system
from tonghu.access.models import AuditEvent, Region
from tonghu.access.seats import seats

pytestmark = pytest.mark.django_db


def happened(count: int, action: str = "file.read", region: int = COUNTY, **more: Any) -> None:
    with _by_hand():
        for number in range(count):
            audit.record(
                actor("handler", region), "认定", action, more.get("about") or f"child{number}", part="look"
            )


def test_rows_are_shown_newest_first_and_older_ones_by_number() -> None:
    happened(60)
    browser = at_the_door("audit_admin").come_in()
    page = browser.get("/log").content.decode()
    assert "child59" in page
    assert "child1<" not in page
    oldest = AuditEvent.objects.get(about="child59").number - 47
    older = browser.get(f"/log?before={oldest}").content.decode()
    assert "child1<" in older
    assert "child59" not in older


def test_filters_narrow_and_nonsense_in_them_is_left_open() -> None:
    happened(3)
    happened(1, "reveal", about="abc")
    browser = at_the_door("audit_admin").come_in()
    today = timezone.localdate().isoformat()

    def abouts(query: str) -> set[str]:
        page = browser.get(f"/log?{query}").content.decode()
        return {name for name in ("child0", "child1", "child2", "abc") if f">{name}<" in page}

    assert abouts("action=reveal") == {"abc"}
    assert abouts("about=child1") == {"child1"}
    assert abouts(f"day={today}&seat=handler") == {"child0", "child1", "child2", "abc"}
    assert abouts("day=2020-01-01") == set()
    assert abouts("seat=finance") == set()
    assert abouts("user=999999") == set()
    assert abouts("day=gestern&seat=x&user=y&action=%00") == {"child0", "child1", "child2", "abc"}


def test_reading_exporting_and_verifying_are_on_record() -> None:
    browser = at_the_door("audit_admin").come_in()
    browser.get("/log?about=child7")
    browser.post("/log/export", {"action": "file.read"})
    browser.post("/log/verify", {"chain": "120101"})
    rows = AuditEvent.objects.filter(action__startswith="log.").order_by("number")
    assert [(row.action, row.about, row.seat) for row in rows] == [
        ("log.read", "child7", "audit_admin"), ("log.export", "", "audit_admin"), ("log.verify", "", "audit_admin"),
    ]  # fmt: skip


def test_another_countys_log_is_not_shown() -> None:
    happened(1, about="mine")
    happened(1, region=OTHER_COUNTY, about="theirs")
    browser = at_the_door("audit_admin").come_in()
    assert "theirs" not in browser.get("/log").content.decode()
    assert "theirs" not in browser.get("/log?chain=120102").content.decode()
    assert browser.post("/log/verify", {"chain": "120102"}).status_code == 403
    with pytest.raises(NotAllowed):
        log.rows(log.Asked("120102"), actor("audit_admin"))


def test_the_programs_own_chain_is_for_who_oversees_every_region() -> None:
    user("audit_admin")
    with _by_hand():
        audit.record(system("test"), "监督", "standing.determine")
        assert log.chains(actor("audit_admin")) == ["120101"], "there is a county beside"
        Region.objects.filter(code__gte=OTHER_COUNTY, code__lt=OTHER_COUNTY + 10**6).delete()
        Region.objects.create(code=120000000000, name="样例省")
    assert log.chains(actor("audit_admin")) == ["120101", "0"]


def test_a_province_sees_its_counties_one_at_a_time() -> None:
    happened(1, about="mine")
    happened(1, region=OTHER_COUNTY, about="theirs")
    province = 120000000000
    with _by_hand():
        Region.objects.create(code=province, name="样例省")
    browser = at_the_door("auditor", province).come_in()
    assert "theirs" in browser.get("/log?chain=120102").content.decode()
    assert "theirs" not in browser.get("/log?chain=120101").content.decode()


@pytest.mark.parametrize("seat", [seat for seat, kind in seats().items() if "log" not in kind.powers])
def test_only_seats_with_the_power(seat: str) -> None:
    who = actor(seat)
    with pytest.raises(NotAllowed):
        log.chains(who)


def test_the_page_is_closed_to_others() -> None:
    browser = at_the_door("handler").come_in()
    assert browser.get("/log").status_code == 403
    assert browser.post("/log/export").status_code == 403
    assert browser.post("/log/verify", {"chain": "120101"}).status_code == 403


def test_what_is_exported_is_what_is_shown_and_every_cell_a_text() -> None:
    happened(2)
    happened(1, "=cmd()", about="@SUM(1)")
    browser = at_the_door("audit_admin").come_in()
    answer = browser.post("/log/export", {"seat": "handler"})
    assert answer["Content-Disposition"].startswith('attachment; filename="log-')
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert len(rows) == 4
    assert {row[6] for row in rows[1:]} == {"child0", "child1", "@SUM(1)"}
    assert rows[1][5] == "=cmd()"
    assert all(isinstance(cell, str) for row in rows for cell in row)


@pytest.mark.unrecorded
def test_a_broken_chain_is_told_with_the_number_of_the_row() -> None:
    happened(5)
    browser = at_the_door("audit_admin").come_in()
    browser.post("/log/verify", {"chain": "120101"})
    assert "核验相符" in browser.get("/log").content.decode()
    with connection.cursor() as cursor:
        off = "DROP TRIGGER access_auditevent_update"
        if connection.vendor == "postgresql":
            off = "ALTER TABLE access_auditevent DISABLE TRIGGER access_auditevent_append"
        cursor.execute(off)
    AuditEvent.objects.filter(about="child2").update(actor="somebody else")
    browser.post("/log/verify", {"chain": "120101"})
    page = browser.get("/log").content.decode()
    assert "日志被动过：第 3 条" in page


def test_the_page_asks_few_questions() -> None:
    happened(60)
    browser = at_the_door("audit_admin").come_in()
    with few_queries(16):  # four of them write the row that says who looked
        assert browser.get("/log").status_code == 200
