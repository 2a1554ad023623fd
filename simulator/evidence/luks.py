"""A LUKS1 container: header, one key slot, encrypted payload; opened by passphrase or key.

After the LUKS1 on-disk format 1.2 [M]; ``cryptsetup`` 2.6.1 accepts it in the tests. The
iteration count is far below a real one, so that a class room laptop opens it at once.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

from simulator.errors import HostError
from simulator.evidence import xts
from simulator.evidence.digest import sha256
from simulator.evidence.keystream import stream
from simulator.evidence.scratch import SECTOR, Part, Reader

MAGIC = b"LUKS\xba\xbe"
PAYLOAD = 4096
"""Sectors before the encrypted volume."""
HEADER_BYTES = PAYLOAD * SECTOR
SLOT_OFF = 0x0000DEAD
_SLOT_ON = 0x00AC71F3
_ITERATIONS = 2000
_KEY_BYTES = 64
_STRIPES = 4000
_SLOTS = 8
_SLOT_SECTORS = 512
_HEAD = struct.Struct(">6sH32s32s32sII20s32sI40s")
_SLOT = struct.Struct(">II32sII")
_MOST_ITERATIONS = 5_000_000


@dataclass(frozen=True, slots=True)
class _KeySlot:
    active: bool
    iterations: int
    salt: bytes
    sector: int
    stripes: int


@dataclass(frozen=True, slots=True)
class Header:
    """What the first 592 bytes say."""

    payload: int
    key_bytes: int
    check: bytes
    check_salt: bytes
    check_iterations: int
    slots: tuple[_KeySlot, ...]

    def fits(self, key: bytes) -> bool:
        """Whether this is the master key."""
        if len(key) != self.key_bytes:
            return False
        return _derive(key, self.check_salt, self.check_iterations, 20) == self.check


class Plain:
    """The decrypted volume behind a container, read sector by sector."""

    __slots__ = ("_key", "_payload", "size")

    def __init__(self, container: Reader, header: Header, key: bytes) -> None:
        start = header.payload * SECTOR
        self._payload = Part(container, start, (container.size - start) // SECTOR * SECTOR)
        self._key = key
        self.size = self._payload.size

    def read(self, offset: int, count: int) -> bytes:
        """Bytes from ``offset``, fewer only at the end."""
        count = max(0, min(count, self.size - offset))
        first, skip = divmod(offset, SECTOR)
        length = -(-(skip + count) // SECTOR) * SECTOR
        data = self._payload.read(first * SECTOR, length)
        return xts.decrypt(self._key, data, first)[skip : skip + count]

    def encrypt(self, offset: int, data: bytes) -> bytes:
        """Whole sectors as they would lie in the container at this offset of the volume."""
        return xts.encrypt(self._key, data, offset // SECTOR)


def build(volume: bytes, passphrase: str, seed: int, label: str) -> bytes:
    """The container around a volume (a whole number of sectors); slot 0 takes the passphrase."""
    key = stream(seed, f"{label}/luks/key", _KEY_BYTES)
    salts = stream(seed, f"{label}/luks/salt", 64)
    digits = stream(seed, f"{label}/luks/uuid", 16).hex()
    uuid = f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-8{digits[17:20]}-{digits[20:]}"
    check = _derive(key, salts[:32], _ITERATIONS, 20)
    head = _HEAD.pack(
        MAGIC, 1, b"aes", b"xts-plain64", b"sha256", PAYLOAD, _KEY_BYTES, check, salts[:32],
        _ITERATIONS, uuid.encode("ascii"),
    )  # fmt: skip
    for index in range(_SLOTS):
        state = (_SLOT_ON, _ITERATIONS, salts[32:]) if index == 0 else (SLOT_OFF, 0, b"")
        head += _SLOT.pack(*state, 8 + index * _SLOT_SECTORS, _STRIPES)
    slot_key = _derive(passphrase.encode(), salts[32:], _ITERATIONS, _KEY_BYTES)
    material = xts.encrypt(slot_key, _split(key, stream(seed, f"{label}/luks/split",
                                                       _KEY_BYTES * (_STRIPES - 1))))  # fmt: skip
    front = head.ljust(8 * SECTOR, b"\0") + material
    return front.ljust(HEADER_BYTES, b"\0") + xts.encrypt(key, volume)


def is_container(reader: Reader) -> bool:
    """Whether a LUKS header stands at the start."""
    return reader.read(0, 8) == MAGIC + b"\0\1"


def slot_positions() -> range:
    """Offsets of the eight key slots' states in the header."""
    return range(_HEAD.size, _HEAD.size + _SLOTS * _SLOT.size, _SLOT.size)


