"""How long the demo county takes: as a table of facts, as cases and as a workbook."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tonghu.register.demo import facts_frame, people, write_workbook


def measure(what: str, work: Callable[[], object]) -> None:
    """Run once and print the seconds."""
    begun = time.perf_counter()
    work()
    print(f"{what:45} {time.perf_counter() - begun:6.2f} s")


if __name__ == "__main__":
    measure("1,000,000 children as a table", lambda: facts_frame(1_000_000))
    measure("20,000 children as cases", lambda: list(people(20_000)))
    with tempfile.TemporaryDirectory() as folder:
        measure("20,000 children as a workbook", lambda: write_workbook(Path(folder, "county.xlsx"), 20_000))
