"""Finance: who is owed how much this month, one child's arithmetic, the list to pay from."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from tests.office import ORPHANS
from tests.web.journeys.parts import find
from tests.web.journeys.walk import Walk

pytestmark = pytest.mark.slow


def test_a_day_of_finance(walk: Callable[..., Walk]) -> None:
    me = walk("finance")
    find(me, ORPHANS[me.lang])
    assert not me.named("link", "登记或更正情况", "Record or correct").count(), (
        "finance pays and records nothing"
    )
    me.press(me.page.get_by_role("link", name=re.compile(me.t("^为什么", "^Why"))).first)
    me.look()
    me.menu("儿童", "Children")
    me.choose(me.page.locator("#ask-category"), "orphan")
    me.press(me.named("button", "查找", "Find"))
    me.look()
    me.choose(me.page.locator("#out-why"), "核对落实")
    me.tab_to(me.named("button", "导出表格", "Export as a workbook"))
    with me.page.expect_download() as taken:
        me.page.keyboard.press("Enter")
    assert taken.value.suggested_filename.endswith(".xlsx")
    me.arrive()
