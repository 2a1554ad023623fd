"""Names in a FAT directory: the 8.3 alias, the long name before it, the volume label."""

from __future__ import annotations

import re
import struct
from collections.abc import Container

from simulator.evidence.fold import PLAIN

DELETED = 0xE5
LONG = 0x0F
_SHORT = re.compile(r"[A-Z0-9!#$%&'()@^_`{}~-]{1,8}(\.[A-Z0-9!#$%&'()@^_`{}~-]{1,3})?")
_FORBIDDEN = frozenset('"*/:<>?\\|')
_LATIN = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh sh  y  e yu ya".split(" "),
        strict=True,
    )
)
_PER_ENTRY = 13
_MAX_UNITS = 208
"""Sixteen long-name slots: ``fls`` 4.11 cuts longer names (measured); VFAT itself allows 255."""


def is_usable(name: str) -> bool:
    """Whether VFAT and Windows accept this as one name of a path."""
    if not name or name in (".", "..") or name[-1] in ". " or name[0] == " ":
        return False
    if any(letter in _FORBIDDEN or letter < " " for letter in name):
        return False
    try:
        return len(name.encode("utf-16-le")) // 2 <= _MAX_UNITS
    except UnicodeEncodeError:
        return False


def is_short(name: str) -> bool:
    """Whether the name is its own 8.3 alias, so that no long name is written."""
    return _SHORT.fullmatch(name) is not None


def alias(name: str, taken: Container[bytes]) -> bytes:
    """The 11-byte alias; ``~1``, ``~2`` … keep it apart from the aliases in ``taken``."""
    if is_short(name):
        stem, _, extension = name.partition(".")
        return _eleven(stem, extension)
    stem, dot, extension = name.rpartition(".")
    if not dot or not stem.strip("."):
        stem, extension = name, ""
    stem, extension = _ascii(stem) or "_", _ascii(extension)[:3]
    number = 1
    while True:
        tail = f"~{number}"
        candidate = _eleven(stem[: 8 - len(tail)] + tail, extension)
        if candidate not in taken:
            return candidate
        number += 1


def long_entries(name: str, short: bytes) -> list[bytes]:
    """The 32-byte long-name slots in disk order (last part first); none for an 8.3 name."""
    if is_short(name):
        return []
    check = checksum(short)
    units = name.encode("utf-16-le")
    count = (len(units) // 2 + _PER_ENTRY - 1) // _PER_ENTRY
    if len(units) < count * _PER_ENTRY * 2:
        units = (units + b"\0\0").ljust(count * _PER_ENTRY * 2, b"\xff")
    slots = []
    for index in range(count):
        part = units[index * 26 : index * 26 + 26]
        order = index + 1 | (0x40 if index == count - 1 else 0)
        head = struct.pack("<B10sBBB", order, part[:10], LONG, 0, check)
        slots.append(head + part[10:22] + b"\0\0" + part[22:])
    return slots[::-1]


def long_part(slot: bytes) -> bytes:
    """The 26 bytes of UTF-16LE that one long-name slot carries."""
    return slot[1:11] + slot[14:26] + slot[28:32]


def join_long(parts: list[bytes]) -> str:
    """The name from its parts, first part first."""
    text = b"".join(parts).decode("utf-16-le", "replace")
    return text.partition("\0")[0].rstrip("\uffff")


def show_short(short: bytes) -> str:
    """The 8.3 name as text; a deleted one has lost its first letter and shows ``_``."""
    lost = short[0] == DELETED
    stem = ("_" if lost else chr(short[0])) + short[1:8].decode("cp866", "replace")
    extension = short[8:11].decode("cp866", "replace").rstrip()
    return stem.rstrip() + (f".{extension}" if extension else "")


def checksum(short: bytes) -> int:
    """The byte that ties long-name slots to their alias."""
    total = 0
    for byte in short:
        total = ((total & 1) << 7 | total >> 1) + byte & 0xFF
    return total


def label_bytes(label: str) -> bytes:
    """A volume label in capital Latin letters, 11 bytes.

    Cyrillic is transliterated: ``fsck.fat`` 4.2 calls every byte above 0x7F in a label
    invalid (measured), and a label in code page 866 reads wrong on half of the machines.
    """
    text = "".join(_LATIN.get(PLAIN.get(one, one).lower(), one).upper() for one in label)
    kept = (one if one == " " or (one.isascii() and is_short(one)) else "_" for one in text)
    return "".join(kept)[:11].encode("ascii").ljust(11)


def _ascii(text: str) -> str:
    kept = []
    for letter in text:
        if letter in ". ":
            continue
        upper = letter.upper() if letter.isascii() else "_"
        kept.append(upper if is_short(upper) else "_")
    return "".join(kept)


def _eleven(stem: str, extension: str) -> bytes:
    return stem.encode("ascii").ljust(8) + extension.encode("ascii").ljust(3)
