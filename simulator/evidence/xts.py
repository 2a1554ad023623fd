"""AES-XTS over 512-byte sectors, each tweaked by its number (``aes-xts-plain64``)."""

from __future__ import annotations

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from simulator.evidence.scratch import SECTOR


def encrypt(key: bytes, data: bytes, first: int = 0) -> bytes:
    """Whole sectors, the first of which has number ``first``; ``key`` is 64 bytes."""
    cipher = algorithms.AES(key)
    return b"".join(
        Cipher(cipher, modes.XTS(_tweak(first, at))).encryptor().update(data[at : at + SECTOR])
        for at in range(0, len(data), SECTOR)
    )


def decrypt(key: bytes, data: bytes, first: int = 0) -> bytes:
    """The inverse of ``encrypt``."""
    cipher = algorithms.AES(key)
    return b"".join(
        Cipher(cipher, modes.XTS(_tweak(first, at))).decryptor().update(data[at : at + SECTOR])
        for at in range(0, len(data), SECTOR)
    )


def _tweak(first: int, at: int) -> bytes:
    return (first + at // SECTOR).to_bytes(16, "little")
