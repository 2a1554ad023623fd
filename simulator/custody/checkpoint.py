"""A checkpoint: the head of a log (name, size, root) as a signed note; and as six words.

Format: c2sp.org/tlog-checkpoint without extension lines [V]. The log signs under its own
name with the recorder's key; others add or make a signature under theirs (a receipt).
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from importlib.resources import files

from msgspec import Struct

from simulator.custody import key, note
from simulator.custody.digest import DIGEST_BYTES, sha256
from simulator.errors import BundleError

WORDS = 6
_WORD_BITS = 10
_PREFIX = 4


class Checkpoint(Struct, frozen=True):
    """The first ``size`` entries of log ``origin`` have ``root``; signatures not yet verified."""

    origin: str
    size: int
    root: bytes
    note: note.Note


def text(origin: str, size: int, root: bytes) -> bytes:
    """The bytes that are signed."""
    return f"{origin}\n{size}\n{b64encode(root).decode()}\n".encode()


def sign(origin: str, size: int, root: bytes, *signers: note.Signer) -> bytes:
    """A checkpoint note. For the log's own signature pass ``recorder.renamed(origin)``.

    Raises ``BundleError`` ``checkpoint-unreadable`` when the head could not be read back.
    """
    data = note.sign(text(origin, size, root), *signers)
    parse(data)
    return data


def parse(data: bytes) -> Checkpoint:
    """The head in ``data``. Raises ``BundleError`` ``checkpoint-unreadable``."""
    try:
        signed = note.parse(data)
        origin, size_text, root_text, end = signed.text.decode().split("\n")
        root = key.strict_base64(root_text)
    except (BundleError, ValueError):
        raise BundleError("checkpoint-unreadable") from None
    if end or not note.is_name(origin) or len(root) != DIGEST_BYTES:
        raise BundleError("checkpoint-unreadable")
    if not (size_text.isascii() and size_text.isdigit() and len(size_text) <= 15):
        raise BundleError("checkpoint-unreadable")
    if str(int(size_text)) != size_text:
        raise BundleError("checkpoint-unreadable")
    return Checkpoint(origin, int(size_text), root, signed)


@cache
def _word_list() -> tuple[str, ...]:
    listing = files("simulator.custody").joinpath("words.txt").read_text("ascii")
    return tuple(listing.split())


@cache
def _by_prefix() -> dict[str, str]:
    return {word[:_PREFIX]: word for word in _word_list()}


def words(root: bytes, size: int) -> tuple[str, ...]:
    """Six words (60 bits) for a head, to be written by hand on a paper protocol.

    Enough against somebody who must meet given words; somebody who holds every key could,
    with much work, prepare two logs with the same words beforehand.
    """
    bits = int.from_bytes(sha256(b"evidence-simulator/words/v1\n" + text("", size, root)), "big")
    listing = _word_list()
    found = []
    for _ in range(WORDS):
        found.append(listing[bits % len(listing)])
        bits >>= _WORD_BITS
    return tuple(found)


def parse_words(written: str) -> tuple[str, ...]:
    """Words as somebody typed them: any case, the first four letters are enough.

    Raises ``BundleError`` ``words-unknown`` (params ``word``) or ``words-count``.
    """
    typed = written.lower().replace(",", " ").split()
    if len(typed) != WORDS:
        raise BundleError("words-count", count=len(typed), expected=WORDS)
    found = []
    for word in typed:
        known = _by_prefix().get(word[:_PREFIX])
        if known is None:
            raise BundleError("words-unknown", word=word)
        found.append(known)
    return tuple(found)
