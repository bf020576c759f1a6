"""An upload that a killed process left behind does not lie there for ever."""

from __future__ import annotations

import os
import time

import pytest
from django.conf import settings

from tonghu.register.imports import vault


@pytest.mark.parametrize(("living", "age", "stays"), [
    (set(), vault.ORPHANED + 60, False), ({"stray"}, vault.ORPHANED + 60, True), (set(), 60, True),
])  # fmt: skip
def test_only_old_files_without_an_import_are_destroyed(living: set[str], age: int, stays: bool) -> None:
    vault.put("stray", b"x")
    path = settings.TONGHU_HOME / "files" / f"stray{vault.SUFFIX}"
    then = time.time() - age
    os.utime(path, (then, then))
    assert vault.sweep(living) == (0 if stays else 1)
    assert path.exists() is stays
    path.unlink(missing_ok=True)
