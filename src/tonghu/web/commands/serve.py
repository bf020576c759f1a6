"""`tonghu serve`: the site of an installation, with its worker."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from tonghu.base.errors import Fault, Faults
from tonghu.base.texts import Text
from tonghu.web.commands import options as shared
from tonghu.web.commands.options import said
from tonghu.web.site.start import start

DEFAULT = "127.0.0.1:8000"


def run(arguments: shared.Arguments) -> int:
    """Serve until stopped. Refuses an open address without TLS, and tables of another version."""
    asked = _parser().parse_args(list(arguments))
    _refuse_open(asked)
    start()
    from tonghu.web.running import server, state

    if state.waiting_migrations():
        raise Faults(Fault("serve", OLD.in_(asked.lang), UPGRADE.in_(asked.lang)))
    print(Text("地址：", "address: ").in_(asked.lang) + _address(asked), flush=True)
    beside = None if asked.no_worker else server.worker()
    try:
        server.Server(asked.address, asked.certificate, asked.key).run()
    finally:
        if beside:
            beside.terminate()
    return 0


def _parser() -> argparse.ArgumentParser:
    made = shared.parser("serve", ABOUT)
    made.add_argument(
        "--address", default=DEFAULT, metavar="HOST:PORT", help=said("监听地址", "where to listen")
    )
    made.add_argument("--certificate", type=Path, metavar="FILE", help=said("TLS 证书", "TLS certificate"))
    made.add_argument("--key", type=Path, metavar="FILE", help=said("证书的私钥", "its private key"))
    made.add_argument("--behind-proxy", action="store_true", help=said("前面有终止 TLS 的反向代理", "a reverse proxy in front ends TLS"))  # fmt: skip
    made.add_argument(
        "--no-worker", action="store_true", help=said("不启动后台任务", "without the background worker")
    )
    return made


def _refuse_open(asked: argparse.Namespace) -> None:
    """An address that others can reach needs TLS and the names it answers to. Raises Faults."""
    host = asked.address.rpartition(":")[0]
    secure = bool(asked.certificate and asked.key) or asked.behind_proxy
    if secure:
        os.environ["TONGHU_OPEN"] = "1"
    if host in {"127.0.0.1", "localhost", "[::1]"} and not secure:
        return
    if not secure:
        raise Faults(Fault(asked.address, OPEN.in_(asked.lang), TLS.in_(asked.lang)))
    if not os.environ.get("TONGHU_HOSTS"):
        raise Faults(Fault("TONGHU_HOSTS", NAMES.in_(asked.lang), SET.in_(asked.lang)))


def _address(asked: argparse.Namespace) -> str:
    return f"{'https' if asked.certificate else 'http'}://{asked.address}/"


ABOUT = Text(
    "启动网站（默认只有本机能打开）", "start the site (only this machine can open it unless told otherwise)"
)
OPEN = Text(
    "别的机器也能打开这个地址，却没有 TLS", "other machines can reach this address, and there is no TLS"
)
TLS = Text(
    "加 --certificate 和 --key，或在反向代理后加 --behind-proxy",
    "give --certificate and --key, or --behind-proxy behind a reverse proxy",
)
NAMES = Text("没有写网站的名字", "the names of the site are not set")
SET = Text("例如 TONGHU_HOSTS=tonghu.example.gov.cn", "for example TONGHU_HOSTS=tonghu.example.gov.cn")
OLD = Text("数据库结构不是这一版", "the tables are not those of this version")
UPGRADE = Text("先运行 tonghu upgrade", "run tonghu upgrade first")
