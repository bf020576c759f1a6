"""Django's own check of a site that others can reach: `python -m tests.open_site`, in a folder that is thrown away."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tonghu.web.site.home import prepare

CHECK = ("-m", "django", "check", "--deploy", "--fail-level", "WARNING")


def open_site(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Python with some arguments, under the settings of an open site."""
    prepare(home)
    named = {
        "TONGHU_HOME": str(home),
        "TONGHU_OPEN": "1",
        "TONGHU_HOSTS": "example.org",
        "TONGHU_DATABASE": "",
    }
    return subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, check=False, timeout=120,
        env={**os.environ, **named, "DJANGO_SETTINGS_MODULE": "tonghu.web.site.settings"},
    )  # fmt: skip


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        done = open_site(Path(made), *CHECK)
    sys.stderr.write(done.stdout + done.stderr if done.returncode else "")
    sys.exit(done.returncode)
