"""What the house tests look at."""

import subprocess
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def root() -> Path:
    """The top folder of the repository."""
    return Path(__file__).parents[2]


@pytest.fixture(scope="session")
def tracked(root: Path) -> list[Path]:
    """Every text that git keeps, as an absolute path; what was deleted but not yet committed, and pictures, are left out."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=root, capture_output=True, check=True, text=True, encoding="utf-8"
    )
    paths = [root / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file() and path.suffix != ".png"]
