"""`tonghu restore`: database and files as a backup has them."""

from __future__ import annotations

from pathlib import Path

from tonghu.base.errors import Fault, Faults
from tonghu.base.texts import Text
from tonghu.web.commands import options as shared
from tonghu.web.commands.options import said
from tonghu.web.site.start import migrate, start


def run(arguments: shared.Arguments) -> int:
    """Restore after a check of the archive; `--yes` is needed where something would be replaced."""
    made = shared.parser("restore", ABOUT)
    made.add_argument("path", metavar="FILE", type=Path, help=said("备份文件", "the backup"))
    made.add_argument("--yes", action="store_true", help=said("确认替换现有数据", "replace what is there"))
    asked = made.parse_args(list(arguments))
    start()
    from tonghu.web.running import backups, state

    backups.check(asked.path, asked.lang)
    if state.has_tables() and not asked.yes:
        raise Faults(Fault(str(asked.path), THERE.in_(asked.lang), SAY_YES.in_(asked.lang)))
    listed = backups.restore(asked.path, asked.lang)
    migrate()
    print(Text(f"已恢复到 {listed['made']}", f"restored as of {listed['made']}").in_(asked.lang))
    return 0


ABOUT = Text("从备份恢复数据库和附件", "bring database and papers back from a backup")
THERE = Text("这里已有数据，会被替换", "there is data here that would be replaced")
SAY_YES = Text("先停下网站；确认后加 --yes", "stop the site first; then add --yes")
