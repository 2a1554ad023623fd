"""The program as people run it: a process of its own, with a home of its own."""

from __future__ import annotations

import atexit
import functools
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from simulator.store.store import open_store

ROOT = Path(__file__).parents[2]
SCENARIOS = ROOT / "scenarios"
FLAT, PHONE = "flat-12", "ringing-phone"
SEED = 7

Completed = subprocess.CompletedProcess[str]


def walkthrough(scenario: str) -> Path:
    """The model run of a bundled scenario."""
    return SCENARIOS / scenario / "walkthrough.txt"


def environment(home: Path, lang: str = "en", **more: str) -> dict[str, str]:
    """The caller's environment without what would make two machines differ."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("SIMULATOR_", "PYTEST_", "LC_", "LANG"))
    }
    return {**kept, "SIMULATOR_HOME": str(home), "SIMULATOR_LANG": lang, **more}


class Nursery:
    """A process that has the program loaded and forks for every command."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.cli.nursery"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        atexit.register(self.close)

    def close(self) -> None:
        self.process.communicate()

    def run(
        self,
        arguments: list[str],
        given: bytes | None,
        env: dict[str, str],
        cwd: Path = ROOT,
        cut_after: float = 0,
    ) -> subprocess.CompletedProcess[bytes]:
        with tempfile.TemporaryDirectory() as folder:
            paths = [Path(folder) / name for name in ("in", "out", "err")]
            if given is not None:
                paths[0].write_bytes(given)
            told = {
                "arguments": arguments,
                "env": env,
                "cwd": str(cwd),
                "cut_after": cut_after,
                "streams": [os.devnull if given is None else str(paths[0]), *map(str, paths[1:])],
            }
            assert self.process.stdin is not None
            assert self.process.stdout is not None
            self.process.stdin.write(json.dumps(told) + "\n")
            self.process.stdin.flush()
            code = int(self.process.stdout.readline())
            return subprocess.CompletedProcess(
                arguments, code, paths[1].read_bytes(), paths[2].read_bytes()
            )


@functools.cache
def nursery() -> Nursery | None:
    """The one nursery of this test run, where processes can fork."""
    return Nursery() if hasattr(os, "fork") else None


@dataclass(frozen=True)
class Program:
    """``simulator`` with one home."""

    home: Path

    def command(self, *arguments: str | Path) -> list[str]:
        return [sys.executable, "-m", "simulator", *map(str, arguments)]

    def run(
        self,
        *arguments: str | Path,
        given: str | bytes | None = None,
        code: int | None = 0,
        cwd: Path | None = None,
        lang: str = "en",
        more: Mapping[str, str] | None = None,
    ) -> Completed:
        """Run to the end. No run may end in a traceback; ``code`` is the exit code wanted.

        With ``more``, further environment, a new interpreter is started, which reads it.
        """
        octets = given.encode() if isinstance(given, str) else given
        env, nurse = environment(self.home, lang, **(more or {})), nursery()
        if nurse is not None and not more:
            done = nurse.run([*map(str, arguments)], octets, env, cwd or ROOT)
        else:
            done = subprocess.run(
                self.command(*arguments),
                input=b"" if octets is None else octets,
                capture_output=True,
                env=env,
                cwd=cwd or ROOT,
                timeout=60,
                check=False,
            )
        told = subprocess.CompletedProcess(
            done.args, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
        )
        assert "Traceback" not in told.stderr, told.stderr
        assert code is None or told.returncode == code, (told.returncode, told.stdout, told.stderr)
        return told

    def cut(self, *arguments: str | Path, after: float) -> tuple[bool, str]:
        """Run and be cut off ``after`` seconds; whether it came to that, and what was printed."""
        nurse = nursery()
        assert nurse is not None
        done = nurse.run([*map(str, arguments)], None, environment(self.home), cut_after=after)
        assert done.returncode in (0, -signal.SIGALRM), done.stderr.decode()
        return done.returncode != 0, done.stdout.decode("utf-8", "ignore")

    def json(self, *arguments: str | Path, code: int | None = 0) -> Any:
        """What a command says with ``--json``."""
        return json.loads(self.run(*arguments, "--json", code=code).stdout)

    def play(
        self,
        scenario: str,
        *,
        script: Path | None = None,
        seed: int = SEED,
        more: Mapping[str, str] | None = None,
    ) -> str:
        """Play a script to its end; returns the attempt's id."""
        chosen = script or walkthrough(scenario)
        self.run("play", scenario, "--seed", str(seed), "--script", chosen, more=more)
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
        return Program(target)


def fresh(folder: Path, keys: Path | None = None) -> Program:
    """A home with nothing in it but, perhaps, the keys of another."""
    if keys is not None:
        shutil.copytree(keys, folder / "keys")
    return Program(folder)
