"""`tonghu doctor`: which guarantees hold here."""

from __future__ import annotations

from tonghu.base.texts import Text
from tonghu.web.commands import options as shared
from tonghu.web.site.start import start

MARKS = {"holds": "✓", "lacks": "✗", "not_here": "–"}


def run(arguments: shared.Arguments) -> int:
    """List every guarantee; status 1 when one that could hold does not."""
    asked = shared.parser("doctor", ABOUT).parse_args(list(arguments))
    start()
    from tonghu.web.running.checks import checks

    lacking = 0
    for check in checks():
        lacking += check.state == "lacks"
        remedy = check.remedy.in_(asked.lang) if check.state != "holds" else ""
        print(MARKS[check.state], check.what.in_(asked.lang) + (f"\n    {remedy}" if remedy else ""))
    return 1 if lacking else 0


ABOUT = Text(
    "检查这里有哪些保证，缺的怎么补", "which guarantees hold here, and how to mend those that do not"
)
