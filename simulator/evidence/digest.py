"""SHA-256 of bytes, of a file and of anything that can be read in pieces."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from cryptography.hazmat.primitives import hashes

from simulator.errors import HostError

BLOCK = 1 << 20
"""Bytes read at a time when something is streamed."""


def sha256(data: bytes) -> bytes:
    """The 32 bytes of SHA-256."""
    return sha256_pieces((data,))


def sha256_hex(data: bytes) -> str:
    """SHA-256 as 64 lowercase hexadecimal digits."""
    return sha256(data).hex()


def sha256_pieces(pieces: Iterable[bytes]) -> bytes:
    """SHA-256 over the pieces in their order."""
    running = hashes.Hash(hashes.SHA256())
    for piece in pieces:
        running.update(piece)
    return running.finalize()


def sha256_file(path: Path) -> str:
    """SHA-256 of a file, as hexadecimal digits. Raises ``HostError`` ``file-missing``."""
    running = hashes.Hash(hashes.SHA256())
    try:
        with path.open("rb") as file:
            while block := file.read(BLOCK):
                running.update(block)
    except OSError as error:
        raise HostError("file-missing", name=path.name) from error
    return running.finalize().hex()
