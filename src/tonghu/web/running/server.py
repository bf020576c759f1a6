"""The web server of an installation, and the worker beside it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from gunicorn.app.base import BaseApplication

LOOPBACK = ("127.0.0.1", "localhost", "[::1]", "::1")
WORKERS, THREADS = 2, 8
PATIENCE = 120  # seconds


class Server(BaseApplication):
    """gunicorn with the settings that this product needs."""

    def __init__(self, bind: str, certificate: Path | None = None, key: Path | None = None) -> None:
        self.chosen: dict[str, Any] = {
            "bind": bind, "workers": WORKERS, "threads": THREADS, "worker_class": "gthread", "timeout": PATIENCE,
            "graceful_timeout": 10, "accesslog": None, "errorlog": "-", "loglevel": "warning", "umask": 0o077,
            "worker_tmp_dir": None, "forwarded_allow_ips": "127.0.0.1", "proc_name": "tonghu",
            "max_requests": 20_000, "max_requests_jitter": 1_000, "limit_request_line": 2_000,
        }  # fmt: skip
        if certificate and key:
            self.chosen |= {"certfile": str(certificate), "keyfile": str(key)}
        super().__init__()

    def load_config(self) -> None:
        """Nothing but what is chosen here: no file, no environment."""
        for name, value in self.chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The application."""
        from tonghu.web.site.wsgi import application

        return application


def worker() -> subprocess.Popen[bytes]:
    """The process that does the long work."""
    return subprocess.Popen([sys.executable, "-m", "tonghu.web.commands", "work"])
