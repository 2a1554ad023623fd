"""An anchor: a head of this log that somebody else kept, as a checkpoint or as six words."""

from __future__ import annotations

import re

from msgspec import Struct

from simulator.custody import checkpoint
from simulator.custody.checkpoint import Checkpoint
from simulator.errors import BundleError

_LOOSE = re.DOTALL | re.IGNORECASE
_SPAN = re.compile(r"\A\s*(?:entries\s+)?0\s*[-–]\s*(\d{1,9})\s*:?\s+(\S.*)\Z", _LOOSE)


class Anchor(Struct, frozen=True):
    """``head`` for a kept checkpoint; else ``words``. ``size`` is the number of entries."""

    size: int
    head: Checkpoint | None = None
    words: tuple[str, ...] = ()

    def fits(self, root: bytes) -> bool:
        """Whether the first ``size`` entries with this root are what was kept."""
        if self.head is not None:
            return self.head.root == root
        return self.words == checkpoint.words(root, self.size)


def of_checkpoint(data: bytes) -> Anchor:
    """A kept checkpoint note. Raises ``BundleError`` ``checkpoint-unreadable``."""
    head = checkpoint.parse(data)
    return Anchor(head.size, head)


def of_words(size: int, written: str) -> Anchor:
    """Six words from paper that stand for the first ``size`` entries.

    Raises ``BundleError`` ``words-unknown`` or ``words-count``.
    """
    return Anchor(size, words=checkpoint.parse_words(written))


def parse(data: bytes) -> Anchor:
    """A checkpoint note, or a line like ``entries 0-36  river nine copper apricot door salt``.

    Raises ``BundleError`` ``anchor-unreadable``, ``words-unknown`` or ``words-count``.
    """
    try:
        return of_checkpoint(data)
    except BundleError:
        pass
    try:
        line = _SPAN.match(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        line = None
    if line is None:
        raise BundleError("anchor-unreadable")
    return of_words(int(line[1]) + 1, line[2])
