"""Run tonghu with the arguments given and print what memory it took at most, in megabytes; a script of its own.

`ru_maxrss` would also count the process that started this one: it outlives the call of exec. Where there is /proc,
its own peak is read there.
"""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
from pathlib import Path

from tonghu.web.commands import main


def own_peak() -> int:
    """Megabytes that this process took at most."""
    status = Path("/proc/self/status")
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text("utf-8")) if status.exists() else None
    return int(found[1]) // 1024 if found else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def measured(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run this script; its last lines are `peak <megabytes>`, its own and that of the largest further process."""
    return subprocess.run(
        [sys.executable, __file__, *map(str, arguments)],
        capture_output=True, check=False, text=True, encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
    )  # fmt: skip


def peaks(run: subprocess.CompletedProcess[str]) -> list[int]:
    """The megabytes that a measured run printed."""
    return [int(found) for found in re.findall(r"^peak (\d+)$", run.stdout, re.MULTILINE)]


if __name__ == "__main__":
    outcome = main(sys.argv[1:])
    sys.stdout.write(
        f"peak {own_peak()}\npeak {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024}\n"
    )
    sys.exit(outcome)
