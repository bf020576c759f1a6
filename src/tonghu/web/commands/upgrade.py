"""`tonghu upgrade`: the tables of an installation brought up to this version; a backup is made before."""

from __future__ import annotations

from tonghu.base.texts import Text
from tonghu.web.commands import options as shared
from tonghu.web.commands.options import said
from tonghu.web.site.start import migrate, start


def run(arguments: shared.Arguments) -> int:
    """Migrate, after a backup when there is anything to lose."""
    made = shared.parser("upgrade", ABOUT)
    made.add_argument("--no-backup", action="store_true", help=said("不先备份", "make no backup first"))
    asked = made.parse_args(list(arguments))
    start()
    from tonghu.web.running import backups, state

    waiting = state.waiting_migrations()
    if not waiting:
        print(Text("已是最新，无需更新", "up to date").in_(asked.lang))
        return 0
    if state.has_tables() and not asked.no_backup:
        print(Text("先备份：", "backup first: ").in_(asked.lang) + str(backups.make()))
    migrate()
    print(Text(f"已更新 {len(waiting)} 步", f"{len(waiting)} steps done").in_(asked.lang))
    return 0


ABOUT = Text("把数据库结构更新到这一版", "bring the database up to this version")
