"""Pictures of the main pages, seat by seat: `make screenshots`.

Fills the invented county into a folder that is thrown away afterwards, serves it, logs in as people do, and looks at
the pages in both languages on an office screen and on a phone. All of them go to build/screenshots; the few that the
README shows, cut to a sensible height, to docs/pictures.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

DOCS = Path(__file__).parent
BUILD = DOCS.parent / "build" / "screenshots"
PICTURES = DOCS / "pictures"
PLACE, CHILDREN = "天津市", 60
SIZES = {1366: 768, 360: 740}
HEAVIEST = 150_000  # bytes of a picture in the README
PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Shot:
    """One page: a name, the seat that opens it (nobody: ""), its address or what to do to get there."""

    name: str
    seat: str
    way: str | Callable[[Page, dict[str, str]], None]


@dataclass(frozen=True, slots=True)
class Chosen:
    """One picture of the README: which shot, in which language, how wide, how much of its height."""

    shot: str
    lang: str
    width: int
    height: int


def imported(page: Page, known: dict[str, str]) -> None:
    """The preview of a workbook of which some children are in the register already."""
    page.goto("/imports")
    page.set_input_files("#workbook", known["workbook"])
    page.locator("main form button").first.click()
    page.locator("main .tabs").wait_for(timeout=PATIENCE * 1000)
    tab = page.locator("main .tabs a[href*='plan=maybe']")
    if tab.count():
        tab.click()
        page.wait_for_load_state()


def asked(page: Page, questions: int) -> None:
    """The self-check after some questions; both parents are dead, whatever else is asked is not known."""
    page.goto("/check")
    page.locator("button[name=place][value=tianjin]").click()
    for _ in range(questions):
        page.wait_for_load_state()
        if not page.locator("input[name=q]").count():
            return
        fact = page.locator("input[name=q]").input_value()
        press = "button[name=unknown]"
        if fact == "birth_date":
            for part, value in (("year", "2015"), ("month", "3"), ("day", "1")):
                page.fill(f"#{part}", value)
            press = "button[name=do]"
        elif fact.endswith("parent_life_status"):
            press = "button[name=reply][value='死亡']"
        with page.expect_navigation():
            page.click(press)


SHOTS = (
    Shot("login", "", "/login"),
    Shot("check-question", "", lambda page, _: asked(page, 2)),
    Shot("check-result", "", lambda page, _: asked(page, 70)),
    *(Shot(f"home-{seat}", seat, "/") for seat in (
        "village", "township", "handler", "reviewer", "analyst", "system_admin", "audit_admin")),
    Shot("children", "handler", "/children"),
    Shot("file", "handler", "/children/{child}"),
    Shot("file-village", "village", "/children/{near}"),
    Shot("why", "handler", "/children/{child}/why/{token}"),
    Shot("facts", "handler", "/children/{child}/facts"),
    Shot("record", "village", "/children/{near}/record?f={fact}"),
    Shot("delivery", "handler", "/children/{child}/delivery/{token}"),
    Shot("print", "handler", "/children/{child}/print"),
    Shot("history", "handler", "/children/{child}/history"),
    Shot("changes", "handler", "/changes"),
    Shot("imports", "handler", "/imports"),
    Shot("preview", "handler", imported),
    Shot("inquire", "handler", "/inquiries/ask/{child}?f={fact}"),
    Shot("library", "handler", "/library"),
    Shot("clause", "handler", "/library/clause/{clause}"),
    Shot("rule", "handler", "/library/rule/{rule}"),
    Shot("compare", "handler", "/library/compare"),
    Shot("grants", "reviewer", "/grants"),
    Shot("people", "security_admin", "/people"),
    Shot("log", "audit_admin", "/log"),
)  # fmt: skip
BEST = (
    Chosen("home-handler", "zh", 1366, 900), Chosen("file", "zh", 1366, 840), Chosen("why", "en", 1366, 860),
    Chosen("children", "zh", 1366, 680), Chosen("preview", "zh", 1366, 900), Chosen("clause", "en", 1366, 860),
    Chosen("record", "zh", 360, 740), Chosen("check-result", "en", 360, 740),
)  # fmt: skip


def main() -> int:
    """Make all pictures; the status is 1 when one of the README's is too heavy."""
    folder = Path(tempfile.mkdtemp(prefix="tonghu-pictures-"))
    os.environ["TONGHU_HOME"] = str(folder)
    os.environ.pop("TONGHU_DATABASE", None)
    try:
        known, logins = fill(folder)
        with serving() as url:
            picture(url, known, logins)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    heavy = [path for path in PICTURES.glob("*.png") if path.stat().st_size > HEAVIEST]
    for path in heavy:
        print(f"{path}: {path.stat().st_size:,} bytes", file=sys.stderr)
    return int(bool(heavy))


