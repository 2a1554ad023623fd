"""Is this computer fit to play on?"""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass

from simulator.errors import SimulatorError
from simulator.scenario.library import find, names
from simulator.store.home import Home
from simulator.store.keyring import Keyring
from simulator.store.store import open_store

ENOUGH_MB = 500


@dataclass(frozen=True, slots=True)
class Check:
    """One check: ``doctor.<name>`` words it, ``detail`` is what was found."""

    name: str
    ok: bool
    detail: str


def examine(home: Home) -> tuple[Check, ...]:
    """All checks; none changes anything but creating the folder."""
    return (
        Check("python", (3, 11) <= sys.version_info[:2] <= (3, 13), sys.version.split()[0]),
        Check("console", _speaks_tajik(), str(getattr(sys.stdout, "encoding", "?"))),
        _folder(home),
        _space(home),
        _store(home),
        _keys(home),
        _scenarios(),
    )


def _speaks_tajik() -> bool:
    try:
        "ғӣқӯҳҷ".encode(getattr(sys.stdout, "encoding", None) or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _folder(home: Home) -> Check:
    try:
        home.prepare()
    except SimulatorError:
        return Check("folder", ok=False, detail=str(home.path))
    return Check("folder", ok=True, detail=str(home.path))


def _space(home: Home) -> Check:
    try:
        free = shutil.disk_usage(home.path).free // 1_000_000
    except OSError:
        return Check("space", ok=False, detail="?")
    return Check("space", free >= ENOUGH_MB, f"{free} MB")


def _store(home: Home) -> Check:
    try:
        with open_store(home.database) as store:
            store.check()
            begun = [row for row in store.attempts() if row.entries]
            return Check("store", ok=True, detail=str(len(begun)))
    except SimulatorError as error:
        return Check("store", ok=False, detail=error.code)


def _keys(home: Home) -> Check:
    ring = Keyring(home.keys)
    try:
        for name in ring.names():
            ring.read(name)
    except SimulatorError as error:
        return Check("keys", ok=False, detail=error.code)
    return Check("keys", ok=True, detail=str(len(ring.names())))


def _scenarios() -> Check:
    try:
        for name in names():
            find(name)
    except SimulatorError as error:
        return Check("scenarios", ok=False, detail=error.code)
    return Check("scenarios", bool(names()), ", ".join(names()))
