"""The folder the database lies in: on this computer, writable, its entries synced."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from simulator.errors import StoreError

NETWORK_KINDS = frozenset(
    ("9p", "afs", "ceph", "cifs", "fuse.sshfs", "ncpfs", "nfs", "nfs4", "smb3", "smbfs")
)
"""File systems on which the shared memory of a WAL database does not work."""


def is_unc(text: str) -> bool:
    r"""Whether a path names another computer: ``\\server\share`` or ``//server/share``."""
    return text.replace("\\", "/").startswith("//")


def mounted_kind(path: Path, mounts: str) -> str:
    """The file system kind under ``path`` by the text of ``/proc/self/mountinfo``."""
    best, kind = -1, ""
    for line in mounts.splitlines():
        left, _, right = line.partition(" - ")
        if len(left.split()) < 5 or not right:
            continue
        # mountinfo writes blanks in names as octal escapes, proc(5).
        point = Path(left.split()[4].replace("\\040", " "))
        if path.is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), right.split()[0]
    return kind


def is_remote(path: Path) -> bool:
    """Whether ``path`` is known to lie on another computer; unknown counts as here."""
    if is_unc(str(path)):
        return True
    if sys.platform == "win32":
        import ctypes

        drive_remote = 4  # DRIVE_REMOTE of GetDriveTypeW
        anchor = path.resolve().anchor
        return bool(ctypes.windll.kernel32.GetDriveTypeW(anchor) == drive_remote)
    mounts = Path("/proc/self/mountinfo")
    if not mounts.is_file():
        return False
    return mounted_kind(path.resolve(), mounts.read_text(errors="replace")) in NETWORK_KINDS


def prepare_folder(path: Path) -> None:
    """Make the folder of the database at ``path`` and see that it can be used.

    Raises ``StoreError``: ``store-remote`` (another computer), ``store-readonly``.
    """
    if is_remote(path):
        raise StoreError("store-remote", path=str(path))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError("store-readonly", path=str(path)) from error
    # SQLite would open a read-only file silently and fail at the first append.
    writable = os.access(path.parent, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))
    if not writable or path.is_dir():
        raise StoreError("store-readonly", path=str(path))


def sync_folder(folder: Path) -> None:
    """Make a new or renamed file of ``folder`` survive a power cut (nothing to do on Windows)."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
