"""`tonghu invent`: the workbook of an invented county."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from tonghu.base.texts import Text
from tonghu.register.demo import DEMO_DAY, DEMO_PLACE, invented_values, write_workbook
from tonghu.web.commands import options as shared
from tonghu.web.commands.options import said
from tonghu.web.commands.output import keep, write_text


def run(arguments: shared.Arguments) -> int:
    """Write the county's workbook and its values, and say where they are; real files are left alone."""
    asked = _parser().parse_args(list(arguments))
    place = shared.known_place(asked.place or DEMO_PLACE, asked.lang).name
    values = asked.path.with_suffix(".toml")
    for path in (asked.path, values) if not asked.force else ():
        keep(path, asked.lang)
    write_text(values, invented_values(place))
    write_workbook(
        asked.path, asked.children, seed=asked.seed, dirty=asked.dirty, as_of=asked.as_of or DEMO_DAY,
        jurisdiction=place, mix="all" if asked.all_circumstances else "rates",
    )  # fmt: skip
    print(asked.path, values, sep="\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    made = shared.parser(
        "invent",
        Text(
            "虚构的样例县，录入真实的孩子之前先试用",
            "an invented county, to try everything on before a real child is entered",
        ),
        "place", "day",
    )  # fmt: skip
    made.add_argument("path", metavar="FILE", type=Path, nargs="?", default=Path("样例县.xlsx"))
    made.add_argument("-n", "--children", type=_number(int, 0, 2_000_000), default=300, metavar="N", help=said("几个孩子", "how many children"))  # fmt: skip
    made.add_argument("--seed", type=int, default=1, metavar="N", help=said("换一个县", "another county"))
    made.add_argument("--dirty", type=_number(float, 0, 1), default=0.05, metavar="SHARE", help=said("写得不整齐的行占多少（0 到 1）", "share of rows that are made untidy (0 to 1)"))  # fmt: skip
    made.add_argument("--all-circumstances", action="store_true", help=said("每种处境先各来一个", "every circumstance once before any comes again"))  # fmt: skip
    made.add_argument(
        "--force", action="store_true", help=said("覆盖已有的文件", "write over existing files")
    )
    return made


def _number(kind: Callable[[str], float], low: float, high: float) -> Callable[[str], float]:
    """A number between two bounds, for argparse."""

    def read(text: str) -> float:
        try:
            value = kind(text)
        except ValueError:
            value = high + 1
        if not low <= value <= high:
            raise argparse.ArgumentTypeError(f"{text}: {low:,}–{high:,}")
        return value

    return read
