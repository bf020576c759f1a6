"""`tonghu work`: background work and the nightly run."""

from __future__ import annotations

from tonghu.base.texts import Text
from tonghu.web.commands import options as shared
from tonghu.web.commands.options import said
from tonghu.web.site.start import start


def run(arguments: shared.Arguments) -> int:
    """Take jobs until stopped; `--once` does what waits and ends."""
    made = shared.parser("work", ABOUT)
    made.add_argument(
        "--once", action="store_true", help=said("做完等待的任务就结束", "end when nothing waits")
    )
    asked = made.parse_args(list(arguments))
    start()
    from tonghu.register.work import work

    work(once=asked.once)
    return 0


ABOUT = Text(
    "后台任务：导入、夜间判定、审计链头",
    "background work: imports, the nightly determination, heads of the audit chain",
)
