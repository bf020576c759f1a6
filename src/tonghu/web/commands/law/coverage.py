"""`tonghu law coverage`: every provision with what serves it."""

from __future__ import annotations

import argparse

from tonghu.base.texts import Text
from tonghu.law.engine.coverage import KINDS, account, faults, switch_uses, totals
from tonghu.law.language.switches import switches
from tonghu.web.commands import options as shared
from tonghu.web.commands.output import table, to_json


def add(parser: argparse.ArgumentParser) -> None:
    """Options of this verb."""
    parser.add_argument("--all", action="store_true", help="every provision, not only the table")
    parser.add_argument("--json", action="store_true", help="every provision as JSON")


def run(asked: argparse.Namespace) -> int:
    """Print the table; status 1 when a provision is not accounted for or a link leads nowhere."""
    only = shared.place_of(asked).folder if asked.place else None
    rows = [s for s in account() if only in (None, s.place.folder)]
    wrong = faults()
    if asked.json:
        print(
            to_json(
                [
                    {
                        "id": s.provision.id,
                        "place": s.place.name,
                        "kinds": s.kinds,
                        "serves": s.provision.serves,
                    }
                    for s in rows
                ]
            )
        )
        return 1 if wrong else 0
    if asked.all:
        print(table([(s.provision.id, s.provision.quote[:36], "; ".join(s.provision.serves)) for s in rows]))
    lang = asked.lang
    head = (Text("文件", "document").in_(lang), Text("条文", "provisions").in_(lang), *KINDS)
    print(table([(place.documents[0].name, str(n), *(str(counts[k]) for k in KINDS))
                 for place, counts, n in totals() if only in (None, place.folder)], head))  # fmt: skip
    served = sum(bool(s.provision.serves) for s in rows)
    used = sum(bool(users) for users in switch_uses().values())
    print(
        Text(
            f"{len(rows)} 条中有 {served} 条有落实（一条可由几项落实）",
            f"{served} of {len(rows)} provisions accounted for (one may be served by several)",
        ).in_(lang)
    )
    print(
        Text(
            f"{len(switches())} 个歧义中 {used} 个由规则使用，其余注明理由",
            f"{used} of {len(switches())} ambiguities used by rules, the rest with a reason",
        ).in_(lang)
    )
    print("\n".join(wrong))
    return 1 if wrong else 0
