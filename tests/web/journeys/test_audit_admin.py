"""The audit administrator: looks at what was done today, narrows it down, verifies the chain."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.web.journeys.walk import Walk

pytestmark = pytest.mark.slow


def test_a_day_of_the_audit_administrator(walk: Callable[..., Walk]) -> None:
    walk("handler").open(
        f"/children/{walk('').site.children[2]}"
    )  # somebody reads a file: that must be on record
    me = walk("audit_admin")
    me.open("/")
    me.click("link", "全部日志", "The whole log")
    me.look()
    me.says("查看档案", "read a file")
    me.press(me.named("button", "逐条核验", "Verify every row"))
    me.says("核验相符", "holds")
    me.look(again=False)
    me.choose(me.page.locator("#id_action"), "file.read")
    me.press(me.named("button", "只看这些", "Show these"))
    me.look()
    assert (
        me.page.locator("tbody tr").count()
        == me.page.locator("tbody td", has_text=me.t("查看档案", "read a file")).count()
        > 0
    )
    me.arrive()
