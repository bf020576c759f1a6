"""A child's file as each seat sees it: what is owed, what is withheld, on which day, and what is recorded of reading it."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.seats import OTHER_VILLAGE, REGIONS, VILLAGE, _by_hand, actor, child, signed_in

from tonghu.access.models import AuditEvent, Grant, User
from tonghu.register.facts.recording import Said, record_facts
from tonghu.register.models import Child
from tonghu.register.people import Who
from tonghu.register.standing.determine import determine_some
from tonghu.web.file.tokens import token_of_fact, token_of_rule

pytestmark = pytest.mark.django_db
ORPHAN = [
    Said("father", "parent_life_status", "死亡"), Said("mother", "parent_life_status", "死亡"),
    Said("child", "hukou_division", "120101"), Said("child", "living_arrangement", "社会散居"),
]  # fmt: skip
RESTRICTED = "（受限内容）"


def orphan(*more: Said, scope: int = VILLAGE, **relatives: Who) -> Child:
    return child(facts=[*ORPHAN, *more], scope=scope, id_number="999999201503010024", **relatives)


@pytest.fixture(autouse=True)
def _more_regions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(REGIONS, 330102000000, "样例区")
    monkeypatch.setitem(REGIONS, 440103000000, "外地区")


def bare(page: bytes) -> str:
    """A page without its tokens."""
    return re.sub(r"[A-Za-z0-9]{64}|/children/[a-z0-9]+", "", page.decode())


def text(client: Client, address: str, **data: Any) -> str:
    answer = client.get(address, data)
    assert answer.status_code == 200, answer.content.decode()[-1500:]
    return answer.content.decode()


def rows_read(queries: Any) -> list[str]:
    """Statements about rows: without the frame of transactions and the settings of the database's own guard."""
    skipped = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK")
    told = [q["sql"] for q in queries]
    return [
        sql
        for sql in told
        if not sql.startswith(skipped) and "current_setting" not in sql and "set_config" not in sql
    ]


def test_the_file_says_who_and_what_is_owed() -> None:
    one = orphan(grandmother=Who("例·秋禾", "女"))
    page = text(signed_in("handler"), f"/children/{one.ref}")
    assert "例·云朵0001" in page
    assert "例·秋禾" in page
    assert "孤儿基本生活费" in page
    assert "应享未享" in page
    assert "999999201503010024" not in page
    assert "999999********0024" in page


def test_a_page_takes_few_queries() -> None:
    one = orphan(grandmother=Who("例·秋禾", "女"))
    client = signed_in("handler")
    text(client, f"/children/{one.ref}")
    with CaptureQueriesContext(
        connection,
    ) as seen:
        text(client, f"/children/{one.ref}")
    assert len(rows_read(seen)) <= 12, "\n".join(sql[:150] for sql in rows_read(seen))


@pytest.mark.parametrize(
    "seat", ["village", "township", "handler", "reviewer", "finance", "supervisor", "auditor"]
)
def test_every_seat_with_the_power_sees_the_file(seat: str) -> None:
    one = orphan()
    page = text(signed_in(seat), f"/children/{one.ref}")
    assert "例·云朵0001" in page


@pytest.mark.parametrize("seat", ["liaison", "analyst", "system_admin", "security_admin", "audit_admin"])
def test_no_other_seat_does(seat: str) -> None:
    one = orphan()
    assert signed_in(seat).get(f"/children/{one.ref}").status_code == 403


def test_another_village_and_a_missing_child_look_the_same() -> None:
    there = orphan(scope=OTHER_VILLAGE)
    client = signed_in("village")
    answers = [client.get(f"/children/{ref}") for ref in (there.ref, "23456789abcdefghjkmn")]
    assert [a.status_code for a in answers] == [404, 404]
    assert bare(answers[0].content) == bare(answers[1].content)


def test_reading_is_recorded() -> None:
    one = orphan()
    text(signed_in("village"), f"/children/{one.ref}")
    row = AuditEvent.objects.get(about=one.ref, action="file.read")
    assert (row.seat, row.purpose, row.detail) == (
        "village",
        "走访",
        {"part": "file", "compartments": ["basic"]},
    )


