"""Nothing that names a person by number stands readable in the database, whatever wrote it."""

from __future__ import annotations

import base64
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from tests.access.people import PASSWORD, at_the_door
from tests.seats import actor, child, looking

from tonghu.access import tokens
from tonghu.access.actors import actor_for
from tonghu.access.models import User
from tonghu.access.second import matching
from tonghu.access.tokens import issue
from tonghu.register.models import Person
from tonghu.register.people import Who
from tonghu.register.reveal import reveal

pytestmark = pytest.mark.django_db
ID, MOTHERS_ID, PHONE = "11010120150301001X", "110101198001010029", "13800000021"


def everything() -> str:
    """Every value of every table, as the database holds it."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - our own tables
            found += [repr(row) for row in cursor.fetchall()]
    return "\n".join(found)


def test_no_id_number_phone_password_secret_token_or_code_is_readable() -> None:
    one = child(id_number=ID, mother=Who("例·母", "女", None, MOTHERS_ID, PHONE))
    reveal(one, "id_number", actor=actor("handler"), purpose="认定", reason=f"核对 {ID} {PHONE}")
    someone = at_the_door("security_admin")
    browser = someone.come_in()
    boss = actor_for(someone.user.pk, "例·安全", "security_admin", 120101000000)
    _, token = issue("例·医院", "supervisor", 120101000000, "监督", ["sex"], 9, actor=boss, purpose="监督")
    fresh = at_the_door("handler", phone=False)
    fresh.say_password()
    page = fresh.browser.get("/login/enrol").content.decode()
    secret = page.split("secret=")[1].split("&")[0]
    fresh.secret = base64.b32decode(secret)
    told = fresh.browser.post("/login/enrol", {"code": fresh.code()}).content.decode()
    codes = [part.split("</code>")[0] for part in told.split("<li><code>")[1:]]
    with looking():
        held = everything()
    planted = [ID, MOTHERS_ID, PHONE, PASSWORD, token, secret, fresh.secret.hex(), *codes]
    planted += [code.replace("-", "") for code in codes]
    assert [value for value in planted if value in held] == []
    assert one.ref in held, "the dump does hold what is stored"
    assert browser.get("/people").status_code == 200
    assert tokens.find(token)
    assert matching(User.objects.get(pk=fresh.user.pk), codes[0])


def test_the_last_digits_alone_are_not_kept_either() -> None:
    child(id_number=ID)
    with looking() as who:
        person = Person.objects.for_user(who, "认定").get()
    assert person.id_shown == "110101********001X"
    assert person.id_tail not in {"", "001X"}
    assert person.id_index
    assert ID not in person.id_index


def test_the_file_of_the_database_and_its_log_hold_no_number(tmp_path: Path) -> None:
    """The bytes on disk of an installation of its own, write-ahead log and all; on PostgreSQL the dump above says it."""
    if connection.vendor == "postgresql":
        with looking():
            assert PHONE not in everything()
        return
    script = f"""
import django
from pathlib import Path
from tonghu.web.site.home import prepare, home
prepare(home()); django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.seats import child, regions
from tonghu.register.people import Who
regions()
child(id_number={ID!r}, mother=Who("例·母", "女", None, {MOTHERS_ID!r}, {PHONE!r}))
"""
    ran = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=Path(__file__).parents[2], check=False,
        env={"TONGHU_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "tonghu.web.site.settings", "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    held = b"".join(path.read_bytes() for path in tmp_path.glob("tonghu.sqlite3*"))
    assert "例·云朵0001".encode() in held, "names are kept readable, under access control"
    for number in (ID, MOTHERS_ID, PHONE):
        assert number.encode() not in held
