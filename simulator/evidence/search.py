"""Looking for a word in a forensic copy: in files, deleted files, slack and free space."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from simulator.errors import UsageError
from simulator.evidence import extraction, fold, tsk

_AROUND = 40
"""Bytes of context on each side of a hit."""
MOST = 1000
"""Hits after which a search stops."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where the word stands."""

    partition: int
    where: str
    """``file``, ``deleted``, ``slack`` (behind the end of a live file) or ``free``."""
    path: str
    """Empty for free space."""
    offset: int
    """Bytes from the start of the file (behind its end for slack), or of the image (free)."""
    encoding: str
    snippet: str


def search(path: Path, word: str, *, most: int = MOST) -> tuple[Hit, ...]:
    """Every place of the word, whatever the case and whether Tajik letters keep their tails.

    UTF-8 and UTF-16LE are looked for. Live files come first, then deleted ones, slack and
    free space. Raises ``UsageError`` ``search-word``; ``HostError`` ``file-missing``,
    ``image-unreadable``.
    """
    word = unicodedata.normalize("NFC", word.strip())
    if not word or any(letter < " " or "\ud800" <= letter <= "\udfff" for letter in word):
        raise UsageError("search-word")
    hits: list[Hit] = []
    patterns = [(encoding, fold.pattern(word, encoding)) for encoding in fold.ENCODINGS]
    for partition, where, name, start, data in _stretches(path):
        for encoding, pattern in patterns:
            for match in pattern.finditer(data):
                if len(hits) == most:
                    return tuple(hits)
                text = _snippet(data, match.start(), match.end(), encoding)
                hits.append(Hit(partition, where, name, start + match.start(), encoding, text))
    return tuple(hits)


def _stretches(path: Path) -> Iterator[tuple[int, str, str, int, bytes]]:
    if extraction.is_extraction(path):
        for one, data in extraction.read(path):
            yield one.partition, "file", one.path, 0, data
        return
    for opened in tsk.volumes(path):
        yield from _volume(opened)


def _volume(opened: tsk.Opened) -> Iterator[tuple[int, str, str, int, bytes]]:
    number, volume = opened.partition.number, opened.volume
    found = list(opened.files())
    live = [one for one in found if not one.entry.deleted]
    gone = [one for one in found if volume.is_recoverable(one.entry)]
    for one in live:
        yield number, "file", one.path, 0, opened.content(one)
    held: set[int] = set()
    for one in gone:
        held.update(volume.span(one.entry))
        yield number, "deleted", one.path, 0, opened.content(one)
    size = volume.geometry.cluster_bytes
    for one in live:
        used = one.entry.size_bytes % size
        chain = volume.chain(one.entry.cluster)
        if used and chain:
            slack = volume.view.read(volume.geometry.offset(chain[-1]) + used, size - used)
            yield number, "slack", one.path, one.entry.size_bytes, slack
    for first, count in _runs([cluster for cluster in volume.free() if cluster not in held]):
        offset = volume.geometry.offset(first)
        data = volume.view.read(offset, count * size)
        yield number, "free", "", opened.partition.start_bytes + offset, data


def _runs(clusters: list[int]) -> Iterator[tuple[int, int]]:
    """Neighbouring clusters as (first, count), so that a word across a border is found."""
    start = 0
    for index in range(1, len(clusters) + 1):
        if index == len(clusters) or clusters[index] != clusters[index - 1] + 1:
            yield clusters[start], index - start
            start = index


def _snippet(data: bytes, start: int, end: int, encoding: str) -> str:
    low, high = max(0, start - _AROUND), end + _AROUND
    if encoding == "utf-16-le":
        low += (start - low) % 2
    else:
        while low < start and data[low] & 0xC0 == 0x80:
            low += 1
    text = data[low:high].decode(encoding, "ignore")
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())
