"""台·命令: the command line, one file a command."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence

from tonghu.base.errors import Faults
from tonghu.law.places.load import PlaceError

COMMANDS = {
    "determine": "tonghu.web.commands.determine",
    "template": "tonghu.web.commands.template",
    "explain": "tonghu.web.commands.explain",
    "ask": "tonghu.web.commands.ask",
    "compare": "tonghu.web.commands.compare",
    "law": "tonghu.web.commands.law",
    "demo": "tonghu.web.commands.demo",
}
SAID = {
    "determine": "说明每个孩子应享什么 / what the law owes each child",
    "template": "空白儿童台账 / an empty ledger workbook",
    "explain": "一个孩子的理由，逐条到事实 / the reasons for one child, down to the facts",
    "ask": "一问一答 / a determination by question and answer",
    "compare": "同一个孩子在几个地方 / one child in several places",
    "law": "条文、数值、落实情况 / provisions, values, coverage",
    "demo": "虚构的样例县 / an invented county",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns its exit status: 0 done, 2 an input could not be read."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    parser = argparse.ArgumentParser(
        prog="tonghu", description="童护 Tonghu: what the law owes a child in difficulty, and why.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="\n".join(f"  {name:<11}{said}" for name, said in SAID.items()),
    )  # fmt: skip
    parser.add_argument("command", choices=list(COMMANDS), metavar="command")
    parser.add_argument("rest", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments[:1] or ["--help"])
    module = importlib.import_module(COMMANDS[asked.command])
    try:
        status: int = module.run(arguments[1:])
    except Faults as error:
        for fault in error.faults:
            print(fault, file=sys.stderr)
        return 2
    except (PlaceError, FileNotFoundError, IsADirectoryError, PermissionError) as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        print("已停止 / stopped", file=sys.stderr)
        return 130
    return status
