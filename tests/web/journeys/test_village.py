"""The child worker of a village: finds a child after a visit, records what was seen, takes a slip back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.office import ORPHANS
from tests.web.journeys.parts import find, record
from tests.web.journeys.walk import Walk

pytestmark = pytest.mark.slow


def test_a_visit_of_the_child_worker(walk: Callable[..., Walk]) -> None:
    me = walk("village")
    find(me, ORPHANS[me.lang])
    record(me, ("辍学", "leaving school"), ("失学辍学风险", "risk of leaving school"), "低")
    me.says("已保存", "is saved")
    me.look()
    me.press(me.named("button", "撤销", "Undo"))
    assert not me.page.get_by_text(me.t("已保存，应享", "is saved, and")).count()
    me.click("link", "全部经过", "Everything that happened")
    me.look()
    me.click("link", "儿童", "Children")
    me.click("link", ORPHANS[me.lang], ORPHANS[me.lang])
    me.click("link", "材料", "Papers")
    me.look()
    me.arrive()
