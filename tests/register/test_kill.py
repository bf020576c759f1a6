"""A worker killed without warning at any statement leaves nothing half visible, and the next one ends in the same state."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tonghu.web.site.home import prepare

pytestmark = pytest.mark.django_db  # in a database of its own, but on the one that the tests run on
ROOT = Path(__file__).parents[2]
SCRIPT = Path(__file__).with_name("killing.py")
SAMPLES = 14


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An installation of its own, with a county in it, on the database that the tests run on."""
    folder = tmp_path_factory.mktemp("kill")
    home = folder / "home"
    prepare(home)
    (home / "jobs").mkdir()
    environment = {**os.environ, "TONGHU_HOME": str(home), "TONGHU_TESTS": str(ROOT), "PYTHONPATH": str(ROOT),
                   "DJANGO_SETTINGS_MODULE": "tonghu.web.site.settings", "TONGHU_NIGHT": "24"}  # fmt: skip
    environment.pop("TONGHU_DATABASE", None)
    if os.environ.get("TONGHU_TEST") == "postgres":
        environment["TONGHU_DATABASE"] = database_of_its_own()
    told(environment, "prepare")
    return environment


def database_of_its_own() -> str:
    """Another database on the server that this run has started; its address."""
    import psycopg  # noqa: PLC0415 - only where the tests run on it

    server, _, _ = os.environ["TONGHU_DATABASE"].rpartition("/")
    with psycopg.connect(f"{server}/postgres", autocommit=True) as admin:
        admin.execute("CREATE DATABASE tonghu_kill")
    return f"{server}/tonghu_kill"


def told(environment: dict[str, str], *arguments: str) -> list[dict[str, Any]]:
    ran = subprocess.run(
        [sys.executable, SCRIPT, *arguments], env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr[-3000:]
    return [json.loads(line) for line in ran.stdout.splitlines()]


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["import.commit", "determine.all"])
def test_a_killed_worker_leaves_all_or_nothing_and_the_next_ends_the_same(
    kind: str, installation: dict[str, str]
) -> None:
    whole, *killed = told(installation, "run", kind, str(SAMPLES))
    before, after = whole["before"]["digest"], whole["after"]["digest"]
    assert before != after
    assert all(state.endswith(":done") for state in whole["after"]["states"])
    assert len(killed) == SAMPLES
    assert {one["signal"] for one in killed} == {9}
    for one in killed:
        assert one["again"] == whole["after"], one
    seen = {one["between"]["digest"] for one in killed}
    if kind == "determine.all":
        assert seen <= {before, after}
    else:  # behind the commit another job determines the children: one more state, whole as well
        assert len(seen) <= 3
        assert before in seen


@pytest.mark.slow
def test_a_full_disk_is_told_and_loses_nothing(installation: dict[str, str]) -> None:
    (seen,) = told(installation, "full", "import.commit")
    if (
        "TONGHU_DATABASE" not in installation
    ):  # PostgreSQL's server writes the tables: a full disk of ours stops nothing
        assert seen["between"]["digest"] == seen["before"]["digest"]
        assert seen["between"]["states"][-1] in {"import.commit:failed", "import.commit:running"}
        assert seen["messages"][-1].startswith("The disk is full; nothing was written")
    assert seen["again"]["states"][-2:] == ["import.commit:done", "determine.changed:done"]
    assert seen["again"]["digest"] != seen["before"]["digest"]
