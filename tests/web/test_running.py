"""An installation from its first start: demo, doctor, backup, restore, the chain, what serve refuses."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from tests import postgres

from tonghu.access.seats import COMPARTMENTS, seats


def tonghu(home: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run one command in an installation's folder."""
    given = {
        k: v for k, v in os.environ.items() if k not in {"TONGHU_DATABASE", "DJANGO_SETTINGS_MODULE", "CI"}
    }
    env = {**given, "TONGHU_HOME": str(home), **more}
    command = [sys.executable, "-m", "tonghu.web.commands", *arguments]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False, cwd=home.parent)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A demo of a few children, and what its start printed."""
    home = tmp_path_factory.mktemp("demo") / "home"
    done = tonghu(home, "demo", "--no-serve", "-n", "24")
    assert done.returncode == 0, done.stderr
    return home, done.stdout


@pytest.fixture
def home(made: tuple[Path, str], tmp_path: Path) -> Path:
    """A copy of it, to be spoilt."""
    copy = tmp_path / "home"
    shutil.copytree(made[0], copy)
    return copy


def counts(home: Path) -> dict[str, int]:
    with closing(sqlite3.connect(home / "tonghu.sqlite3")) as database, database:
        tables = (
            "register_child",
            "register_fact",
            "register_standing",
            "register_delivery",
            "access_auditevent",
        )
        return {table: database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}  # noqa: S608


def test_the_demo_prints_a_login_for_each_seat(made: tuple[Path, str]) -> None:
    home, told = made
    lines = {line.split()[1]: line.split() for line in told.splitlines() if len(line.split()) == 6}
    assert set(seats()) <= set(lines)
    passwords = {lines[seat][2] for seat in seats()}
    assert len(passwords) == len(seats()), "no password twice"
    assert (home / "county.xlsx").exists()
    found = counts(home)
    assert found["register_child"] == found["register_standing"] == 24
    assert found["register_delivery"] > 0


def test_each_start_makes_new_passwords_and_keeps_the_county(home: Path, made: tuple[Path, str]) -> None:
    before = counts(home)
    again = tonghu(home, "demo", "--no-serve").stdout
    assert "handler" in again
    assert not set(made[1].split()) & {
        word for word in again.split() if word.count("-") == 3 and len(word) == 19
    }
    assert counts(home)["register_child"] == before["register_child"]


def test_the_demo_is_not_put_beside_real_data(home: Path) -> None:
    (home / "demo.txt").unlink()
    done = tonghu(home, "demo", "--no-serve")
    assert done.returncode == 2
    assert "TONGHU_HOME" in done.stderr


def test_a_backup_brings_everything_back(home: Path, tmp_path: Path) -> None:
    before = counts(home)
    archive = tmp_path / "kept.tar"
    assert tonghu(home, "backup", str(archive)).returncode == 0
    with tarfile.open(archive) as parts:
        assert "keys.toml" not in parts.getnames()
    (home / "tonghu.sqlite3").unlink()
    for ending in ("-wal", "-shm"):
        (home / f"tonghu.sqlite3{ending}").unlink(missing_ok=True)
    done = tonghu(home, "restore", str(archive), "--yes")
    assert done.returncode == 0, done.stderr
    assert counts(home) == before
    assert tonghu(home, "audit", "verify").returncode == 0


def test_a_restore_asks_before_it_replaces_and_refuses_what_was_altered(home: Path, tmp_path: Path) -> None:
    archive = tmp_path / "kept.tar"
    tonghu(home, "backup", str(archive))
    assert tonghu(home, "restore", str(archive)).returncode == 2
    content = bytearray(archive.read_bytes())
    place = content.index(b"SQLite format 3") + 5_000
    content[place] ^= 1
    archive.write_bytes(content)
    done = tonghu(home, "restore", str(archive), "--yes", "--lang", "en")
    assert done.returncode == 2
    assert "differs from the list" in done.stderr


def test_a_broken_chain_is_named_by_the_command(home: Path) -> None:
    with closing(sqlite3.connect(home / "tonghu.sqlite3")) as database, database:
        for name in ("update", "delete"):
            database.execute(f"DROP TRIGGER access_auditevent_{name}")
        database.execute("UPDATE access_auditevent SET action = 'nothing' WHERE chain = '0' AND number = 3")
    done = tonghu(home, "audit", "verify", "--lang", "en")
    assert done.returncode == 1
    assert "chain 0, row 3" in done.stdout
    assert "✗" in tonghu(home, "doctor").stdout


@pytest.mark.parametrize(("arguments", "word"), [
    (("--address", "0.0.0.0:8000"), "TLS"), (("--address", "0.0.0.0:8000", "--behind-proxy"), "TONGHU_HOSTS"),
])  # fmt: skip
def test_an_open_address_without_tls_or_names_is_refused(
    home: Path, arguments: tuple[str, ...], word: str
) -> None:
    done = tonghu(home, "serve", *arguments)
    assert done.returncode == 2
    assert word in done.stderr


def test_tables_of_another_version_are_not_served_until_upgraded(tmp_path: Path) -> None:
    home = tmp_path / "new"
    refused = tonghu(home, "serve", "--lang", "en")
    assert (refused.returncode, "tonghu upgrade" in refused.stderr) == (2, True)
    assert tonghu(home, "upgrade").returncode == 0
    assert "up to date" in tonghu(home, "upgrade", "--lang", "en").stdout


def test_the_doctor_says_what_lacks_and_how_to_mend_it(home: Path) -> None:
    (home / "keys.toml").chmod(0o644)
    done = tonghu(home, "doctor", "--lang", "en")
    assert done.returncode == 1
    assert "chmod 600" in done.stdout


def test_keys_are_changed_and_everything_can_still_be_read(home: Path) -> None:
    done = tonghu(home, "keys", "rotate", "--lang", "en")
    assert done.returncode == 0, done.stderr
    assert "key 2 is in use" in done.stdout
    assert tonghu(home, "audit", "verify").returncode == 0


@pytest.fixture
def server() -> Iterator[str]:
    """A PostgreSQL server of its own; its folder lies where the server's account can reach it."""
    with tempfile.TemporaryDirectory(prefix="tonghu-server-", ignore_cleanup_errors=True) as folder:
        yield postgres.start(Path(folder))


