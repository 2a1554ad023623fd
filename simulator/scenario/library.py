"""The scenarios that come with the program, and finding one by name or path."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from simulator.errors import UsageError
from simulator.scenario.diagnostic import nearest_word
from simulator.scenario.folder import SCENARIO_FILE, Scenario, load


def shelf() -> Path:
    """The folder of bundled scenarios: inside the package, else beside it in a checkout."""
    package = Path(str(files("simulator")))
    packaged = package / "library"
    return packaged if packaged.is_dir() else package.parent / "scenarios"


def names() -> tuple[str, ...]:
    """The ids of the bundled scenarios, sorted."""
    top = shelf()
    if not top.is_dir():
        return ()
    return tuple(sorted(path.parent.name for path in top.glob(f"*/{SCENARIO_FILE}")))


def find(name: str) -> Scenario:
    """Load a bundled scenario by name, or a folder (or its ``scenario.yaml``) by path.

    Raises ``UsageError("scenario-unknown")`` when it is neither, ``ScenarioError`` when
    it cannot be compiled.
    """
    return load(folder_of(name))


def folder_of(name: str) -> Path:
    """The folder that a name or a path means; see ``find``."""
    if name in names():
        return shelf() / name
    path = Path(name)
    if path.name == SCENARIO_FILE and path.is_file():
        return path.parent
    if (path / SCENARIO_FILE).is_file():
        return path
    raise UsageError("scenario-unknown", name=name, nearest=nearest_word(name, names()))
