"""``--help`` answers at once: what is heavy is loaded by the command that needs it."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("cryptography", "jinja2", "pydantic", "pytsk3", "sqlalchemy", "sqlmodel", "yaml")

PROGRAM = f"""
import runpy, sys
sys.argv = ["simulator", *sys.argv[1:]]
try:
    runpy.run_module("simulator", run_name="__main__", alter_sys=True)
except SystemExit as exit:
    code = exit.code or 0
else:
    code = 0
loaded = [name for name in {HEAVY!r} if name in sys.modules]
print("loaded:", *loaded, file=sys.stderr)
sys.exit(code)
"""


def run(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_help_loads_nothing_heavy() -> None:
    done = run(PROGRAM, "--help")

    assert done.returncode == 0, done.stderr
    assert "play" in done.stdout
    assert done.stderr.splitlines()[-1].strip() == "loaded:"


def test_the_probe_sees_what_is_loaded() -> None:
    done = run("import yaml\n" + PROGRAM, "--help")

    assert done.stderr.splitlines()[-1].split() == ["loaded:", "yaml"]


def test_wrong_command_is_a_usage_error_without_a_traceback() -> None:
    done = run(PROGRAM, "no-such-command")

    assert done.returncode == 2
    assert "Traceback" not in done.stderr
