"""Oversight: what changed and why, who is owed something and does not receive it, without what the seat may not see."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.office import ORPHANS
from tests.web.journeys.parts import find, search_policy
from tests.web.journeys.walk import Walk

pytestmark = pytest.mark.slow


def test_a_day_of_oversight(walk: Callable[..., Walk]) -> None:
    me = walk("supervisor")
    me.open("/")
    me.menu("变化", "Changes")
    me.choose(me.page.locator("#ask-cause"), "fact")
    me.press(me.page.locator("main form button").first)
    me.look()
    find(me, ORPHANS[me.lang])
    me.says("（受限内容）", "(restricted)")
    search_policy(me)
    me.arrive()
