from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.program import FLAT, Program, fresh


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One recorder and one trainee for every home, so that logs can be compared."""
    home = tmp_path_factory.mktemp("keys") / "home"
    program = fresh(home)
    for name in ("demo", "recorder", "trainee"):
        program.run("keys", "new", name)
    return home / "keys"


@pytest.fixture(scope="session")
def flat(tmp_path_factory: pytest.TempPathFactory, keys: Path) -> Program:
    """A home in which the model run of flat-12 was played to its end. Not to be changed."""
    program = fresh(tmp_path_factory.mktemp("flat") / "home", keys)
    program.play(FLAT)
    return program


@pytest.fixture
def program(tmp_path: Path, keys: Path) -> Program:
    """A fresh home with the common keys."""
    return fresh(tmp_path / "home", keys)


@pytest.fixture
def script(tmp_path: Path) -> Callable[[str], Path]:
    """Write lines to a script file."""

    def written(text: str) -> Path:
        path = tmp_path / "script.txt"
        path.write_text(text, encoding="utf-8")
        return path

    return written
