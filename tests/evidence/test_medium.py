from __future__ import annotations

import time
from pathlib import Path

import msgspec
import pytest

from simulator.errors import ScenarioError
from simulator.evidence import medium
from simulator.evidence.digest import sha256_file
from simulator.scenario.content import FileRecipe, MediumRecipe, PartitionRecipe, VolumeRecipe
from tests.evidence.conftest import MIB, NOON, SEED, laptop, stick

SMALL = MediumRecipe(
    1_000_000,
    (
        PartitionRecipe(
            VolumeRecipe(
                "GOLD",
                2 * MIB,
                12,
                (
                    FileRecipe("ҳисоб.txt", "як ду се".encode(), NOON, NOON, NOON),
                    FileRecipe("a/B.TXT", b"b" * 5000, NOON, NOON, NOON, True),
                ),
                4,
            )
        ),
        PartitionRecipe(VolumeRecipe("GOLD2", MIB, 12), "гул"),
    ),
)
GOLDEN = "8d053aa924fcb3d057e3ea62f82f5f6b7c569bd3b5f15765906efe8dc00049f7"
"""Changes only together with ``medium.WRITER``."""


def test_golden_bytes(tmp_path: Path) -> None:
    assert medium.build(SMALL, 1, tmp_path / "a.img") == GOLDEN
    assert sha256_file(tmp_path / "a.img") == GOLDEN


@pytest.mark.parametrize("recipe", [stick(), laptop()])
def test_built_twice_it_is_the_same(recipe: MediumRecipe, tmp_path: Path) -> None:
    one, two = tmp_path / "1.img", tmp_path / "2.img"
    assert medium.build(recipe, SEED, one) == medium.build(recipe, SEED, two)
    assert one.read_bytes() == two.read_bytes()
    assert medium.build(recipe, SEED + 1, two) != sha256_file(one)


def test_a_stick_is_quick_and_sparse(tmp_path: Path) -> None:
    path = tmp_path / "a.img"
    started = time.process_time()
    medium.build(stick(40), SEED, path)
    assert time.process_time() - started < 0.3
    assert path.stat().st_size == 9 * MIB
    blocks = getattr(path.stat(), "st_blocks", 0)
    assert blocks * 512 < 4 * MIB


def test_the_cache_is_keyed_by_recipe_and_seed(tmp_path: Path) -> None:
    path = medium.cached(SMALL, 1, tmp_path)
    born = path.stat().st_mtime_ns

    assert medium.cached(SMALL, 1, tmp_path) == path
    assert path.stat().st_mtime_ns == born
    assert medium.cached(SMALL, 2, tmp_path) != path
    other = msgspec.structs.replace(SMALL, serial="X")
    assert medium.cached(other, 1, tmp_path) != path


@pytest.mark.parametrize("damage", [b"", b"short", None])
def test_a_damaged_cache_is_made_anew(damage: bytes | None, tmp_path: Path) -> None:
    path = medium.cached(SMALL, 1, tmp_path)
    if damage is None:
        path.with_suffix(".sha256").unlink()
    else:
        path.write_bytes(damage)

    assert sha256_file(medium.cached(SMALL, 1, tmp_path)) == GOLDEN


@pytest.mark.parametrize("count", [0, 5])
def test_one_to_four_partitions(count: int, tmp_path: Path) -> None:
    with pytest.raises(ScenarioError) as caught:
        medium.build(MediumRecipe(1, SMALL.partitions[:1] * count), 1, tmp_path / "a.img")
    assert caught.value.code == "medium-partitions"
    assert list(tmp_path.iterdir()) == []
