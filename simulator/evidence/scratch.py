"""A writable view over bytes that are not to be touched; it knows exactly what changed."""

from __future__ import annotations

from typing import Protocol

PAGE = 4096
SECTOR = 512
_STRIDE = 1 << 18


class Reader(Protocol):
    """Bytes of a known size that can be read anywhere."""

    @property
    def size(self) -> int:
        """Bytes in all."""

    def read(self, offset: int, count: int) -> bytes:
        """Bytes from ``offset``; fewer than ``count`` only at the end."""


class Bytes:
    """A reader over bytes in memory."""

    __slots__ = ("_data",)

    def __init__(self, data: bytes) -> None:
        self._data = data

    @property
    def size(self) -> int:
        """Bytes in all."""
        return len(self._data)

    def read(self, offset: int, count: int) -> bytes:
        """Bytes from ``offset``, fewer only at the end."""
        return self._data[offset : offset + count]


class Blank:
    """A reader of zeros: a medium nobody has written to yet."""

    __slots__ = ("size",)

    def __init__(self, size: int) -> None:
        self.size = size

    def read(self, offset: int, count: int) -> bytes:
        """Bytes from ``offset``, fewer only at the end."""
        return bytes(max(0, min(count, self.size - offset)))


class Part:
    """A reader of a stretch of another reader: a partition of a disk."""

    __slots__ = ("_start", "_whole", "size")

    def __init__(self, whole: Reader, start: int, size: int) -> None:
        self._whole = whole
        self._start = start
        self.size = max(0, min(size, whole.size - start))

    def read(self, offset: int, count: int) -> bytes:
        """Bytes from ``offset``, fewer only at the end."""
        return self._whole.read(self._start + offset, max(0, min(count, self.size - offset)))


class Scratch:
    """Copy-on-write pages over a reader. Writing outside it is a mistake of the caller."""

    __slots__ = ("_base", "_pages", "size")

    def __init__(self, base: Reader) -> None:
        self._base = base
        self._pages: dict[int, bytearray] = {}
        self.size = base.size

    def read(self, offset: int, count: int) -> bytes:
        """Bytes from ``offset``, fewer only at the end."""
        count = max(0, min(count, self.size - offset))
        data = bytearray(self._base.read(offset, count))
        for page in range(offset // PAGE, (offset + count + PAGE - 1) // PAGE):
            held = self._pages.get(page)
            if held is not None:
                start = max(offset, page * PAGE)
                end = min(offset + count, page * PAGE + len(held))
                data[start - offset : end - offset] = held[start - page * PAGE : end - page * PAGE]
        return bytes(data)

    def write(self, offset: int, data: bytes) -> None:
        """Raises ``ValueError`` when the bytes would leave the view."""
        if offset < 0 or offset + len(data) > self.size:
            raise ValueError(offset)
        done = 0
        while done < len(data):
            page, inside = divmod(offset + done, PAGE)
            step = min(PAGE - inside, len(data) - done)
            self._page(page)[inside : inside + step] = data[done : done + step]
            done += step

    def erase(self, offset: int, count: int) -> None:
        """Zero a stretch; pages that are zero already are not taken into the view."""
        end = offset + count
        while offset < end:
            step = min(_STRIDE - offset % _STRIDE, end - offset)
            if self.read(offset, step).strip(b"\0"):
                for at in range(offset, offset + step, PAGE):
                    size = min(PAGE, offset + step - at)
                    if self.read(at, size).strip(b"\0"):
                        self.write(at, bytes(size))
            offset += step

    def changes(self) -> tuple[tuple[int, bytes], ...]:
        """What differs from the base: sorted runs of whole sectors, neighbours joined."""
        runs: list[tuple[int, bytearray]] = []
        for page in sorted(self._pages):
            held = self._pages[page]
            before = self._base.read(page * PAGE, len(held))
            for inside in range(0, len(held), SECTOR):
                sector = held[inside : inside + SECTOR]
                if sector == before[inside : inside + SECTOR]:
                    continue
                offset = page * PAGE + inside
                if runs and runs[-1][0] + len(runs[-1][1]) == offset:
                    runs[-1][1].extend(sector)
                else:
                    runs.append((offset, sector))
        return tuple((offset, bytes(data)) for offset, data in runs)

    def _page(self, page: int) -> bytearray:
        if page not in self._pages:
            self._pages[page] = bytearray(self._base.read(page * PAGE, PAGE))
        return self._pages[page]
