"""With ``CI=1`` a skipped test is a failure, so that nothing goes unchecked unnoticed.

The one reason that is let through is ``no ../shared``: vectors that lie beside the
checkout and are not part of it. Anywhere else skips are listed in pytest's summary.
"""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest

ACCEPTED = "no ../shared"


def _judge(report: pytest.TestReport | pytest.CollectReport) -> None:
    if os.environ.get("CI") != "1" or not report.skipped or hasattr(report, "wasxfail"):
        return
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    if ACCEPTED not in reason:
        report.outcome = "failed"
        report.longrepr = f"skipped under CI=1: {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _judge(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _judge(report)
    return report
