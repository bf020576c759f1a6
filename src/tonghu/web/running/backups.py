"""Backups: one archive with the database and the sealed files, and a list of digests; the keys stay out.

SQLite copies itself (VACUUM INTO: consistent while people work); PostgreSQL is dumped by pg_dump. Sealed columns stay
sealed in the archive; without keys.toml, which is kept apart, they cannot be read.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, connections
from django.utils import timezone

from tonghu.access.regions import EVERYWHERE
from tonghu.access.seats import COMPARTMENTS
from tonghu.base.errors import Fault, Faults
from tonghu.base.texts import Text

LIST, DUMP, COPY = "backup.json", "database.dump", "database.sqlite3"
FOLDERS = ("files", "anchors")
LOOSE = ("values.toml",)
CHUNK = 1 << 20


def make(target: Path | None = None) -> Path:
    """Write an archive; its path. An unfinished one never bears the name."""
    home: Path = settings.TONGHU_HOME
    now = timezone.localtime()
    path = target or home / "backups" / f"tonghu-{now:%Y%m%d-%H%M%S}.tar"
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".backup-") as folder:
        work = Path(folder)
        parts = [_database(work), *_parts(home)]
        listed = {
            "made": now.isoformat(),
            "vendor": connection.vendor,
            "digests": {n: _digest(p) for n, p in parts},
        }
        (work / LIST).write_text(json.dumps(listed, indent=1), "utf-8")
        unfinished = work / "archive.tar"
        with tarfile.open(unfinished, "w") as archive:
            archive.add(work / LIST, LIST)
            for name, part in parts:
                archive.add(part, name)
        with unfinished.open("rb") as written:
            os.fsync(written.fileno())
        unfinished.replace(path)
    return path


def _database(work: Path) -> tuple[str, Path]:
    if connection.vendor == "sqlite":
        copy = work / COPY
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(copy)])
        return COPY, copy
    dump = work / DUMP
    _postgres("pg_dump", "--format=custom", "--enable-row-security", "--no-owner", f"--file={dump}")
    return DUMP, dump


def _parts(home: Path) -> list[tuple[str, Path]]:
    found = [(f"{name}/{path.relative_to(home / name)}", path) for name in FOLDERS for path in sorted((home / name).rglob("*")) if path.is_file()]  # fmt: skip
    return found + [(name, home / name) for name in LOOSE if (home / name).exists()]


def _digest(path: Path) -> str:
    made = hashlib.sha256()
    with path.open("rb") as file:
        while part := file.read(CHUNK):
            made.update(part)
    return made.hexdigest()


def check(path: Path, lang: Any = "zh") -> dict[str, Any]:
    """What an archive says of itself, once every part's digest is right. Raises Faults."""
    try:
        with tarfile.open(path) as archive:
            listed = json.loads(_read(archive, LIST))
            for name, digest in listed["digests"].items():
                if hashlib.sha256(_read(archive, name)).hexdigest() != digest:
                    raise Faults(Fault(f"{path.name}: {name}", ALTERED.in_(lang), OTHER.in_(lang)))
    except (tarfile.TarError, KeyError, OSError, ValueError) as error:
        raise Faults(Fault(path.name, NO_BACKUP.in_(lang), OTHER.in_(lang))) from error
    return dict(listed)


def restore(path: Path, lang: Any = "zh") -> dict[str, Any]:
    """Put database and files back as the archive has them; what was there is moved aside (SQLite) or replaced."""
    listed = check(path, lang)
    if listed["vendor"] != connection.vendor:
        raise Faults(Fault(path.name, Text(f"这是 {listed['vendor']} 的备份", f"a backup of {listed['vendor']}").in_(lang), OTHER.in_(lang)))  # fmt: skip
    home: Path = settings.TONGHU_HOME
    with tempfile.TemporaryDirectory(dir=home, prefix=".restore-") as folder:
        work = Path(folder)
        with tarfile.open(path) as archive:
            archive.extractall(work, filter="data")
        _replace_database(work)
        for name in FOLDERS:
            if (work / name).exists():
                _swap(work / name, home / name)
        for name in LOOSE:
            if (work / name).exists():
                (work / name).replace(home / name)
    return listed


def _replace_database(work: Path) -> None:
    connections.close_all()
    if connection.vendor == "postgresql":
        _postgres(
            "pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction", str(work / DUMP)
        )
        return
    current = Path(connection.settings_dict["NAME"])
    for ending in ("-wal", "-shm"):
        current.with_name(current.name + ending).unlink(missing_ok=True)
    if current.exists():
        current.replace(current.with_suffix(".before-restore"))
    (work / COPY).replace(current)


def _swap(new: Path, current: Path) -> None:
    if current.exists():
        shutil.rmtree(current)
    new.replace(current)


def _postgres(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs as the role of the installation, which sees every row for this once."""
    beside = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"), reverse=True)
    found = shutil.which(program) or (str(beside[0]) if beside else program)
    seen = {"low": EVERYWHERE.low, "high": EVERYWHERE.high, "compartments": ",".join(COMPARTMENTS)}
    options = " ".join(f"-c tonghu.{name}={value}" for name, value in seen.items())
    environment = {**os.environ, "PGPASSWORD": connection.settings_dict["PASSWORD"], "PGOPTIONS": options}
    subprocess.run([found, *arguments, f"--dbname={_url()}"], check=True, env=environment)


def _url() -> str:
    told = connection.settings_dict
    return f"postgresql://{told['USER']}@{told['HOST']}:{told['PORT'] or 5432}/{told['NAME']}"


def _read(archive: tarfile.TarFile, name: str) -> bytes:
    file = archive.extractfile(name)
    if file is None:
        raise KeyError(name)
    return file.read()


ALTERED = Text("内容与清单不符", "it differs from the list in the archive")
NO_BACKUP = Text("不是完整的备份文件", "not a whole backup")
OTHER = Text("请换一份备份", "use another backup")
