"""A workbook of the county read, previewed and taken over; prints the seconds of each step as JSON.

python intake.py <rows>      in an installation that load.py has filled
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

from tonghu.web.site.start import start

start()

from django.db import transaction  # noqa: E402 - Django has started
from django.utils import timezone  # noqa: E402

from tonghu.access.actors import Actor  # noqa: E402
from tonghu.access.models import Posting, User  # noqa: E402
from tonghu.access.rls import scoped  # noqa: E402
from tonghu.register.demo import write_workbook  # noqa: E402
from tonghu.register.imports import actions  # noqa: E402
from tonghu.register.models import Import  # noqa: E402
from tonghu.register.work import work  # noqa: E402
from tonghu.web.site.actors import actor_of  # noqa: E402

PLACE = "天津市"


def stand(made: Import, who: Actor) -> Import:
    """The import as it stands."""
    with transaction.atomic(), scoped(who):
        return Import.objects.for_user(who, "受理").get(pk=made.pk)


def main() -> dict[str, object]:
    """Seconds of reading and of taking over, and what was planned."""
    handler = User.objects.get(username="handler")
    posting = Posting.objects.get(user=handler)
    who = actor_of(posting, handler, "受理")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "county.xlsx")
        seed = time.time_ns()  # other children at each run
        write_workbook(path, int(sys.argv[1]), seed=seed, as_of=timezone.localdate(), jurisdiction=PLACE)
        begun = time.perf_counter()
        with transaction.atomic(), scoped(who):
            made, _ = actions.upload(path.name, path.read_bytes(), actor=who, purpose="受理")
    work(once=True)
    read = time.perf_counter()
    previewed = stand(made, who)
    with transaction.atomic(), scoped(who):
        actions.confirm(previewed, "valid", actor=who, purpose="受理")
    work(once=True)
    done = stand(made, who)
    return {
        "read": round(read - begun, 1),
        "taken": round(time.perf_counter() - read, 1),
        "state": done.state,
        "counts": done.counts,
    }


if __name__ == "__main__":
    print("\n" + json.dumps(main()))
