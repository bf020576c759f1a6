"""The township's supervisor: what waits, a child's facts, a question for the next visit, the list to take along."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.office import ORPHANS
from tests.web.journeys.parts import find
from tests.web.journeys.walk import Walk

pytestmark = pytest.mark.slow


def test_a_day_of_the_township_supervisor(walk: Callable[..., Walk]) -> None:
    me = walk("township")
    find(me, ORPHANS[me.lang])
    me.click("link", "已登记的情况", "Facts and their history")
    me.look()
    me.page.go_back()
    me.click("link", "打印应享说明", "Print what is owed")
    me.look()
    me.page.go_back()
    me.click("link", "亲属、监护、居住地", "Relatives, guardianship, residence")
    me.look()
    me.menu("儿童", "Children")
    me.choose(me.page.locator("#ask-only"), "undelivered")
    me.press(me.named("button", "查找", "Find"))
    me.look()
    me.choose(me.page.locator("#out-why"), "安排走访")
    me.tab_to(me.named("button", "导出表格", "Export as a workbook"))
    with me.page.expect_download() as taken:
        me.page.keyboard.press("Enter")
    assert taken.value.suggested_filename.endswith(".xlsx")
    me.menu("查询", "Inquiries")
    me.arrive()
