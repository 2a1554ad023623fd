"""A bundle read into memory: a zip or a folder, treated as if made by an enemy.

Nothing is ever unpacked to disk. Paths that could leave a folder, names twice, links,
bombs and torn archives are refused with a ``BundleError``; what the files say is not
judged here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as DeflateError  # noqa: N812

from msgspec import Struct

from simulator.custody import manifest
from simulator.errors import BundleError

MOST_FILES = 100_000
MOST_FILE_BYTES = 64 * 1024 * 1024
MOST_BYTES = 512 * 1024 * 1024
MOST_RATIO = 200
_RATIO_FREE_BYTES = 1024 * 1024

_ENTRY = re.compile(r"\Aentries/(\d{6,9})\.note\Z", re.ASCII)
_TRUTH = re.compile(r"\Atruth/(\d{6,9})\.json\Z", re.ASCII)
_KEY = re.compile(r"\Akeys/([^/]+)\.vkey\Z")
# What a desktop leaves in a folder that somebody only looked into.
_LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
_LINK = 0o120000
_KIND = 0o170000


class Bundle(Struct, frozen=True):
    """All files of a bundle by path, with ``/`` between folders."""

    files: dict[str, bytes]

    @property
    def entries(self) -> list[tuple[int, bytes]]:
        """Number in the file's name and bytes, in the order of the numbers."""
        return _numbered(self.files, _ENTRY)

    @property
    def truth(self) -> dict[int, bytes]:
        """Truth leaves by entry number."""
        return dict(_numbered(self.files, _TRUTH))

    @property
    def keys(self) -> dict[str, bytes]:
        """Key texts by person."""
        found = {}
        for path in sorted(self.files):
            if match := _KEY.match(path):
                found[match[1]] = self.files[path]
        return found

    @property
    def checkpoint(self) -> bytes:
        """The head that the log signed."""
        return self.files["checkpoint"]

    @property
    def manifest(self) -> bytes:
        """Digests of all other files."""
        return self.files["manifest.json"]

    @property
    def times(self) -> bytes:
        """Wall-clock times by entry, unsigned; empty when there are none."""
        return self.files.get("times.json", b"")

    def folder(self, name: str) -> dict[str, bytes]:
        """Files below ``name``, by their path inside it."""
        lead = f"{name}/"
        return {
            path[len(lead) :]: data
            for path, data in sorted(self.files.items())
            if path.startswith(lead)
        }


def read(path: Path) -> Bundle:
    """The bundle at ``path``, a zip file or a folder.

    Raises ``BundleError``: ``not-a-bundle``, ``bundle-truncated``, ``bundle-damaged``,
    ``bundle-path``, ``bundle-too-large``, ``bundle-missing``.
    """
    if path.is_dir():
        return _complete(_folder_files(path))
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BundleError("bundle-too-large", limit=MOST_BYTES)
        data = path.read_bytes()
    except OSError:
        raise BundleError("not-a-bundle", path=str(path)) from None
    return read_zip(data, str(path))


