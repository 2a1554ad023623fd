"""Backup and restore of a whole store, each proved before it counts.

A backup is one file in the format of the store and beside it ``<name>.sha256`` in the
form that ``sha256sum -c`` reads.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256, Hash

from simulator.errors import HostError, StoreError
from simulator.store.fault import faults
from simulator.store.file import MAGIC, check_whole, connect, recognise
from simulator.store.folder import prepare_folder, sync_folder

CHUNK = 1 << 20


def sidecar(backup: Path) -> Path:
    """Where the digest of a backup is written."""
    return backup.with_name(backup.name + ".sha256")


def _digest(path: Path) -> str:
    state = Hash(SHA256())
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            state.update(chunk)
    return state.finalize().hex()


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _copy(source: Path, target: Path) -> None:
    try:
        shutil.copyfile(source, target)
        _sync(target)
    except OSError as error:
        target.unlink(missing_ok=True)
        code = "disk-full" if error.errno == 28 else "disk-failed"  # 28 = ENOSPC everywhere
        raise HostError(code, path=str(target)) from error


def _prove(path: Path) -> None:
    """Raise unless ``path`` is a whole store of this version, in one file."""
    with path.open("rb") as file:
        if not file.read(len(MAGIC)).startswith(MAGIC):
            raise StoreError("store-foreign", path=str(path))
    with faults(path), contextlib.closing(connect(path)) as connection:
        recognise(connection, path)
        check_whole(connection, path)


def backup(path: Path, target: Path) -> str:
    """Copy the store at ``path``, even while it is played, and return the copy's SHA-256.

    Nothing appears under the name ``target`` before it is proved whole. Raises
    ``StoreError``: ``backup-exists``, ``store-missing``, and those of ``open_store``.
    """
    if not path.is_file():
        raise StoreError("store-missing", path=str(path))
    if target.exists():
        raise StoreError("backup-exists", path=str(target))
    prepare_folder(target.absolute())
    half = target.with_name(target.name + ".part")
    half.unlink(missing_ok=True)
    try:
        with (
            faults(path),
            contextlib.closing(connect(path)) as live,
            contextlib.closing(connect(half)) as copy,
        ):
            recognise(live, path)
            live.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        _prove(half)
        _sync(half)
        digest = _digest(half)
        sidecar(target).write_text(f"{digest}  {target.name}\n", encoding="ascii", newline="\n")
        _sync(sidecar(target))
        half.replace(target)
    finally:
        half.unlink(missing_ok=True)
    sync_folder(target.absolute().parent)
    return digest


def restore(source: Path, path: Path) -> Path | None:
    """Put a backup in the place of the store at ``path``; the replaced file is kept.

    Returns the kept file (``.bak``, then ``.bak2`` …), ``None`` if there was none. Raises
    ``StoreError``: ``backup-missing``, ``backup-unproved`` (no digest beside it),
    ``backup-altered``, ``store-locked`` (the store is in use), and those of ``open_store``.
    """
    if not source.is_file():
        raise StoreError("backup-missing", path=str(source))
    if not sidecar(source).is_file():
        raise StoreError("backup-unproved", path=str(source))
    path = path.absolute()
    prepare_folder(path)
    half = path.with_name(path.name + ".part")
    _copy(source, half)
    try:
        words = sidecar(source).read_text(encoding="ascii", errors="replace").split()
        if not words or _digest(half) != words[0].lower():
            raise StoreError("backup-altered", path=str(source))
        _prove(half)
        kept = _set_aside(path) if path.exists() else None
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
    sync_folder(path.parent)
    return kept


def _set_aside(path: Path) -> Path:
    """Copy the present file to a free ``.bak`` name, with all that its journal holds."""
    try:
        with faults(path), contextlib.closing(connect(path, 0)) as connection:
            # Leaving WAL needs the file for itself alone and folds the journal into it.
            connection.execute("PRAGMA journal_mode = DELETE")
    except StoreError as error:
        if error.code not in ("store-damaged", "store-foreign"):
            raise
    number = 1
    while (kept := path.with_name(f"{path.name}.bak{number if number > 1 else ''}")).exists():
        number += 1
    _copy(path, kept)
    for suffix in ("-wal", "-shm"):
        # A journal left beside the new file would be replayed into it.
        rest = path.with_name(path.name + suffix)
        if rest.exists():
            rest.replace(kept.with_name(kept.name + suffix))
    return kept
