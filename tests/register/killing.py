"""A worker of its own for `test_kill.py`: does one job, kills itself at the n-th statement, does it again, tells digests.

Run as a program, so that what dies is a real process: `killing.py prepare` makes the database, `killing.py run KIND
SAMPLES` kills a worker at that many places spread over the whole run. Prints one JSON line for each place.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

HOME = Path(os.environ["TONGHU_HOME"])
sys.path.insert(0, os.environ["TONGHU_TESTS"])
import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, connections, transaction  # noqa: E402

from tonghu.access.actors import Actor, actor_for, system  # noqa: E402
from tonghu.access.models import AuditEvent, User  # noqa: E402
from tonghu.access.rls import scoped  # noqa: E402
from tonghu.law.engine.law import rulebook  # noqa: E402
from tonghu.register import jobs, work  # noqa: E402
from tonghu.register.models import (  # noqa: E402
    Child,
    Delivery,
    Fact,
    Household,
    Import,
    ImportRow,
    Job,
    Person,
    Relationship,
    Standing,
    StandingChange,
    StandingCount,
)  # fmt: skip

ROWS = 30
ROOM = 150_000  # bytes: enough to tell, not enough to write thirty files
AGAIN = (
    "import.again",
    "import.confirm",
    "import.back",
    "standing.determine",
)  # said again by what is done again


def prepare() -> None:
    """A county with some files, an import waiting to be taken over and a determination waiting to run."""
    from tests.register.ledgers import book, handler, row  # noqa: PLC0415

    from tonghu.register.imports import actions  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    work.due_tonight = list  # type: ignore[assignment]
    who = handler()
    father = {"父亲姓名": "例·云朵之父", "父亲身份证号": "999999198501020018"}
    for title, first, more in (
        ("一", 1, {"家庭类型": "低保"}),
        ("二", 10, {"家庭类型": "一般", "残疾证": "是"}),
    ):
        content = book([row(n, **more, **father) for n in range(first, first + ROWS)], title=title)
        with transaction.atomic(), scoped(who):
            upload, _ = actions.upload("台账.xlsx", content, actor=who, purpose="受理")
        work.work(once=True)
        if title == "一":
            actions.confirm(_import(upload.ref, who), "valid", actor=who, purpose="受理")
            work.work(once=True)
            jobs.start("determine.all", {}, actor=system("night"), purpose="处置")
            work.work(once=True)


def _import(ref: str, who: Actor) -> Import:
    with transaction.atomic(), scoped(who):
        found: Import = Import.objects.for_user(who, "受理").get(ref=ref)
        return found


def ask(kind: str) -> None:
    """Put the job that is to die into the queue."""
    from tonghu.register.imports import actions  # noqa: PLC0415

    if kind == "determine.all":
        from tonghu.register.facts.recording import Said, record_facts  # noqa: PLC0415

        who = system("test")
        with transaction.atomic(), scoped(who):
            files = list(Child.objects.for_user(who, "认定").order_by("pk")[:12])
        for child in files:
            said = [Said(role, "parent_life_status", "死亡") for role in ("father", "mother")]
            record_facts(child, said, actor=who, purpose="受理", source="公安")
        jobs.start(kind, {}, actor=system("night"), purpose="处置")
        return
    made = User.objects.get()
    who = actor_for(made.pk, made.name, "handler", made.postings.get().region_id)
    with transaction.atomic(), scoped(who):
        upload = Import.objects.for_user(who, "受理").get(state="preview")
    actions.confirm(upload, "valid", actor=who, purpose="受理")


def digest() -> str:
    """What every table of the register holds, without keys, times and random texts."""
    told = hashlib.sha256()
    who = system("test")
    with transaction.atomic(), scoped(who):
        for name, rows in _tables(who):
            told.update(f"{name}\n".encode())
            for row in sorted(json.dumps(row, ensure_ascii=False, default=str) for row in rows):
                told.update(f"{row}\n".encode())
    return told.hexdigest()[:16]


def _tables(who: Actor) -> Iterator[tuple[str, list[Any]]]:
    def rows(model: Any, *names: str) -> list[Any]:
        return list(model.objects.for_user(who, "认定").values_list(*names))

    yield (
        "person",
        rows(
            Person,
            "name",
            "name_key",
            "pinyin",
            "sex",
            "birth_date",
            "id_index",
            "id_tail",
            "id_shown",
            "phone_shown",
            "scope",
        ),
    )
    yield (
        "child",
        rows(
            Child,
            "person__name",
            "scope",
            "township",
            "village",
            "county_key",
            "version",
            "dirty",
            "closed_on",
        ),
    )
    yield "household", [Household.objects.for_user(who, "认定").count()]
    yield (
        "fact",
        rows(
            Fact,
            "child__person__name",
            "whom",
            "name",
            "value",
            "valid_from",
            "valid_to",
            "compartment",
            "source",
            "recorded_by",
            "retired_by",
        ),
    )
    yield (
        "tie",
        rows(
            Relationship, "child__person__name", "kind", "relative__name", "relative__id_index", "retired_by"
        ),
    )
    yield (
        "standing",
        rows(Standing, "child__person__name", "day", "marks", "benefits", "monthly_fen", "open", "facts"),
    )
    yield "change", rows(StandingChange, "child__person__name", "day", "rule", "was", "now", "cause")
    yield "count", rows(StandingCount, "scope", "rule", "status", "count")
    yield "delivery", rows(Delivery, "child__person__name", "rule", "state")
    yield "import", rows(Import, "filename", "state", "counts__written")
    yield (
        "row",
        [
            (*rest, bool(said))
            for *rest, said in rows(ImportRow, "number", "plan", "child__person__name", "said")
        ],
    )
    yield (
        "entry",
        list(
            AuditEvent.objects.exclude(action__startswith="job.")
            .exclude(action__in=AGAIN)
            .values_list("chain", "action")
        ),
    )


def states() -> list[str]:
    """Kind and state of every job."""
    return [f"{kind}:{state}" for kind, state in Job.objects.order_by("pk").values_list("kind", "state")]


# ---------------------------------------------------------------------------------------------- dying


def killer(at: int) -> Callable[..., Any]:
    """Ends this process without a word before its n-th statement."""
    seen = 0

    def watch(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal seen
        seen += 1
        if seen == at:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    watch.count = lambda: seen  # type: ignore[attr-defined]
    return watch


def forked(do: Callable[[], object]) -> tuple[int, str]:
    """Do something in a process of its own; the signal that ended it (0: none) and what it said."""
    connections.close_all()
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(write, json.dumps(do()).encode())
        finally:
            connections.close_all()
            sys.stdout.flush()
            os._exit(0)
    os.close(write)
    with os.fdopen(read, encoding="utf-8") as said:
        text = said.read()
    _, status = os.waitpid(child, 0)
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0, text


def dying(at: int) -> Callable[[], object]:
    """Work that dies at a statement; without it, how many statements there were."""

    def do() -> int:
        watch = killer(at)
        work.due_tonight = list  # type: ignore[assignment]
        with connection.execute_wrapper(watch):
            work.work(once=True)
        found: int = watch.count()  # type: ignore[attr-defined]
        return found

    return do


def looked() -> dict[str, object]:
    """What is seen now."""
    return {"digest": digest(), "states": states()}


def run(kind: str, samples: int) -> None:
    """Kill a worker at places spread over the run; each time, what is seen then and after another worker."""
    prepared = Copies("prepared")
    forked(lambda: ask(kind))
    keep = Copies("asked")
    before = json.loads(forked(looked)[1])
    _, whole = forked(dying(0))
    after = json.loads(forked(looked)[1])
    statements = int(whole)
    say(statements=statements, before=before, after=after)
    for at in sorted({1 + statements * n // samples for n in range(samples)}):
        keep.back()
        signalled, _ = forked(dying(at))
        between = json.loads(forked(looked)[1])
        forked(dying(0))
        again = json.loads(forked(looked)[1])
        say(at=at, signal=signalled, between=between, again=again)
    prepared.back()


def full(kind: str) -> None:
    """Do a job while files cannot grow beyond some kilobytes, then without that; what is seen each time."""
    before = json.loads(forked(looked)[1])
    forked(lambda: ask(kind))
    ended = forked(limited)
    between = json.loads(forked(looked)[1])
    messages = [
        jobs.told(message).en for message in Job.objects.order_by("pk").values_list("message", flat=True)
    ]
    if "failed" in between["states"][-1]:
        forked(lambda: ask(kind))
    forked(dying(0))
    say(ended=ended, before=before, between=between, again=json.loads(forked(looked)[1]), messages=messages)


def limited() -> int:
    """Work on a disk that is full: no file may be written beyond its first kilobytes."""
    import resource  # noqa: PLC0415

    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, ROOM))
    work.due_tonight = list  # type: ignore[assignment]
    return work.work(once=True)


def say(**told: object) -> None:
    """One line for the test."""
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


class Copies:
    """The database and the files as they were prepared, put back before each killing."""

    def __init__(self, name: str) -> None:
        self.files = Path(tempfile.mkdtemp(dir=HOME.parent))
        self.database = connection.settings_dict["NAME"]
        self.kept = f"{name}_{self.files.name.lower()}"
        self.put()

    def put(self) -> None:
        """Keep what is now."""
        connections.close_all()
        if connection.vendor == "postgresql":
            self._admin(
                f"DROP DATABASE IF EXISTS {self.kept}",
                f"CREATE DATABASE {self.kept} TEMPLATE {self.database}",
            )
        else:
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connections.close_all()
            shutil.copy(self.database, self.files / "database")
        for name in ("files", "jobs"):
            shutil.rmtree(self.files / name, ignore_errors=True)
            shutil.copytree(HOME / name, self.files / name)

    def back(self) -> None:
        """Put back what was kept."""
        connections.close_all()
        if connection.vendor == "postgresql":
            self._admin(
                f"DROP DATABASE {self.database} WITH (FORCE)",
                f"CREATE DATABASE {self.database} TEMPLATE {self.kept}",
            )
        else:
            for end in ("", "-wal", "-shm"):
                Path(f"{self.database}{end}").unlink(missing_ok=True)
            shutil.copy(self.files / "database", self.database)
        for name in ("files", "jobs"):
            shutil.rmtree(HOME / name, ignore_errors=True)
            shutil.copytree(self.files / name, HOME / name)

    def _admin(self, *statements: str) -> None:
        import psycopg  # noqa: PLC0415

        held = connection.settings_dict
        with psycopg.connect(
            host=held["HOST"], port=held["PORT"], user=held["USER"], dbname="postgres", autocommit=True
        ) as admin:
            for statement in statements:
                admin.execute(statement)


if __name__ == "__main__":
    rulebook()
    if sys.argv[1] == "prepare":
        prepare()
    elif sys.argv[1] == "full":
        full(sys.argv[2])
    else:
        run(sys.argv[2], int(sys.argv[3]))
