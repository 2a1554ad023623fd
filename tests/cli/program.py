"""The program as people run it: a process of its own, with a home of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from simulator.store.store import open_store

SCENARIOS = Path(__file__).parents[2] / "scenarios"
FLAT, PHONE = "flat-12", "ringing-phone"
SEED = 7

Completed = subprocess.CompletedProcess[str]


def walkthrough(scenario: str) -> Path:
    """The model run of a bundled scenario."""
    return SCENARIOS / scenario / "walkthrough.txt"


def environment(home: Path, **more: str) -> dict[str, str]:
    """The caller's environment without what would make two machines differ."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("SIMULATOR_", "PYTEST_", "LC_", "LANG"))
    }
    return {**kept, "SIMULATOR_HOME": str(home), "SIMULATOR_LANG": "en", **more}


@dataclass(frozen=True)
class Program:
    """``simulator`` with one home."""

    home: Path
    more: dict[str, str] = field(default_factory=dict)

    def run(
        self,
        *arguments: str | Path,
        given: str | bytes | None = None,
        code: int | None = 0,
        cwd: Path | None = None,
        **more: str,
    ) -> Completed:
        """Run to the end. No run may end in a traceback; ``code`` is the exit code wanted."""
        done = subprocess.run(
            [sys.executable, "-m", "simulator", *map(str, arguments)],
            input=given.encode() if isinstance(given, str) else given,
            stdin=subprocess.DEVNULL if given is None else None,
            capture_output=True,
            env=environment(self.home, **{**self.more, **more}),
            cwd=cwd,
            timeout=60,
            check=False,
        )
        told = subprocess.CompletedProcess(
            done.args, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
        )
        assert "Traceback" not in told.stderr, told.stderr
        assert "Error:" not in told.stderr or code == 2, told.stderr
        assert code is None or told.returncode == code, (told.returncode, told.stdout, told.stderr)
        return told

    def json(self, *arguments: str | Path, code: int | None = 0) -> Any:
        """What a command says with ``--json``."""
        return json.loads(self.run(*arguments, "--json", code=code).stdout)

    def play(
        self, scenario: str, *, script: Path | None = None, seed: int = SEED, **more: str
    ) -> str:
        """Play a script to its end; returns the attempt's id."""
        chosen = script or walkthrough(scenario)
        self.run("play", scenario, "--seed", str(seed), "--script", chosen, **more)
        return self.newest()

    def newest(self) -> str:
        """The id of the youngest attempt."""
        return str(self.json("attempts")[-1]["id"])

    def notes(self, attempt: str) -> list[bytes]:
        """The entries of the log, byte for byte, as they lie in the store."""
        with open_store(self.home / "simulator.db") as store:
            return list(store.notes(attempt))

    def copy(self, target: Path) -> Program:
        """The same home once more, for a test that changes it."""
        shutil.copytree(self.home, target)
        return Program(target, self.more)


def fresh(folder: Path, keys: Path | None = None) -> Program:
    """A home with nothing in it but, perhaps, the keys of another."""
    if keys is not None:
        shutil.copytree(keys, folder / "keys")
    return Program(folder)
