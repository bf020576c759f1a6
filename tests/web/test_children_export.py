"""A list that leaves the screen: the same cells, nothing that runs, nobody's number, and a record of who and why."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest
from django.utils import timezone
from tests.seats import NEXT_VILLAGE, VILLAGE, by_hand, looking, signed_in
from tests.web.workbench import ORPHAN, opened, put, sent, table, workbook

from tonghu.access.models import AuditEvent
from tonghu.base.money import format_yuan
from tonghu.register.facts.recording import Said
from tonghu.register.models import Standing
from tonghu.web.account.wording import day_told
from tonghu.web.workbench import export

pytestmark = pytest.mark.django_db
ID = "12010120150301241X"
WHY = {"why": "安排走访", "note": "例会"}


def as_read(head: str, value: object) -> str:
    """A cell of the workbook as the page would say it."""
    if isinstance(value, dt.date):
        return day_told(value, "zh")
    if head.startswith("每月") and isinstance(value, int | float):
        return format_yuan(round(value * 100)) if value else "—"
    if head in {"未定事项", "年龄"}:
        return str(int(value)) if isinstance(value, int | float) else ""
    return str(value) or ("—" if head in {"类别", "落实", "最近核实"} else "")


def test_the_workbook_holds_exactly_the_cells_of_every_page() -> None:
    verified = Said("child", "last_verified_date", "2026-03-04")
    opened(
        *(put(f"例·{n:02}", facts=ORPHAN if n % 3 else [verified], id_number=ID if n == 7 else "", sex="女" if n % 2 else "男")
          for n in range(60)),
        put("例·邻村", NEXT_VILLAGE),
    )  # fmt: skip
    with looking() as who, by_hand():
        Standing.objects.for_user(who, "认定").filter(
            pk__lte=Standing.objects.for_user(who, "认定").order_by("pk")[20].pk
        ).update(monthly_fen=65_050)
    client = signed_in("handler")
    location = client.post("/children", {"region": str(VILLAGE), "columns": ["birth", "sex", "categories", "age", "amount", "open",
                                                                           "delivery", "verified", "id", "place"]})["Location"]  # fmt: skip
    shown = [
        row
        for page in (1, 2)
        for row in table(client.get(f"{location}&order=name&falling=1&page={page}").content)[1:-1]
    ]
    address = location.partition("?")[2] + "&order=name&falling=1"
    rows = workbook(sent(client.post("/children/export", {"address": address, **WHY})))
    heads = rows[2]
    assert [head.split(" ")[0] for head in table(client.get(location).content)[0]] == heads
    body = [[as_read(head, value) for head, value in zip(heads, row, strict=True)] for row in rows[3:-1]]
    assert len(body) == 60
    assert body == [[cell.replace("至少 ", "") for cell in row] for row in shown]
    assert "至少 650.50 元" in shown[39]
    foot = dict(zip(heads, rows[-1], strict=True))
    assert foot["姓名"] == "合计 60 人"
    assert foot["每月应享（元）"] == 21 * 650.5
    assert isinstance(dict(zip(heads, rows[3], strict=True))["年龄"], int | float)


def test_every_sheet_says_who_when_for_what() -> None:
    opened(put("例·云"), determine=False)
    content = sent(signed_in("handler").post("/children/export", {"address": "sex=女", **WHY}))
    first, second = (row[0] for row in workbook(content)[:2])
    for told in ("试·handler", "县级经办", str(timezone.localdate().year), "受理", "安排走访 例会"):
        assert told in first
    assert second == "条件：女"
    sheet = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    assert "试·handler" in sheet[sheet.index("<oddHeader>") : sheet.index("</oddFooter>")]


def test_nothing_in_it_runs_and_nobodys_number_is_in_it() -> None:
    opened(put("=1+1", id_number=ID), put("@例", village="+村"), put("-例"), determine=False)
    content = sent(signed_in("handler").post("/children/export", {**WHY}))
    book = zipfile.ZipFile(io.BytesIO(content))
    everything = "".join(book.read(name).decode() for name in book.namelist())
    assert "<f>" not in everything
    assert 'quotePrefix="1"' in everything
    assert ID not in everything
    assert "120101********241X" in everything
    assert {row[0] for row in workbook(content)[3:-1]} == {"=1+1", "@例", "-例"}


def test_what_a_seat_may_not_see_is_not_in_its_file() -> None:
    opened(
        put("例·甲", facts=[Said("child", "victimised", True)]),
        put("例·乙", facts=[Said("child", "hiv_infected", True), *ORPHAN]),
    )
    content = sent(signed_in("handler").post("/children/export", {**WHY}))
    told = str(workbook(content))
    assert "受侵害" not in told
    assert "艾滋" not in told
    assert "（受限内容）" in told


def test_it_is_recorded_without_anything_personal() -> None:
    opened(put("单例一"), put("例·松"), determine=False)
    client = signed_in("handler")
    location = client.post("/children", {"find": "单例一", "sex": "女"})["Location"]
    answer = client.post("/children/export", {"address": location.partition("?")[2], **WHY})
    sent(answer)
    assert "单" not in answer["Content-Disposition"]
    event = AuditEvent.objects.get(action="list.export")
    assert event.purpose == "受理"
    assert (event.detail["rows"], event.detail["reason"]) == (1, "安排走访 例会")
    assert event.detail["filters"] == ["sex", "find.words"]
    assert "单例一" not in str(event.detail)


def test_without_a_reason_nothing_leaves() -> None:
    opened(put("例·云"), determine=False)
    for fields in ({}, {"why": "随便"}, {"why": "其他", "note": f"查 {ID}"}):
        answer = signed_in("handler").post("/children/export", fields)
        assert answer.status_code == 400
        assert 'class="errors"' in answer.content.decode()
    assert not AuditEvent.objects.filter(action="list.export").exists()


def test_too_long_a_list_is_refused_with_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "MOST", 1)
    opened(put("例·一"), put("例·二"), determine=False)
    answer = signed_in("handler").post("/children/export", WHY)
    assert answer.status_code == 400
    assert "按乡镇或类别" in answer.content.decode()
    assert not AuditEvent.objects.filter(action="list.export").exists()


def test_only_seats_with_the_power_take_a_list_along() -> None:
    opened(put("例·云"), determine=False)
    for seat in ("village", "supervisor", "institution"):
        client = signed_in(seat)
        assert client.post("/children/export", WHY).status_code == 403
        assert "/children/export" not in client.get("/children").content.decode()
    assert signed_in("village").post("/children/print", WHY).status_code == 403
    assert sent(signed_in("finance").post("/children/export", WHY))


def test_a_printed_list_is_whole_marked_and_recorded() -> None:
    opened(*(put(f"例·{n:02}") for n in range(55)), determine=False)
    page = signed_in("township").post("/children/print", WHY)
    assert len(table(page.content)) == 57
    assert "试·township" in page.content.decode()
    assert "安排走访 例会" in page.content.decode()
    assert AuditEvent.objects.get(action="list.print").detail["rows"] == 55