def header(container: Reader) -> Header:
    """Read the header. Raises ``HostError`` ``container-damaged``."""
    data = container.read(0, _HEAD.size + _SLOTS * _SLOT.size)
    if len(data) < _HEAD.size + _SLOTS * _SLOT.size or not data.startswith(MAGIC + b"\0\1"):
        raise HostError("container-damaged")
    fields = _HEAD.unpack_from(data)
    names = tuple(field.rstrip(b"\0") for field in fields[2:5])
    payload, key_bytes, check, salt, iterations = fields[5:10]
    slots = []
    for index in range(_SLOTS):
        state, rounds, slot_salt, sector, stripes = _SLOT.unpack_from(
            data, _HEAD.size + index * _SLOT.size
        )
        sound = 0 < rounds <= _MOST_ITERATIONS and stripes == _STRIPES and sector < payload
        slots.append(_KeySlot(state == _SLOT_ON and sound, rounds, slot_salt, sector, stripes))
    known = names == (b"aes", b"xts-plain64", b"sha256") and key_bytes == _KEY_BYTES
    if not known or not 0 < iterations <= _MOST_ITERATIONS:
        raise HostError("container-damaged")
    if not 0 < payload * SECTOR <= container.size:
        raise HostError("container-damaged")
    return Header(payload, key_bytes, check, salt, iterations, tuple(slots))


def master_key(container: Reader, passphrase: str) -> bytes | None:
    """The master key, or ``None`` when no active slot takes the passphrase.

    Raises ``HostError`` ``container-damaged``.
    """
    facts = header(container)
    for slot in facts.slots:
        if not slot.active:
            continue
        slot_key = _derive(passphrase.encode(), slot.salt, slot.iterations, facts.key_bytes)
        length = -(-facts.key_bytes * slot.stripes // SECTOR) * SECTOR
        material = container.read(slot.sector * SECTOR, length)
        if len(material) < length:
            raise HostError("container-damaged")
        key = _merge(xts.decrypt(slot_key, material)[: facts.key_bytes * slot.stripes])
        if facts.fits(key):
            return key
    return None


def unlock(container: Reader, passphrase: str) -> Plain | None:
    """The plain volume, or ``None`` when the passphrase is refused."""
    key = master_key(container, passphrase)
    return None if key is None else Plain(container, header(container), key)


def open_with_master_key(container: Reader, key: bytes) -> Plain | None:
    """The plain volume by its master key (found in memory), or ``None`` when it is another's."""
    facts = header(container)
    return Plain(container, facts, key) if facts.fits(key) else None


def _derive(secret: bytes, salt: bytes, iterations: int, size: int) -> bytes:
    return PBKDF2HMAC(hashes.SHA256(), size, salt, iterations).derive(secret)


def _diffuse(block: bytes) -> bytes:
    return b"".join(
        sha256(index.to_bytes(4, "big") + block[at : at + 32])
        for index, at in enumerate(range(0, len(block), 32))
    )


def _xor(left: bytes, right: bytes) -> bytes:
    mixed = int.from_bytes(left, "big") ^ int.from_bytes(right, "big")
    return mixed.to_bytes(len(left), "big")


def _split(key: bytes, filler: bytes) -> bytes:
    running = bytes(_KEY_BYTES)
    for at in range(0, len(filler), _KEY_BYTES):
        running = _diffuse(_xor(running, filler[at : at + _KEY_BYTES]))
    return filler + _xor(running, key)


def _merge(material: bytes) -> bytes:
    running = bytes(_KEY_BYTES)
    last = len(material) - _KEY_BYTES
    for at in range(0, last, _KEY_BYTES):
        running = _diffuse(_xor(running, material[at : at + _KEY_BYTES]))
    return _xor(running, material[last:])
