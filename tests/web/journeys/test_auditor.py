"""The prosecutor or auditor: reads a file, looks who else did, asks to see more; changes nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.office import ORPHANS
from tests.web.journeys.parts import find
from tests.web.journeys.walk import Walk

pytestmark = pytest.mark.slow


def test_a_day_of_the_auditor(walk: Callable[..., Walk]) -> None:
    me = walk("auditor")
    find(me, ORPHANS[me.lang])
    ref = me.page.url.rpartition("/")[2]
    assert not me.named("link", "登记或更正情况", "Record or correct").count(), "an auditor changes nothing"
    me.menu("审计日志", "Audit log")
    me.press(me.page.locator("tbody").get_by_role("link", name=ref).first)
    me.look()
    me.says("例·审计", "例·审计")
    me.menu("查阅申请", "Access requests")
    me.arrive()
