"""A file that is either wholly there, on disk, or not there at all.

Bytes go to a temporary neighbour, are synced, and only then take the final name; a
crash or a full disk leaves nothing under that name.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from simulator.errors import HostError

_FULL = (errno.ENOSPC, errno.EDQUOT) if hasattr(errno, "EDQUOT") else (errno.ENOSPC,)


@contextmanager
def landing(path: Path) -> Iterator[BinaryIO]:
    """Open a temporary neighbour of ``path``; leaving the block without error lands it.

    Raises ``HostError``: ``disk-full`` with ``path``, ``file-unwritable`` with ``name``.
    """
    flight = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with flight.open("wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            flight.replace(path)
            sync_folder(path.parent)
        finally:
            flight.unlink(missing_ok=True)
    except OSError as error:
        if error.errno in _FULL:
            raise HostError("disk-full", path=str(path)) from error
        raise HostError("file-unwritable", name=path.name) from error


def sync_folder(folder: Path) -> None:
    """Make a rename in this folder durable; Windows cannot open folders and needs no sync."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
