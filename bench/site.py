"""The site with 100,000 children on SQLite and on PostgreSQL: pages under sixteen clients beside bare Django, imports, the night.

Ratios are what counts. The databases are kept in build/bench for the next run.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent / "site")]

from drive import Ask, Took, drive  # noqa: E402 - beside this file
from tests import postgres  # noqa: E402 - the server that tests use

CHILDREN = int(os.environ.get("TONGHU_BENCH_CHILDREN", "100000"))
ROWS = int(os.environ.get("TONGHU_BENCH_ROWS", "10000"))
TIMES = 160
TOKEN = "b" * 32
NAME = "云朵0012"
BARE = {
    "home": "/nothing",
    "list": "/list",
    "search": f"/list?name={quote(NAME)}",
    "file": "/file/{ref}",
    "clause": "/nothing",
}


def run(script: str, env: dict[str, str], *arguments: str) -> dict[str, Any]:
    """The last line that a script prints, as JSON."""
    done = subprocess.run(
        [sys.executable, script, *arguments], cwd=ROOT, env=env, stdout=subprocess.PIPE, check=True
    )
    found: dict[str, Any] = json.loads(done.stdout.decode().splitlines()[-1])
    return found


def serve(application: str, env: dict[str, str]) -> tuple[subprocess.Popen[bytes], int]:
    """A server with two processes, as `tonghu serve` has them."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "8",
               "--worker-class", "gthread", "--log-level", "error", "--pythonpath", str(ROOT / "bench/site")]  # fmt: skip
    server = subprocess.Popen(command, cwd=ROOT, env=env)
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            break
        except OSError:
            time.sleep(0.1)
    return server, port


def asks(told: dict[str, Any]) -> list[Ask]:
    """The pages that a county lives in."""
    return [
        Ask("home", ("/",)), Ask("list", ("/children", "/children?page=40")),
        Ask("search", ("/children",), (("find", NAME),)),
        Ask("file", tuple(f"/children/{ref}" for ref in told["refs"])),
        Ask("clause", ("/library/clause/tj-art04-1",)),
    ]  # fmt: skip


def measure(vendor: str, env: dict[str, str]) -> None:
    """One database."""
    told = run("bench/site/load.py", env, str(CHILDREN))
    print(f"\n{vendor}: {told['children']:,} children, {told['persons']:,} persons, {told['facts']:,} facts")
    for key, words in (
        ("open", "opening the files"),
        ("first", "first determination"),
        ("night", "determining all of them again"),
    ):
        if key in told:
            print(f"  {words:34}{told[key]:8.1f} s")
    taken = run("bench/site/intake.py", env, str(ROWS))
    print(f"  {f'a workbook of {ROWS:,} rows: read, previewed':34}{taken['read']:8.1f} s")
    print(f"  {'  taken over and determined':34}{taken['taken']:8.1f} s   ({taken['state']})")
    counted = run("bench/site/queries.py", env, told["refs"][0], NAME)
    cookies = f"session={told['session']}; csrf={TOKEN}; language=zh"
    server, port = serve("tonghu.web.site.wsgi", env)
    bare, bare_port = serve("bare:application", env)
    print(
        f"  {'page':10}{'p50 ms':>9}{'p95 ms':>9}{'bare p50':>10}{'bare p95':>10}{'p50 ratio':>11}{'queries':>9}"
    )
    try:
        for ask in asks(told):
            plain = Ask(ask.name, (BARE[ask.name].format(ref=told["refs"][0]),))
            drive(port, ask, cookies, TOKEN, 32)
            drive(bare_port, plain, "", "", 32)
            ours, theirs = drive(port, ask, cookies, TOKEN, TIMES), drive(bare_port, plain, "", "", TIMES)
            print(row(ask.name, ours, theirs, counted[ask.name]))
    finally:
        for process in (server, bare):
            process.terminate()
            process.wait()


def row(name: str, ours: Took, theirs: Took, queries: int) -> str:
    """One line of the table."""
    wrong = f"   {ours.wrong} wrong answers" if ours.wrong or theirs.wrong else ""
    return (
        f"  {name:10}{ours.p50:9.1f}{ours.p95:9.1f}{theirs.p50:10.1f}{theirs.p95:10.1f}{ours.p50 / theirs.p50:11.2f}{queries:9}"
        + wrong
    )


def main() -> None:
    """Both databases."""
    kept = ROOT / "build/bench"
    for vendor in sys.argv[1:] or ("sqlite", "postgresql"):
        folder = kept / f"{vendor}-{CHILDREN}"
        folder.mkdir(parents=True, exist_ok=True)
        env = {**os.environ, "TONGHU_HOME": str(folder), "PYTHONPATH": str(ROOT)}
        env.pop("TONGHU_DATABASE", None)
        if vendor == "postgresql":
            env["TONGHU_DATABASE"] = postgres.start(folder)
        measure(vendor, env)


if __name__ == "__main__":
    main()
