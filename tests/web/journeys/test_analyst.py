"""The analyst: counts, of which small ones are not told, and no child's name anywhere."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.web.journeys.parts import search_policy
from tests.web.journeys.walk import INVENTED, Walk

pytestmark = pytest.mark.slow


def test_a_day_of_the_analyst(walk: Callable[..., Walk]) -> None:
    me = walk("analyst")
    me.open("/")
    me.says("少于 10", "fewer than 10")
    told = {
        dt.inner_text(): dt.locator("xpath=following-sibling::dd").inner_text()
        for dt in me.page.locator("dl.figures dt").all()
    }
    orphans = told[me.t("孤儿", "Orphan")]
    assert int(orphans) >= 10, "a large number is told"
    assert not INVENTED.search(me.page.locator("main").inner_text())
    assert me.page.goto("/children").status == 403  # type: ignore[union-attr]
    me.page.tonghu_faults.clear()  # type: ignore[attr-defined]  # the console names the 403
    me.open("/")
    search_policy(me)
    me.arrive()
