"""Invented children and invented figures for the benchmark; only the shape matters. Needs NumPy."""

from __future__ import annotations

import json
import resource
import sys
import time

import numpy as np

PLACES = ("hz", "sc", "nm", "tj")
CONSUMPTION = {2025: (52000.0, 25800.0, 29700.0, 37600.0), 2026: (54100.0, 27000.0, 31000.0, 38900.0)}
DIBAO = {202501: (1190.0, 760.0, 840.0, 1100.0), 202607: (1230.0, 790.0, 870.0, 1130.0)}
TAPER = (6, 6, 12, 6)
BOOLS = ("ra1", "ra2", "un1", "un2", "inst", "ill", "dis", "study", "cov18", "adopted")


def values(year: int, month: int) -> dict[str, tuple[float, ...]]:
    """Consumption of the year before, dibao in force and months of taper, by place."""
    now = year * 100 + month
    return {"pcc": CONSUMPTION[2025], "dibao": DIBAO[max(k for k in DIBAO if k <= now)], "taper": TAPER}


def children(n: int, seed: int = 7) -> dict[str, np.ndarray]:
    """`n` children as columns: place, birth as yyyymmdd, both parents' states (0 alive, 1-8 circumstances, 9 dead …)."""
    r = np.random.default_rng(seed)
    y, m, d = r.integers(2005, 2026, n), r.integers(1, 13, n), r.integers(1, 29, n)
    states = np.array([0.55] + [0.03] * 8 + [0.13, 0.04, 0.04])

    def chance(p: float) -> np.ndarray:
        return r.random(n) < p

    return {
        "jur": r.integers(0, 4, n).astype(np.int8), "birth": (y * 10000 + m * 100 + d).astype(np.int32),
        "s1": r.choice(12, n, p=states).astype(np.uint8), "s2": r.choice(12, n, p=states).astype(np.uint8),
        "ra1": chance(0.25), "ra2": chance(0.25), "un1": chance(0.3), "un2": chance(0.3), "inst": chance(0.05),
        "fam": r.choice(4, n, p=[0.55, 0.25, 0.15, 0.05]).astype(np.uint8), "ill": chance(0.08), "dis": chance(0.1),
        "study": chance(0.7), "cov18": chance(0.5), "hhsize": r.integers(1, 7, n).astype(np.int64),
        "income": np.round(r.gamma(2.0, 900.0, n), 0).astype(np.float64),
        "ended": np.where(r.random(n) < 0.06, 2026 * 12 + r.integers(-14, 9, n), 0).astype(np.int64),
        "adopted": chance(0.02),
    }  # fmt: skip


class Clock:
    """CPU and wall time, and the peak of memory above what was there before."""

    def __init__(self) -> None:
        self.cpu, self.wall, self.base = time.process_time(), time.perf_counter(), _peak()

    def report(self, engine: str, check: list[float]) -> None:
        """Print one line of JSON for the runner."""
        print(json.dumps({"engine": engine, "cpu": time.process_time() - self.cpu, "wall": time.perf_counter() - self.wall,
                          "mb": _peak() - self.base, "check": [round(float(c)) for c in check]}))  # fmt: skip


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def asked() -> tuple[int, int]:
    """Children and months from the command line."""
    return int(sys.argv[1]), int(sys.argv[2])
