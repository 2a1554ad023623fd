"""One directory entry of a FAT volume, and what its 32 bytes say."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import dataclass

from simulator.evidence import fatname, fattime

READ_ONLY, HIDDEN, SYSTEM, LABEL, FOLDER, ARCHIVE = 1, 2, 4, 8, 16, 32
_SLOT = struct.Struct("<11sBBBHHHHHHHI")
SIZE = _SLOT.size


@dataclass(frozen=True, slots=True)
class Times:
    """Created, modified, accessed: seconds since 1970 of the device's clock; 0 = not set."""

    created: int = 0
    modified: int = 0
    accessed: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """A file, folder or label, live or deleted, and where its slots lie on the volume."""

    name: str
    attributes: int
    cluster: int
    """First cluster, 0 for an empty file."""
    size_bytes: int
    times: Times
    deleted: bool
    position: int
    """Offset on the volume of the 32 bytes that hold all this."""
    long_positions: tuple[int, ...] = ()

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder and not a file."""
        return bool(self.attributes & FOLDER)


def pack(short: bytes, attributes: int, cluster: int, size_bytes: int, times: Times) -> bytes:
    """The 32 bytes of a short entry."""
    made_date, made_time, hundredths = fattime.pack(times.created)
    date, time, _ = fattime.pack(times.modified)
    read_date, _, _ = fattime.pack(times.accessed)
    return _SLOT.pack(
        short, attributes, 0, hundredths, made_time, made_date, read_date,
        cluster >> 16, time, date, cluster & 0xFFFF, size_bytes,
    )  # fmt: skip


def cluster_of(slot: bytes) -> int:
    """The first cluster a short entry points at."""
    return slot[20] << 16 | slot[21] << 24 | slot[26] | slot[27] << 8


def size_of(slot: bytes) -> int:
    """The file size a short entry states, in bytes."""
    return int.from_bytes(slot[28:32], "little")


def times_of(slot: bytes) -> Times:
    """The three times of a short entry; never the zone of the machine that reads it."""
    fields = _SLOT.unpack(slot)
    hundredths, made_time, made_date, read_date = fields[3], fields[4], fields[5], fields[6]
    return Times(
        fattime.unpack(made_date, made_time, hundredths),
        fattime.unpack(fields[9], fields[8]),
        fattime.unpack(read_date),
    )


def parse(used: Iterable[tuple[int, bytes]]) -> list[Entry]:
    """The entries in a folder's slots, given with their offsets on the volume.

    Deleted ones are included; ``.`` and ``..`` and the volume label are not.
    """
    found: list[Entry] = []
    parts: list[bytes] = []
    places: list[int] = []
    for position, slot in used:
        if slot[11] == fatname.LONG:
            if slot[0] != fatname.DELETED and slot[0] & 0x40:
                parts, places = [], []
            parts.insert(0, fatname.long_part(slot))
            places.append(position)
            continue
        if not slot[11] & LABEL and slot[0] != ord("."):
            name = fatname.join_long(parts) if parts else fatname.show_short(slot[:11])
            deleted = slot[0] == fatname.DELETED
            where = (position, tuple(places))
            found.append(
                Entry(
                    name, slot[11], cluster_of(slot), size_of(slot), times_of(slot), deleted, *where
                )
            )
        parts, places = [], []
    return found
