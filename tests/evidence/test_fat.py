"""The volumes that are written, judged by fsck.fat and The Sleuth Kit."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.errors import ScenarioError
from simulator.evidence import fat, manifest
from simulator.evidence.digest import sha256_file, sha256_hex
from simulator.evidence.scratch import Scratch
from simulator.evidence.volume import Volume
from simulator.scenario.content import FileRecipe, VolumeRecipe
from tests.evidence.conftest import MIB, NOON, SEED, Oracle, files

LETTERS = "абҷқӯӣҳғABCxyz0189 -"
NAMES = st.text(LETTERS, min_size=1, max_size=30).map(str.strip).filter(bool)
PATHS = st.lists(NAMES, min_size=1, max_size=3).map("/".join)
TREES = st.lists(
    st.builds(
        FileRecipe,
        PATHS,
        st.integers(0, 9000).map(lambda size: bytes(i * size % 251 for i in range(size))),
        created=st.integers(NOON, NOON + 10**7),
        modified=st.integers(NOON, NOON + 10**7),
        deleted=st.booleans(),
        overwritten=st.booleans(),
    ),
    max_size=12,
    # Deleted short names lose their first letter, and tsk_recover writes both to one place.
    unique_by=(
        lambda file: file.path.casefold(),
        lambda file: manifest.found_path(file).casefold(),
    ),
).filter(
    lambda tree: (
        not (
            {file.path.casefold() for file in tree}
            & {
                "/".join(parts[:end])
                for file in tree
                for parts in [file.path.casefold().split("/")]
                for end in range(1, len(parts))
            }
        )
    )
)


def write(view: Scratch, path: Path) -> Path:
    path.write_bytes(view.read(0, view.size))
    return path


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(tree=TREES, noise_files=st.integers(0, 9), width=st.sampled_from([12, 16]))
def test_any_tree_is_clean_and_comes_back(
    tree: list[FileRecipe], noise_files: int, width: int, tmp_path: Path, oracle: Oracle
) -> None:
    recipe = VolumeRecipe("T", 3 * MIB, width, tuple(tree), noise_files)
    image = write(fat.build(recipe, SEED, "p1", 0), tmp_path / "v.img")

    checked = oracle("fsck.fat", "-n", image)
    assert checked.returncode == 0, checked.stdout
    out = tmp_path / "out"
    for path in sorted(out.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    out.mkdir(exist_ok=True)
    oracle("tsk_recover", "-a", image, out)
    for file in tree:
        if not file.deleted and file.data:
            assert sha256_file(out / file.path) == sha256_hex(file.data)
    oracle("tsk_recover", image, out)
    listed = oracle("fls", "-rpFd", image).stdout
    for file in tree:
        if file.deleted:
            assert manifest.found_path(file) in listed
    for file in tree:
        if file.deleted and file.data and not file.overwritten:
            found = {sha256_file(path) for path in out.rglob("*") if path.is_file()}
            assert sha256_hex(file.data) in found


@pytest.mark.parametrize(("size", "width"), [(8, 12), (8, 16), (24, 0), (40, 32), (48, 0)])
def test_every_width_passes_the_field_tools(
    size: int, width: int, tmp_path: Path, oracle: Oracle
) -> None:
    recipe = VolumeRecipe("КАРТА", size * MIB, width, files(), 20)
    image = write(fat.build(recipe, SEED, "p1", 0), tmp_path / "v.img")

    checked = oracle("fsck.fat", "-n", image)
    assert checked.returncode == 0, checked.stdout
    shown = oracle("fsstat", image).stdout
    assert f"File System Type: FAT{width or 16}" in shown
    assert "Volume Label (Root Directory): KARTA" in shown
    out = tmp_path / "out"
    out.mkdir()
    oracle("tsk_recover", image, out)
    for file in files():
        if file.fact in ("F-2", "F-3"):
            assert sha256_file(out / manifest.found_path(file)) == sha256_hex(file.data)
    names = oracle("mdir", "-i", image, "-b", "-/", "::").stdout
    assert "Рӯйхати пардохтҳо.txt" in names


def test_noise_fragments_a_declared_file() -> None:
    volume = Volume(fat.build(VolumeRecipe("T", 8 * MIB, 0, files(), 20), SEED, "p1", 0))
    entry = next(entry for path, entry in volume.walk() if path == "Рӯйхати пардохтҳо.txt")
    chain = volume.chain(entry.cluster)

    assert chain != list(range(chain[0], chain[0] + len(chain)))
    assert volume.content(entry) == files()[0].data


def test_overwritten_clusters_really_belong_to_another_file() -> None:
    volume = Volume(fat.build(VolumeRecipe("T", 8 * MIB, 0, files(), 5), SEED, "p1", 0))
    listed = dict(volume.walk())
    gone = listed["Ҳуҷҷат/gone.txt"]
    other = listed["Ҳуҷҷат/MOV_0000.TMP"]

    assert gone.deleted
    assert not volume.is_recoverable(gone)
    assert volume.chain(other.cluster) == list(volume.span(gone))
    assert b"vanished" not in volume.view.read(0, volume.view.size)


def test_slack_holds_old_bytes_beyond_the_last_sector() -> None:
    volume = Volume(fat.build(VolumeRecipe("T", 8 * MIB, 0, files(), 9), SEED, "p1", 0))
    size = volume.geometry.cluster_bytes
    slack = b""
    for _, entry in volume.walk():
        if not entry.deleted and not entry.is_folder and entry.size_bytes:
            last = volume.geometry.offset(volume.chain(entry.cluster)[-1])
            used = -(-(entry.size_bytes % size or size) // 512) * 512
            slack += volume.view.read(last + used, size - used)

    assert slack.strip(b"\0")


def test_times_are_those_of_the_recipe(tmp_path: Path, oracle: Oracle) -> None:
    image = write(
        fat.build(VolumeRecipe("T", 4 * MIB, 0, files()), SEED, "p1", 0), tmp_path / "v.img"
    )
    rows = oracle("fls", "-rpm", "", image).stdout.splitlines()
    row = next(row.split("|") for row in rows if "Рӯйхати" in row)

    # TSK prints creation without the 10 ms field, so to two seconds.
    day, born = NOON - NOON % 86400, NOON - NOON % 2
    assert [int(value) for value in row[7:11]] == [day, NOON + 60 - (NOON + 60) % 2, 0, born]


@pytest.mark.parametrize(
    ("declared", "code"),
    [
        ((FileRecipe("a"), FileRecipe("A")), "medium-file-clash"),
        ((FileRecipe("a"), FileRecipe("a/b")), "medium-file-clash"),
        ((FileRecipe("a//b"),), "medium-file-name"),
        ((FileRecipe("../b"),), "medium-file-name"),
        ((FileRecipe("a", created=5),), "medium-file-time"),
        ((FileRecipe("a", bytes(5 * MIB)),), "medium-too-small"),
        ((FileRecipe("a", bytes(5 * MIB), deleted=True),), "medium-too-small"),
        (tuple(FileRecipe(f"{number}.TXT") for number in range(600)), "medium-too-small"),
    ],
)
def test_what_an_author_cannot_have(declared: tuple[FileRecipe, ...], code: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        fat.build(VolumeRecipe("T", 4 * MIB, 0, declared), SEED, "p1", 0)
    assert caught.value.code == code


def test_a_name_deleted_earlier_may_be_used_again() -> None:
    declared = (FileRecipe("a.txt", b"old", deleted=True), FileRecipe("a.txt", b"new"))
    volume = Volume(fat.build(VolumeRecipe("T", 4 * MIB, 0, declared), SEED, "p1", 0))

    assert [(entry.name, entry.deleted) for entry in volume.entries()] == [
        ("a.txt", True),
        ("a.txt", False),
    ]
