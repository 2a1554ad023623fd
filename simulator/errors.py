"""Every error a person can meet, as data: a code, its parameters, a place, an exit code.

SimulatorError
├── UsageError        the command or answer itself cannot be taken
├── ScenarioError     what an author wrote
├── BundleError       a bundle or an entry that cannot be read
├── StoreError        the database, its folder, its version
├── KeyFileError      a key file
└── HostError         the machine: disk full, folder read-only

The sentence is made at the edge: ``wording`` prints ``error.<code>.what``, ``.why``
and ``.fix`` with the parameters. Only ``cli`` turns an error into an exit code.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a text: file name, line and column (both counted from 1; 0 = whole file)."""

    file: str
    line: int = 0
    column: int = 0


class SimulatorError(Exception):
    """A code with parameters; never a finished sentence."""

    exit_code = 2

    def __init__(self, code: str, *, place: Place | None = None, **params: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.place = place
        self.params = params

    def __str__(self) -> str:
        where = f" at {self.place}" if self.place else ""
        return f"{self.code} {self.params}{where}"


class UsageError(SimulatorError):
    """A command, an option or a scripted line that cannot be taken."""


class ScenarioError(SimulatorError):
    """What an author wrote cannot be compiled; ``diagnostics`` lists every cause."""

    def __init__(
        self,
        code: str,
        *,
        place: Place | None = None,
        diagnostics: tuple[object, ...] = (),
        **params: str | int,
    ) -> None:
        super().__init__(code, place=place, **params)
        self.diagnostics = diagnostics


class BundleError(SimulatorError):
    """A bundle, checkpoint, key or entry that cannot be read at all."""


class StoreError(SimulatorError):
    """The database cannot be opened, or is of another version."""


class KeyFileError(SimulatorError):
    """A key file is missing, damaged, or readable by others."""


class HostError(SimulatorError):
    """The machine refused: no space, no permission, a file gone."""
