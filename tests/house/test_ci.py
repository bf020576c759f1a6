"""The build machine runs everything, and no test may be left out there."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SUITE = {
    "passed": "def test_it(): pass",
    "skipped": "import pytest\ndef test_it(): pytest.skip('no reason')",
    "expected to fail": "import pytest\n@pytest.mark.xfail\ndef test_it(): assert False",
}


@pytest.mark.parametrize(("ci", "outcome", "status"), [
    ("true", "passed", 0), ("true", "skipped", 1), ("true", "expected to fail", 1), ("", "skipped", 0),
])  # fmt: skip
def test_a_test_that_is_left_out_fails_the_run(
    root: Path, tmp_path: Path, ci: str, outcome: str, status: int
) -> None:
    shutil.copy(root / "tests/left_out.py", tmp_path / "conftest.py")
    (tmp_path / "test_it.py").write_text(f"{SUITE[outcome]}\n", "utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-c", os.devnull, str(tmp_path)],
        cwd=tmp_path,
        env={**os.environ, "CI": ci},
        capture_output=True,
        check=False,
    )
    assert run.returncode == status, run.stdout.decode()


def test_the_build_script_stops_at_the_first_failure_and_runs_every_target(root: Path) -> None:
    script = root / ".ci/run"
    text = script.read_text("utf-8")
    assert os.access(script, os.X_OK)
    assert "set -euo pipefail" in text
    for target in ("make lint", "make test\n", "make test-long"):
        assert target in text


def test_each_target_of_make_is_explained(root: Path) -> None:
    makefile = (root / "Makefile").read_text("utf-8")
    phony = next(line for line in makefile.splitlines() if line.startswith(".PHONY:")).split()[1:]
    for target in phony:
        assert any(line.startswith(f"{target}:") and "## " in line for line in makefile.splitlines()), target
