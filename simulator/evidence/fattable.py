"""The allocation table of a FAT volume as a list of numbers, packed and unpacked."""

from __future__ import annotations

import struct


def unpack(data: bytes, width: int, count: int) -> list[int]:
    """The first ``count`` entries; ``data`` must be long enough."""
    if width == 16:
        return list(struct.unpack_from(f"<{count}H", data))
    if width == 32:
        return [entry & 0x0FFFFFFF for entry in struct.unpack_from(f"<{count}I", data)]
    entries = []
    for index in range(count):
        pair = data[index * 3 // 2] | data[index * 3 // 2 + 1] << 8
        entries.append(pair >> 4 if index & 1 else pair & 0xFFF)
    return entries


def pack(entries: list[int], width: int, size_bytes: int) -> bytes:
    """The table as it lies on disk, zero-filled to ``size_bytes``."""
    if width == 16:
        return struct.pack(f"<{len(entries)}H", *entries).ljust(size_bytes, b"\0")
    if width == 32:
        return struct.pack(f"<{len(entries)}I", *entries).ljust(size_bytes, b"\0")
    packed = bytearray()
    for index in range(0, len(entries), 2):
        high = entries[index + 1] if index + 1 < len(entries) else 0
        packed += (entries[index] | high << 12).to_bytes(3, "little")
    return bytes(packed[:size_bytes]).ljust(size_bytes, b"\0")
