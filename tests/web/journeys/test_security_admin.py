"""The security administrator opens an account; the new person comes in alone, and is home."""

from __future__ import annotations

import base64
from collections.abc import Callable

import pytest
from django_otp.oath import totp
from tests.web.journeys.walk import Walk

pytestmark = pytest.mark.slow
OWN = "green hills after rain 27"


def test_a_new_colleague(walk: Callable[..., Walk]) -> None:
    me = walk("security_admin")
    login = f"newcomer.{me.lang}"
    one_time = open_account(me, login)
    new = walk()
    come_in(new, login, one_time)
    assert new.page.locator("h1").inner_text() == new.t("今天要办的事", "To do today")
    new.look(again=False)
    me.open("/people")
    me.says(login, login)
    me.click("link", "例·新同事", "例·新同事", at=0)
    me.look(again=False)
    me.arrive()


def open_account(me: Walk, login: str) -> str:
    """Without the mouse; the one-time password."""
    me.open("/")
    me.menu("账户和岗位", "Accounts")
    me.press(me.named("link", "开新账户", "Open an account"))
    me.look()
    me.type(me.page.locator("#id_name"), "例·新同事")
    me.type(me.page.locator("#id_username"), login)
    me.choose(me.page.locator("#id_seat"), "township")
    me.choose(me.page.locator("#id_region"), "120198001000")
    me.press(me.named("button", "开账户", "Open the account"))
    me.look(again=False)
    return me.page.locator("code.value").inner_text()


def come_in(new: Walk, login: str, one_time: str) -> None:
    """One-time password, authenticator, recovery codes, a password of one's own; without the mouse."""
    new.open("/")
    new.type(new.page.locator("#username"), login)
    new.type(new.page.locator("#password"), one_time)
    new.press(new.named("button", "继续", "Continue"))
    new.look(again=False)
    secret = new.page.locator("#secret").inner_text().replace(" ", "")
    new.type(new.page.locator("#code"), f"{totp(base64.b32decode(secret), t0=0, step=30, digits=6):06d}")
    new.press(new.named("button", "确认", "Confirm"))
    assert new.page.locator(".codes code").count() >= 5
    new.look(again=False)
    new.press(new.named("link", "我抄好了，继续", "I have written them down, continue"))
    new.look(again=False)
    new.type(new.page.locator("#new"), OWN)
    new.type(new.page.locator("#again"), OWN)
    new.press(new.named("button", "保存密码", "Save the password"))
