"""`tonghu demo`: an invented county in the browser, with a login for each seat."""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
import webbrowser
from collections.abc import Callable
from pathlib import Path

from tonghu.base.errors import Fault, Faults
from tonghu.base.texts import Lang, Text
from tonghu.register.demo import DEMO_PLACE
from tonghu.web.commands import options as shared
from tonghu.web.commands.options import said
from tonghu.web.commands.output import table
from tonghu.web.commands.serve import DEFAULT
from tonghu.web.site.home import home
from tonghu.web.site.start import migrate, start

PID, LOG = "server.pid", "logs/server.log"
PATIENCE = 60.0  # seconds


def run(arguments: shared.Arguments) -> int:
    """Prepare the demo in the installation's folder, then serve it; print the logins last."""
    asked = _parser().parse_args(list(arguments))
    lang: Lang = asked.lang
    if asked.stop:
        return _stop(lang)
    place = shared.known_place(asked.place or DEMO_PLACE, lang).name
    start()
    migrate()
    from tonghu.web.running import accounts, county

    code = county.fill(place, asked.children, asked.seed, _progress(lang), lang)
    ran = county.last_run()
    made = accounts.logins(code)
    if ran:
        print(Text(f"样例县：{ran.children} 个儿童，已按 {ran.day} 判定", f"demo county: {ran.children} children, determined as of {ran.day}").in_(lang))  # fmt: skip
    print(Text("导入试用的台账：", "a ledger to import: ").in_(lang) + str(home() / "county.xlsx"))
    rows = [(login.seat.in_(lang), login.username, login.password, " ".join(login.codes)) for login in made]
    print(table(rows, HEAD[lang]))
    print(Text("密码和验证码只在这次启动有效；一个验证码登录一次。",
               "Passwords and codes hold until the next start; one code serves one login.").in_(lang))  # fmt: skip
    if asked.no_serve:
        return 0
    if asked.background:
        return _in_background(asked)
    return subprocess.run(_server(asked), check=False).returncode


def _parser() -> argparse.ArgumentParser:
    made = shared.parser("demo", ABOUT, "place")
    made.add_argument("-n", "--children", type=int, default=300, metavar="N", help=said("几个孩子", "how many children"))  # fmt: skip
    made.add_argument("--seed", type=int, default=1, metavar="N", help=said("换一个县", "another county"))
    made.add_argument(
        "--address", default=DEFAULT, metavar="HOST:PORT", help=said("监听地址", "where to listen")
    )
    made.add_argument(
        "--no-serve", action="store_true", help=said("只准备，不启动网站", "prepare it and stop")
    )
    made.add_argument("--background", action="store_true", help=said("网站在后台运行", "leave the site running in the background"))  # fmt: skip
    made.add_argument("--stop", action="store_true", help=said("停下后台运行的网站", "stop the site in the background"))  # fmt: skip
    return made


def _server(asked: argparse.Namespace) -> list[str]:
    return [
        sys.executable,
        "-m",
        "tonghu.web.commands",
        "serve",
        "--address",
        asked.address,
        "--lang",
        asked.lang,
    ]


def _in_background(asked: argparse.Namespace) -> int:
    """Start the site on its own, wait until it answers, say where it is."""
    lang: Lang = asked.lang
    _stop(lang, quietly=True)
    address = f"http://{asked.address}/"
    if _answers(address):
        raise Faults(Fault(asked.address, TAKEN.in_(lang), OTHER.in_(lang)))
    with (home() / LOG).open("ab") as log:
        process = subprocess.Popen(_server(asked), stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True)  # fmt: skip
    (home() / PID).write_text(str(process.pid), "utf-8")
    until = time.monotonic() + PATIENCE
    while not _answers(address):
        if process.poll() is not None or time.monotonic() > until:
            raise Faults(Fault(address, SILENT.in_(lang), SEE.in_(lang) + str(home() / LOG)))
        time.sleep(0.2)
    print(Text("打开浏览器：", "open in a browser: ").in_(lang) + address)
    if sys.stdout.isatty():
        webbrowser.open(address)
    return 0


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address + "login", timeout=2) as page:  # noqa: S310 - our own address  # nosec B310
            return bool(page.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _stop(lang: Lang, *, quietly: bool = False) -> int:
    """Stop the site that was left in the background."""
    path: Path = home() / PID
    stopped = False
    if path.exists():
        with contextlib.suppress(ProcessLookupError):
            os.kill(int(path.read_text("utf-8")), signal.SIGTERM)
            stopped = True
    path.unlink(missing_ok=True)
    if not quietly:
        print((Text("已停下", "stopped") if stopped else Text("没有在运行", "it was not running")).in_(lang))
    return 0


def _progress(lang: Lang) -> Callable[[Text, int, int], None]:
    def told(what: Text, done: int, total: int) -> None:
        if sys.stderr.isatty():
            print(f"\r{what.in_(lang)} {done:,} / {total:,}\033[K", end="", file=sys.stderr, flush=True)

    return told


HEAD = {"zh": ("岗位", "用户名", "密码", "验证码"), "en": ("seat", "user", "password", "codes")}
ABOUT = Text("在浏览器里试用一个虚构的县", "try an invented county in the browser")
TAKEN = Text("这个地址已有别的网站", "another site answers at this address")
OTHER = Text("先停下它，或用 --address 换一个端口", "stop it first, or choose another port with --address")
SILENT = Text("网站没有启动", "the site did not start")
SEE = Text("看日志：", "see the log: ")
