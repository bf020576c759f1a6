"""Sixteen clients at once against a running site; p50 and p95 of each page in milliseconds."""

from __future__ import annotations

import http.client
import statistics
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

CLIENTS = 16


@dataclass(frozen=True, slots=True)
class Ask:
    """One page to be asked for: its addresses in turn, and a form when it is sent by POST."""

    name: str
    addresses: tuple[str, ...]
    form: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Took:
    """What the answers took, in milliseconds; `wrong` answers were not 200."""

    p50: float
    p95: float
    wrong: int


def drive(port: int, ask: Ask, cookies: str, token: str, times: int) -> Took:
    """Ask `times` times with all clients together."""
    spent: list[float] = []
    wrong: list[int] = []
    turns = iter(range(times))
    lock = threading.Lock()

    def client() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        while True:
            with lock:
                turn = next(turns, None)
            if turn is None:
                return
            begun = time.perf_counter()
            status = fetch(connection, ask, turn, cookies, token)
            spent.append((time.perf_counter() - begun) * 1000)
            if status != 200:
                wrong.append(status)

    threads = [threading.Thread(target=client) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Took(statistics.median(spent), quantile(spent, 0.95), len(wrong))


def fetch(connection: http.client.HTTPConnection, ask: Ask, turn: int, cookies: str, token: str) -> int:
    """One page, with what it redirects to; the last status."""
    address = ask.addresses[turn % len(ask.addresses)]
    headers = {"Cookie": cookies, "Accept": "text/html"}
    if ask.form:
        body = urlencode([*ask.form, ("csrfmiddlewaretoken", token)])
        sent = {
            **headers,
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": f"http://127.0.0.1:{connection.port}",
        }
        connection.request("POST", address, body, sent)
    else:
        connection.request("GET", address, headers=headers)
    answer = connection.getresponse()
    answer.read()
    if answer.status == 302:
        connection.request("GET", answer.headers["Location"], headers=headers)
        answer = connection.getresponse()
        answer.read()
    return answer.status


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which so large a share lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
