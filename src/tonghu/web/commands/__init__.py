"""台·命令: the command line, one file a command."""

from __future__ import annotations

import argparse
import importlib
import io
import itertools
import os
import sys
from collections.abc import Sequence
from importlib import metadata

from tonghu.base.errors import Faults
from tonghu.base.texts import Lang, Text
from tonghu.law.places.load import PlaceError
from tonghu.web.commands.output import told_os_error

COMMANDS = {
    "determine": "tonghu.web.commands.determine",
    "template": "tonghu.web.commands.template",
    "explain": "tonghu.web.commands.explain",
    "ask": "tonghu.web.commands.ask",
    "compare": "tonghu.web.commands.compare",
    "law": "tonghu.web.commands.law",
    "invent": "tonghu.web.commands.invent",
    "demo": "tonghu.web.commands.demo",
    "serve": "tonghu.web.commands.serve",
    "work": "tonghu.web.commands.work",
    "doctor": "tonghu.web.commands.doctor",
    "backup": "tonghu.web.commands.backup",
    "restore": "tonghu.web.commands.restore",
    "upgrade": "tonghu.web.commands.upgrade",
    "audit": "tonghu.web.commands.audit",
    "keys": "tonghu.web.commands.keys",
}
SAID = {
    "determine": "说明每个孩子应享什么 / what the law owes each child",
    "template": "空白儿童台账 / an empty ledger workbook",
    "explain": "一个孩子的理由，逐条到事实 / the reasons for one child, down to the facts",
    "ask": "一问一答 / a determination by question and answer",
    "compare": "同一个孩子在几个地方 / one child in several places",
    "law": "条文、数值、落实情况 / provisions, values, coverage",
    "invent": "虚构的样例台账 / the workbook of an invented county",
    "demo": "在浏览器里试用一个虚构的县 / try an invented county in the browser",
    "serve": "启动网站 / start the site",
    "work": "后台任务与夜间判定 / background work and the nightly run",
    "doctor": "这里有哪些保证 / which guarantees hold here",
    "backup": "备份 / make a backup",
    "restore": "从备份恢复 / bring back a backup",
    "upgrade": "更新数据库结构 / bring the database up to this version",
    "audit": "核验、导出审计链 / verify and export the audit chain",
    "keys": "更换字段密钥 / change the key of sealed fields",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns its exit status: 0 done, 2 an input could not be read."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    _speak_utf8()
    asked = _parser().parse_args(arguments[:1] or ["--help"])
    lang = _lang(arguments)
    try:
        status: int = importlib.import_module(COMMANDS[asked.command]).run(arguments[1:])
        sys.stdout.flush()
    except Faults as error:
        for fault in error.faults:
            print(fault, file=sys.stderr)
        return 2
    except PlaceError as error:
        print(error.text.in_(lang), file=sys.stderr)
        return 2
    except BrokenPipeError:  # whoever reads has seen enough, as in `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        print(told_os_error(error, lang), file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print(Text("已停止", "stopped").in_(lang), file=sys.stderr)
        return 130
    return status


def _parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        prog="tonghu", description="童护：困境儿童应享什么，为什么 / Tonghu: what the law owes a child in difficulty, and why",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="\n".join(f"  {name:<11}{said}" for name, said in SAID.items()),
    )  # fmt: skip
    made.add_argument("--version", action="version", version=f"tonghu {metadata.version('tonghu')}")
    made.add_argument("command", choices=list(COMMANDS), metavar="command", help="见下 / see below")
    return made


def _lang(arguments: Sequence[str]) -> Lang:
    """The language asked for, before the command has read its own options."""
    return "en" if "--lang=en" in arguments or ("--lang", "en") in itertools.pairwise(arguments) else "zh"


def _speak_utf8() -> None:
    """Files and pipes get UTF-8 whatever the system's habit; a terminal that lacks a character shows '?'."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8")
