"""The one folder in which everything lives: database, keys, attempts, cache."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path

from simulator.errors import HostError

VARIABLE = "SIMULATOR_HOME"


class Home:
    """Paths inside the folder; nothing is created before it is needed."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def database(self) -> Path:
        """The store."""
        return self.path / "simulator.db"

    @property
    def keys(self) -> Path:
        """Private keys, readable by their owner only."""
        return self.path / "keys"

    @property
    def cache(self) -> Path:
        """Training media by recipe; can be deleted at any time."""
        return self.path / "cache"

    def attempt(self, id: str) -> Path:
        """The folder of one attempt: scenario as played, exhibits, acquisitions."""
        return self.path / "attempts" / id

    def prepare(self) -> None:
        """Create the folder.

        Raises ``HostError("home-unwritable")`` when that is not allowed.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            if not os.access(self.path, os.W_OK):
                raise PermissionError
        except OSError as error:
            raise HostError("home-unwritable", folder=str(self.path)) from error


def find_home() -> Home:
    """``SIMULATOR_HOME``, else the platform's folder for application data."""
    chosen = os.environ.get(VARIABLE, "")
    path = Path(chosen) if chosen else user_data_path("evidence-simulator", appauthor=False)
    return Home(path.expanduser().absolute())
