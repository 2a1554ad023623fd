"""The commands of a reviewer as he runs them: exit codes and output of the real program."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.review.sample import Played, flipped, written


def run(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "simulator", *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "SIMULATOR_HOME": str(home), "SIMULATOR_LANG": "en"},
        check=False,
        timeout=60,
    )


def test_over_several_bundles_the_worst_decides(
    search: Played, drill: Played, tmp_path: Path
) -> None:
    home = search.home.path
    bad = str(written(flipped(drill.bundle, "entries/000002.note", 30), tmp_path / "bad.zip"))
    torn = tmp_path / "torn.zip"
    torn.write_bytes(b"PK\x03\x04")

    good = run(home, "review", "--json", str(search.path), str(drill.path))
    worse = run(home, "review", "--json", str(search.path), bad)
    worst = run(home, "review", "--json", bad, str(torn), str(drill.path))

    assert (good.returncode, worse.returncode, worst.returncode) == (3, 1, 2)
    assert [one["integrity"]["verdict"] for one in json.loads(worse.stdout)] == [
        "intact-unanchored",
        "altered",
    ]
    assert len(json.loads(worst.stdout)) == 2
    assert "bundle-truncated" in worst.stderr


def test_verify_show_form_and_why(search: Played, tmp_path: Path) -> None:
    home, path = search.home.path, str(search.path)
    anchor = tmp_path / "kept"
    anchor.write_bytes(search.bundle.checkpoint)

    verified = run(home, "log", "verify", path, "--anchor", str(anchor), "--json")
    assert verified.returncode == 0
    assert json.loads(verified.stdout)["verdict"] == "intact-anchored"
    assert run(home, "log", "verify", search.id).returncode == 3
    shown = run(home, "log", "show", path)
    assert shown.stdout.count("\n") == len(search.bundle.entries)
    assert "EX-001" in run(home, "log", "form", path).stdout
    assert "Entry 2" in run(home, "log", "why", path, "2").stdout
    assert run(home, "log", "why", path, "999").returncode == 2
