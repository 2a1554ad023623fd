"""An exhibit as it is now: the base image under its numbered deltas."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path

from simulator.errors import HostError
from simulator.evidence import digest
from simulator.evidence.delta import Delta, read_delta
from simulator.evidence.landing import landing


class Original:
    """Reads the present bytes. The base file and the delta files are never written."""

    __slots__ = ("_base", "_layers", "size")

    def __init__(self, base: Path, deltas: tuple[Path, ...] = ()) -> None:
        """``deltas`` oldest first. Raises ``HostError`` ``file-missing``, ``delta-damaged``."""
        try:
            self.size = base.stat().st_size
        except OSError as error:
            raise HostError("file-missing", name=base.name) from error
        self._base = base
        self._layers: list[tuple[list[int], Delta]] = []
        for path in deltas:
            delta = read_delta(path)
            if delta.runs and delta.runs[-1][0] + len(delta.runs[-1][1]) > self.size:
                raise HostError("delta-damaged", name=path.name)
            self._layers.append(([offset for offset, _ in delta.runs], delta))

    def read(self, offset: int, count: int) -> bytes:
        """Bytes from ``offset``, fewer only at the end. Raises ``HostError`` ``file-missing``."""
        count = max(0, min(count, self.size - offset))
        try:
            with self._base.open("rb") as file:
                file.seek(offset)
                data = file.read(count)
        except OSError as error:
            raise HostError("file-missing", name=self._base.name) from error
        if len(data) < count:
            raise HostError("file-missing", name=self._base.name)
        if not self._layers:
            return data
        mixed = bytearray(data)
        for offsets, delta in self._layers:
            _overlay(mixed, offset, offsets, delta)
        return bytes(mixed)

    def pieces(self) -> Iterator[bytes]:
        """All bytes in order, a mebibyte at a time."""
        for offset in range(0, self.size, digest.BLOCK):
            yield self.read(offset, digest.BLOCK)

    def sha256(self) -> str:
        """SHA-256 of all bytes, in hexadecimal."""
        return digest.sha256_pieces(self.pieces()).hex()

    def copy_to(self, path: Path) -> None:
        """Write the present bytes to a file, durable, all or nothing."""
        with landing(path) as file:
            for piece in self.pieces():
                file.write(piece)


def _overlay(mixed: bytearray, offset: int, offsets: list[int], delta: Delta) -> None:
    end = offset + len(mixed)
    index = max(0, bisect_right(offsets, offset) - 1)
    while index < len(offsets) and offsets[index] < end:
        start, data = delta.runs[index]
        low, high = max(start, offset), min(start + len(data), end)
        if low < high:
            mixed[low - offset : high - offset] = data[low - start : high - start]
        index += 1
