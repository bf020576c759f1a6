"""`tonghu template`: an empty ledger workbook to fill in."""

from __future__ import annotations

from pathlib import Path

from tonghu.register.workbook import write_template
from tonghu.web.commands import options as shared


def run(arguments: shared.Arguments) -> int:
    """Write the template; an existing file is left alone unless --force."""
    made = shared.parser(
        "template", "An empty ledger workbook (儿童台账) with notes, allowed values and two sample rows."
    )
    made.add_argument("path", metavar="FILE", type=Path, nargs="?", default=Path("儿童台账.xlsx"))
    made.add_argument("--force", action="store_true", help="write over an existing file")
    asked = made.parse_args(list(arguments))
    if asked.path.exists() and not asked.force:
        print(f"{asked.path} 已存在，未改动；要覆盖请加 --force / exists, left alone; --force writes over it")
        return 2
    write_template(asked.path, lang=asked.lang)
    print(asked.path)
    return 0
