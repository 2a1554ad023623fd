"""Recipes, built media and the field's own tools as oracles."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.evidence import medium
from simulator.evidence.original import Original
from simulator.scenario.content import FileRecipe, MediumRecipe, PartitionRecipe, VolumeRecipe

SEED = 7
MIB = 1 << 20
NOON = 1_741_089_601
"""2025-03-04 12:00:01 of the device's clock."""
PASSPHRASE = "себи сурх 42"

PACKAGE = {
    "fsck.fat": "dosfstools",
    "mdir": "mtools",
    "cryptsetup": "cryptsetup-bin",
}

Oracle = Callable[..., "subprocess.CompletedProcess[str]"]


def find(tool: str) -> str:
    path = shutil.which(tool) or shutil.which(tool, path="/usr/sbin:/sbin")
    if path is None:
        pytest.skip(f"needs {PACKAGE.get(tool, 'sleuthkit')}")
    return path


@pytest.fixture
def oracle() -> Oracle:
    """Run one of the field's tools; skips when it is not installed."""

    def run(tool: str, *words: str | Path, input: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [find(tool), *map(str, words)],
            input=input,
            capture_output=True,
            text=True,
            check=False,
            env={"TZ": "UTC", "LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]},
        )

    return run


def files() -> tuple[FileRecipe, ...]:
    letter = "Пардохт ба Ҷамшед: 5000 сомонӣ\r\n".encode()
    return (
        FileRecipe("Рӯйхати пардохтҳо.txt", letter * 300, NOON, NOON + 60, NOON + 90, fact="F-1"),
        FileRecipe(
            "Ҳуҷҷат/дохил/ҲИСОБ тафтиш.txt", b"zarnigor" * 700, NOON, NOON, NOON, True, fact="F-2"
        ),
        FileRecipe("Ҳуҷҷат/IMG_0003.JPG", b"\xff\xd8" + b"q" * 9000, NOON, 0, 0, True, fact="F-3"),
        FileRecipe("Ҳуҷҷат/gone.txt", b"vanished " * 900, NOON, 0, 0, True, True, fact="F-4"),
        FileRecipe("note.txt", "Насиба ҳисоб".encode("utf-16-le"), NOON, NOON, NOON, fact="F-5"),
        FileRecipe("EMPTY.DAT"),
    )


def stick(noise_files: int = 12) -> MediumRecipe:
    volume = VolumeRecipe("КАРТА", 8 * MIB, 0, files(), noise_files)
    return MediumRecipe(32_000_000_000, (PartitionRecipe(volume),), "Stick", "S-1")


def laptop() -> MediumRecipe:
    boot = VolumeRecipe("BOOT", 4 * MIB, 0, (FileRecipe("loader.bin", b"boot" * 99),))
    data = VolumeRecipe("DATA", 4 * MIB, 0, files(), 6)
    return MediumRecipe(500_000_000_000, (PartitionRecipe(boot), PartitionRecipe(data, PASSPHRASE)))


@pytest.fixture(scope="session")
def stick_image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("stick") / "stick.img"
    medium.build(stick(), SEED, path)
    return path


@pytest.fixture(scope="session")
def laptop_image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("laptop") / "laptop.img"
    medium.build(laptop(), SEED, path)
    return path


@pytest.fixture(scope="session")
def stick_volume(stick_image: Path) -> Path:
    """The stick's only partition as a file of its own."""
    path = stick_image.with_name("volume.img")
    path.write_bytes(Original(stick_image).read(MIB, 8 * MIB))
    return path
