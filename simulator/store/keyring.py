"""Key files: one person or one recorder each, readable by their owner only."""

from __future__ import annotations

import errno
import os
import re
from dataclasses import dataclass
from pathlib import Path

from simulator.custody import key
from simulator.custody.note import Signer
from simulator.errors import HostError, KeyFileError

RECORDER = "recorder"
TRAINEE = "trainee"
SUFFIX = ".key"
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)")


@dataclass(frozen=True, slots=True)
class Keyring:
    """The folder ``keys/`` of a home."""

    folder: Path

    def names(self) -> tuple[str, ...]:
        """Pseudonyms that have a key here, sorted."""
        return tuple(sorted(path.stem for path in self.folder.glob(f"*{SUFFIX}")))

    def signer(self, name: str) -> Signer:
        """The signer of this pseudonym; its key is made at the first use."""
        if not self._path(name).exists():
            try:
                return self.create(name)
            except KeyFileError as error:
                # Another window made it at the same moment.
                if error.code != "key-exists":
                    raise
        return self.read(name)

    def create(self, name: str) -> Signer:
        """A new key. Raises ``KeyFileError``: ``key-exists``, ``key-name``."""
        path = self._path(name)
        signer = Signer(name, key.generate())
        data = key.to_json(name, signer.private)
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._place(path, data)
        except FileExistsError:
            raise KeyFileError("key-exists", name=name) from None
        except OSError as error:
            code = "disk-full" if error.errno == errno.ENOSPC else "home-unwritable"
            raise HostError(code, folder=str(self.folder), path=str(path)) from error
        return signer

    def _place(self, path: Path, data: bytes) -> None:
        """Write the file whole, then give it its name. Raises ``FileExistsError``."""
        half = path.with_name(f".{path.name}.{os.getpid()}.part")
        handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            try:
                path.hardlink_to(half)
            except FileExistsError:
                raise
            except OSError:  # a file system without links, such as FAT
                if path.exists():
                    raise FileExistsError(path) from None
                half.replace(path)
        finally:
            half.unlink(missing_ok=True)

    def read(self, name: str) -> Signer:
        """An existing key.

        Raises ``KeyFileError``: ``key-missing``, ``key-damaged``, ``key-exposed`` (others
        may read it).
        """
        path = self._path(name)
        try:
            if os.name == "posix" and path.stat().st_mode & 0o077:
                raise KeyFileError("key-exposed", file=str(path))
            data = path.read_bytes()
        except FileNotFoundError:
            raise KeyFileError("key-missing", name=name, folder=str(self.folder)) from None
        except OSError as error:
            raise KeyFileError("key-damaged", file=str(path)) from error
        try:
            found, private = key.from_json(data)
        except KeyFileError:
            raise KeyFileError("key-damaged", file=str(path)) from None
        if found != name:
            raise KeyFileError("key-damaged", file=str(path))
        return Signer(name, private)

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name) or _RESERVED.fullmatch(name):
            raise KeyFileError("key-name", name=name)
        return self.folder / f"{name}{SUFFIX}"