@pytest.mark.slow
def test_a_backup_of_postgresql_brings_everything_back(tmp_path: Path, server: str) -> None:
    """Row-level security hides rows from a dump that does not say who asks."""
    home, url = tmp_path / "home", server
    assert tonghu(home, "demo", "--no-serve", "-n", "12", TONGHU_DATABASE=url).returncode == 0
    before = rows_of(url)
    assert before["register_child"] == 12
    archive = tmp_path / "kept.tar"
    done = tonghu(home, "backup", str(archive), TONGHU_DATABASE=url)
    assert done.returncode == 0, done.stderr
    asked(url, "DELETE FROM register_standing")
    assert rows_of(url)["register_standing"] == 0
    done = tonghu(home, "restore", str(archive), "--yes", TONGHU_DATABASE=url)
    assert done.returncode == 0, done.stderr
    assert rows_of(url) == before
    assert tonghu(home, "audit", "verify", TONGHU_DATABASE=url).returncode == 0
    assert "✓ row-level security" in tonghu(home, "doctor", "--lang", "en", TONGHU_DATABASE=url).stdout


def asked(url: str, statement: str) -> list[tuple[int]]:
    """One statement, by somebody who sees every row."""
    options = "-c tonghu.low=0 -c tonghu.high=999999999999 -c tonghu.compartments=" + ",".join(COMPARTMENTS)
    with psycopg.connect(url, options=options) as connection:
        done = connection.execute(statement)
        return done.fetchall() if done.description else []


def rows_of(url: str) -> dict[str, int]:
    tables = ("register_child", "register_fact", "register_standing", "access_auditevent")
    return {table: asked(url, f"SELECT count(*) FROM {table}")[0][0] for table in tables}  # noqa: S608
