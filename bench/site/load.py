"""Fills an installation with invented children and determines them; prints the seconds and what is needed to ask it.

python load.py <children>      with TONGHU_HOME (and TONGHU_DATABASE) set
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from typing import Any

from tonghu.web.site.start import migrate, start

start()
migrate()

from django.db import transaction  # noqa: E402 - Django has started
from django.utils import timezone  # noqa: E402
from tests.office import session_of  # noqa: E402

from tonghu.access.actors import system  # noqa: E402
from tonghu.access.models import Posting, Region, User  # noqa: E402
from tonghu.access.regions import code_of  # noqa: E402
from tonghu.access.rls import scoped  # noqa: E402
from tonghu.register.demo import invented_values  # noqa: E402
from tonghu.register.demo.files import open_county  # noqa: E402
from tonghu.register.demo.sketch import AREAS  # noqa: E402
from tonghu.register.models import Child, Fact, Person  # noqa: E402
from tonghu.register.standing.determine import determine_all  # noqa: E402
from tonghu.web.running import accounts, county  # noqa: E402
from tonghu.web.site.home import home  # noqa: E402

PLACE = "天津市"


def timed(work: Callable[[], Any]) -> float:
    """The seconds of some work."""
    begun = time.perf_counter()
    work()
    return round(time.perf_counter() - begun, 1)


def load(children: int) -> None:
    """Regions, an account in each seat, the files."""
    (home() / "values.toml").write_text(invented_values(PLACE), "utf-8")
    with transaction.atomic():
        county.set_up(PLACE, actor=system("demo"), purpose="监督")
    accounts.logins(code_of(AREAS[PLACE][0]))
    for done in open_county(children, PLACE, timezone.localdate()):
        print(f"\r{done:,}", end="", file=sys.stderr, flush=True)


def main() -> dict[str, Any]:
    """What was made, and how to ask for it."""
    wanted = int(sys.argv[1])
    told: dict[str, Any] = {}
    if not Region.objects.exists():
        told["open"] = timed(lambda: load(wanted))
        told["first"] = timed(determine_all)
    told["night"] = timed(determine_all)
    handler = User.objects.get(username="handler")
    told["session"], told["posting"] = session_of(handler), Posting.objects.get(user=handler).pk
    with transaction.atomic(), scoped(system("bench")) as _:
        who = system("bench")
        rows = Child.objects.for_user(who, "认定").order_by("pk")
        told["refs"] = list(rows.values_list("ref", flat=True)[:200])
        told["children"], told["persons"] = rows.count(), Person.objects.for_user(who, "认定").count()
        told["facts"] = Fact.objects.for_user(who, "认定").count()
    return told


if __name__ == "__main__":
    print("\n" + json.dumps(main()))
