"""SQLite's complaints as the program's own errors.

==================  ==========================================================
``store-locked``    another program holds the file
``store-readonly``  the file or its folder may not be written
``store-damaged``   the pages contradict each other
``store-foreign``   not a database, or another program's
``store-refused``   a constraint or trigger said no: a mistake in this program
``disk-full``       no room; nothing of the transaction was kept
``disk-failed``     the disk did not read or write
==================  ==========================================================
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from simulator.errors import HostError, SimulatorError, StoreError

SCARCE_BYTES = 1 << 16
"""Less free space than this, and a failed write is put down to the full disk."""

_BY_NAME = {
    "SQLITE_BUSY": "store-locked",
    "SQLITE_LOCKED": "store-locked",
    "SQLITE_PROTOCOL": "store-locked",
    "SQLITE_READONLY": "store-readonly",
    "SQLITE_PERM": "store-readonly",
    "SQLITE_CANTOPEN": "store-readonly",
    "SQLITE_CORRUPT": "store-damaged",
    "SQLITE_NOTADB": "store-foreign",
    "SQLITE_CONSTRAINT": "store-refused",
}


def fault(error: sqlite3.Error, path: Path) -> SimulatorError:
    """The program's error for one of SQLite's, about the database at ``path``."""
    name = getattr(error, "sqlite_errorname", "")
    if name == "SQLITE_FULL":
        return HostError("disk-full", path=str(path))
    if name.startswith("SQLITE_IOERR"):
        scarce = shutil.disk_usage(path.parent).free < SCARCE_BYTES
        return HostError("disk-full" if scarce else "disk-failed", path=str(path))
    for prefix, code in _BY_NAME.items():
        if name == prefix or name.startswith(f"{prefix}_"):
            return StoreError(code, path=str(path))
    return StoreError("store-damaged", path=str(path))


@contextmanager
def faults(path: Path) -> Iterator[None]:
    """Turn every complaint of the database inside the block into a ``SimulatorError``."""
    try:
        yield
    except DBAPIError as error:
        if isinstance(error.orig, sqlite3.Error):
            raise fault(error.orig, path) from error
        raise
    except sqlite3.Error as error:
        raise fault(error, path) from error
