"""`tonghu template`: an empty ledger workbook to fill in."""

from __future__ import annotations

from pathlib import Path

from tonghu.base.texts import Text
from tonghu.register.workbook import write_template
from tonghu.web.commands import options as shared
from tonghu.web.commands.options import said
from tonghu.web.commands.output import keep


def run(arguments: shared.Arguments) -> int:
    """Write the template; an existing file is left alone unless --force."""
    made = shared.parser(
        "template",
        Text(
            "空白儿童台账：列说明、允许值和两行示例",
            "an empty ledger workbook (儿童台账) with notes, allowed values and two sample rows",
        ),
    )
    made.add_argument("path", metavar="FILE", type=Path, nargs="?", default=Path("儿童台账.xlsx"))
    made.add_argument(
        "--force", action="store_true", help=said("覆盖已有的文件", "write over an existing file")
    )
    asked = made.parse_args(list(arguments))
    if not asked.force:
        keep(asked.path, asked.lang)
    write_template(asked.path, lang=asked.lang)
    print(asked.path)
    return 0
