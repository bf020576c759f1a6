"""What tests of the command line share: running it in this process or in one of its own, and files to run it on."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from tonghu.web.commands import main

PROGRAM = Path(sys.executable).with_name("tonghu")
ORPHAN: dict[str, Any] = {
    "id": "orphan", "title": "例一，应享说明", "jurisdiction": "内蒙古自治区", "as_of_date": "2026-06-15",
    "params": {"doc_effective_date": "2025-12-01", "param_consumption_prev_year": 24000},
    "child": {"birth_date": "2014-03-02", "orphan_certified": True, "institution_placed": False},
    "household": {"household_status": "一般"},
    "parents": [{"role": "father", "parent_life_status": "死亡"}, {"role": "mother", "parent_life_status": "死亡"}],
}  # fmt: skip
# the mother is in prison: how long is not known
OPEN: dict[str, Any] = {
    "id": "open", "jurisdiction": "内蒙古自治区", "as_of_date": "2026-06-15",
    "params": {"doc_effective_date": "2025-12-01", "param_consumption_prev_year": 24000},
    "child": {"birth_date": "2014-03-02"},
    "parents": [
        {"role": "father", "parent_life_status": "死亡"},
        {"role": "mother", "parent_life_status": "健在", "parent_conditions": ["服刑在押"], "parent_condition_since": "2026-01-10"},
    ],
}  # fmt: skip


@dataclass(frozen=True)
class Run:
    """What a command did."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it printed, as JSON."""
        return json.loads(self.out)

    @property
    def faults(self) -> list[str]:
        """Lines on standard error."""
        return self.err.splitlines()


Tonghu = Callable[..., Run]


@pytest.fixture
def tonghu(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Tonghu:
    """Run a command in this process, with text or bytes as standard input."""

    def run(*arguments: object, stdin: str | bytes = "") -> Run:
        raw = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), "utf-8"))
        capfd.readouterr()
        try:
            status = main([str(a) for a in arguments])
        except SystemExit as leaving:
            status = int(leaving.code or 0)
        told = capfd.readouterr()
        return Run(status, told.out, told.err)

    return run


def process(
    *arguments: object,
    stdin: bytes | None = b"",
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
) -> Run:
    """Run the installed program in a process of its own."""
    done = subprocess.run(
        [PROGRAM, *map(str, arguments)], input=stdin, cwd=cwd, capture_output=True, check=False, timeout=60,
        env={**os.environ, **(env or {})},
    )  # fmt: skip
    return Run(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write cases, or text, or bytes, as a file."""

    def file(content: object, name: str = "cases.yaml") -> Path:
        path = tmp_path / name
        if isinstance(content, bytes):
            path.write_bytes(content)
        elif isinstance(content, str):
            path.write_text(content, "utf-8")
        elif name.endswith(".json"):
            path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
        else:
            path.write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")
        return path

    return file


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an invented county: county.xlsx, county.toml, and its children as cases in cases.yaml."""
    from tonghu.register.demo import people  # noqa: PLC0415 only where a county is wanted

    folder = tmp_path_factory.mktemp("county")
    assert main(["invent", str(folder / "county.xlsx"), "-n", "60", "--all-circumstances"]) == 0
    cases = list(people(24, mix="all"))
    (folder / "cases.yaml").write_text(yaml.safe_dump(cases, allow_unicode=True), "utf-8")
    return folder
