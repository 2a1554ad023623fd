"""The rule about skipped tests, seen on a small run of pytest itself."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).parent / "conftest.py"


def run(folder: Path, body: str, ci: str) -> subprocess.CompletedProcess[str]:
    (folder / "conftest.py").write_text(CONFTEST.read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "test_small.py").write_text("import pytest\n" + body, encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-ra", "-p", "no:cacheprovider", "."],
        cwd=folder,
        env={**os.environ, "CI": ci},
        capture_output=True,
        text=True,
        check=False,
    )


MISSING_TOOL = "def test_a():\n    pytest.skip('no fsck.vfat')\n"
WHOLE_MODULE = "pytest.skip('no fsck.vfat', allow_module_level=True)\n"


@pytest.mark.parametrize("body", [MISSING_TOOL, WHOLE_MODULE], ids=["test", "module"])
def test_skip_fails_under_ci_and_names_the_reason(tmp_path: Path, body: str) -> None:
    done = run(tmp_path, body, ci="1")

    assert done.returncode != 0
    assert "skipped under CI=1" in done.stdout
    assert "no fsck.vfat" in done.stdout


def test_skip_is_named_and_passes_elsewhere(tmp_path: Path) -> None:
    done = run(tmp_path, MISSING_TOOL, ci="")

    assert done.returncode == 0, done.stdout
    assert "no fsck.vfat" in done.stdout


def test_missing_vectors_and_expected_failures_pass_under_ci(tmp_path: Path) -> None:
    done = run(
        tmp_path,
        "def test_a():\n    pytest.skip('no ../shared')\n"
        "@pytest.mark.xfail\ndef test_b():\n    assert False\n",
        ci="1",
    )

    assert done.returncode == 0, done.stdout
    assert "1 skipped, 1 xfailed" in done.stdout
