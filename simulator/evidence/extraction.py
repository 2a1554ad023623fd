"""A logical extraction: a stored zip with its files under ``p1/`` … and a list of them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec
from msgspec import Struct

from simulator.errors import HostError
from simulator.evidence.digest import sha256_hex

INDEX = "extraction.json"
_MAGIC = b"PK\x03\x04"
_DATE = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_MOST_BYTES = 1 << 28


class Extracted(Struct, frozen=True):
    """One extracted file; times are seconds since 1970 of the device's clock, 0 = not set."""

    partition: int
    path: str
    size_bytes: int
    created: int
    modified: int
    accessed: int
    sha256: str


def write(file: BinaryIO, found: Iterable[tuple[Extracted, bytes]]) -> None:
    """Write the zip: stored, member dates fixed, the list last; the same bytes everywhere."""
    index = []
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for extracted, data in found:
            index.append(extracted)
            archive.writestr(_member(_name(extracted)), data)
        archive.writestr(_member(INDEX), msgspec.json.encode(index))


def is_extraction(path: Path) -> bool:
    """Whether the file begins like a zip. Raises ``HostError`` ``file-missing``."""
    try:
        with path.open("rb") as file:
            return file.read(4) == _MAGIC
    except OSError as error:
        raise HostError("file-missing", name=path.name) from error


def read(path: Path) -> Iterator[tuple[Extracted, bytes]]:
    """Every file with its bytes, in the order of the list.

    Raises ``HostError`` ``image-unreadable`` when the zip, its list or a digest is wrong.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            for extracted in msgspec.json.decode(_load(archive, INDEX), type=list[Extracted]):
                data = _load(archive, _name(extracted))
                if sha256_hex(data) != extracted.sha256:
                    raise HostError("image-unreadable", name=path.name)
                yield extracted, data
    except (
        zipfile.BadZipFile, msgspec.MsgspecError, KeyError, OSError, ValueError, RuntimeError,
        NotImplementedError, EOFError,
    ) as error:  # fmt: skip
        raise HostError("image-unreadable", name=path.name) from error


def _load(archive: zipfile.ZipFile, name: str) -> bytes:
    info = archive.getinfo(name)
    if info.compress_type != zipfile.ZIP_STORED or info.file_size > _MOST_BYTES:
        raise zipfile.BadZipFile
    return archive.read(info)


def _name(extracted: Extracted) -> str:
    return f"p{extracted.partition}/{extracted.path}"


def _member(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _DATE)
    info.create_system = _UNIX
    info.external_attr = 0o644 << 16
    return info
