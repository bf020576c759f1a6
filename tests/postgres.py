"""A PostgreSQL server for one test run, started as a user without rights."""

import atexit
import getpass
import os
import shutil
import socket
import subprocess
from pathlib import Path

PROGRAMS = Path("/usr/lib/postgresql")
OWNER = "postgres"  # the server refuses root
MADE = (
    "CREATE ROLE tonghu_app LOGIN NOSUPERUSER NOBYPASSRLS CREATEDB",
    "CREATE DATABASE tonghu OWNER tonghu_app",
)


def start(folder: Path) -> str:
    """Start a server below the folder, with what an earlier run left there; the URL of a database whose role may not step round row-level security."""
    programs = max(PROGRAMS.glob("*/bin"), key=lambda path: float(path.parent.name), default=None)
    if programs is None:
        raise SystemExit("PostgreSQL's server programs are needed: apt-get install postgresql")
    data = folder / "postgres"
    known = data.exists()
    data.mkdir(exist_ok=True)
    folder.chmod(0o711)
    user = OWNER if getpass.getuser() == "root" else None
    if user:
        shutil.chown(data, user)
    data.chmod(0o700)
    port = _free_port()

    def run(*command: str) -> None:
        subprocess.run(command, check=True, user=user, capture_output=True, cwd="/", env={"LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]})  # fmt: skip

    if not known:
        run(f"{programs}/initdb", "-D", str(data), "-U", "owner", "-A", "trust", "-E", "UTF8", "--no-sync")
    options = f"-p {port} -k {data} -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off"
    run(f"{programs}/pg_ctl", "-D", str(data), "-w", "-o", options, "-l", str(data / "log"), "start")
    atexit.register(
        subprocess.run, [f"{programs}/pg_ctl", "-D", str(data), "-m", "fast", "stop"],
        user=user, capture_output=True, cwd="/",
    )  # fmt: skip
    ask = [f"{programs}/psql", "-h", str(data), "-p", str(port), "-U", "owner", "-d", "postgres", "-c"]
    for statement in () if known else MADE:
        run(*ask, statement)
    return f"postgresql://tonghu_app@127.0.0.1:{port}/tonghu"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
