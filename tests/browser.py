"""The real site in a real browser, for tests of pages.

The fixtures `site` and `browser` are there for every test; a test that takes both says
`page = page_as(browser, site, "handler", lang="en", width=360)`, `page.goto("/children")`, `assert_accessible(page)`.
The site runs in its own process on its own database; sessions of every seat are made beforehand.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[1]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PATIENCE = 30.0
HEIGHTS = {360: 740, 1366: 768}


@dataclass(slots=True)
class Site:
    """A running site: its address, the session keys by seat, the tokens of its children."""

    url: str
    cookie: str
    sessions: dict[str, str]
    children: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site, served by the same server as in an office."""
    server = ["gunicorn", "tonghu.web.site.wsgi", "--threads", "4", "--log-level", "warning", "--bind"]
    yield from served(tmp_path_factory.mktemp("site"), [], server)


def served(home: Path, made_for: list[str], server: list[str]) -> Iterator[Site]:
    """A site of its own in a folder, filled by `tests.office` with these arguments; `server` takes the address last."""
    env = {**os.environ, "TONGHU_HOME": str(home), "DJANGO_SETTINGS_MODULE": "tonghu.web.site.settings"}
    for name in ("TONGHU_DATABASE", "TONGHU_OPEN", "TONGHU_HOSTS"):
        env.pop(name, None)
    made = subprocess.run(
        [sys.executable, "-m", "tests.office", *made_for], cwd=ROOT, env=env, capture_output=True, check=False,
        text=True,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr[-2000:]
    told = json.loads(made.stdout)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = (home / "server.log").open("w")
    running = subprocess.Popen(
        [sys.executable, "-m", *server, f"127.0.0.1:{port}"], cwd=ROOT, env=env, stdout=log, stderr=log,
    )  # fmt: skip
    try:
        url = f"http://127.0.0.1:{port}"
        _wait(url, running, home / "server.log")
        yield Site(url, told["cookie"], told["sessions"], told["children"])
    finally:
        running.terminate()
        running.wait(20)
        log.close()


def _wait(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Until the site answers."""
    host, port = url.removeprefix("http://").split(":")
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert server.poll() is None, log.read_text("utf-8")[-2000:]
        with contextlib.suppress(OSError), socket.create_connection((host, int(port)), 5) as line:
            line.sendall(f"GET /session/left HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
            if line.recv(64).startswith(b"HTTP/1.1 200"):
                return
        time.sleep(0.1)
    raise AssertionError(f"the site did not start: {log.read_text('utf-8')[-2000:]}")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium; closed after each file, because Django's own tests do not bear its event loop."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - other tests need not wait for it

    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as tool:
        opened = tool.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


def page_as(
    browser: Browser,
    site: Site,
    seat: str = "",
    *,
    lang: str = "zh",
    width: int = 1366,
    scripts: bool = True,
    large: int = 0,
) -> Page:
    """A page of someone in a seat (nobody: ""); what the console says and what fails to load is kept in `faults_of`."""
    context = browser.new_context(
        base_url=site.url,
        viewport={"width": width, "height": HEIGHTS.get(width, 768)},
        java_script_enabled=scripts,
        locale="zh-CN" if lang == "zh" else "en-GB",
        timezone_id="Asia/Shanghai",
    )
    cookies = {"language": lang, "large": str(large)}
    if seat:
        cookies[site.cookie] = site.sessions[seat]
    context.add_cookies([{"name": name, "value": value, "url": site.url} for name, value in cookies.items()])
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("requestfailed", lambda asked: _lost(asked) and faults.append(f"not loaded: {asked.url}"))
    page.tonghu_faults = faults  # type: ignore[attr-defined]
    return page


def _lost(asked: Any) -> bool:
    """Whether a request came to nothing; what became a download, or was left for another page, did not."""
    return bool(asked.failure != "net::ERR_ABORTED")


def faults_of(page: Page) -> list[str]:
    """Errors and warnings of the page so far."""
    return list(page.tonghu_faults)  # type: ignore[attr-defined]


def assert_accessible(page: Page) -> None:
    """No violation of WCAG 2.2 AA that a machine can find, nothing said in the console, no sideways scrolling."""
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - reads its script when imported

    found: Any = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}}).response
    told = [
        f"{rule['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
    assert not told, "\n".join(told)
    assert_no_sideways_scrolling(page)
    assert not faults_of(page), faults_of(page)
    assert page.locator("h1").count() == 1


def assert_no_sideways_scrolling(page: Page) -> None:
    """Nothing is wider than the window, except what scrolls by itself."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{wide} px too wide: " + ", ".join(page.evaluate(WIDER))


WIDER = """() => Array.from(document.querySelectorAll('body *'))
  .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .slice(-5).map(e => e.tagName + '.' + e.className)"""
