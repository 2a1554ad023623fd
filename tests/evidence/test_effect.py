from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.errors import HostError
from simulator.evidence import effect, examine, geometry, luks, medium
from simulator.evidence.acquire import partitions
from simulator.evidence.delta import write_delta
from simulator.evidence.original import Original
from simulator.evidence.scratch import Scratch
from simulator.evidence.volume import Volume
from simulator.scenario.content import FileRecipe, MediumRecipe, PartitionRecipe, VolumeRecipe
from tests.evidence.conftest import MIB, NOON, PASSPHRASE, SEED, Oracle

NAMES = sorted(effect.EFFECTS)
TINY = MediumRecipe(
    1,
    (
        PartitionRecipe(
            VolumeRecipe(
                "T",
                MIB,
                12,
                (FileRecipe("a.txt", b"a"), FileRecipe("b.txt", b"b" * 3000, deleted=True)),
            )
        ),
    ),
)
History = list[tuple[str, int]]
HISTORIES = st.lists(st.tuples(st.sampled_from(NAMES), st.integers(NOON, NOON + 9)), max_size=4)


def after(base: Path, history: History, folder: Path, keys: tuple[str, ...] = ()) -> Original:
    paths: tuple[Path, ...] = ()
    for number, (name, at) in enumerate(history, 1):
        path = folder / f"{number}.delta"
        write_delta(path, effect.apply(Original(base, paths), name, at, SEED, number, keys))
        paths = (*paths, path)
    return Original(base, paths)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tiny") / "tiny.img"
    medium.build(TINY, SEED, path)
    return path


@settings(deadline=None, max_examples=40)
@given(one=HISTORIES, two=HISTORIES)
def test_equal_histories_and_only_they_give_equal_bytes(
    tiny: Path, one: History, two: History
) -> None:
    with TemporaryDirectory() as left, TemporaryDirectory() as right:
        first = after(tiny, one, Path(left)).sha256()
        again = after(tiny, one, Path(right)).sha256()
        other = after(tiny, two, Path(right)).sha256()

    assert first == again
    assert (first == other) == (one == two)


@pytest.mark.parametrize("name", NAMES)
def test_every_effect_changes_bytes_and_only_inside(name: str, stick_image: Path) -> None:
    original = Original(stick_image)
    delta = effect.apply(original, name, NOON, SEED, 1)

    assert delta.runs
    for offset, data in delta.runs:
        assert offset >= 0
        assert offset + len(data) <= original.size
        assert original.read(offset, len(data)) != data


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("wipe", "boot")])
def test_the_volume_stays_clean_and_facts_survive(
    name: str, stick_image: Path, tmp_path: Path, oracle: Oracle
) -> None:
    now = after(stick_image, [(name, NOON), (name, NOON + 5)], tmp_path)
    now.copy_to(tmp_path / "now.img")
    (tmp_path / "v.img").write_bytes(now.read(MIB, 8 * MIB))

    checked = oracle("fsck.fat", "-n", tmp_path / "v.img")
    assert checked.returncode == 0, checked.stdout
    before = {(one.path, one.sha256) for one in examine.recover(stick_image, tmp_path / "a")}
    later = {
        (one.path, one.sha256) for one in examine.recover(tmp_path / "now.img", tmp_path / "b")
    }
    assert before == later


def test_boot_marks_the_volume_and_leaves_what_windows_leaves(
    stick_image: Path, tmp_path: Path, oracle: Oracle
) -> None:
    now = after(stick_image, [("boot", NOON)], tmp_path)
    (tmp_path / "v.img").write_bytes(now.read(MIB, 8 * MIB))
    checked = oracle("fsck.fat", "-n", tmp_path / "v.img")
    assert "Dirty bit is set" in checked.stdout
    assert "clusters" in checked.stdout.splitlines()[-1]
    shown = oracle("fls", "-rp", tmp_path / "v.img").stdout
    assert "System Volume Information/IndexerVolumeGuid" in shown

    volume = Volume(Scratch(next(partitions(now))))
    guid = dict(volume.walk())["System Volume Information/IndexerVolumeGuid"]
    assert guid.size_bytes == 76
    assert volume.content(guid).decode("utf-16-le").count("-") == 4
    healed = after(stick_image, [("boot", NOON), ("shutdown", NOON)], tmp_path)
    (tmp_path / "v.img").write_bytes(healed.read(MIB, 8 * MIB))
    assert oracle("fsck.fat", "-n", tmp_path / "v.img").returncode == 0


def test_browse_sets_the_day_of_access(stick_image: Path, tmp_path: Path) -> None:
    day = NOON - NOON % 86400 + 86400
    after(stick_image, [("browse", day + 50)], tmp_path).copy_to(tmp_path / "now.img")
    rows = examine.listing(tmp_path / "now.img")

    assert {row.accessed for row in rows if not row.deleted} == {day}
    assert {row.accessed for row in rows if row.deleted} != {day}


def test_wipe_leaves_no_file_and_no_content(stick_image: Path, tmp_path: Path) -> None:
    now = after(stick_image, [("wipe", NOON)], tmp_path)
    now.copy_to(tmp_path / "now.img")

    assert examine.listing(tmp_path / "now.img") == ()
    volume = Volume(Scratch(next(partitions(now))))
    assert not volume.view.read(volume.geometry.data_start, volume.view.size).strip(b"\0")


def test_wipe_of_a_container_destroys_its_keys(laptop_image: Path, tmp_path: Path) -> None:
    now = after(laptop_image, [("wipe", NOON)], tmp_path, (PASSPHRASE,))
    container = list(partitions(now))[1]

    assert luks.is_container(container)
    assert luks.unlock(container, PASSPHRASE) is None
    first = list(partitions(Original(laptop_image)))[1]
    assert container.read(luks.HEADER_BYTES, 4096) == first.read(luks.HEADER_BYTES, 4096)


def test_an_open_volume_changes_inside_and_a_closed_one_does_not(
    laptop_image: Path, tmp_path: Path, oracle: Oracle
) -> None:
    before = list(partitions(Original(laptop_image)))[1]
    closed = list(partitions(after(laptop_image, [("live", NOON)], tmp_path)))[1]
    assert closed.read(0, closed.size) == before.read(0, before.size)

    opened = after(laptop_image, [("sync", NOON), ("live", NOON)], tmp_path, (PASSPHRASE,))
    plain = luks.unlock(list(partitions(opened))[1], PASSPHRASE)
    assert plain is not None
    (tmp_path / "v.img").write_bytes(plain.read(0, plain.size))
    assert oracle("fsck.fat", "-n", tmp_path / "v.img").returncode == 0
    assert dict(Volume(Scratch(plain)).walk())[".device/inbox.log"].size_bytes > 0


def test_a_full_volume_still_leaves_a_trace_in_the_device_log(tmp_path: Path) -> None:
    shape = geometry.plan(MIB, 12, 2048)
    big = FileRecipe("a", b"x" * shape.clusters * shape.cluster_bytes)
    recipe = MediumRecipe(1, (PartitionRecipe(VolumeRecipe("T", MIB, 12, (big,))),))
    medium.build(recipe, SEED, tmp_path / "a.img")
    delta = effect.apply(Original(tmp_path / "a.img"), "sync", NOON, SEED, 1)

    assert delta.runs
    assert delta.runs[-1][0] < MIB


def test_an_unknown_effect(tiny: Path) -> None:
    with pytest.raises(HostError) as caught:
        effect.apply(Original(tiny), "melt", NOON, SEED, 1)
    assert caught.value.code == "effect-unknown"
