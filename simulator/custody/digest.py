"""SHA-256, and the two ways RFC 6962 section 2.1 uses it: leaves and inner nodes.

A kept hash object is copied for each digest: twice as fast as making a new one.
"""

from __future__ import annotations

from cryptography.hazmat.primitives.hashes import SHA256, Hash

_PLAIN = Hash(SHA256())
_LEAF = Hash(SHA256())
_LEAF.update(b"\x00")
_NODE = Hash(SHA256())
_NODE.update(b"\x01")

DIGEST_BYTES = 32


def sha256(data: bytes) -> bytes:
    """The plain digest, 32 bytes."""
    state = _PLAIN.copy()
    state.update(data)
    return state.finalize()


def sha256_hex(data: bytes) -> str:
    """The plain digest as 64 lower-case hexadecimal digits."""
    return sha256(data).hex()


def leaf_hash(data: bytes) -> bytes:
    """SHA-256(0x00 || data): the hash of a log entry (RFC 6962 section 2.1) [V]."""
    state = _LEAF.copy()
    state.update(data)
    return state.finalize()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256(0x01 || left || right): an inner node of the tree (RFC 6962 section 2.1) [V]."""
    state = _NODE.copy()
    state.update(left)
    state.update(right)
    return state.finalize()
