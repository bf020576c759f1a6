"""`tonghu audit verify | export`: the chain of who did what."""

from __future__ import annotations

import argparse

from tonghu.base.texts import Text
from tonghu.web.commands import options as shared
from tonghu.web.commands.options import said
from tonghu.web.site.start import start


def run(arguments: shared.Arguments) -> int:
    """Run one verb."""
    made = shared.parser("audit", ABOUT)
    verbs = made.add_subparsers(dest="verb", required=True, metavar="verb")
    for name, (about, _) in VERBS.items():
        verb = verbs.add_parser(name, help=said(about.zh, about.en), description=said(about.zh, about.en))
        verb.add_argument("--lang", choices=["zh", "en"], default="zh", help=shared.LANG)
    asked = made.parse_args(list(arguments))
    start()
    return VERBS[asked.verb][1](asked)


def verify(asked: argparse.Namespace) -> int:
    """Name the first broken row of each chain; status 1 when there is one."""
    from django.db import transaction

    from tonghu.access.anchors import read_heads
    from tonghu.access.audit import verify as broken
    from tonghu.access.models import AuditEvent

    with transaction.atomic():
        found = list(broken(read_heads()))
        rows = AuditEvent.objects.count()
    for one in found:
        print(Text(f"链 {one.chain} 第 {one.number} 条：", f"chain {one.chain}, row {one.number}: ").in_(asked.lang) + one.what.in_(asked.lang))  # fmt: skip
    if not found:
        print(Text(f"{rows:,} 条全部相符", f"all {rows:,} rows hold").in_(asked.lang))
    return 1 if found else 0


def export(asked: argparse.Namespace) -> int:
    """Write the heads of today, to be kept on another machine or on paper."""
    from tonghu.access.anchors import export_heads

    path = export_heads()
    print(Text("链头：", "heads: ").in_(asked.lang) + str(path), path.read_text("utf-8"), sep="\n")
    return 0


ABOUT = Text("审计链：核验每一条，导出链头", "the audit chain: verify every row, export the heads")
VERBS = {
    "verify": (Text("核验每一条", "verify every row"), verify),
    "export": (Text("导出今天的链头", "export the heads of today"), export),
}
