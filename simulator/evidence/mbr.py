"""The partition table of a disk, written and read (PC "MBR" layout)."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from simulator.errors import HostError
from simulator.evidence.scratch import SECTOR, Reader

ALIGN = 2048
"""Sectors: the first partition starts here, the others on multiples."""
LUKS = 0x83
TYPES = {12: 0x01, 16: 0x0E, 32: 0x0C}
"""Partition type by FAT width."""
_ENTRY = struct.Struct("<B3sB3sII")
_BEYOND_CHS = b"\xfe\xff\xff"


@dataclass(frozen=True, slots=True)
class Slot:
    """One partition: type byte, first sector and length in sectors."""

    type: int
    first: int
    sectors: int


def pack(slots: tuple[Slot, ...], signature: bytes) -> bytes:
    """The first sector of a disk with up to four partitions and its 4-byte signature."""
    table = b"".join(
        _ENTRY.pack(0, _BEYOND_CHS, slot.type, _BEYOND_CHS, slot.first, slot.sectors)
        for slot in slots
    )
    return signature.rjust(444, b"\0") + b"\0\0" + table.ljust(64, b"\0") + b"\x55\xaa"


def read(disk: Reader) -> tuple[Slot, ...]:
    """The partitions in table order. Raises ``HostError`` ``medium-damaged``."""
    sector = disk.read(0, SECTOR)
    if len(sector) < SECTOR or sector[510:] != b"\x55\xaa":
        raise HostError("medium-damaged")
    found = []
    for at in range(446, 510, _ENTRY.size):
        _, _, kind, _, first, sectors = _ENTRY.unpack_from(sector, at)
        if kind:
            found.append(Slot(kind, first, sectors))
    for slot in found:
        if not slot.first or (slot.first + slot.sectors) * SECTOR > disk.size:
            raise HostError("medium-damaged")
    return tuple(found)
