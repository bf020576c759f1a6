"""All rules of one place over a million invented children; one explained case; the time to import."""

import datetime as dt
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from data import asked

from tonghu.law.engine.batch import batch_for
from tonghu.law.engine.case import read_case
from tonghu.law.engine.determine import Options, evaluate, explained
from tonghu.law.engine.interpret import program
from tonghu.law.engine.law import find_place, law_for
from tonghu.register.demo import facts_frame, people

PLACE, DAY = "天津市", dt.date(2026, 6, 15)


def main() -> None:
    n, _ = asked()
    frame = facts_frame(n, as_of=DAY, jurisdiction=PLACE)
    law = law_for(find_place(PLACE), DAY)
    batch = batch_for(law)
    with tempfile.TemporaryDirectory() as folder:
        before, cpu, wall = _peak(), time.process_time(), time.perf_counter()
        batch.run(frame.lazy(), keep=()).sink_parquet(Path(folder, "results.parquet"))
        cpu, wall, more = time.process_time() - cpu, time.perf_counter() - wall, _peak() - before
    print(
        json.dumps(
            {
                "place": PLACE,
                "expressions": len(law.nodes),
                "cpu": cpu,
                "wall": wall,
                "mb": more,
                **_one_case(),
                "import_s": _import(),
            }
        )
    )


def _one_case() -> dict[str, float]:
    cases = [read_case(c) for c in people(200, as_of=DAY, jurisdiction=PLACE, mix="all")]
    done = [evaluate(c) for c in cases]
    ready = program(done[0].law.frame)
    start = time.perf_counter()
    for one in done:
        ready.run(one.facts)
    runs = time.perf_counter() - start
    options = Options(next_change=False)
    start = time.perf_counter()
    for case in cases:
        explained(case, options)
    return {
        "case_ms": runs / len(done) * 1e3,
        "explained_ms": (time.perf_counter() - start) / len(cases) * 1e3,
    }


def _import() -> float:
    code = "import time; t = time.perf_counter(); import tonghu.law; tonghu.law.determine; print(time.perf_counter() - t)"
    return min(
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
        for _ in range(3)
    )


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
