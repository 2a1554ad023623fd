"""Where every byte that nobody wrote comes from: a tree of streams under one seed.

A label names a branch (``p1/noise/7``); HKDF-SHA256 turns seed and label into a key, and
AES-256 in counter mode into bytes. The same seed and label give the same bytes on every
machine and Python, which ``random`` does not promise.
"""

from __future__ import annotations

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_SALT = b"evidence-simulator keystream 1"
_CHUNK = 4096


def stream(seed: int, label: str, size: int) -> bytes:
    """``size`` bytes of the branch ``label``; a longer stream begins with the shorter one."""
    material = HKDF(hashes.SHA256(), 48, _SALT, label.encode()).derive(str(seed).encode("ascii"))
    cipher = Cipher(algorithms.AES256(material[:32]), modes.CTR(material[32:]))
    return cipher.encryptor().update(bytes(size))


class Dice:
    """Whole numbers drawn one after another from one branch of the seed tree."""

    __slots__ = ("_at", "_bytes", "_label", "_round", "_seed")

    def __init__(self, seed: int, label: str) -> None:
        self._seed = seed
        self._label = label
        self._round = 0
        self._at = 0
        self._bytes = stream(seed, f"{label}/dice/0", _CHUNK)

    def below(self, limit: int) -> int:
        """A number from 0 to ``limit - 1``; ``limit`` is at least 1."""
        if self._at == _CHUNK:
            self._round += 1
            self._at = 0
            self._bytes = stream(self._seed, f"{self._label}/dice/{self._round}", _CHUNK)
        drawn = int.from_bytes(self._bytes[self._at : self._at + 8], "big")
        self._at += 8
        return drawn % limit
