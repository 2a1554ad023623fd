"""Making forensic copies: a raw image, a copy of an opened volume, a logical extraction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives import hashes

from simulator.errors import HostError
from simulator.evidence import digest, extraction, luks, mbr
from simulator.evidence.extraction import Extracted
from simulator.evidence.landing import landing
from simulator.evidence.original import Original
from simulator.evidence.scratch import SECTOR, Part, Reader, Scratch
from simulator.evidence.volume import Volume

Progress = Callable[[int, int], None]
"""Told after every piece: bytes done, bytes in all."""


@dataclass(frozen=True, slots=True)
class Acquired:
    """A copy that lies on disk: its SHA-256 in hexadecimal and its size."""

    sha256: str
    size_bytes: int


def image(original: Reader, path: Path, *, progress: Progress | None = None) -> Acquired:
    """Copy every byte to ``path``, hashing on the way; the file is durable or absent.

    Raises ``HostError``: ``file-exists`` (an acquisition is never silently replaced),
    ``disk-full``, ``file-unwritable``, ``file-missing``.
    """
    if path.exists():
        raise HostError("file-exists", name=path.name)
    running = hashes.Hash(hashes.SHA256())
    with landing(path) as file:
        for offset in range(0, original.size, digest.BLOCK):
            piece = original.read(offset, digest.BLOCK)
            running.update(piece)
            if piece.strip(b"\0"):
                file.seek(offset)
                file.write(piece)
            if progress:
                progress(offset + len(piece), original.size)
        file.truncate(original.size)
    return Acquired(running.finalize().hex(), original.size)


def verify(path: Path, expected: str) -> bool:
    """Whether the file has this SHA-256 now. Raises ``HostError`` ``file-missing``."""
    return digest.sha256_file(path) == expected.lower()


def live_volume(
    original: Original, passphrase: str, path: Path, *, progress: Progress | None = None
) -> Acquired:
    """A decrypted copy of the first encrypted volume that takes the passphrase.

    Raises ``HostError`` ``volume-locked`` when none does, and as ``image``.
    """
    for part in partitions(original):
        if luks.is_container(part):
            plain = luks.unlock(part, passphrase)
            if plain is not None:
                return image(plain, path, progress=progress)
    raise HostError("volume-locked")


def logical(original: Original, path: Path, *, passphrase: str = "") -> Acquired:
    """The allocated files of every readable volume in an uncompressed zip.

    Deleted files and free space are not in it, as in a real logical extraction. Member
    dates are fixed; the real times stand in ``extraction.json``. Raises as ``image``.
    """
    if path.exists():
        raise HostError("file-exists", name=path.name)
    with landing(path) as file:
        extraction.write(file, _extracted(original, passphrase))
    return Acquired(digest.sha256_file(path), path.stat().st_size)


def partitions(original: Reader) -> Iterator[Part]:
    """The partitions of a disk as readers, in table order. Raises ``medium-damaged``."""
    for slot in mbr.read(original):
        yield Part(original, slot.first * SECTOR, slot.sectors * SECTOR)


def _extracted(original: Reader, passphrase: str) -> Iterator[tuple[Extracted, bytes]]:
    for number, part in enumerate(partitions(original), 1):
        yield from _files(part, number, passphrase)


def _files(part: Reader, number: int, passphrase: str) -> Iterator[tuple[Extracted, bytes]]:
    readable: Reader | None = part
    if luks.is_container(part):
        readable = luks.unlock(part, passphrase) if passphrase else None
    if readable is None:
        return
    try:
        volume = Volume(Scratch(readable))
    except HostError:
        return
    for where, entry in volume.walk():
        if entry.deleted or entry.is_folder:
            continue
        data = volume.content(entry)
        times = entry.times
        yield (
            Extracted(
                number, where, len(data), times.created, times.modified, times.accessed,
                digest.sha256_hex(data),
            ),
            data,
        )  # fmt: skip
