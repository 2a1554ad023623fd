"""The door to The Sleuth Kit: an image opened as partitions with their file systems.

``pytsk3`` decides what the partitions are and what a file holds, deleted or not. Times
come from the directory slots themselves: TSK turns FAT's local times into the zone of
the machine it runs on, which would make the same image read differently elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytsk3  # type: ignore[import-untyped,unused-ignore]

from simulator.errors import HostError
from simulator.evidence import entry as slots
from simulator.evidence import luks
from simulator.evidence.entry import Entry
from simulator.evidence.original import Original
from simulator.evidence.scratch import SECTOR, Part, Reader, Scratch
from simulator.evidence.volume import Volume

_KINDS = {
    pytsk3.TSK_FS_TYPE_FAT12: "fat12",
    pytsk3.TSK_FS_TYPE_FAT16: "fat16",
    pytsk3.TSK_FS_TYPE_FAT32: "fat32",
}
_FIRST_INODE = 3
_MOST_FILES = 100_000
_MOST_DEPTH = 64
_MOST_READS = 16
"""How many times the size of a volume is read before its directory is taken for a trap."""


@dataclass(frozen=True, slots=True)
class Partition:
    """One partition; ``number`` counts from 1 in table order, 0 is a bare volume.

    ``kind``: ``fat12``, ``fat16``, ``fat32``, ``luks`` or ``unknown``.
    """

    number: int
    start_bytes: int
    size_bytes: int
    kind: str

    @property
    def is_encrypted(self) -> bool:
        """Whether its files cannot be seen without a passphrase or key."""
        return self.kind == "luks"


@dataclass(frozen=True, slots=True)
class Found:
    """A file in a readable volume, as TSK names it, with its slot and TSK's handle."""

    path: str
    entry: Entry
    file: Any


class _Image(pytsk3.Img_Info):  # type: ignore[misc,unused-ignore]
    """TSK reads through Python, so that any path and any reader will do."""

    def __init__(self, disk: Reader) -> None:
        self.reader = disk
        super().__init__(url="")

    def close(self) -> None:
        pass

    def read(self, offset: int, size: int) -> bytes:
        return self.reader.read(offset, size)

    def get_size(self) -> int:
        return self.reader.size


class Opened:
    """A readable volume of an image."""

    def __init__(self, partition: Partition, disk: _Image, system: Any) -> None:
        """Raises ``HostError`` ``volume-damaged``."""
        self.partition = partition
        self.system = system
        self._budget = _MOST_READS * partition.size_bytes
        self._image = disk  # TSK reads through it for as long as the volume is open.
        part = Part(disk.reader, partition.start_bytes, partition.size_bytes)
        self.volume = Volume(Scratch(part))

    def files(self) -> Iterator[Found]:
        """Every file, live or deleted, by path; folders and virtual files are left out."""
        seen: set[int] = set()
        waiting = [("", self.system.info.root_inum, 0)]
        count = 0
        while waiting:
            path, inode, depth = waiting.pop(0)
            if inode in seen or depth > _MOST_DEPTH:
                continue
            seen.add(inode)
            try:
                listed = list(self.system.open_dir(inode=inode))
            except OSError:
                continue
            for file in listed:
                count += 1
                if count > _MOST_FILES:
                    return
                name, meta = file.info.name, file.info.meta
                if name is None or meta is None or name.name in (b".", b".."):
                    continue
                if name.type in (pytsk3.TSK_FS_NAME_TYPE_VIRT, pytsk3.TSK_FS_NAME_TYPE_VIRT_DIR):
                    continue
                where = path + name.name.decode("utf-8", "replace")
                if name.type == pytsk3.TSK_FS_NAME_TYPE_DIR:
                    waiting.append((where + "/", meta.addr, depth + 1))
                    continue
                gone = bool(int(meta.flags) & int(pytsk3.TSK_FS_META_FLAG_UNALLOC))
                found = self._entry(where, meta.addr, deleted=gone)
                if found is not None and not found.attributes & slots.LABEL:
                    yield Found(where, found, file)

    def content(self, found: Found) -> bytes:
        """The bytes of a file; never more than the volume holds. A damaged one is empty.

        Raises ``HostError`` ``volume-damaged`` when the files together are many times
        larger than the volume.
        """
        size = min(found.entry.size_bytes, self.partition.size_bytes)
        self._budget -= size
        if self._budget < 0:
            raise HostError("volume-damaged")
        try:
            return bytes(found.file.read_random(0, size)) if size else b""
        except OSError:
            return b""

    def _entry(self, path: str, inode: int, *, deleted: bool) -> Entry | None:
        """The slot behind a FAT inode number: they count the slots from the root area on."""
        shape = self.volume.geometry
        position = shape.root_start + (inode - _FIRST_INODE) * slots.SIZE
        slot = self.volume.view.read(position, slots.SIZE) if position >= 0 else b""
        if len(slot) < slots.SIZE:
            return None
        return Entry(
            path, slot[11], slots.cluster_of(slot), slots.size_of(slot), slots.times_of(slot),
            deleted, position,
        )  # fmt: skip


def partitions(path: Path) -> tuple[Partition, ...]:
    """What an image holds. Raises ``HostError``: ``file-missing``, ``image-unreadable``."""
    return tuple(partition for partition, _ in _scan(_Image(Original(path)), path.name))


def volumes(path: Path) -> Iterator[Opened]:
    """The readable volumes of an image, in table order. Raises as ``partitions``."""
    image = _Image(Original(path))
    for partition, system in _scan(image, path.name):
        if system is not None:
            yield Opened(partition, image, system)


def _scan(image: _Image, name: str) -> list[tuple[Partition, Any]]:
    bare = _identify(image, 0, 0, image.reader.size)
    if bare[0].kind != "unknown":
        return [bare]
    try:
        table = list(pytsk3.Volume_Info(image))
    except OSError as error:
        raise HostError("image-unreadable", name=name) from error
    used = [part for part in table if part.flags == pytsk3.TSK_VS_PART_FLAG_ALLOC]
    return [
        _identify(image, number, part.start * SECTOR, part.len * SECTOR)
        for number, part in enumerate(used, 1)
    ]


def _identify(image: _Image, number: int, start: int, size: int) -> tuple[Partition, Any]:
    part = Part(image.reader, start, size)
    if luks.is_container(part):
        return Partition(number, start, part.size, "luks"), None
    try:
        system = pytsk3.FS_Info(image, start)
        Volume(Scratch(part))
    except (OSError, HostError):
        return Partition(number, start, part.size, "unknown"), None
    kind = _KINDS.get(system.info.ftype, "unknown")
    return Partition(number, start, part.size, kind), system if kind != "unknown" else None
