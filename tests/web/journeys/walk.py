"""One person's way through the pages: by mouse, by keyboard, and a look at every page that was passed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.browser import Site, assert_accessible, page_as
from tests.web.tongues import chinese_left

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

# A journey is made in Chinese in the office and in English on the phone; its pages are then looked at in the other two.
HERE = (("zh", 1366), ("en", 360))
THERE = {("zh", 1366): ("en", 1366), ("en", 360): ("zh", 360)}
MOST_TABS = 200
INVENTED = re.compile(r"[例样虚][·‧][\u4e00-\u9fff0-9]+")
PLACES = ("样例县", "样例邻县", "样例儿童福利院", "示例一镇", "示例二镇", "示例三乡", "示例四乡",
          "云朵村", "松果村", "萤火村", "竹叶村", "石榴社区")  # fmt: skip


class Walk:
    """Somebody in a seat (nobody: "") with a browser."""

    def __init__(self, browser: Browser, site: Site, seat: str, lang: str, width: int) -> None:
        self.browser, self.site, self.seat, self.lang, self.width = browser, site, seat, lang, width
        self.page: Page = page_as(browser, site, seat, lang=lang, width=width)
        self.page.set_default_timeout(15_000)
        self.seen: list[str] = []

    def t(self, zh: str, en: str) -> str:
        """The words of this journey's language."""
        return zh if self.lang == "zh" else en

    def of(self, seat: str) -> Walk:
        """Somebody else in the same language and width."""
        return Walk(self.browser, self.site, seat, self.lang, self.width)

    # ------------------------------------------------------------------------------------------ going

    def open(self, path: str) -> None:
        """Go to an address and look."""
        self.page.goto(path)
        self.look()

    def menu(self, zh: str, en: str) -> None:
        """Choose an entry of the navigation, which a phone keeps in its menu."""
        name = self.t(zh, en)
        bar = "nav.bar"
        if self.width < 700:
            bar = "details.menu"
            self.page.locator("details.menu > summary").click()
        with self.page.expect_navigation():
            self.page.locator(bar).get_by_role("link", name=name, exact=True).click()
        self.look()

    def named(self, role: str, zh: str, en: str, *, within: str = "main") -> Locator:
        """What has a role and a name, in the main part of the page."""
        return self.page.locator(within).get_by_role(role, name=self.t(zh, en), exact=True)  # type: ignore[arg-type]

    def click(self, role: str, zh: str, en: str, *, within: str = "main", at: int = 0) -> None:
        """Click on it with the mouse, or with the thumb, and arrive where it leads."""
        with self.page.expect_navigation():
            self.named(role, zh, en, within=within).nth(at).click()

    def press(self, target: Locator) -> None:
        """Reach it with the Tab key alone, press Enter, and arrive where it leads."""
        self.tab_to(target)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def mark(self, target: Locator) -> None:
        """Reach a box with the Tab key alone and mark it."""
        self.tab_to(target)
        self.page.keyboard.press("Space")
        assert target.is_checked()

    def type(self, target: Locator, text: str) -> None:
        """Reach a field with the Tab key alone and type."""
        self.tab_to(target)
        self.page.keyboard.type(text)

    def choose(self, target: Locator, value: str) -> None:
        """Reach a select with the Tab key alone and choose by the arrow keys."""
        self.tab_to(target)
        for _ in range(target.locator("option").count()):
            if target.input_value() == value:
                return
            self.page.keyboard.press("ArrowDown")
        assert target.input_value() == value

    def tab_to(self, target: Locator) -> None:
        """Tab until it has the focus, which must then be seen."""
        element = target.first.element_handle()
        for _ in range(MOST_TABS):
            if self.page.evaluate("e => document.activeElement === e", element):
                break
            self.page.keyboard.press("Tab")
            assert self.page.evaluate(FOCUS_SEEN), self.page.evaluate(
                "document.activeElement.outerHTML.slice(0, 200)"
            )
        else:
            raise AssertionError(f"not reached with the keyboard: {target}")

    # ------------------------------------------------------------------------------------------ looking

    def look(self, *, again: bool = True) -> None:
        """The page is accessible and speaks the language; `again`: look at it in the other combination too."""
        assert_accessible(self.page)
        if self.lang == "en":
            assert_translated(self.page)
        path = self.page.url.removeprefix(self.site.url).partition("#")[0]
        if again and path not in self.seen:
            self.seen.append(path)

    def says(self, zh: str, en: str) -> None:
        """The page says it."""
        assert self.t(zh, en) in self.page.locator("main").inner_text()

    def arrive(self) -> None:
        """The end: each page passed on the way that has an address, in the other language at this width."""
        lang, width = THERE[self.lang, self.width]
        page = page_as(self.browser, self.site, self.seat, lang=lang, width=width)
        for path in self.seen:
            answered = page.goto(path)
            assert answered is not None
            assert answered.status == 200, path
            try:
                assert_accessible(page)
                if lang == "en":
                    assert_translated(page)
            except AssertionError as error:
                raise AssertionError(f"{path} {lang} {width}: {error}") from error
        page.context.close()


def assert_translated(page: Page) -> None:
    """Headings, labels, buttons and heads of columns of an English page hold no Chinese but data."""
    said = page.evaluate(WORDS)
    left = [line for text in said for line in chinese_left(INVENTED.sub(" ", text), PLACES)]
    assert not left, left


FOCUS_SEEN = """() => { const e = document.activeElement
  if (e === document.body || e === document.documentElement) return true
  if (e.type === 'date') return true  // the browser marks its parts itself
  const box = e.getBoundingClientRect(), style = getComputedStyle(e)
  const drawn = s => (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== 'none'
  return box.width > 0 && box.height > 0 && (drawn(style) || (e.parentElement && drawn(getComputedStyle(e.parentElement))))
}"""
WORDS = """() => Array.from(document.querySelectorAll(
    'h1, h2, h3, label, legend, button, .button, th[scope=col], caption, summary, dt, .hint, .note, .empty, nav a'))
  .filter(e => e.checkVisibility() && !e.closest('[lang="zh-Hans"]:not(html)') && !e.closest('.who, .clause, .footnotes, details.account'))
  .map(e => { const copy = e.cloneNode(true); copy.querySelectorAll('select, [lang="zh-Hans"]').forEach(x => x.remove())
    return copy.textContent.replace(/\\s+/g, ' ').trim() }).filter(Boolean)"""
