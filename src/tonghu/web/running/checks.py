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

from tonghu.access.guarantees import guarantees
from tonghu.access.models import User
from tonghu.base.texts import Text
from tonghu.web.running.state import has_tables, waiting_migrations

State = Literal["holds", "lacks", "not_here"]
FRESH = timedelta(days=2)
NOTHING = Text("", "")
NO_ROW_LEVEL = Text("行级安全：SQLite 没有；范围只由程序把守", "row-level security: SQLite has none; the program alone keeps the scope")  # fmt: skip
USE_POSTGRESQL = Text("多个县或多人使用时换 PostgreSQL（TONGHU_DATABASE）", "with several counties or many people use PostgreSQL (TONGHU_DATABASE)")  # fmt: skip
ROLE = Text("应用账户不能是超级用户，也不能有 BYPASSRLS", "the role must be neither superuser nor BYPASSRLS")
TRIGGERS = Text(
    "运行 tonghu upgrade；仍不行请从备份恢复", "run tonghu upgrade; if it stays so, restore a backup"
)


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
    for guarantee in guarantees():
        if guarantee.name == "row_level_security" and connection.vendor != "postgresql":
            yield Check("not_here", NO_ROW_LEVEL, USE_POSTGRESQL)
            continue
        lacking = "、".join(guarantee.lacking)
        remedy = ROLE if guarantee.name == "row_level_security" else TRIGGERS
        yield _is(
            guarantee.holds, guarantee.what, Text(f"{remedy.zh}（{lacking}）", f"{remedy.en} ({lacking})")
        )
    if connection.vendor == "sqlite":
        yield _durable()


def _durable() -> Check:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous")
        full = cursor.fetchone()[0] == 2
        cursor.execute("PRAGMA journal_mode")
        wal = cursor.fetchone()[0] == "wal"
    return _is(full and wal, Text("断电不丢已确认的写入（WAL、FULL）", "a power cut loses nothing acknowledged (WAL, FULL)"),
               Text("数据目录须在本机磁盘上，不能在网络盘", "the folder must lie on a local disk, not on a share"))  # fmt: skip


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
