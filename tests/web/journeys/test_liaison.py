"""A department's liaison: answers what the county asks, and sees nothing else of the child."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.office import UNSETTLED
from tests.web.journeys.parts import find
from tests.web.journeys.walk import Walk

pytestmark = pytest.mark.slow


def test_a_question_and_its_answer(walk: Callable[..., Walk]) -> None:
    handler = walk("handler")
    name = UNSETTLED[handler.lang]
    find(handler, name)
    wanted = handler.page.locator(
        "#missing li", has_text=handler.t("父亲存亡", "father: whether the parent is alive")
    ).first
    handler.press(wanted.get_by_role("link", name=handler.t("请人核查", "Ask"), exact=True))
    handler.look()
    handler.choose(handler.page.locator("#id_supplier"), "公安")
    handler.press(handler.named("button", "提出", "Ask"))
    handler.menu("查询", "Inquiries")
    handler.says(name, name)
    handler.arrive()
    me = walk("liaison")
    me.open("/")
    me.menu("请我核查", "Asked of us")
    me.says(name, name)
    row = me.page.locator("tbody tr", has_text=name)
    me.press(row.get_by_role("link", name=me.t("填写结果", "Answer")))
    me.look(again=False)
    me.choose(me.page.locator("#id_value"), "死亡")
    me.press(me.named("button", "答复", "Send the answer"))
    assert name not in me.page.locator("main").inner_text()
    me.look()
    me.arrive()
    find(handler, name)
    assert not wanted.count(), "it is known now, and no longer missing"
