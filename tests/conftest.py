"""What holds for every test of the project."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from tests import postgres
from tests.left_out import pytest_sessionfinish

__all__ = ["pytest_sessionfinish"]
pytest_plugins = ["tests.browser"]  # the site in a browser: fixtures `site` and `browser`

# An installation of its own for this run, before Django reads its settings.
HOME = Path(tempfile.mkdtemp(prefix="tonghu-test-"))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
os.environ["TONGHU_HOME"] = str(HOME)
os.environ["DJANGO_SETTINGS_MODULE"] = "tonghu.web.site.settings"
os.environ.pop("TONGHU_DATABASE", None)
if os.environ.get("TONGHU_TEST") == "postgres":
    os.environ["TONGHU_DATABASE"] = postgres.start(HOME)

import django  # noqa: E402 - only now
from django.db import connection  # noqa: E402

from tonghu.web.site.home import prepare  # noqa: E402

prepare(HOME)
django.setup()


GUARDED = ("register_", "access_")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL run only what asks a database: the rest has run on SQLite already."""
    if os.environ.get("TONGHU_TEST") == "postgres":
        asking = [item for item in items if item.get_closest_marker("django_db")]
        config.hook.pytest_deselected(items=[item for item in items if item not in asking])
        items[:] = asking


@pytest.fixture(autouse=True)
def _every_write_is_recorded(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test in which a table of the register or of access is written outside a recorded write."""
    if "db" not in request.fixturenames and "transactional_db" not in request.fixturenames:
        yield
        return
    from tonghu.access import writes  # noqa: PLC0415 - needs Django

    found: list[str] = []

    def watch(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        head = sql.lstrip().split(None, 3)[:3]
        if head and head[0] in {"INSERT", "UPDATE", "DELETE"}:
            table = (head[1] if head[0] == "UPDATE" else head[2]).strip('"')
            if table.startswith(GUARDED) and not writes.running() and "unrecorded" not in request.keywords:
                found.append(sql[:120])
        return execute(sql, params, many, context)

    watched: AbstractContextManager[None] = connection.execute_wrapper(watch)
    with watched:
        yield
    assert not found, "written outside a recorded write: " + "; ".join(found)
