"""A family checks by itself what the child is owed: no login, one question a page, the result with its clauses."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.web.journeys.walk import Walk

pytestmark = pytest.mark.slow
MOST = 70
# Buttons that a family whose child lost both parents would press, by the fact that is asked; otherwise: not known.
TOLD = {
    "mother.parent_life_status": "死亡",
    "father.parent_life_status": "死亡",
    "living_arrangement": "亲属照料",
}


def test_a_grandmother_asks(walk: Callable[..., Walk]) -> None:
    me = walk()
    me.open("/check")
    me.press(me.named("button", "天津市", "Tianjin"))
    for number in range(MOST):
        if not me.page.locator("input[name=q]").count():
            break
        if number < 4:
            me.look(again=False)
        answer(me, by_key=number < 4)
    me.look(again=False)
    me.says("孤儿", "rphan")
    assert me.page.locator("ol li[id^=note] code").count()
    me.press(me.named("button", "清除，重新开始", "Clear and start again"))
    me.says("已清除", "Cleared")
    me.look()
    me.arrive()


def answer(me: Walk, *, by_key: bool) -> None:
    """Answer the question on the page."""
    fact = me.page.locator("input[name=q]").input_value()
    go = me.page.locator("button[name=unknown]")
    if fact == "birth_date":
        for part, value in (("year", "2015"), ("month", "3"), ("day", "1")):
            me.type(me.page.locator(f"#{part}"), value)
        go = me.page.locator("button[name=do]")
    elif fact in TOLD:
        go = me.page.locator(f"button[name=reply][value='{TOLD[fact]}']")
    if by_key:
        me.press(go)
    else:
        with me.page.expect_navigation():
            go.click()
