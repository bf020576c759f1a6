"""The pages of a child's file in a real browser: readable by everyone, at a desk and on a phone, in both languages."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser
from tests.browser import Site, assert_accessible, browser, page_as, site  # noqa: F401

from tonghu.web.file.tokens import token_of_fact

INCOME = token_of_fact("child", "child_own_income")
PAGES = (
    "",
    "/facts",
    "/record",
    f"/record?f={INCOME}",
    "/documents",
    "/ties",
    "/history",
    "/print?part=file",
)


@pytest.mark.parametrize(("part", "width"), [*((part, 360) for part in PAGES), ("", 1366), ("/print", 1366)])
def test_every_page_of_a_file_is_accessible(browser: Browser, site: Site, part: str, width: int) -> None:  # noqa: F811
    page = page_as(browser, site, "handler", lang="en" if width == 360 else "zh", width=width)
    page.goto(f"/children/{site.children[0]}{part}")
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_new_child_can_be_put_on_file_with_the_keyboard_alone(browser: Browser, site: Site) -> None:  # noqa: F811
    page = page_as(browser, site, "village")
    page.goto("/children/new")
    page.focus("#id_name")
    page.keyboard.type("例·竹叶0101")
    page.focus("#id_birth_date")
    page.locator("#id_birth_date").fill("2016-05-04")
    page.focus("main form .primary")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/children/[a-z0-9]{20}$"))
    assert page.locator("h1").inner_text() == "例·竹叶0101"


def test_a_draft_of_a_form_outlives_an_error(browser: Browser, site: Site) -> None:  # noqa: F811
    page = page_as(browser, site, "handler")
    page.goto(f"/children/{site.children[0]}/record?f={INCOME}")
    page.fill(f"input[name={INCOME}-value]", "很多")
    page.fill("input[name=note]", "我的话")
    page.click("main form .primary")
    assert page.locator(".errors a").first.get_attribute("href") == f"#id_{INCOME}-value"
    assert page.locator("input[name=note]").input_value() == "我的话"
