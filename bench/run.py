"""Measure side by side, in one run: the rule set in three engines, a place's full law, one explained case, the import.

Ratios are what counts; absolute times depend on the machine. OpenFisca (AGPL) is installed from the registry into an
environment of its own; it is no dependency of Tonghu.
"""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
BUILD = HERE.parent / "build"
OPENFISCA = BUILD / "openfisca"
SIZES = ((1_000_000, 12),)
RUNS = {"hand-written Polars": 3, "Tonghu": 3, "OpenFisca": 1}


def openfisca() -> str:
    """The interpreter of OpenFisca's own environment, made on first use."""
    python = OPENFISCA / "bin" / "python"
    if not python.exists():
        venv.create(OPENFISCA, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "openfisca-core"], check=True)
    return str(python)


def run(python: str, script: str, *arguments: int) -> dict[str, Any]:
    """The line of JSON that a script prints."""
    done = subprocess.run(
        [python, script, *map(str, arguments)],
        cwd=HERE / "rules",
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"{script}: {done.stderr[-2000:]}")
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def rule_set() -> None:
    """Thirteen variables, three engines; totals must agree."""
    engines = {"hand-written Polars": (sys.executable, "hand_polars.py"), "Tonghu": (sys.executable, "tonghu_run.py"),
               "OpenFisca": (openfisca(), "openfisca_run.py")}  # fmt: skip
    for n, months in SIZES:
        best = {
            name: min((run(*engine, n, months) for _ in range(RUNS[name])), key=lambda r: r["cpu"])
            for name, engine in engines.items()
        }
        if len({tuple(r["check"][1:]) for r in best.values()}) != 1:
            sys.exit(f"the engines do not agree: {best}")
        print(f"\nrule set, {n:,} children × {months} months")
        print(
            f"{'engine':22}{'CPU s':>8}{'wall s':>8}{'MB more':>9}{'CPU ÷ Polars':>14}{'OpenFisca ÷ it':>16}"
        )
        for name, r in best.items():
            print(f"{name:22}{r['cpu']:8.2f}{r['wall']:8.2f}{r['mb']:9.0f}{r['cpu'] / best['hand-written Polars']['cpu']:14.2f}"
                  f"{best['OpenFisca']['cpu'] / r['cpu']:16.1f}")  # fmt: skip
        print(
            "bars: Tonghu at most 1.6 × the CPU of hand-written Polars, and at least 10 × less than OpenFisca"
        )


def whole_law() -> None:
    """Every rule of one place over a million children, one day; one case; the import."""
    r = run(sys.executable, "whole_law.py", 1_000_000, 1)
    print(f"\nwhole law of {r['place']} ({r['expressions']} expressions), 1,000,000 children, one day")
    print(
        f"  wall {r['wall']:.1f} s (bar 15), CPU {r['cpu']:.1f} s, {r['mb']:.0f} MB above the input (bar 1500)"
    )
    print(
        f"  one case: every node {r['case_ms']:.3f} ms; explained answer {r['explained_ms']:.3f} ms (bar 1)"
    )
    print(f"  import tonghu.law {r['import_s']:.2f} s (bar 0.5)")


if __name__ == "__main__":
    rule_set()
    whole_law()
