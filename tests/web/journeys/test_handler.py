"""The county's handler: brings the ledger in, settles a duplicate, sees what a child is owed, marks it as applied for."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.office import ORPHANS, PLACE
from tests.web.journeys.parts import find, record
from tests.web.journeys.walk import Walk

from tonghu.register.demo import write_workbook

pytestmark = pytest.mark.slow
READING = 60_000


def test_a_child_is_served(walk: Callable[..., Walk]) -> None:
    me = walk("handler")
    find(me, ORPHANS[me.lang])
    me.press(me.page.get_by_role("link", name=re.compile(me.t("^为什么", "^Why"))).first)
    me.look()
    me.page.go_back()
    record(me, ("辍学", "leaving school"), ("失学辍学风险", "risk of leaving school"), "高")
    me.says("已保存", "is saved")
    me.press(me.named("button", "撤销", "Undo"))
    applied = me.page.locator("article.owed", has_text=me.t("孤儿基本生活费", "orphan")).first
    me.press(applied.get_by_role("link", name=re.compile(me.t("^登记办理情况", "^Record how it stands"))))
    me.look()
    me.mark(me.page.get_by_role("radio").first)
    me.press(me.named("button", "保存", "Save"))
    assert me.t("已申请", "applied") in applied.inner_text()
    me.menu("变化", "Changes")
    me.arrive()


def test_the_ledger_comes_in(walk: Callable[..., Walk], tmp_path: Path) -> None:
    me = walk("handler")
    book = tmp_path / "county.xlsx"
    seed = {"zh": 1, "en": 2}[me.lang]  # the first: children that are in the register already
    write_workbook(book, 12, seed=seed, dirty=0.4, as_of=dt.date(2026, 6, 15), jurisdiction=PLACE, mix="all")
    me.open("/")
    me.menu("导入台账", "Import")
    me.tab_to(me.page.locator("#workbook"))
    me.page.set_input_files("#workbook", book)
    me.press(me.named("button", "上传", "Upload"))
    me.page.locator("h1", has_text=me.t("核对后写入", "Look, then take over")).wait_for(timeout=READING)
    me.look()
    settle(me)
    for tab in me.page.locator(".tabs a").all_inner_texts():
        me.page.locator(".tabs a", has_text=tab).click()
        me.look(again=False)
    me.press(me.named("button", "写入登记册", "Take over into the register"))
    me.page.locator("h1", has_text=me.t("导入完成", "Imported")).wait_for(timeout=READING)
    me.look()
    me.menu("导入台账", "Import")
    me.arrive()


def settle(me: Walk) -> None:
    """Decide on every possible duplicate: the first is the same child, the rest are left out."""
    tab = me.page.locator(".tabs a[href*='plan=maybe']")
    if not tab.count():
        return
    me.press(tab)
    me.look(again=False)
    me.press(me.named("button", "是同一名儿童", "It is the same child").first)
    me.says("已选：同一名儿童", "Decided: the same child")
