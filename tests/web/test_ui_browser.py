"""The living page of the parts in a browser: accessible, nothing in the console, on an office PC and on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.browser import Site, assert_accessible, assert_no_sideways_scrolling, page_as

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.mark.parametrize("width", [1366, 360])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_part_is_accessible(browser: Browser, site: Site, lang: str, width: int) -> None:
    page = page_as(browser, site, "handler", lang=lang, width=width)
    page.goto("/ui")
    page.locator(".clause summary").first.click()
    assert_accessible(page)


@pytest.mark.parametrize("fault", [
    "<h1>a</h1><img src='data:,'>", "<h1>a</h1><input>", "<p>no heading</p>", "<h1>a</h1><p>" + "w" * 400 + "</p>",
    "<h1>a</h1><p class='pale'>pale</p>",
])  # fmt: skip
def test_the_check_itself_finds_what_is_wrong(browser: Browser, fault: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.tonghu_faults = []  # type: ignore[attr-defined]
    page.set_content(
        f"<html lang=en><title>t</title><style>.pale{{color:#bbb}}</style><main>{fault}</main></html>"
    )
    with pytest.raises(AssertionError):
        assert_accessible(page)


@pytest.mark.slow
@pytest.mark.parametrize("width", [1366, 360])
def test_the_largest_letters_fit(browser: Browser, site: Site, width: int) -> None:
    page = page_as(browser, site, "handler", width=width, large=3)
    page.goto("/ui")
    assert page.evaluate("getComputedStyle(document.body).fontSize") == "30px"
    assert_no_sideways_scrolling(page)


@pytest.mark.slow
@pytest.mark.parametrize(("large", "least"), [(0, 44), (1, 60)])
def test_what_is_touched_on_a_phone_is_large_enough(
    browser: Browser, site: Site, large: int, least: int
) -> None:
    page = page_as(browser, site, "handler", width=360, large=large)
    page.goto("/ui")
    page.locator(".menu > summary").click()
    assert page.evaluate(TOO_SMALL, least) == []


TOO_SMALL = """least => Array.from(document.querySelectorAll(
    '.button, button:not(.link), select, textarea, .field input:not([type=checkbox]):not([type=radio]), .choice, .menu a, summary:not(.why summary)'))
  .filter(e => e.offsetParent && !e.closest('.drawer') && e.getBoundingClientRect().height < least - .5)
  .map(e => e.outerHTML.slice(0, 120))"""


@pytest.mark.slow
def test_what_was_typed_outlives_a_reload_and_is_gone_once_one_goes_on(browser: Browser, site: Site) -> None:
    page = page_as(browser, site, "handler")
    page.goto("/ui")
    page.fill("#id_note", "还没有提交的话")
    page.check("#id_sex_1")
    page.wait_for_timeout(600)  # a draft is kept shortly after the last key
    page.reload()
    assert page.input_value("#id_note") == "还没有提交的话"
    assert page.is_checked("#id_sex_1")
    assert page.locator("#sample [role=status]").count() == 1
    page.goto("/")
    assert page.evaluate("Object.keys(sessionStorage).filter(k => k.startsWith('draft:'))") == []
    page.goto("/ui")
    assert page.input_value("#id_note") == ""


@pytest.mark.slow
def test_an_ended_session_is_told_and_keeps_the_page(browser: Browser, site: Site) -> None:
    page = page_as(browser, site, "handler", lang="en")
    page.goto("/ui")
    page.fill("#id_note", "typed")
    page.context.clear_cookies(name=site.cookie)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.locator("#session a").wait_for()
    assert "logged out" in page.inner_text("#session")
    assert page.input_value("#id_note") == "typed"


@pytest.mark.slow
def test_one_can_stay(browser: Browser, site: Site) -> None:
    page = page_as(browser, site, "handler")
    page.route("**/session/left", lambda route: route.fulfill(json={"left": 200}), times=1)
    page.goto("/ui")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.locator("#session button").wait_for()
    assert page.inner_text("#session strong") == "4"
    with page.expect_response("**/session/stay") as answered:
        page.click("#session button")
    assert answered.value.status == 204
    page.locator("#session").wait_for(state="hidden")


@pytest.mark.slow
def test_large_text_keeps_what_was_typed(browser: Browser, site: Site) -> None:
    page = page_as(browser, site, "handler")
    page.goto("/ui")
    page.fill("#id_note", "写了一半")
    for step in ("large", "large-2", "large-3"):
        page.locator("[data-large] button:visible").first.click()
        page.locator(f"html.{step}").wait_for(state="attached")
    assert page.input_value("#id_note") == "写了一半"
    page.reload()
    assert page.evaluate("getComputedStyle(document.body).fontSize") == "30px"


@pytest.mark.slow
def test_the_drawer_opens_and_closes_by_keyboard(browser: Browser, site: Site) -> None:
    page = page_as(browser, site, "handler")
    page.goto("/ui")
    page.focus("[data-drawer]")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "drawer"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.dataset.drawer") == "drawer"


def test_everything_is_there_without_scripts(browser: Browser, site: Site) -> None:
    page = page_as(browser, site, "handler", width=360, scripts=False)
    page.goto("/ui")
    assert page.is_visible("#drawer-title")
    assert not page.is_visible("[data-print]")
    page.click(".menu > summary")
    assert page.is_visible(".menu nav a")
    page.locator(".who button[name=language]").click()
    assert page.get_attribute("html", "lang") == "en"
