"""Nothing personal leaves by a side door: addresses, headers, logs, error pages, sessions, files, caches.

Unmistakable words are planted in the register and typed into forms; then everything but the pages themselves is
searched for them.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from tests.seats import OTHER_VILLAGE, child, signed_in, user
from tests.web.test_matrix import SITE, filled

from tonghu.access.models import AuditEvent
from tonghu.register.people import Who
from tonghu.web.site.logs import Bare
from tonghu.web.site.pages import Page

pytestmark = pytest.mark.django_db
NAME, MOTHER, TYPED = "例·绝无仅有之名", "例·绝无仅有之母", "例·独一无二之词"
ID, PHONE, ADDRESS = "999999201503019998", "13999999987", "绝无仅有路九九九号"
MARKERS = (NAME, MOTHER, TYPED, ID, PHONE, ADDRESS)
COOKIES = {"language", "large", "csrf", "session"}


class Kept(logging.Handler):
    """Every line, as the site's own formatter and filter would write it."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []
        self.addFilter(Bare())
        self.setFormatter(logging.Formatter("{asctime} {levelname} {name} {message}", style="{"))

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def lines() -> Iterator[list[str]]:
    """What all loggers say at DEBUG, but for the statements of the database (off in production)."""
    handler, root = Kept(), logging.getLogger()
    before = {name: logging.getLogger(name).level for name in ("", *logging.root.manager.loggerDict)}
    root.addHandler(handler)
    for name in before:
        logging.getLogger(name).setLevel(logging.WARNING if name.startswith(("django.db", "django.template")) else logging.DEBUG)  # fmt: skip
    yield handler.lines
    root.removeHandler(handler)
    for name, level in before.items():
        logging.getLogger(name).setLevel(level)


@pytest.fixture
def planted() -> Any:
    mother = Who(MOTHER, "女", None, "999999198001010029", PHONE)
    return child(NAME, id_number=ID, mother=mother)


FORM = {
    "find": TYPED, "username": TYPED, "password": PHONE, "name": NAME, "title": NAME, "reason": f"{NAME} {ID}", "why": f"{NAME} {ID}",
    "id_number": ID, "phone": PHONE, "address": ADDRESS, "note": ADDRESS, "value": NAME, "birth_date": ID, "code": ID,
    "relative": NAME, "village": ADDRESS, "place": ADDRESS, "next": "/children", "compartment": ADDRESS, "q": NAME,
    "child.in_school": NAME, "child.hukou_division": ID, "reply": NAME, "a": NAME, "number": ID, "who": NAME,
}  # fmt: skip


def _headers(answer: Any) -> str:
    cookies = " ".join(morsel.OutputString() for morsel in answer.cookies.values())
    return " ".join(f"{name}: {value}" for name, value in answer.items()) + cookies


def _found(text: str) -> list[str]:
    return [marker for marker in MARKERS if marker in text or marker in unquote(text)]


def _content(answer: Any) -> str:
    raw = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return str(raw.decode("utf-8", "replace"))


