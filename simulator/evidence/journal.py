"""The device's own log: a ring of sectors in the gap before the first partition.

A model, not a measurement: real sticks and phones keep such counters in their controller,
out of reach. Here they lie inside the image, so that every act leaves a trace and two
histories never give the same bytes: each line carries the digest of the line before.
"""

from __future__ import annotations

import struct

from simulator.errors import HostError
from simulator.evidence import fattime
from simulator.evidence.digest import sha256
from simulator.evidence.mbr import ALIGN
from simulator.evidence.scratch import SECTOR, Scratch

FIRST = ALIGN // 2
"""First sector of the ring."""
SLOTS = ALIGN - FIRST
_LINE = struct.Struct(">8sQq16s32s")
_MAGIC = b"DEVLOG01"


def append(disk: Scratch, effect: str, at: int, number: int) -> None:
    """Write line ``number``. Raises ``HostError`` ``medium-damaged`` when there is no gap."""
    if disk.size < ALIGN * SECTOR:
        raise HostError("medium-damaged")
    before = disk.read((FIRST + (number - 1) % SLOTS) * SECTOR, SECTOR)
    line = _LINE.pack(_MAGIC, number, at, effect.encode("ascii"), sha256(before))
    line += b" ".join((stamp(at), effect.encode("ascii"), b"%d\n" % number))
    disk.write((FIRST + number % SLOTS) * SECTOR, line.ljust(SECTOR, b"\0"))


def stamp(at: int) -> bytes:
    """``2025-03-04 06:40:12`` of the device's clock; times FAT cannot hold are brought in."""
    date, time, hundredths = fattime.pack(max(at, 1))
    second = (time & 31) * 2 + hundredths // 100
    return b"%04d-%02d-%02d %02d:%02d:%02d" % (
        1980 + (date >> 9), date >> 5 & 15, date & 31, time >> 11, time >> 5 & 63, second,
    )  # fmt: skip
