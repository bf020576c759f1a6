"""Where an installation keeps its things, and how its database is named."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from tonghu.access.crypto import new_ring

FILES = ("files", "anchors", "backups", "logs", "static")


def home() -> Path:
    """The folder of this installation: `$TONGHU_HOME`, else `.tonghu` in the user's home."""
    given = os.environ.get("TONGHU_HOME")
    return Path(given) if given else Path.home() / ".tonghu"


def prepare(folder: Path) -> None:
    """Make the folder with its keys and secret where they do not exist yet; only its owner may read them."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name in FILES:
        (folder / name).mkdir(exist_ok=True, mode=0o700)
    for name, text in (("keys.toml", new_ring()), ("secret.txt", secrets.token_urlsafe(60) + "\n")):
        _write_once(folder / name, text)


def _write_once(path: Path, text: str) -> None:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)


def secret(folder: Path) -> str:
    """The secret that signs sessions; a random one that no session outlives while none is prepared."""
    path = folder / "secret.txt"
    return path.read_text("utf-8").strip() if path.exists() else secrets.token_urlsafe(60)


def database(folder: Path) -> dict[str, Any]:
    """Django's setting for `$TONGHU_DATABASE` (postgresql://user:password@host:port/name), else SQLite in the folder."""
    url = os.environ.get("TONGHU_DATABASE", "")
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": folder / "tonghu.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 30,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                " PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY;",
            },
            "CONN_MAX_AGE": None,
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ValueError("TONGHU_DATABASE: postgresql://user:password@host:port/name")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 300,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"options": "-c timezone=UTC"},
    }