def read_zip(data: bytes, path: str = "") -> Bundle:
    """The bundle in the bytes of a zip file. Raises as ``read``."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            files = _zip_files(archive)
    except (BadZipFile, EOFError, DeflateError, NotImplementedError, UnicodeDecodeError):
        torn = data.startswith(b"PK\x03\x04")
        raise BundleError("bundle-truncated" if torn else "not-a-bundle", path=path) from None
    except (RuntimeError, ValueError, OSError):
        raise BundleError("not-a-bundle", path=path) from None
    return _complete(files)


def layout(
    entries: Mapping[int, bytes] | list[bytes] | tuple[bytes, ...],
    checkpoint: bytes,
    keys: Mapping[str, str],
    receipts: Mapping[str, bytes],
    truth: Mapping[int, bytes],
    scenario_files: Mapping[str, bytes],
    times: bytes,
) -> dict[str, bytes]:
    """Path and bytes of every file of a bundle, ``manifest.json`` included.

    ``keys`` maps a person to his vkey text; ``receipts`` a file name to a checkpoint note.
    """
    numbered = entries if isinstance(entries, Mapping) else dict(enumerate(entries))
    files = {f"entries/{number:06d}.note": data for number, data in numbered.items()}
    files["checkpoint"] = checkpoint
    files.update({f"keys/{person}.vkey": f"{vkey}\n".encode() for person, vkey in keys.items()})
    files.update({f"receipts/{name}": data for name, data in receipts.items()})
    files.update({f"truth/{number:06d}.json": data for number, data in truth.items()})
    files.update({f"scenario/{name}": data for name, data in scenario_files.items()})
    if times:
        files["times.json"] = times
    files["manifest.json"] = manifest.encode(files)
    return dict(sorted(files.items()))


def _numbered(files: Mapping[str, bytes], pattern: re.Pattern[str]) -> list[tuple[int, bytes]]:
    found = [(int(m[1]), data) for path, data in files.items() if (m := pattern.match(path))]
    return sorted(found)


def _complete(files: dict[str, bytes]) -> Bundle:
    for name in ("manifest.json", "checkpoint"):
        if name not in files:
            raise BundleError("bundle-missing", what=name)
    numbers = [number for number, _ in _numbered(files, _ENTRY)]
    if not numbers:
        raise BundleError("bundle-missing", what="entries")
    if len(set(numbers)) != len(numbers):
        raise BundleError("bundle-path", file="entries/")
    return Bundle(files)


def _check_path(path: str, taken: set[str]) -> None:
    parts = path.split("/")
    bad = (
        not path
        or "\\" in path
        or ":" in path
        or not path.isprintable()
        or any(part in ("", ".", "..") for part in parts)
        or path.casefold() in taken
    )
    if bad:
        raise BundleError("bundle-path", file=path)
    taken.add(path.casefold())


def _zip_files(archive: ZipFile) -> dict[str, bytes]:
    infos = archive.infolist()
    if len(infos) > MOST_FILES:
        raise BundleError("bundle-too-large", limit=MOST_FILES)
    taken: set[str] = set()
    files: dict[str, bytes] = {}
    size = 0
    for info in infos:
        # orig_filename is what the archive says; ZipInfo.filename has been made harmless.
        name = info.orig_filename
        _check_path(name.removesuffix("/"), taken)
        if info.external_attr >> 16 & _KIND == _LINK:
            raise BundleError("bundle-path", file=name)
        if info.is_dir():
            continue
        data = _content(archive, info)
        size += len(data)
        if size > MOST_BYTES:
            raise BundleError("bundle-too-large", limit=MOST_BYTES)
        files[name] = data
    return files


def _content(archive: ZipFile, info: ZipInfo) -> bytes:
    if info.flag_bits & 0x1 or info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise BundleError("not-a-bundle", path=info.orig_filename)
    packed = max(info.compress_size, 1)
    if info.file_size > max(_RATIO_FREE_BYTES, MOST_RATIO * packed):
        raise BundleError("bundle-too-large", limit=MOST_RATIO)
    if info.file_size > MOST_FILE_BYTES:
        raise BundleError("bundle-too-large", limit=MOST_FILE_BYTES)
    try:
        with archive.open(info) as stream:
            # The declared size may lie: never take in more than one byte beyond it.
            data = stream.read(info.file_size + 1)
    except (BadZipFile, DeflateError):
        # The archive's own checksum: say which file it is, an entry has its number there.
        raise BundleError("bundle-damaged", file=info.orig_filename) from None
    if len(data) != info.file_size:
        raise BundleError("bundle-truncated", path=info.orig_filename)
    return data


def _folder_files(root: Path) -> dict[str, bytes]:
    taken: set[str] = set()
    files: dict[str, bytes] = {}
    size = 0
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        _check_path(name, taken)
        if path.is_symlink():
            raise BundleError("bundle-path", file=name)
        if not path.is_file() or path.name in _LITTER:
            continue
        if len(files) >= MOST_FILES:
            raise BundleError("bundle-too-large", limit=MOST_FILES)
        size += path.stat().st_size
        if size > MOST_BYTES or path.stat().st_size > MOST_FILE_BYTES:
            raise BundleError("bundle-too-large", limit=MOST_BYTES)
        files[name] = path.read_bytes()
    return files
