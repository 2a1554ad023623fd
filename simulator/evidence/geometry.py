"""The geometry of a FAT volume and its boot sector, written and read.

Layout after Microsoft's FAT specification 1.03 (2000) [M]; accepted by ``fsck.fat`` 4.2
and ``fsstat`` 4.11 in the tests.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

from simulator.errors import HostError, ScenarioError
from simulator.evidence.scratch import SECTOR

COPIES = 2
"""Allocation tables on a volume."""
_ROOT_ENTRIES = 512
_MARGIN = 16
_LIMITS = {12: (1, 4084), 16: (4085, 65524), 32: (65525, 1 << 28)}
_BPB = struct.Struct("<3s8sHBHBHHBHHHII")
_MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Geometry:
    """Where things lie on a volume; offsets are bytes from its first sector."""

    width: int
    """12, 16 or 32 bits in an allocation table entry."""
    sectors: int
    cluster_sectors: int
    reserved: int
    table_sectors: int
    root_entries: int
    hidden: int
    """Sectors before the volume on its disk."""

    @property
    def cluster_bytes(self) -> int:
        """Bytes of one cluster."""
        return self.cluster_sectors * SECTOR

    @property
    def table_start(self) -> int:
        """First byte of the first allocation table."""
        return self.reserved * SECTOR

    @property
    def table_bytes(self) -> int:
        """Bytes of one allocation table."""
        return self.table_sectors * SECTOR

    @property
    def root_start(self) -> int:
        """First byte of the fixed root folder; on FAT32 of the data."""
        return self.table_start + COPIES * self.table_bytes

    @property
    def data_start(self) -> int:
        """First byte of cluster 2."""
        return self.root_start + self.root_entries * 32

    @property
    def clusters(self) -> int:
        """How many clusters there are."""
        return max(0, self.sectors - self.data_start // SECTOR) // self.cluster_sectors

    @property
    def end_mark(self) -> int:
        """The table value that ends a chain; anything from here minus 7 up does."""
        return {12: 0xFFF, 16: 0xFFFF, 32: 0x0FFFFFFF}[self.width]

    @property
    def clean_bit(self) -> int:
        """The bit of table entry 1 that is cleared while the volume is in use."""
        return {12: 0, 16: 0x8000, 32: 0x08000000}[self.width]

    @property
    def dirty_offset(self) -> int:
        """Offset of the boot sector byte whose lowest bit says "not unmounted cleanly"."""
        return 0x41 if self.width == 32 else 0x25

    def offset(self, cluster: int) -> int:
        """First byte of a cluster; the first one is number 2."""
        return self.data_start + (cluster - 2) * self.cluster_bytes

    def holds(self, cluster: int) -> bool:
        """Whether this is the number of a real cluster."""
        return 2 <= cluster < self.clusters + 2


def plan(size_bytes: int, width: int, hidden: int) -> Geometry:
    """Choose cluster size and tables for a volume. Raises ``ScenarioError`` ``volume-size``."""
    wanted = width or (12 if size_bytes < 16 * _MEBIBYTE else 16)
    if not width and size_bytes >= 512 * _MEBIBYTE:
        wanted = 32
    first = {12: 4, 16: 4, 32: 1}.get(wanted, 0)
    low, high = _LIMITS.get(wanted, (1, 0))
    sizes = (first, *(2**power for power in range(8) if 2**power != first)) if first else ()
    for cluster_sectors in sizes:
        geometry = _lay_out(size_bytes // SECTOR, wanted, cluster_sectors, hidden)
        # Readers disagree within a few clusters of the borders, so they are kept away from.
        if low + (_MARGIN if low > 1 else 0) <= geometry.clusters <= high - _MARGIN:
            return geometry
    raise ScenarioError("volume-size", size_bytes=size_bytes, fat=width)


def boot_sector(geometry: Geometry, label: bytes, serial: int) -> bytes:
    """The 512 bytes that describe the volume."""
    wide = geometry.width == 32
    short_total = geometry.sectors < 65536 and not wide
    head = _BPB.pack(
        b"\xeb\x58\x90" if wide else b"\xeb\x3c\x90",
        b"MSDOS5.0",
        SECTOR,
        geometry.cluster_sectors,
        geometry.reserved,
        COPIES,
        geometry.root_entries,
        geometry.sectors if short_total else 0,
        0xF8,
        0 if wide else geometry.table_sectors,
        63,
        255,
        geometry.hidden,
        0 if short_total else geometry.sectors,
    )
    if wide:
        head += struct.pack("<IHHIHH12x", geometry.table_sectors, 0, 0, 2, 1, 6)
    kind = f"FAT{geometry.width}".ljust(8).encode("ascii")
    head += struct.pack("<BBBI11s8s", 0x80, 0, 0x29, serial, label, kind)
    return head.ljust(510, b"\0") + b"\x55\xaa"


def read(boot: bytes) -> Geometry:
    """The geometry a boot sector states. Raises ``HostError`` ``volume-damaged``."""
    if len(boot) < SECTOR or boot[510:512] != b"\x55\xaa":
        raise HostError("volume-damaged")
    fields = _BPB.unpack(boot[: _BPB.size])
    _, _, sector, cluster_sectors, reserved, copies, root, total16, _, table16, *_ = fields
    hidden, total32 = fields[12], fields[13]
    table = table16 or int.from_bytes(boot[0x24:0x28], "little")
    shape = cluster_sectors and cluster_sectors & (cluster_sectors - 1) == 0
    if sector != SECTOR or not shape or not reserved or copies != COPIES or not table or root % 16:
        raise HostError("volume-damaged")
    sectors = total16 or total32
    geometry = Geometry(16, sectors, cluster_sectors, reserved, table, root, hidden)
    width = next((w for w, (_, high) in _LIMITS.items() if geometry.clusters <= high), 0)
    entries = table * SECTOR * 8 // width if width else 0
    if not width or (width == 32) != (root == 0) or not 0 < geometry.clusters <= entries - 2:
        raise HostError("volume-damaged")
    return Geometry(width, sectors, cluster_sectors, reserved, table, root, hidden)


def _lay_out(sectors: int, width: int, cluster_sectors: int, hidden: int) -> Geometry:
    reserved, root = (32, 0) if width == 32 else (1, _ROOT_ENTRIES)
    table = 1
    while True:
        geometry = Geometry(width, sectors, cluster_sectors, reserved, table, root, hidden)
        need = ((geometry.clusters + 2) * width + 8 * SECTOR - 1) // (8 * SECTOR)
        if need <= table:
            return geometry
        table = need
