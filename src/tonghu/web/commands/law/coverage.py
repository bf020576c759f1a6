"""`tonghu law coverage`: every provision with what serves it."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from tonghu.base.texts import Lang, Text
from tonghu.law.engine.coverage import KINDS, Served, account, faults, switch_uses, totals
from tonghu.law.language.switches import switches
from tonghu.law.language.words import word
from tonghu.web.account.codes import SERVED_BY
from tonghu.web.account.wording import quote
from tonghu.web.commands import options as shared
from tonghu.web.commands.options import said
from tonghu.web.commands.output import table, to_json


def add(parser: argparse.ArgumentParser) -> None:
    """Options of this verb."""
    parser.add_argument(
        "--all", action="store_true", help=said("逐条列出", "every provision, not only the table")
    )
    parser.add_argument(
        "--json", action="store_true", help=said("以 JSON 逐条列出", "every provision as JSON")
    )


def run(asked: argparse.Namespace) -> int:
    """Print the table; status 1 when a provision is not accounted for or a link leads nowhere."""
    only = shared.place_of(asked).folder if asked.place else None
    rows = [s for s in account() if only in (None, s.place.folder)]
    wrong = faults()
    if asked.json:
        print(to_json([
            {"id": s.provision.id, "place": s.place.name, "kinds": s.kinds, "serves": s.provision.serves} for s in rows
        ]))  # fmt: skip
    else:
        if asked.all:
            print(
                table(
                    [
                        (s.provision.id, quote(s.provision.quote, 36), "; ".join(s.provision.serves))
                        for s in rows
                    ]
                )
            )
        print(_totals(only, asked.lang), *_summary(rows, asked.lang), *wrong, sep="\n")
    return 1 if wrong else 0


def _totals(only: str | None, lang: Lang) -> str:
    head = (Text("文件", "document"), Text("条文", "provisions"))
    kinds = [word(SERVED_BY, kind, lang) for kind in KINDS]
    rows = [
        (place.documents[0].name, str(n), *(str(counts[k]) for k in KINDS))
        for place, counts, n in totals()
        if only in (None, place.folder)
    ]
    return table(rows, (*(text.in_(lang) for text in head), *kinds))


def _summary(rows: Sequence[Served], lang: Lang) -> tuple[str, str]:
    served = sum(bool(s.provision.serves) for s in rows)
    used = sum(bool(users) for users in switch_uses().values())
    return (
        Text(
            f"{len(rows)} 条中有 {served} 条有落实（一条可由几项落实）",
            f"{served} of {len(rows)} provisions accounted for (one may be served by several)",
        ).in_(lang),
        Text(
            f"{len(switches())} 个歧义中 {used} 个由规则使用，其余注明理由",
            f"{used} of {len(switches())} ambiguities used by rules, the rest with a reason",
        ).in_(lang),
    )
