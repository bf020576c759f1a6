"""On the build machine no test may be left out."""

import os

import pytest


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Fail a run on the build machine in which a test was skipped or expected to fail.

    A skipped test looks like a passed one from far away, so nothing may rest on one. At a desk skipping is allowed.
    """
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if not os.environ.get("CI") or reporter is None or exitstatus != pytest.ExitCode.OK:
        return
    left_out = [outcome for outcome in ("skipped", "xfailed", "xpassed") if reporter.stats.get(outcome)]
    if left_out:
        reporter.write_line(f"\nCI is set and there are tests that were {' and '.join(left_out)}.", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
