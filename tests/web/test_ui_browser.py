"""The living page of the parts in a browser: accessible, nothing in the console, on an office PC and on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.browser import Site, assert_accessible, page_as

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.mark.parametrize("width", [1366, 360])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_part_is_accessible(browser: Browser, site: Site, lang: str, width: int) -> None:
    page = page_as(browser, site, "handler", lang=lang, width=width)
    page.goto("/ui")
    page.locator(".clause summary").first.click()
    assert_accessible(page)
