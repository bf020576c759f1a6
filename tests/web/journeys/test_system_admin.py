"""The system administrator: long work, and no child."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.web.journeys.parts import search_policy
from tests.web.journeys.walk import Walk

pytestmark = pytest.mark.slow


def test_a_day_of_the_system_administrator(walk: Callable[..., Walk]) -> None:
    me = walk("system_admin")
    me.open("/")
    me.menu("后台任务", "Long work")
    rows = me.page.locator("main a[href^='/jobs/']")
    if rows.count():
        me.press(rows.first)
        me.look(again=False)
    search_policy(me)
    me.arrive()
