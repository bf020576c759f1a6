"""`tonghu keys rotate`: a new key for sealed fields, and every value sealed again."""

from __future__ import annotations

import sys

from tonghu.base.texts import Text
from tonghu.web.commands import options as shared
from tonghu.web.commands.options import said
from tonghu.web.site.start import start


def run(arguments: shared.Arguments) -> int:
    """Add a key and seal everything with it; begun again after a stop, it goes on."""
    made = shared.parser("keys", ABOUT)
    made.add_argument("verb", choices=["rotate"], help=said("rotate：换新密钥", "rotate: a new key"))
    asked = made.parse_args(list(arguments))
    start()
    from tonghu.access.keys import reseal, rotate

    number = rotate()

    def progress(done: int, total: int) -> None:
        print(f"\r{done:,} / {total:,}", end="" if done < total else "\n", file=sys.stderr, flush=True)

    count = reseal(progress)
    print(Text(f"第 {number} 把密钥已启用，{count:,} 个字段重新加密", f"key {number} is in use; {count:,} values sealed again").in_(asked.lang))  # fmt: skip
    return 0


ABOUT = Text("更换字段密钥", "change the key of sealed fields")
