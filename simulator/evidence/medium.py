"""The training medium behind an exhibit: recipe and seed become a disk image file."""

from __future__ import annotations

from pathlib import Path

import msgspec

from simulator.errors import HostError, ScenarioError
from simulator.evidence import digest, fat, luks, mbr
from simulator.evidence.geometry import read as read_geometry
from simulator.evidence.keystream import stream
from simulator.evidence.landing import landing
from simulator.evidence.scratch import SECTOR, Blank, Scratch
from simulator.scenario.content import MediumRecipe, PartitionRecipe

WRITER = 1
"""Raised whenever the same recipe and seed would give other bytes."""
_MOST_PARTITIONS = 4


def lay_out(recipe: MediumRecipe, seed: int) -> Scratch:
    """The whole disk in memory. Raises ``ScenarioError`` ``medium-partitions``, and as ``fat``."""
    if not 1 <= len(recipe.partitions) <= _MOST_PARTITIONS:
        raise ScenarioError("medium-partitions", count=len(recipe.partitions))
    placed: list[tuple[mbr.Slot, list[tuple[int, bytes]]]] = []
    first = mbr.ALIGN
    for number, partition in enumerate(recipe.partitions, 1):
        kind, sectors, runs = _partition(partition, seed, f"p{number}", first)
        placed.append((mbr.Slot(kind, first, sectors), runs))
        first += -(-sectors // mbr.ALIGN) * mbr.ALIGN
    disk = Scratch(Blank(first * SECTOR))
    disk.write(0, mbr.pack(tuple(slot for slot, _ in placed), stream(seed, "signature", 4)))
    for slot, runs in placed:
        for offset, data in runs:
            disk.write(slot.first * SECTOR + offset, data)
    return disk


def build(recipe: MediumRecipe, seed: int, path: Path) -> str:
    """Write the image, sparse and durable, and return its SHA-256 in hexadecimal.

    Raises ``ScenarioError`` for a recipe that cannot be laid out, ``HostError``
    ``disk-full`` or ``file-unwritable``.
    """
    disk = lay_out(recipe, seed)
    with landing(path) as file:
        file.truncate(disk.size)
        for offset, data in disk.changes():
            file.seek(offset)
            file.write(data)
    return digest.sha256_pieces(
        disk.read(offset, digest.BLOCK) for offset in range(0, disk.size, digest.BLOCK)
    ).hex()


def key(recipe: MediumRecipe, seed: int) -> str:
    """A name for the bytes that this recipe and seed give, known before they are made."""
    return digest.sha256_hex(msgspec.msgpack.encode((WRITER, seed, recipe)))


def cached(recipe: MediumRecipe, seed: int, cache_folder: Path) -> Path:
    """The image from the cache, built when missing or no longer what was built.

    The digest lies beside it; an image that does not match is made anew.
    """
    name = key(recipe, seed)
    path, note = cache_folder / f"{name}.img", cache_folder / f"{name}.sha256"
    try:
        if note.read_text("ascii").strip() == digest.sha256_file(path):
            return path
    except (OSError, HostError, UnicodeDecodeError):
        pass
    built = build(recipe, seed, path)
    with landing(note) as file:
        file.write(built.encode("ascii"))
    return path


def _partition(
    recipe: PartitionRecipe, seed: int, label: str, first: int
) -> tuple[int, int, list[tuple[int, bytes]]]:
    view = fat.build(recipe.volume, seed, label, 0 if recipe.passphrase else first)
    if recipe.passphrase:
        container = luks.build(view.read(0, view.size), recipe.passphrase, seed, label)
        return mbr.LUKS, len(container) // SECTOR, [(0, container)]
    width = read_geometry(view.read(0, SECTOR)).width
    return mbr.TYPES[width], view.size // SECTOR, list(view.changes())
