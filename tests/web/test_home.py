"""The first page of each seat: what must be done, the latest first past, and where it is done."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.utils import timezone
from tests.seats import (
    NEXT_VILLAGE,
    OTHER_COUNTY,
    OTHER_VILLAGE,
    TOWNSHIP,
    VILLAGE,
    actor,
    by_hand,
    looking,
    signed_in,
    user,
)
from tests.web.workbench import HAN, ORPHAN, frugal, opened, put, said, table

from tonghu.access.models import AuditEvent, Grant, Posting
from tonghu.access.seats import seats
from tonghu.register.deliveries import mark
from tonghu.register.facts.recording import Said, record_facts
from tonghu.register.models import Import, Standing, StandingCount
from tonghu.register.reads.results import results
from tonghu.register.standing.determine import determine_some
from tonghu.web.site.language import COOKIE

pytestmark = pytest.mark.django_db
SEATS = tuple(seats())


def todo(page: bytes) -> list[tuple[str, str, str]]:
    """The rows of a page: what, address, when."""
    rows = re.findall(
        r'<li><span class="what"><a href="([^"]*)">(.*?)</a>.*?<span class="when">(.*?)</li>',
        page.decode(),
        re.DOTALL,
    )
    return [(said(what), url, said(when)) for url, what, when in rows]


def born_18_years_before(day: dt.date) -> dt.date:
    return (
        day.replace(year=day.year - 18) if (day.month, day.day) != (2, 29) else dt.date(day.year - 18, 2, 28)
    )


def test_what_has_a_day_comes_first_and_in_order() -> None:
    today = timezone.localdate()
    near, far, beyond = (born_18_years_before(today + dt.timedelta(days)) for days in (10, 100, 250))
    long_ago = Said("child", "last_verified_date", (today - dt.timedelta(500)).isoformat())
    lately = Said("child", "last_verified_date", (today - dt.timedelta(100)).isoformat())
    near_one, *_ = opened(
        put("例·近", birth=near), put("例·远", birth=far), put("例·后", birth=beyond), put("例·久", facts=[long_ago]),
        put("例·新", facts=[lately]), put("例·外", OTHER_VILLAGE, birth=near), determine=False,
    )  # fmt: skip
    rows = todo(signed_in("township").get("/").content)
    assert [what for what, *_ in rows] == ["例·久", "例·近", "例·远"]
    assert rows[0][2].startswith("已过")
    assert rows[1][1:] == (f"/children/{near_one.ref}", "还有 10 天")


def test_a_birthday_passed_is_no_longer_coming() -> None:
    today = timezone.localdate()
    opened(
        put("例·今", birth=born_18_years_before(today)),
        put("例·明", birth=born_18_years_before(today + dt.timedelta(1))),
        determine=False,
    )
    assert [what for what, *_ in todo(signed_in("village").get("/").content)] == ["例·明"]


def test_what_is_owed_and_not_applied_for_is_listed_until_it_is() -> None:
    orphan, _ = opened(put("例·孤", facts=ORPHAN), put("例·松"))
    client = signed_in("handler")
    assert ("例·孤", f"/children/{orphan.ref}", "应享未享") in todo(client.get("/").content)
    assert 'href="/children?only=undelivered"' in client.get("/").content.decode()
    with looking() as who:
        owed = Standing.objects.for_user(who, "认定").get(child=orphan).benefits
    for rule in (name for name, (status, *_) in owed.items() if status == "yes"):
        mark(orphan, rule, "applied", since=timezone.localdate(), actor=actor("handler"), purpose="认定")
    assert "应享未享" not in client.get("/").content.decode()


def test_an_open_question_names_the_fact_that_decides_most_and_whom_to_ask() -> None:
    opened(put("例·云", facts=[Said("father", "parent_life_status", "死亡")]))
    page = signed_in("village").get("/").content.decode()
    assert "缺“母亲存亡状况”。可向公安、法院查询，或看家里的材料。" in page


def test_an_open_question_is_not_put_in_words_that_a_seat_may_not_read() -> None:
    known = [Said("father", "parent_life_status", "健在"), Said("mother", "parent_life_status", "健在")]
    opened(put("例·云", facts=[*known, Said("child", "hukou_division", "120101")]))
    for seat in ("village", "handler"):
        page = signed_in(seat).get("/").content.decode()
        assert "还不能确定的" in page
        assert not any(word in page for word in ("受侵害", "八类情形", "艾滋", "遭受"))


def test_a_workbook_waits_for_whoever_may_commit_it() -> None:
    opened(put("例·云"), determine=False)
    with looking(), by_hand():
        Import.objects.bulk_create([
            Import(scope=TOWNSHIP, filename="台账.xlsx", digest="0", state=state, uploaded_at=timezone.now(), uploaded_by=user("handler"))
            for state in ("preview", "done")
        ])  # fmt: skip
    assert signed_in("handler").get("/").content.decode().count("核对并写入上传的台账") == 1
    assert "核对并写入" not in signed_in("township").get("/").content.decode()


def test_a_request_waits_for_a_second_person() -> None:
    one = opened(put("例·云"), determine=False)[0]
    asker = user("handler")
    with by_hand():
        Grant.objects.create(
            asked_by=asker, child_id=one.pk, scope=VILLAGE, compartment="harm", purpose="处置", reason="例"
        )
    reviewer = signed_in("reviewer").get("/").content.decode()
    assert "试·handler申请查看：侵害与监护风险" in reviewer
    assert "申请查看" not in signed_in("handler").get("/").content.decode()


def test_what_changed_since_yesterday() -> None:
    one = opened(put("例·孤", facts=ORPHAN))[0]
    record_facts(
        one,
        [Said("mother", "parent_life_status", "健在")],
        actor=actor("handler"),
        purpose="受理",
        source="公安",
        correct=True,
    )
    determine_some([one.pk])
    rows = table(signed_in("handler").get("/").content, "昨天以来的变化")
    assert ["孤儿", "不再符合", "1"] in rows
    assert 'href="/changes?rule=orphan"' in signed_in("handler").get("/").content.decode()
    village = signed_in("village").get("/").content
    assert ["孤儿", "不再符合", "1"] in table(village, "昨天以来的变化")
    assert "/changes" not in village.decode()
    assert "不再符合" not in signed_in("village", NEXT_VILLAGE).get("/").content.decode()


def test_an_analyst_counts_nobody_out() -> None:
    opened(*(put(f"例·{n:02}", facts=ORPHAN) for n in range(12)), *(put(f"例·松{n}") for n in range(5)))
    page = signed_in("analyst").get("/").content.decode()
    told = dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page))
    assert told["在册儿童"] == "17"
    assert told["孤儿"] == "10 以上"  # 12 of 17: the other five would be counted out
    assert told["残疾儿童"] == "少于 10"
    assert "例·" not in page
    with looking() as who, by_hand():
        StandingCount.objects.for_user(who, "认定").filter(rule="orphan", status="yes").update(count=7)
    assert (
        dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", signed_in("analyst").get("/").content.decode()))[
            "孤儿"
        ]
        == "少于 10"
    )


def test_administrators_have_their_own_things_and_nobodys_name() -> None:
    opened(put("例·云", facts=ORPHAN))
    soon = timezone.localdate() + dt.timedelta(20)
    with by_hand():
        leaver = user("village", name="leaver")
        Posting.objects.filter(user=leaver).update(until=soon)
    assert "还有 20 天" in signed_in("security_admin").get("/").content.decode()
    signed_in("handler").post("/children/lists", {"name": "例", "address": "sex=女"})
    signed_in("handler", OTHER_COUNTY).post("/children/lists", {"name": "邻", "address": "sex=女"})
    assert AuditEvent.objects.filter(action="list.save").count() == 2
    assert ["list.save", "1"] in table(signed_in("audit_admin").get("/").content, "今天记下的操作")
    for seat in ("system_admin", "security_admin", "audit_admin", "liaison"):
        assert "例·云" not in signed_in(seat).get("/").content.decode()


def test_an_empty_register_begins_with_the_import() -> None:
    assert "从导入台账开始" in signed_in("handler").get("/").content.decode()
    assert "您的范围内还没有儿童" in signed_in("village").get("/").content.decode()


def test_every_seat_has_a_home_in_both_languages() -> None:
    opened(put("例·云", facts=ORPHAN), put("例·松"))
    labels = {word for result in results().values() for word in HAN.findall(result.name.en)}
    for seat in SEATS:
        client = signed_in(seat)
        client.get("/")
        with frugal():
            assert client.get("/").status_code == 200
        client.cookies[COOKIE] = "en"
        bare = re.sub(r"<[^>]+>", " ", client.get("/").content.decode())
        for data in (f"试·{seat}", "例·云", "例·松", "云朵村", "中文"):
            bare = bare.replace(data, "")
        assert set(HAN.findall(bare)) <= labels, seat
