"""`tonghu backup`: one archive with everything but the keys."""

from __future__ import annotations

from pathlib import Path

from tonghu.base.texts import Text
from tonghu.web.commands import options as shared
from tonghu.web.commands.options import said
from tonghu.web.site.start import start


def run(arguments: shared.Arguments) -> int:
    """Write the archive, read it back, say where it is."""
    made = shared.parser("backup", ABOUT)
    made.add_argument(
        "path", metavar="FILE", type=Path, nargs="?", help=said("写到哪里", "where to write it")
    )
    asked = made.parse_args(list(arguments))
    start()
    from tonghu.web.running import backups

    path = backups.make(asked.path)
    listed = backups.check(path, asked.lang)
    print(Text("备份：", "backup: ").in_(asked.lang) + str(path))
    print(Text(f"{len(listed['digests'])} 个文件，已读回核对。密钥 keys.toml 不在其中，请另行保管。",
               f"{len(listed['digests'])} files, read back and checked. The keys (keys.toml) are not in it: keep them apart.").in_(asked.lang))  # fmt: skip
    return 0


ABOUT = Text(
    "把数据库和附件备份成一个文件（不含密钥）", "database and papers as one archive, without the keys"
)
