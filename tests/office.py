"""Makes a site for browser tests in the folder `$TONGHU_HOME`: invented children, a person in each seat, logged in.

Run as a process of its own (`python -m tests.office`, or `python -m tests.office county` for the whole invented
county with its workbook, values, institution and department); prints what `tests.browser` needs as JSON.
"""

import datetime as dt
import json
import os
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "tonghu.web.site.settings"

import django
from django.conf import settings

DAY = dt.date(2026, 6, 15)
PLACE, FILES = "天津市", 30
# Children of the village of the demo's child worker, one for each language in which a journey is made.
ORPHANS = {"zh": "例·晨光0901", "en": "例·晚霞0902"}
UNSETTLED = {"zh": "例·晨露0903", "en": "例·晚风0904"}
SCHOOLCHILDREN = 10  # more orphans, so that one number is large enough to be told to an analyst


def main() -> dict[str, Any]:
    """The site's data; the keys of the sessions and the tokens of the children."""
    _prepare()
    return {"cookie": settings.SESSION_COOKIE_NAME, "sessions": _sessions(), "children": _children()}


def county() -> dict[str, Any]:
    """The same for the demo county, filled as `tonghu demo` does it, with some children that tests know by name."""
    _prepare()
    from tests.seats import by_hand  # noqa: PLC0415 - needs Django
    from tonghu.access.models import User  # noqa: PLC0415
    from tonghu.web.running import accounts  # noqa: PLC0415
    from tonghu.web.running import county as demo  # noqa: PLC0415

    code = demo.fill(PLACE, FILES, 1, lambda *_: None, "zh")
    known = _known(code)
    people = {login.username: login for login in accounts.logins(code)}
    with by_hand():
        sessions = {seat: session_of(User.objects.get(username=seat)) for seat in people}
    return {"cookie": settings.SESSION_COOKIE_NAME, "sessions": sessions, "children": known}


def _prepare() -> None:
    from tonghu.web.site.home import prepare  # noqa: PLC0415 - keys before settings

    prepare(Path(os.environ["TONGHU_HOME"]))
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 - needs Django

    call_command("migrate", verbosity=0)


def _known(county: int) -> list[str]:
    """Two orphans, two children of whom something is not known, and some orphans more."""
    from tests.seats import child  # noqa: PLC0415 - needs Django
    from tonghu.register.facts.recording import Said  # noqa: PLC0415
    from tonghu.register.people import Who  # noqa: PLC0415
    from tonghu.register.standing.determine import determine_some  # noqa: PLC0415

    village, home = county + 1001, Said("child", "hukou_division", "120198")
    gone = {role: Said(role, "parent_life_status", "死亡") for role in ("father", "mother")}
    facts = [
        home,
        *gone.values(),
        Said("child", "living_arrangement", "亲属照料"),
        Said("child", "in_school", True),
    ]
    names = [*ORPHANS.values(), *(f"例·同学09{number}" for number in range(10, 10 + SCHOOLCHILDREN))]
    made = [child(name, village, facts, grandmother=Who(f"{name}之祖母", "女")) for name in names]
    made += [
        child(name, village, [home, gone["mother"]], father=Who(f"{name}之父", "男"))
        for name in UNSETTLED.values()
    ]
    determine_some(one.pk for one in made)
    return [one.ref for one in made]


def _sessions() -> dict[str, str]:
    from tests.seats import user  # noqa: PLC0415 - needs Django
    from tonghu.access.seats import seats  # noqa: PLC0415

    return {seat: session_of(user(seat, name=f"try-{seat}")) for seat in seats()}


def session_of(user: Any, made: float | None = None) -> str:
    """The key of a session of someone who has passed both factors."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: PLC0415 - needs Django
    from django_otp import DEVICE_ID_SESSION_KEY  # noqa: PLC0415
    from django_otp.plugins.otp_totp.models import TOTPDevice  # noqa: PLC0415

    device = TOTPDevice.objects.create(user=user, name="try", confirmed=True)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session[DEVICE_ID_SESSION_KEY] = device.persistent_id
    session["began"] = session["seen"] = made or time.time()
    session.create()
    return str(session.session_key)


def _children() -> list[str]:
    from tests.seats import NEXT_VILLAGE, VILLAGE, child  # noqa: PLC0415 - needs Django
    from tonghu.register.facts.recording import Said  # noqa: PLC0415
    from tonghu.register.people import Who  # noqa: PLC0415
    from tonghu.register.standing.determine import determine_all  # noqa: PLC0415

    home = Said("child", "hukou_division", "120101")
    dead = [Said(role, "parent_life_status", "死亡") for role in ("father", "mother")]
    made = [
        child("例·云朵0001", VILLAGE, [home, *dead, Said("child", "living_arrangement", "社会散居")],
              grandmother=Who("例·秋禾", "女"), father=Who("例·远山", "男")),
        child("例·松果0002", NEXT_VILLAGE, [home, Said("child", "disability_level", 2)], mother=Who("例·溪水", "女")),
        child("例·萤火0003", VILLAGE, [home]),
    ]  # fmt: skip
    determine_all(DAY)
    return [one.ref for one in made]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(county() if sys.argv[1:] == ["county"] else main()))
