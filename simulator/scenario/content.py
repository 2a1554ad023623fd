"""What an exhibit holds, as the author declared it: recipes, not bytes.

``evidence`` turns these into sectors. All times are whole seconds since
1970-01-01T00:00 of the device's own local clock (FAT stores local time).
"""

from __future__ import annotations

from msgspec import Struct


class FileRecipe(Struct, frozen=True):
    """One file of a volume; ``path`` uses ``/`` and may hold any Unicode letters."""

    path: str
    data: bytes = b""
    created: int = 0
    modified: int = 0
    accessed: int = 0
    deleted: bool = False
    overwritten: bool = False
    """Deleted, and its clusters given to another file afterwards: not recoverable."""
    fact: str = ""
    """Id of the planted fact this file proves, or empty."""


class VolumeRecipe(Struct, frozen=True):
    """A FAT volume; the FAT width follows from ``size_bytes`` unless ``fat`` names it."""

    label: str
    size_bytes: int
    fat: int = 0
    """12, 16, 32, or 0 to let the size decide."""
    files: tuple[FileRecipe, ...] = ()
    noise_files: int = 0
    """How many generated, harmless files lie around the declared ones."""


class PartitionRecipe(Struct, frozen=True):
    """One partition of a medium; with a passphrase it is a LUKS1 container around the volume."""

    volume: VolumeRecipe
    passphrase: str = ""


class MediumRecipe(Struct, frozen=True):
    """The training medium behind an exhibit: an MBR disk with up to four partitions.

    ``label_bytes`` is the capacity printed on the real thing (durations follow it);
    the medium itself is as small as its partitions.
    """

    label_bytes: int
    partitions: tuple[PartitionRecipe, ...]
    model: str = ""
    serial: str = ""
