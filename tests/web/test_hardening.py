"""What browsers and strangers meet: settings of an open site, headers, cookies, forms, passwords, nothing of the inside."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from tests.access.people import at_the_door
from tests.open_site import CHECK, open_site
from tests.seats import by_hand, child, signed_in

from tonghu.access.models import User
from tonghu.base.errors import Faults
from tonghu.web.commands import serve
from tonghu.web.site.headers import CSP

SOURCE = Path(serve.__file__).parents[2]
HOSTILE = "例·<script>alert(1)</script>{x}%s\"'&"
ASKED = (
    "import json, django; django.setup(); from django.conf import settings as s; print(json.dumps({n: getattr(s, n) for n in"
    " ('DEBUG', 'SESSION_COOKIE_NAME', 'CSRF_COOKIE_NAME', 'SESSION_COOKIE_SECURE', 'CSRF_COOKIE_SECURE',"
    " 'SECURE_SSL_REDIRECT', 'SECURE_HSTS_SECONDS', 'SECURE_HSTS_INCLUDE_SUBDOMAINS', 'ALLOWED_HOSTS')}))"
)


def test_open_settings_are_strict(tmp_path: Path) -> None:
    told = json.loads(open_site(tmp_path, "-c", ASKED).stdout)
    assert told == {
        "DEBUG": False, "SESSION_COOKIE_NAME": "__Host-session", "CSRF_COOKIE_NAME": "__Host-csrf",
        "SESSION_COOKIE_SECURE": True, "CSRF_COOKIE_SECURE": True, "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 365 * 24 * 3600, "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
        "ALLOWED_HOSTS": ["example.org", "127.0.0.1", "localhost", "[::1]"],
    }  # fmt: skip
    checked = open_site(tmp_path, *CHECK)
    assert checked.returncode == 0, checked.stderr


def test_an_open_address_without_tls_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TONGHU_OPEN", "0")  # noted, so that what the command sets is undone
    monkeypatch.delenv("TONGHU_HOSTS", raising=False)
    with pytest.raises(Faults):
        serve.run(["--address", "0.0.0.0:8000"])
    with pytest.raises(Faults):  # TLS, but the names of the site are not known
        serve.run(["--address", "0.0.0.0:8443", "--certificate", "site.pem", "--key", "site.key"])


@pytest.mark.django_db
def test_every_answer_carries_the_headers() -> None:
    client = signed_in("handler")
    for address, status in (("/login", 200), ("/", 200), ("/nothing-here", 404), ("/people", 403), ("/api/v1/openapi.json", 200)):  # fmt: skip
        answer = client.get(address) if address != "/login" else Client().get(address)
        assert answer.status_code == status, address
        assert answer["Content-Security-Policy"] == CSP, address
        assert answer["X-Content-Type-Options"] == "nosniff", address
        assert answer["X-Frame-Options"] == "DENY", address
        assert answer["Referrer-Policy"] == "same-origin", address
        assert answer["Cross-Origin-Opener-Policy"] == "same-origin", address
        assert answer["Cache-Control"] == "no-store", address
        assert re.fullmatch(r"text/html; charset=utf-8|application/json", answer["Content-Type"]), address
        assert "Access-Control-Allow-Origin" not in answer, address
    directives = dict(part.strip().split(" ", 1) for part in CSP.split(";"))
    assert directives["default-src"] == directives["base-uri"] == directives["frame-ancestors"] == "'none'"
    assert directives["script-src"] == directives["style-src"] == "'self'"  # nothing inline, no other host


@pytest.mark.django_db
def test_cookies_are_closed() -> None:
    someone = at_the_door()
    someone.come_in()
    someone.browser.post("/language", {"language": "en"})
    someone.browser.post("/large", {"large": "1"})
    assert {"session", "csrf"} <= set(someone.browser.cookies)
    for name, cookie in someone.browser.cookies.items():
        assert cookie["httponly"], name
        assert cookie["samesite"] == "Lax", name
        assert (cookie["path"], cookie["domain"]) == ("/", ""), name


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/login", "/children", "/logout", "/imports", "/people", "/seat"])
def test_a_form_without_a_token_is_refused(address: str) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = signed_in("handler").cookies
    assert browser.post(address, {"find": "例"}).status_code == 403
    assert (
        browser.post(address, {"find": "例"}, headers={"Origin": "https://elsewhere.example"}).status_code
        == 403
    )


@pytest.mark.django_db
def test_what_is_typed_is_never_markup() -> None:
    one = child(HOSTILE)
    client = signed_in("handler")
    for address in (
        "/children",
        f"/children/{one.ref}",
        f"/children/{one.ref}/facts",
        f"/children/{one.ref}/print",
    ):
        page = client.get(address, follow=True).content.decode()
        assert "<script>alert" not in page, address
        assert "&lt;script&gt;alert(1)&lt;/script&gt;{x}%s" in page, address
    page = client.post("/login", {"username": HOSTILE, "password": ""}).content.decode()
    assert "<script>alert" not in page


@pytest.mark.django_db
def test_passwords_are_long_uncommon_and_of_any_kind() -> None:
    with by_hand():
        user = User(username="handler-of-try", name="试·云朵")
    for weak in ("short", "elevenchars", "password1234"[:11], "handler-of-try", "1q2w3e4r5t6y"):
        with pytest.raises(ValidationError):
            validate_password(weak, user)
    for good in ("一二三四五六七八九十松果", "松果" * 40, "only small letters here", "    two pines  "):
        validate_password(good, user)
        user.set_password(good)
        assert user.check_password(good)
        assert not user.check_password(good[:-1])
        assert not user.check_password(good.swapcase() + " ")


@pytest.mark.django_db
def test_nothing_of_the_inside_is_served() -> None:
    client = signed_in("security_admin")
    for address in ("/.git/config", "/static/", "/static/tonghu/", "/static/../keys.toml", "/static/%2e%2e/secret.txt",
                    "/keys.toml", "/tonghu.sqlite3", "/admin/", "/api/v1/docs", "/metrics", "/debug"):  # fmt: skip
        assert client.get(address).status_code == 404, address
    answer = client.trace("/login")
    assert b"TRACE" not in answer.content
    assert "session" not in answer.content.decode()


def test_the_program_calls_nobody() -> None:
    """No client of any network protocol is imported, but for the demo, which asks its own site whether it is up."""
    clients = {
        "urllib.request",
        "http.client",
        "requests",
        "httpx",
        "aiohttp",
        "ftplib",
        "smtplib",
        "socket",
        "ssl",
    }
    found = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if clients & set(names):
                found.add(path.relative_to(SOURCE).as_posix())
    assert found <= {"web/commands/demo.py", "register/progress.py"}  # the name of the machine
