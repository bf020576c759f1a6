"""Steps that several journeys have in common."""

from __future__ import annotations

from tests.web.journeys.walk import Walk


def find(me: Walk, name: str) -> None:
    """From the home page to a child's file, through the list and its search box, without the mouse."""
    me.open("/")
    me.menu("儿童", "Children")
    me.type(me.page.locator("#ask-find"), name)
    me.press(me.named("button", "查找", "Find"))
    me.look()
    me.press(me.page.locator("main").get_by_role("link", name=name, exact=True))
    assert me.page.locator("h1").inner_text() == name
    me.look()


def record(me: Walk, word: tuple[str, str], label: tuple[str, str], value: str) -> None:
    """From a file: choose a fact by a word of its name, give it a value, save; without the mouse."""
    me.press(me.named("link", "登记或更正情况", "Record or correct"))
    me.look()
    me.type(me.page.locator("#words"), me.t(*word))
    me.press(me.named("button", "查找", "Find"))
    me.mark(me.named("checkbox", *label))
    me.press(me.named("button", "下一步", "Next"))
    me.look()
    me.choose(me.page.locator("section.panel select").first, value)
    me.press(me.named("button", "保存", "Save"))


def search_policy(me: Walk) -> None:
    """Look a policy up: search, open a provision, its rule."""
    me.menu("政策库", "Policy")
    me.type(me.page.locator("#q"), me.t("孤儿 基本生活费", "orphan"))
    me.press(me.named("button", "查找", "Search"))
    me.look()
    me.press(me.page.locator(".found a").first)
    me.look()
