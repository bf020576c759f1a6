"""Which guarantees hold in this installation, each with what to do where it does not."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from django.conf import settings
from django.db import connection
from django.utils import timezone

from tonghu.access.models import User
from tonghu.base.texts import Text
from tonghu.web.running.state import has_tables, waiting_migrations

State = Literal["holds", "lacks", "not_here"]
FRESH = timedelta(days=2)
NOTHING = Text("", "")


@dataclass(frozen=True, slots=True)
class Check:
    """One guarantee: whether it holds, in words, and the remedy."""

    state: State
    what: Text
    remedy: Text = NOTHING


def checks() -> Iterator[Check]:
    """Every check, in the order in which one would mend them."""
    home: Path = settings.TONGHU_HOME
    yield from _files(home)
    yield _tables()
    if has_tables() and not waiting_migrations():
        yield from _database()
        yield from _people()
    yield _age(home / "backups", "*.tar", Text("最近两天内有备份", "a backup of the last two days"),
               Text("运行 tonghu backup，并把文件移到别的机器", "run tonghu backup and move the file to another machine"))  # fmt: skip
    yield _age(home / "anchors", "*.json", Text("最近两天内导出过审计链头", "heads of the audit chain exported in the last two days"),
               Text("运行 tonghu audit export，或让后台任务（tonghu work）常开", "run tonghu audit export, or keep the worker (tonghu work) running"))  # fmt: skip
    yield _open()


def _is(holds: bool, what: Text, remedy: Text) -> Check:
    return Check("holds" if holds else "lacks", what, remedy)


def _files(home: Path) -> Iterator[Check]:
    for name in ("keys.toml", "secret.txt"):
        path = home / name
        closed = path.exists() and not stat.S_IMODE(path.stat().st_mode) & 0o077
        yield _is(closed, Text(f"{name} 只有本账户能读", f"{name} can be read by this account only"),
                  Text(f"chmod 600 {path}", f"chmod 600 {path}"))  # fmt: skip
    yield _is(not stat.S_IMODE(home.stat().st_mode) & 0o077,
              Text("数据目录只有本账户能进", "the folder is closed to other accounts"),
              Text(f"chmod 700 {home}", f"chmod 700 {home}"))  # fmt: skip


def _tables() -> Check:
    waiting = waiting_migrations()
    return _is(not waiting, Text("数据库结构是这一版", "the tables are those of this version"),
               Text("运行 tonghu upgrade", "run tonghu upgrade"))  # fmt: skip


def _database() -> Iterator[Check]:
    yield _is(_append_only(), Text("数据库拒绝修改和删除审计记录", "the database refuses to change or delete audit rows"),
              Text("运行 tonghu upgrade；仍不行请从备份恢复", "run tonghu upgrade; if it stays so, restore a backup"))  # fmt: skip
    if connection.vendor == "postgresql":
        yield _is(_row_level(), Text("行级安全：数据库自己再问一次范围", "row-level security: the database asks for the scope again"),
                  Text("应用账户不能是超级用户，也不能有 BYPASSRLS", "the role must be neither superuser nor BYPASSRLS"))  # fmt: skip
        return
    yield Check("not_here", Text("行级安全：SQLite 没有；范围只由程序把守", "row-level security: SQLite has none; the program alone keeps the scope"),
                Text("多个县或多人使用时换 PostgreSQL（TONGHU_DATABASE）", "with several counties or many people use PostgreSQL (TONGHU_DATABASE)"))  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous")
        full = cursor.fetchone()[0] == 2
        cursor.execute("PRAGMA journal_mode")
        wal = cursor.fetchone()[0] == "wal"
    yield _is(full and wal, Text("断电不丢已确认的写入（WAL、FULL）", "a power cut loses nothing acknowledged (WAL, FULL)"),
              Text("数据目录须在本机磁盘上，不能在网络盘", "the folder must lie on a local disk, not on a share"))  # fmt: skip


def _append_only() -> bool:
    table = "pg_trigger" if connection.vendor == "postgresql" else "sqlite_master"
    column = "tgname" if connection.vendor == "postgresql" else "name"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table} WHERE {column} LIKE 'access_auditevent_%%'", [])  # noqa: S608 - two fixed names
        return cursor.fetchone()[0] >= 1


def _row_level() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        free = cursor.fetchone()[0]
        cursor.execute(
            "SELECT bool_and(relforcerowsecurity) FROM pg_class WHERE relname IN ('register_child', 'register_fact')"
        )
        forced = cursor.fetchone()[0]
    return bool(forced) and not free


def _people() -> Iterator[Check]:
    active = User.objects.filter(is_active=True)
    without = active.exclude(totpdevice__confirmed=True).count()
    yield _is(not without, Text("每个账户都有第二因子", "every account has a second factor"),
              Text(f"{without} 个账户还没有：首次登录时会要求设置", f"{without} accounts lack one: they are asked at their first login"))  # fmt: skip
    waiting = active.filter(must_change_password=True).count()
    yield _is(not waiting, Text("没有人还在用一次性密码", "nobody still has a one-time password"),
              Text(f"{waiting} 个账户待首次登录", f"{waiting} accounts have not logged in yet"))  # fmt: skip


def _age(folder: Path, pattern: str, what: Text, remedy: Text) -> Check:
    newest = max((path.stat().st_mtime for path in folder.glob(pattern)), default=0.0)
    return _is(timezone.now() - datetime.fromtimestamp(newest, UTC) < FRESH, what, remedy)


def _open() -> Check:
    if settings.TONGHU_OPEN:
        return Check("holds", Text("对外开放：只走 TLS", "open to other machines: over TLS only"))
    return Check("holds", Text("只有本机能打开", "only this machine can open it"))
