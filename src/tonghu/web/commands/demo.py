"""`tonghu demo`: the workbook of an invented county."""

from __future__ import annotations

from pathlib import Path

from tonghu.register.demo import DEMO_DAY, DEMO_PLACE, invented_values, write_workbook
from tonghu.web.commands import options as shared


def run(arguments: shared.Arguments) -> int:
    """Write the county's workbook and its values, and say where they are."""
    made = shared.parser(
        "demo", "An invented county, to try everything on before a real child is entered.", "place", "day"
    )
    made.add_argument("path", metavar="FILE", type=Path, nargs="?", default=Path("样例县.xlsx"))
    made.add_argument("-n", "--children", type=int, default=300, metavar="N", help="how many children")
    made.add_argument("--seed", type=int, default=1, metavar="N", help="another county")
    made.add_argument(
        "--dirty", type=float, default=0.05, metavar="SHARE", help="share of rows that are made untidy"
    )
    made.add_argument(
        "--all-circumstances", action="store_true", help="every circumstance once before any comes again"
    )
    asked = made.parse_args(list(arguments))
    asked.path.parent.mkdir(parents=True, exist_ok=True)
    write_workbook(
        asked.path, asked.children, seed=asked.seed, dirty=asked.dirty, as_of=asked.as_of or DEMO_DAY,
        jurisdiction=asked.place or DEMO_PLACE, mix="all" if asked.all_circumstances else "rates",
    )  # fmt: skip
    values = asked.path.with_suffix(".toml")
    values.write_text(invented_values(asked.place or DEMO_PLACE), "utf-8")
    print(asked.path, values, sep="\n")
    return 0
