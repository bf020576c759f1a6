"""What changed: who gained, lost or became unknown, why, and with how much money."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.utils import timezone
from tests.seats import NEXT_VILLAGE, OTHER_COUNTY, actor, by_hand, looking, signed_in
from tests.web.workbench import HAN, ORPHAN, frugal, opened, put, sent, table, workbook

from tonghu.access.models import AuditEvent
from tonghu.register.facts.recording import Said, record_facts
from tonghu.register.models import Child, StandingChange
from tonghu.register.reads.changes import turn_of
from tonghu.register.reads.results import results
from tonghu.register.standing.determine import determine_all, determine_some
from tonghu.web.site.language import COOKIE

pytestmark = pytest.mark.django_db
WHY = {"why": "核对落实"}


def changed(
    child: Child,
    rule: str,
    was: str,
    now: str,
    cause: str = "value",
    *,
    days: int = 0,
    fen: tuple[int | None, int | None] = (None, None),
) -> StandingChange:
    """A change as a determination writes it."""
    with looking(), by_hand():
        return StandingChange.objects.create(
            child=child, scope=child.scope, day=timezone.localdate() - dt.timedelta(days), rule=rule, was=was, now=now, cause=cause,
            was_fen=fen[0], now_fen=fen[1],
        )  # fmt: skip


def each(page: bytes) -> list[list[str]]:
    """The rows of single changes."""
    return table(page, "最近的在前")[1:]


@pytest.mark.parametrize(
    ("was", "now", "turn"),
    [
        ("no", "yes", "gained"), ("unknown", "yes", "gained"), ("unknown", "candidate", "gained"), ("no", "choice", "gained"),
        ("yes", "no", "lost"), ("candidate", "no", "lost"), ("yes", "unknown", "unknown"), ("no", "unknown", "unknown"),
        ("yes", "yes", "other"), ("candidate", "yes", "other"), ("unknown", "no", "other"),
    ],
)  # fmt: skip
def test_each_change_is_one_turn(was: str, now: str, turn: str) -> None:
    assert turn_of(was, now) == turn


def test_a_change_names_its_child_its_reason_and_the_fact_behind_it() -> None:
    one = opened(put("例·孤", facts=ORPHAN))[0]
    record_facts(one, [Said("mother", "parent_life_status", "健在"), Said("child", "in_school", True)], actor=actor("handler"),
                 purpose="受理", source="公安", correct=True)  # fmt: skip
    determine_some([one.pk])
    page = signed_in("handler").get("/changes?rule=orphan").content
    (row,) = each(page)
    assert row[1:7] == ["例·孤", "示例一镇 云朵村", "孤儿", "不再符合", "应享", "不符合"]
    assert row[9] == "信息有变：母亲存亡状况"
    assert f'href="/children/{one.ref}"' in page.decode()


def test_a_birthday_is_told_as_one() -> None:
    today = timezone.localdate()
    born = (
        dt.date(today.year - 6, 3, 1)
        if (today.month, today.day) == (2, 29)
        else today.replace(year=today.year - 6)
    )
    one, other = opened(put("例·六", birth=born), put("例·云"), determine=False)
    changed(one, "compulsory_aid", "no", "yes", "time")
    changed(other, "compulsory_aid", "no", "yes", "time")
    assert {row[1]: row[9] for row in each(signed_in("handler").get("/changes").content)} == {
        "例·六": "生日：满 6 周岁",
        "例·云": "日期到了",
    }


def test_sums_come_first_with_the_difference_in_money() -> None:
    one, two, three = opened(put("例·一"), put("例·二"), put("例·三", NEXT_VILLAGE), determine=False)
    changed(one, "orphan_allowance", "no", "yes", fen=(None, 130_000))
    changed(two, "orphan_allowance", "yes", "yes", fen=(120_000, 130_000))
    changed(three, "orphan_allowance", "yes", "no", "fact", fen=(130_000, None))
    changed(three, "orphan", "yes", "unknown", "fact", days=3)
    page = signed_in("handler").get("/changes").content
    sums = {row[0]: row[1:] for row in table(page, "按事项")[1:]}
    assert sums["孤儿基本生活费"] == ["待遇", "1", "1", "—", "1", "+100 元/月"]
    assert sums["孤儿"] == ["类别", "—", "—", "1", "—", "—"]
    days = table(page, "每日人次")[1:]
    assert [row[1:] for row in days] == [["1", "1", "—", "1"], ["—", "—", "1", "—"]]
    assert len(each(page)) == 4


def test_filters_narrow_the_changes() -> None:
    one, two = opened(put("例·一"), put("例·二", NEXT_VILLAGE), determine=False)
    changed(one, "orphan_allowance", "no", "yes", "rule")
    changed(one, "orphan", "yes", "no", "fact", days=5)
    changed(two, "disabled", "yes", "unknown", "time", days=40)
    changed(two, "open_file", "no", "yes")  # a duty: no news to anybody
    client = signed_in("handler")

    def shown(query: str = "") -> set[str]:
        page = client.get(f"/changes?{query}").content
        return {row[3] for row in each(page)} if "最近的在前".encode() in page else set()

    assert shown() == {"孤儿基本生活费", "孤儿"}
    assert shown("since=2000-01-01") == {"孤儿基本生活费", "孤儿", "残疾儿童"}
    assert shown("kind=benefit") == {"孤儿基本生活费"}
    assert shown("cause=fact") == {"孤儿"}
    assert shown("turn=gained") == {"孤儿基本生活费"}
    assert shown("turn=lost") == {"孤儿"}
    assert shown("turn=unknown&since=2000-01-01") == {"残疾儿童"}
    assert shown(f"region={NEXT_VILLAGE}") == set()
    assert shown(f"region={NEXT_VILLAGE}&since=2000-01-01") == {"残疾儿童"}
    today = timezone.localdate()
    assert shown(f"since={today}&until={today}") == {"孤儿基本生活费"}
    assert shown(f"since=unsinn&until={today + dt.timedelta(900)}&region=x&rule=x&kind=duty") == {
        "孤儿基本生活费",
        "孤儿",
    }


def test_a_change_that_a_seat_may_not_read_says_nothing_but_that_it_is_there() -> None:
    one = opened(put("例·一"), determine=False)[0]
    changed(one, "victim", "no", "yes", "fact")
    page = signed_in("handler").get("/changes").content
    (row,) = each(page)
    assert row[3:] == ["（受限内容）", "", "", "", "", "", ""]
    assert "侵害" not in page.decode()
    assert [row[0] for row in table(page, "按事项")[1:]] == ["（受限内容）"]
    assert "这段时间没有变化" in signed_in("handler").get("/changes?rule=victim").content.decode()
    assert "（受限内容）" in str(workbook(sent(signed_in("handler").post("/changes/export", WHY))))


def test_each_seat_sees_changes_of_its_region_if_any() -> None:
    one = opened(put("例·一"), determine=False)[0]
    changed(one, "orphan", "no", "yes")
    assert "例·一" in signed_in("supervisor").get("/changes").content.decode()
    assert "例·一" not in signed_in("handler", OTHER_COUNTY).get("/changes").content.decode()
    for seat in ("village", "township", "finance", "analyst", "system_admin"):
        assert signed_in(seat).get("/changes").status_code == 403
    assert signed_in("supervisor").post("/changes/export", WHY).status_code == 403


def test_the_workbook_of_changes_holds_what_is_shown() -> None:
    children = opened(*(put(f"例·{n:02}") for n in range(60)), determine=False)
    for child in children:
        changed(child, "orphan_allowance", "no", "yes", fen=(None, 130_050))
    changed(children[0], "orphan", "no", "yes")
    client = signed_in("handler")
    shown = [
        row
        for page in (1, 2)
        for row in each(client.get(f"/changes?rule=orphan_allowance&page={page}").content)
    ]
    rows = workbook(sent(client.post("/changes/export", {"address": "rule=orphan_allowance", **WHY})))
    assert len(rows) == 3 + 60
    assert [row[1:7] for row in rows[3:]] == [row[1:7] for row in shown]
    assert rows[3][0] == timezone.localdate()
    assert rows[3][8] == 1300.5
    assert "试·handler" in rows[0][0]
    detail = AuditEvent.objects.get(action="changes.export").detail
    assert (detail["rows"], detail["filters"]) == (60, ["since", "until", "rule"])
    assert client.post("/changes/export", {}).status_code == 400


def test_a_page_of_changes_asks_little_and_speaks_both_languages() -> None:
    children = opened(*(put(f"例·{n:02}", facts=ORPHAN) for n in range(55)))
    for child in children:
        record_facts(
            child,
            [Said("mother", "parent_life_status", "健在")],
            actor=actor("handler"),
            purpose="受理",
            source="公安",
            correct=True,
        )
    determine_all()
    client = signed_in("handler")
    client.get("/changes")
    with frugal():
        page = client.get("/changes?rule=orphan")
    assert len(each(page.content)) == 50
    client.cookies[COOKIE] = "en"
    bare = re.sub(r"<[^>]+>", " ", client.get("/changes").content.decode())
    bare = re.sub(r"例·\d\d|试·handler|示例一镇|云朵村|松果村|样例县|中文", "", bare)
    labels = {word for result in results().values() for word in HAN.findall(result.name.en)}
    assert set(HAN.findall(bare)) <= labels


def test_no_change_says_so() -> None:
    assert "这段时间没有变化" in signed_in("handler").get("/changes").content.decode()
