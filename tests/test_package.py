"""What is installed is the whole program: code, data, wording and the scenario library."""

from __future__ import annotations

from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BYTECODE = {".pyc", ".pyo"}


@pytest.fixture
def installed() -> Distribution:
    try:
        found = distribution("evidence-simulator")
    except PackageNotFoundError:
        pytest.skip("evidence-simulator is not installed")
    if '"editable": true' in (found.read_text("direct_url.json") or ""):
        pytest.skip("evidence-simulator is installed as editable")
    return found


def shipped(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix not in BYTECODE
    }


def test_package_and_library_are_installed_whole(installed: Distribution) -> None:
    files = {path.as_posix() for path in installed.files or () if path.suffix not in BYTECODE}

    expected = {f"simulator/{name}" for name in shipped(ROOT / "simulator")}
    expected |= {f"simulator/library/{name}" for name in shipped(ROOT / "scenarios")}
    assert {name for name in files if name.startswith("simulator/")} == expected


def test_command_and_licence_are_declared(installed: Distribution) -> None:
    commands = {entry.name: entry.value for entry in installed.entry_points}

    assert commands == {"simulator": "simulator.__main__:main"}
    assert installed.metadata["License-Expression"] == "Apache-2.0"


def test_top_level_holds_nothing_else() -> None:
    named = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}

    assert named <= {"README.md", "pyproject.toml", "simulator", "scenarios", "tests", "docs"}
