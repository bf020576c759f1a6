"""The county's reviewer: approves what somebody else asks to see, for a time, and can end it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.office import ORPHANS
from tests.web.journeys.parts import find
from tests.web.journeys.walk import Walk

pytestmark = pytest.mark.slow


def test_somebody_may_see_more_for_a_while(walk: Callable[..., Walk]) -> None:
    asking = walk("township")
    find(asking, ORPHANS[asking.lang])
    asking.press(asking.named("link", "申请查阅受限内容", "Ask to see restricted content"))
    asking.look()
    asking.mark(asking.page.locator("input[name=compartment]"))
    asking.type(
        asking.page.locator("#id_reason"), asking.t("走访时发现孩子身上有伤", "bruises seen on a visit")
    )
    asking.press(asking.named("button", "提交申请", "Send the request"))
    asking.look()
    asking.arrive()
    me = walk("reviewer")
    me.open("/")
    me.menu("查阅申请", "Access requests")
    me.press(me.named("button", "批准", "Approve"))
    me.says("现在有效的", "Holding now")
    me.look()
    asking.page.reload()
    asking.says("有效", "holds")
    me.press(me.named("button", "收回", "End it").first)
    me.menu("变化", "Changes")
    find(me, ORPHANS[me.lang])
    me.arrive()
