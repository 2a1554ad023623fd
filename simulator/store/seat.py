"""The seat of an attempt: one process plays it at a time.

The seat is a lock that the operating system holds on a file beside the database, so it is
free again the moment the process ends, however it ends.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from simulator.errors import StoreError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


def seat_file(database: Path, attempt_id: str) -> Path:
    """The lock file of an attempt."""
    return database.with_name(f"{database.name}.{attempt_id}.seat")


def _lock(descriptor: int) -> None:
    if sys.platform == "win32":
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Seat:
    """A seat that is held; a context manager. ``release`` twice does nothing."""

    def __init__(self, database: Path, attempt_id: str) -> None:
        """Take the seat. Raises ``StoreError``: ``seat-taken`` by another, ``store-readonly``."""
        file = seat_file(database, attempt_id)
        try:
            self._descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise StoreError("store-readonly", path=str(file)) from error
        try:
            _lock(self._descriptor)
        except OSError as error:
            os.close(self._descriptor)
            raise StoreError("seat-taken", attempt=attempt_id) from error

    @property
    def is_held(self) -> bool:
        """Whether this object still holds the seat."""
        return self._descriptor >= 0

    def release(self) -> None:
        """Leave the seat; closing the file gives the lock back."""
        if self.is_held:
            os.close(self._descriptor)
            self._descriptor = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()
