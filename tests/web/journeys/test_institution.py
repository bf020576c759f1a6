"""The child-welfare institution: its own children and no others."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.web.journeys.walk import Walk

pytestmark = pytest.mark.slow


def test_a_day_of_the_institution(walk: Callable[..., Walk]) -> None:
    me = walk("institution")
    me.open("/")
    me.menu("儿童", "Children")
    assert 0 < me.page.locator("tbody tr").count() < len(me.site.children)
    me.press(me.page.locator("tbody th a").first)
    me.look()
    me.press(me.named("link", "材料", "Papers"))
    me.look()
    me.type(me.page.locator("#id_title"), me.t("体检报告", "medical report"))
    me.tab_to(me.page.locator("#id_file"))
    me.page.set_input_files("#id_file", {"name": "report.pdf", "mimeType": "application/pdf", "buffer": PDF})
    me.press(me.page.locator("main form button").last)
    me.says("体检报告", "medical report")
    me.look()
    elsewhere = me.page.goto(f"/children/{me.site.children[0]}")
    assert elsewhere is not None
    assert elsewhere.status == 404
    me.arrive()


PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