def fill(folder: Path) -> tuple[dict[str, str], dict[str, Any]]:
    """The demo county; what the addresses name, and the logins by seat."""
    from tonghu.web.site.start import migrate, start  # noqa: PLC0415 - the folder first

    start()
    migrate()
    from tonghu.web.running import accounts, county  # noqa: PLC0415 - needs Django

    code = county.fill(PLACE, CHILDREN, 1, lambda *_: None, "zh")
    logins = {login.username: login for login in accounts.logins(code)}
    os.umask(0o022)  # pictures are no secrets
    return named() | {"workbook": str(folder / "county.xlsx")}, logins


def named() -> dict[str, str]:
    """A child that is owed most, one of the child worker's village; a rule, a fact, a clause."""
    from django.db import transaction  # noqa: PLC0415 - needs Django

    from tonghu.access.actors import system  # noqa: PLC0415
    from tonghu.access.rls import scoped  # noqa: PLC0415
    from tonghu.register.models import Child, Standing  # noqa: PLC0415
    from tonghu.web.file.tokens import token_of_fact, token_of_rule  # noqa: PLC0415

    who = system("demo")
    with transaction.atomic(), scoped(who):
        rows = Standing.objects.for_user(who, "监督").select_related("child")
        most = max(rows, key=lambda row: (row.monthly_fen, row.marks.count(":yes ")))
        near = Child.objects.for_user(who, "监督").order_by("scope", "pk")[0]
    owed = next(rule for rule, benefit in most.benefits.items() if benefit[0] == "yes" and benefit[1])
    return {
        "child": most.child.ref, "near": near.ref, "token": token_of_rule(owed), "rule": owed.rpartition(".")[2],
        "fact": token_of_fact("child", "dropout_risk"), "clause": "gb18-art01-1",
    }  # fmt: skip


@contextmanager
def serving() -> Iterator[str]:
    """The site with its worker, as `tonghu serve` starts it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    command = [sys.executable, "-m", "tonghu.web.commands", "serve", "--address", address]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603 - our own program
    try:
        until = time.monotonic() + PATIENCE
        while not answers(f"http://{address}/login"):
            assert server.poll() is None, "the site did not start"
            assert time.monotonic() < until, "the site did not answer"
            time.sleep(0.2)
        yield f"http://{address}"
    finally:
        server.terminate()
        server.wait(20)


def answers(url: str) -> bool:
    """Whether the site is there."""
    try:
        with urllib.request.urlopen(url, timeout=5) as page:  # noqa: S310 - our own address
            return bool(page.status == 200)
    except OSError:
        return False


def picture(url: str, known: dict[str, str], logins: dict[str, Any]) -> None:
    """Every shot in both languages and widths; the best once more for the README."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only here

    BUILD.mkdir(parents=True, exist_ok=True)
    PICTURES.mkdir(exist_ok=True)
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        seats = sorted({shot.seat for shot in SHOTS if shot.seat})
        came_in = {"": None} | {seat: come_in(browser, url, logins[seat]) for seat in seats}
        for shot in SHOTS:
            for lang in ("zh", "en"):
                for width in SIZES:
                    take(browser, url, shot, lang, width, came_in[shot.seat], known)
        browser.close()


def come_in(browser: Browser, url: str, login: Any) -> Any:
    """Log in with password and code; the cookies."""
    context = browser.new_context(base_url=url)
    page = context.new_page()
    page.goto("/login")
    page.fill("#username", login.username)
    page.fill("#password", login.password)
    page.click("main form .primary")
    page.click("details.more summary")
    page.fill("#recovery", login.codes[0])
    page.click("details.more button")
    page.locator("h1").wait_for()
    cookies = context.storage_state()
    context.close()
    return cookies


def take(
    browser: Browser, url: str, shot: Shot, lang: str, width: int, cookies: Any, known: dict[str, str]
) -> None:
    """One page as a picture."""
    context = browser.new_context(
        base_url=url, viewport={"width": width, "height": SIZES[width]}, storage_state=cookies,
        locale="zh-CN" if lang == "zh" else "en-GB", timezone_id="Asia/Shanghai",
    )  # fmt: skip
    context.add_cookies([{"name": "language", "value": lang, "url": url}])
    page = context.new_page()
    if isinstance(shot.way, str):
        page.goto(shot.way.format(**known))
    else:
        shot.way(page, known)
    page.screenshot(path=BUILD / f"{shot.name}-{lang}-{width}.png", full_page=True)
    for chosen in BEST:
        if (chosen.shot, chosen.lang, chosen.width) == (shot.name, lang, width):
            page.set_viewport_size({"width": width, "height": chosen.height})
            clip = {"x": 0, "y": 0, "width": width, "height": chosen.height}
            page.screenshot(path=PICTURES / f"{shot.name}.png", clip=clip)  # type: ignore[arg-type]
    context.close()


if __name__ == "__main__":
    sys.exit(main())
