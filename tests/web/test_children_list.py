"""The list of children: one search box, filters, pages, sums, lists kept under a name."""

from __future__ import annotations

import datetime as dt
import re
from urllib.parse import unquote

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from tests.seats import (
    COUNTY,
    NEXT_VILLAGE,
    OTHER_COUNTY,
    OTHER_VILLAGE,
    actor,
    by_hand,
    child,
    looking,
    signed_in,
)
from tests.web.workbench import HAN, ORPHAN, find, frugal, names, opened, put, said, table

from tonghu.access.models import AuditEvent
from tonghu.register.deliveries import mark
from tonghu.register.facts.recording import Said
from tonghu.register.models import Child, SavedList, Standing
from tonghu.register.reads.results import results
from tonghu.register.standing.determine import determine_all

pytestmark = pytest.mark.django_db
ID = "12010120150301241X"


@pytest.fixture
def people() -> list[Child]:
    return opened(
        put("单例一", id_number=ID), put("曾例二"), put("仇例三", NEXT_VILLAGE, village="松果村"), put("扎西·例云"),
        put("例·远方", OTHER_VILLAGE, village="萤火村"), determine=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("单", {"单例一"}), ("例", {"单例一", "曾例二", "仇例三", "扎西·例云"}), ("sly", {"单例一"}), ("SLY", {"单例一"}),
        ("ｓｌｙ", {"单例一"}), ("zle", {"曾例二"}), ("qls", {"仇例三"}), ("扎西•例", {"扎西·例云"}), ("扎西 例云", {"扎西·例云"}),
        ("扎西.例云", {"扎西·例云"}), ("241X", {"单例一"}), ("241x", {"单例一"}), ("２４１Ｘ", {"单例一"}), (ID, {"单例一"}),
        (ID.lower(), {"单例一"}), ("１２０１０１２０１５０３０１２４１Ｘ", {"单例一"}), ("120101 20150301 241X", {"单例一"}),
        ("松果", {"仇例三"}), ("萤火村", set()), ("例·远方", set()), ("9999", set()), ("%", set()), ("_", set()),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("people")
def test_one_box_knows_what_was_typed(typed: str, expected: set[str]) -> None:
    assert set(names(find(signed_in("handler"), typed))) == expected


@pytest.mark.usefixtures("people")
def test_what_was_typed_stands_in_no_address_and_no_number_in_the_session() -> None:
    client = signed_in("handler")
    for typed in (ID, "单例一"):
        answer = client.post("/children", {"find": typed})
        assert re.fullmatch(r"/children\?list=[a-z0-9]{20}", answer["Location"])
        page = client.get(answer["Location"]).content.decode()
        for address in re.findall(r'(?:href|action|formaction|src|hx-[a-z]+)="([^"]*)"', page):
            assert typed not in unquote(address)
        assert 'name="address" value="list=' in page
    kept = "".join(str(session.get_decoded()) for session in Session.objects.all())
    assert ID not in kept
    assert "list" in kept


@pytest.mark.usefixtures("people")
def test_a_name_in_the_address_finds_nothing() -> None:
    assert len(names(signed_in("handler").get("/children?find=单"))) == 4


@pytest.mark.usefixtures("people")
def test_a_token_is_worth_nothing_in_another_session() -> None:
    location = signed_in("handler").post("/children", {"find": "单"})["Location"]
    page = signed_in("reviewer").get(location)
    assert len(names(page)) == 4
    assert "已经过期" in page.content.decode()


@pytest.mark.usefixtures("people")
def test_each_seat_sees_its_own_region() -> None:
    assert set(names(signed_in("village").get("/children"))) == {"单例一", "曾例二", "扎西·例云"}
    assert set(names(signed_in("village", NEXT_VILLAGE).get("/children"))) == {"仇例三"}
    assert set(names(signed_in("handler", OTHER_COUNTY).get("/children"))) == {"例·远方"}
    assert names(find(signed_in("village"), "仇例三")) == []
    assert names(signed_in("village").get(f"/children?region={NEXT_VILLAGE}")) == []


@pytest.mark.parametrize("seat", ["liaison", "analyst", "system_admin", "security_admin", "audit_admin"])
def test_seats_without_a_list_have_none(seat: str) -> None:
    client = signed_in(seat)
    assert client.get("/children").status_code == 403
    for path in ("/children", "/children/lists", "/children/export", "/children/print"):
        assert client.post(path, {"why": "其他"}).status_code == 403


def test_the_sums_at_the_foot() -> None:
    opened(
        put("例·一", facts=ORPHAN),
        put("例·二", facts=ORPHAN),
        put("例·三", NEXT_VILLAGE),
        put("例·远", OTHER_VILLAGE),
    )
    with looking() as who, by_hand():
        mine = Standing.objects.for_user(who, "认定").filter(scope__lt=OTHER_COUNTY).order_by("pk")
        for fen, row in zip((130_000, 65_050, 0), mine, strict=True):
            Standing.objects.for_user(who, "认定").filter(pk=row.pk).update(
                monthly_fen=fen, open=1 if fen else 0
            )
    for address in ("/children", "/children?sex=女", f"/children?region={COUNTY}"):
        head, *_, foot = table(signed_in("handler").get(address).content)
        sums = dict(zip([said(h).split(" ")[0] for h in head], foot, strict=True))
        assert sums["姓名"] == "合计 3 人"
        assert sums["每月应享（元）"] == "1,950.50 元"
        assert sums["未定事项"] == "2 人"


def test_pages_hold_everybody_once_in_a_stable_order() -> None:
    opened(*(put(f"例·{number:03}", birth=dt.date(2015, 3, 1)) for number in range(120)), determine=False)
    client = signed_in("handler")
    for order in (
        "",
        "&order=age",
        "&order=age&falling=1",
        "&order=name",
        "&order=amount",
        "&order=open&falling=1",
    ):
        pages = [names(client.get(f"/children?page={page}{order}")) for page in (1, 2, 3)]
        assert [len(page) for page in pages] == [50, 50, 20]
        assert len({name for page in pages for name in page}) == 120
    assert names(client.get("/children?order=name&page=1"))[:2] == ["例·000", "例·001"]
    assert names(client.get("/children?order=name&falling=1&page=1"))[0] == "例·119"


def test_filters_narrow_the_list() -> None:
    today = timezone.localdate()
    long_ago, lately = today - dt.timedelta(400), today - dt.timedelta(20)
    grown = today.replace(year=today.year - 18, day=1) + dt.timedelta(60)
    orphan, *_ = opened(
        put("例·孤", facts=ORPHAN), put("例·旧", facts=[Said("child", "last_verified_date", long_ago.isoformat())], sex="男"),
        put("例·新", facts=[Said("child", "last_verified_date", lately.isoformat())]), put("例·大", birth=grown),
    )  # fmt: skip
    client = signed_in("handler")

    def shown(**fields: str) -> set[str]:
        return set(names(find(client, "", **fields)))

    assert shown(category="orphan") == {"例·孤"}
    assert shown(rule="orphan_allowance", status="yes") == {"例·孤"}
    assert shown(rule="orphan_allowance", status="unknown") == {"例·旧", "例·新", "例·大"}
    assert shown(only="stale") == {"例·旧"}
    assert shown(only="adult") == {"例·大"}
    assert shown(age="16-17") == {"例·大"}
    assert shown(sex="男") == {"例·旧"}
    assert shown(sex="男", category="orphan") == set()
    assert shown(only="undelivered") == {"例·孤"}
    assert shown(only="closed") == set()
    assert set(names(client.get("/children?only=stale"))) == {"例·旧"}
    assert "应享未享：孤儿基本生活费" in client.get("/children?category=orphan").content.decode()
    with looking(actor("handler")) as who:
        owed = Standing.objects.for_user(who, "认定").get(child=orphan).benefits
    of_rule = {"rule": "orphan_allowance", "status": "yes"}
    assert shown(**of_rule, delivery="missing") == {"例·孤"}
    assert (
        shown(**of_rule, delivery="receiving") == shown(rule="orphan_allowance", delivery="beyond") == set()
    )
    for rule in (name for name, (status, *_) in owed.items() if status == "yes"):
        mark(orphan, rule, "applied", since=today, actor=actor("handler"), purpose="认定")
    assert shown(only="undelivered") == set()
    assert "已申请" in said("".join(table(client.get("/children?category=orphan").content)[1]))


def test_columns_are_chosen() -> None:
    opened(put("例·云"), determine=False)
    page = find(signed_in("handler"), "", columns="birth")
    assert [head.split(" ")[0] for head in table(page.content)[0]] == ["姓名", "出生日期"]


def test_what_protects_a_child_neither_shows_nor_picks_it_out() -> None:
    opened(
        put("例·甲", facts=[Said("child", "hiv_infected", True), Said("child", "hukou_division", "120101")]),
        put("例·乙"),
    )
    client = signed_in("handler")
    page = client.get("/children").content.decode()
    assert "艾滋" not in page
    assert "hiv" not in page.lower()
    assert (
        len(names(client.get("/children?rule=infected_allowance&status=yes"))) == 2
    )  # no such filter: all are shown


def test_harm_is_shown_only_under_a_grant_of_that_child() -> None:
    opened(put("例·甲", facts=[Said("child", "victimised", True)]))
    page = signed_in("handler").get("/children")
    assert "遭受侵害" not in page.content.decode()
    assert table(page.content)[1][4] == "（受限内容）"
    assert len(names(signed_in("handler").get("/children?category=victim"))) == 1  # not to be chosen either


def test_a_list_kept_under_a_name_holds_no_words_of_the_search() -> None:
    opened(put("例·云", facts=ORPHAN), put("例·松"))
    client = signed_in("handler")
    found = client.post("/children", {"find": "例·云", "category": "orphan"})["Location"]
    answer = client.post("/children/lists", {"address": found.partition("?")[2], "name": "孤儿名单"})
    saved = SavedList.objects.get()
    assert answer["Location"] == f"/children?saved={saved.ref}"
    assert saved.query["find"] is None
    assert "例·云" not in str(saved.query)
    assert names(client.get(answer["Location"])) == ["例·云"]
    assert AuditEvent.objects.get(action="list.save").detail == {"filters": ["category"], "shared": False}
    client.post("/children/lists", {"address": "sex=女", "name": "孤儿名单"})
    assert SavedList.objects.get().query["category"] == ""


def test_a_shared_list_serves_the_county_and_shows_each_seat_its_own_children() -> None:
    opened(put("例·云"), put("例·松", NEXT_VILLAGE))
    owner = signed_in("handler")
    owner.post("/children/lists", {"address": "sex=女", "name": "全县女童", "shared": "1"})
    owner.post("/children/lists", {"address": "sex=男", "name": "自己的"})
    shared, own = SavedList.objects.get(name="全县女童"), SavedList.objects.get(name="自己的")
    village = signed_in("village")
    page = village.get("/children").content.decode()
    assert "全县女童" in page
    assert "自己的" not in page
    assert names(village.get(f"/children?saved={shared.ref}")) == ["例·云"]
    assert len(names(village.get(f"/children?saved={own.ref}"))) == 1  # not theirs: the plain list
    assert "全县女童" not in signed_in("handler", OTHER_COUNTY).get("/children").content.decode()
    village.post("/children/lists", {"drop": shared.ref})
    assert SavedList.objects.count() == 2
    owner.post("/children/lists", {"drop": shared.ref})
    assert [one.name for one in SavedList.objects.all()] == ["自己的"]


def test_an_empty_register_says_what_to_do_first() -> None:
    assert "台账导进来" in signed_in("handler").get("/children").content.decode()
    village = signed_in("village").get("/children").content.decode()
    assert "没有登记儿童" in village
    assert "导进来" not in village
    opened(put("例·云"), determine=False)
    assert "没有符合条件的儿童" in find(signed_in("handler"), "没有这个人").content.decode()


def test_an_amount_that_the_place_has_not_set_is_said_to_be_so() -> None:
    opened(put("例·孤", facts=ORPHAN), put("例·云", facts=[Said("child", "hukou_division", "120101")]))
    column = table(signed_in("handler").get("/children").content)
    amounts = {row[0]: row[5] for row in column[1:-1]}
    assert amounts["例·孤"] == "金额未定"
    assert amounts["例·云"] == "—"


def test_a_page_asks_little_however_many_there_are() -> None:
    opened(*(put(f"例·{number:03}", facts=ORPHAN) for number in range(60)))
    client = signed_in("handler")
    client.get("/children")
    location = client.post("/children", {"find": "例", "category": "orphan", "sex": "女"})["Location"]
    for address in (
        "/children",
        location,
        "/children?only=undelivered",
        "/children?only=stale",
        "/children?order=name&page=2",
    ):
        with frugal():
            assert client.get(address).status_code == 200


def test_in_english_no_word_is_missing() -> None:
    child(facts=[*ORPHAN, Said("child", "victimised", True)])
    determine_all()
    page = signed_in("handler", lang="en").get("/children?only=undelivered").content.decode()
    bare = re.sub(r"<[^>]+>", " ", page)
    for data in ("例·云朵0001", "试·handler", "示例一镇", "云朵村", "松果村", "样例县", "中文", "12 岁"):
        bare = bare.replace(data, "")
    labels = {
        word for result in results().values() for word in HAN.findall(result.name.en)
    }  # names of plans, quoted
    assert set(HAN.findall(bare)) <= labels
    assert "Children" in bare
