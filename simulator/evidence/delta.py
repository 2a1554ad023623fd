"""What one effect changed on an original: runs of bytes, and the file they are kept in.

File: magic, number of runs, per run offset, length and bytes, then SHA-256 over all of
it. Numbers are big-endian. The reader accepts exactly what the writer writes.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

from simulator.errors import HostError
from simulator.evidence.digest import sha256
from simulator.evidence.landing import landing

_MAGIC = b"EVDELTA1"
_COUNT = struct.Struct(">I")
_RUN = struct.Struct(">QI")
_TRAILER = 32


@dataclass(frozen=True, slots=True)
class Delta:
    """Sorted runs ``(offset, bytes)`` that neither touch nor overlap and are not empty."""

    runs: tuple[tuple[int, bytes], ...]

    @property
    def changed_bytes(self) -> int:
        """Bytes that the runs cover; some of them may keep their value."""
        return sum(len(data) for _, data in self.runs)


def encode(delta: Delta) -> bytes:
    """The delta as it lies in its file."""
    body = bytearray(_MAGIC + _COUNT.pack(len(delta.runs)))
    for offset, data in delta.runs:
        body += _RUN.pack(offset, len(data)) + data
    return bytes(body) + sha256(bytes(body))


def decode(data: bytes, name: str = "") -> Delta:
    """Strict: anything else than the writer's bytes is ``HostError`` ``delta-damaged``."""
    body, trailer = data[:-_TRAILER], data[-_TRAILER:]
    head = len(_MAGIC) + _COUNT.size
    if len(body) < head or not body.startswith(_MAGIC) or sha256(body) != trailer:
        raise HostError("delta-damaged", name=name)
    (count,) = _COUNT.unpack_from(body, len(_MAGIC))
    runs: list[tuple[int, bytes]] = []
    at, end = head, -1
    for _ in range(count):
        if at + _RUN.size > len(body):
            raise HostError("delta-damaged", name=name)
        offset, length = _RUN.unpack_from(body, at)
        at += _RUN.size
        if not length or at + length > len(body) or offset <= end:
            raise HostError("delta-damaged", name=name)
        runs.append((offset, body[at : at + length]))
        at += length
        end = offset + length
    if at != len(body):
        raise HostError("delta-damaged", name=name)
    return Delta(tuple(runs))


def write_delta(path: Path, delta: Delta) -> None:
    """Keep a delta, durable. Raises ``HostError`` ``disk-full`` or ``file-unwritable``."""
    with landing(path) as file:
        file.write(encode(delta))


def read_delta(path: Path) -> Delta:
    """Raises ``HostError`` ``file-missing`` or ``delta-damaged``."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise HostError("file-missing", name=path.name) from error
    return decode(data, path.name)
