"""Files that lie beside a scenario: read whole, by paths that cannot leave the folder."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

MAX_FILE_BYTES = 4 << 20
MAX_FILES = 400


class Attachments(Protocol):
    """Where a compiler gets attached files from."""

    def tree(self, folder: str) -> tuple[tuple[str, bytes], ...]:
        """All files under a folder as (path inside it, bytes), sorted by path.

        Raises ``ValueError`` with a diagnostic code.
        """


class FolderAttachments:
    """The ``files/`` of a scenario on disk. Symbolic links are refused, not followed."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def tree(self, folder: str) -> tuple[tuple[str, bytes], ...]:
        """See ``Attachments.tree``."""
        top = self._root
        for part in safe_parts(folder):
            top = top / part
            if top.is_symlink():
                raise ValueError("attached-link")
        if not top.is_dir():
            raise ValueError("attached-folder")
        found: list[tuple[str, bytes]] = []
        for path in sorted(top.rglob("*")):
            if path.is_symlink():
                raise ValueError("attached-link")
            if path.is_file() and not path.name.startswith("."):
                if path.stat().st_size > MAX_FILE_BYTES or len(found) >= MAX_FILES:
                    raise ValueError("attached-heavy")
                found.append((path.relative_to(top).as_posix(), path.read_bytes()))
        return tuple(sorted(found))


class NoAttachments:
    """For a scenario text without a folder: every reference is missing."""

    def tree(self, folder: str) -> tuple[tuple[str, bytes], ...]:
        """See ``Attachments.tree``."""
        safe_parts(folder)
        raise ValueError("attached-folder")


def safe_parts(path: str) -> tuple[str, ...]:
    """The parts of a relative path; ``..``, drives, backslashes raise ``ValueError``."""
    parts = tuple(path.split("/"))
    if any(part in ("", ".", "..") or set(part) & set('\\:*?"<>|\0') for part in parts):
        raise ValueError("path-outside")
    return parts