def test_what_a_compartment_holds_is_not_told_to_who_may_not_see_it() -> None:
    one = orphan(
        Said("child", "mh_risk_level", "红色"),
        Said("child", "victimised", True),
        Said("child", "risk_signals", ["独居"]),
    )
    page = text(signed_in("township"), f"/children/{one.ref}")
    for told in ("红色", "独居", "绿色通道", "受侵害儿童", "司法救助"):
        assert told not in page
    assert RESTRICTED in page


def test_the_protected_illness_is_never_named_and_its_money_is_shown() -> None:
    one = child(facts=[Said("child", "hiv_infected", True), Said("child", "hukou_division", "120101")])
    for seat in ("village", "handler", "finance"):
        client = signed_in(seat)
        page = text(client, f"/children/{one.ref}")
        assert "艾滋" not in page
        assert "HIV" not in page
        assert "基本生活费（参照社会散居孤儿）" in page
        assert client.get(f"/children/{one.ref}/why/{token_of_rule('infected_allowance')}").status_code == 404


def test_no_page_names_the_illness_whoever_looks() -> None:
    facts = [*ORPHAN, Said("child", "hiv_infected", True)]
    one = child(facts=facts, scope=330102001001)
    client = signed_in("handler", 330102000000)
    user = User.objects.get(username__startswith="handler")
    with _by_hand():
        Grant.objects.create(
            asked_by=user, child_id=one.pk, scope=one.scope, compartment="hiv", purpose="受理", reason="发放",
            approved=True, expires_at=timezone.now() + dt.timedelta(days=1),
        )  # fmt: skip
    pages = [
        "",
        "/facts",
        "/history",
        "/record",
        "/print",
        "/print?part=file",
        f"/facts/{token_of_fact('child', 'hiv_infected')}",
    ]
    rules = ("orphan", "orphan_allowance", "premium_full", "medical_rescue", "unattended")
    pages += [f"/why/{token_of_rule(rule)}" for rule in rules]
    for page in pages:
        told = client.get(f"/children/{one.ref}{page}").content.decode()
        assert "艾滋" not in told, page
        assert "HIV" not in told, page
    assert "特定疾病" in text(client, f"/children/{one.ref}/facts")


def test_reasons_leave_out_facts_of_other_compartments() -> None:
    one = orphan(Said("child", "disability_certified", True), Said("child", "disability_level", 1))
    seen = text(signed_in("handler"), f"/children/{one.ref}/why/{token_of_rule('disabled')}")
    hidden = text(signed_in("village"), f"/children/{one.ref}/why/{token_of_rule('disabled')}")
    assert "持残疾人证：是" in seen
    assert "持残疾人证" not in hidden
    assert RESTRICTED in hidden


def test_a_draft_pays_nothing() -> None:
    one = child(facts=[*ORPHAN[:2], Said("child", "hukou_division", "330102"), ORPHAN[3]], scope=330102001001)
    page = text(signed_in("handler", 330102000000), f"/children/{one.ref}")
    assert "征求意见稿，不能据此发放" in page
    assert "应享未享" not in page


def test_as_it_was_and_as_it_was_known() -> None:
    one = orphan()
    record_facts(
        one, [Said("mother", "parent_life_status", "健在")], actor=actor("handler"), purpose="受理", source="公安",
        correct=True,
    )  # fmt: skip
    determine_some([one.pk])
    client = signed_in("handler")
    now = text(client, f"/children/{one.ref}")
    before = text(client, f"/children/{one.ref}", known="2020-01-01")
    assert "孤儿</span>" not in now
    assert "按2020年1月1日当天所知" in before
    assert client.get(f"/children/{one.ref}", {"on": "2026-13-01"}).status_code == 400


def test_english_pages_are_english() -> None:
    one = orphan()
    page = text(signed_in("handler", lang="en"), f"/children/{one.ref}")
    assert "What is owed, and what reaches the child" in page
    assert "owed, not received" in page


def test_a_region_without_texts_still_has_a_file() -> None:
    one = orphan(scope=440103001001)
    page = text(signed_in("handler", 440103000000), f"/children/{one.ref}")
    assert "没有收录这个地区的政策文件" in page


def test_who_reads_the_log_sees_who_opened_the_file() -> None:
    one = orphan()
    text(signed_in("village"), f"/children/{one.ref}")
    assert "试·village" in text(signed_in("auditor"), f"/children/{one.ref}/history")
    assert "谁打开过" not in text(signed_in("handler"), f"/children/{one.ref}/history")