def _broken_file(content: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile(f"{NAME}{ID}.xlsx", content or f"{NAME} {ID}".encode())


def _drive(client: Client, ref: str) -> Iterator[tuple[str, Any]]:
    """Every address by GET, by a form full of markers, and by a file that cannot be read."""
    for route, pattern in SITE.items():
        if pattern.name in {"logout", "seat"}:
            continue
        address = filled(route, ref)
        yield f"GET {route}", client.get(address)
        yield f"POST {route}", client.post(address, FORM)
        if "import" in route or "documents" in route:
            yield (
                f"FILE {route}",
                client.post(address, {**FORM, "file": _broken_file(), "workbook": _broken_file()}),
            )


def test_nothing_personal_leaves_by_a_side_door(planted: Any, lines: list[str]) -> None:
    client = signed_in("handler")
    for what, answer in _drive(client, planted.ref):
        assert _found(_headers(answer)) == [], what
        assert set(answer.cookies) <= COOKIES, what
        if answer.status_code in {403, 404, 405, 500}:
            assert _found(_content(answer)) == [], what
    stranger = Client()
    for address in ("/login", "/login/second", "/check", "/password"):
        answer = stranger.post(address, FORM)
        assert _found(_headers(answer)) == [], address
    assert lines, "something was logged"
    assert _found("\n".join(lines)) == []
    assert _found("\n".join(_audit())) == []


@pytest.mark.usefixtures("planted")
def test_a_session_holds_nothing_readable() -> None:
    client, boss = signed_in("handler"), signed_in("security_admin")
    for asked in (TYPED, NAME, ID, PHONE):
        client.post("/children", {"find": asked})
        boss.post("/people", {"text": asked})
    store = import_module(settings.SESSION_ENGINE).SessionStore
    held = [repr(store().decode(row.session_data)) for row in Session.objects.all()]
    assert any("lists" in one for one in held), "the searches are kept"
    assert _found("\n".join(held)) == []


def test_files_beside_the_database_hold_nothing_readable(planted: Any) -> None:
    client = signed_in("handler")
    client.post(f"/children/{planted.ref}/documents", {**FORM, "compartment": "basic", "file": SimpleUploadedFile(f"{NAME}.pdf", b"%PDF-1.7 " + NAME.encode())})  # fmt: skip
    client.post("/imports", {"file": _broken_file(), "workbook": _broken_file()})
    home, kept = Path(settings.TONGHU_HOME), Path(str(connection.settings_dict["NAME"])).name
    files = [path for path in home.rglob("*") if path.is_file() and not path.name.startswith(kept)]
    files = [path for path in files if path.relative_to(home).parts[0] != "postgres"]  # the server's own
    assert any("files" in path.parts for path in files), "the paper was kept"
    for path in files:
        assert _found(path.as_posix()) == []
        content = path.read_bytes()
        assert [marker for marker in MARKERS if marker.encode() in content] == [], path.name


def test_what_is_personal_is_never_kept_by_a_cache(planted: Any) -> None:
    for seat in ("handler", "supervisor", "security_admin"):
        client = signed_in(seat)
        for route, pattern in SITE.items():
            page: Page = pattern.callback.page
            if page.public or pattern.name == "logout":
                continue
            answer = client.get(filled(route, planted.ref))
            assert "no-store" in answer["Cache-Control"], route
            assert "public" not in answer["Cache-Control"], route


# ------------------------------------------------------------------------------------------- errors


@pytest.mark.usefixtures("planted")
def test_error_pages_repeat_nothing(lines: list[str]) -> None:
    far = child("例·远方0001", OTHER_VILLAGE)
    client, closed = signed_in("handler"), Client(enforce_csrf_checks=True)
    answers = {
        404: client.get(f"/children/{NAME}{ID}"),
        403: client.post("/people", FORM),
        405: client.put("/logout", FORM),
    }
    answers |= {4040: client.post(f"/children/{far.ref}/record", FORM), 4030: closed.post("/login", FORM)}
    answers |= {
        4041: client.get(f"/{NAME}", {"id": ID}),
        400: client.get("/", headers={"host": f"{PHONE}.example"}),
    }
    for status, answer in answers.items():
        assert answer.status_code == int(str(status)[:3]), status
        assert _found(_content(answer)) == [], status
        assert _found(_headers(answer)) == [], status
    assert _found("\n".join(lines)) == []


def _break(*_: object, **__: object) -> None:
    raise RuntimeError(f"cannot store {NAME} {ID} in {ADDRESS}")


def test_an_error_is_told_by_a_number_only(
    planted: Any, lines: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in("handler")
    client.raise_request_exception = False
    monkeypatch.setattr("tonghu.web.file.opening.note_read", _break)
    answer = client.get(f"/children/{planted.ref}")
    assert answer.status_code == 500
    page = _content(answer)
    assert _found(page) == []
    assert "RuntimeError" not in page
    assert "Traceback" not in page
    logged = "\n".join(lines)
    assert _found(logged) == []
    assert "RuntimeError at" in logged, "kind and place are there for whoever mends it"
    number = next(line.split("mishap ")[1].split()[0] for line in lines if "mishap " in line)
    assert number in page


def test_a_refusal_leaves_a_line(lines: list[str]) -> None:
    someone = user("village", name="try-village")
    client = signed_in("village")
    client.get("/people")
    refused = [line for line in lines if "django.request" in line]
    assert len(refused) == 1
    assert "403 people account" in refused[0]
    assert someone.name not in refused[0]


def test_a_line_of_the_log_cannot_be_forged(lines: list[str]) -> None:
    logging.getLogger("tonghu.web").error(
        "first\n2026-01-01 00:00:00 ERROR tonghu.web forged %s", f"x\r\n{ID}"
    )
    logging.getLogger("elsewhere").error("kept %s", NAME)
    assert len(lines) == 2
    assert [line for line in lines if "\n" in line or "\r" in line] == []
    assert _found("\n".join(lines)) == []


def _audit() -> list[str]:
    return [repr(row) for row in AuditEvent.objects.values("actor", "action", "about", "detail")]
