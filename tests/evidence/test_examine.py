from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.errors import HostError, SimulatorError
from simulator.evidence import examine, manifest, search
from simulator.evidence.digest import sha256_file, sha256_hex
from tests.evidence.conftest import MIB, NOON, Oracle, files, stick

CODES = ("", "image-unreadable", "volume-damaged")


def code(look: Callable[[Path], object], path: Path) -> str:
    """The code a look at an image ends with, empty when it ends well."""
    try:
        look(path)
    except SimulatorError as error:
        return error.code
    return ""


def test_the_listing_agrees_with_fls(stick_image: Path, oracle: Oracle) -> None:
    shown = oracle("fls", "-rpFm", "/", "-o", "2048", stick_image).stdout.splitlines()
    theirs = set()
    for line in shown:
        fields = line.split("|")
        if fields[1].startswith("/$"):
            continue
        gone = fields[1].endswith(" (deleted)")
        path = fields[1].removesuffix(" (deleted)").removeprefix("/")
        if path.endswith("(Volume Label Entry)"):
            continue
        theirs.add((path, gone, *(int(value) for value in fields[6:9]), int(fields[10])))
    ours = {
        # TSK prints creation without the 10 ms field, so to two seconds.
        (row.path, row.deleted, row.size_bytes, row.accessed, row.modified, row.created // 2 * 2)
        for row in examine.listing(stick_image)
    }
    assert ours == theirs


def test_what_is_recovered_is_what_tsk_recovers(
    stick_image: Path, tmp_path: Path, oracle: Oracle
) -> None:
    (tmp_path / "theirs").mkdir()
    oracle("tsk_recover", "-o", "2048", stick_image, tmp_path / "theirs")
    ours = examine.recover(stick_image, tmp_path / "ours")

    assert ours
    for one in ours:
        assert sha256_file(one.file) == one.sha256
        assert sha256_file(tmp_path / "theirs" / one.path) == one.sha256
    found = {one.path: one.sha256 for one in ours}
    for file in files():
        if file.deleted:
            wanted = None if file.overwritten else sha256_hex(file.data)
            assert found.get(manifest.found_path(file)) == wanted


def test_the_answer_key_is_true(stick_image: Path, tmp_path: Path) -> None:
    rows = {(row.partition, row.path): row for row in examine.listing(stick_image)}
    recovered = {one.path for one in examine.recover(stick_image, tmp_path)}
    for planted in manifest.planted(stick()):
        row = rows[planted.partition, planted.path]
        assert row.deleted == planted.deleted
        assert ("recover" in planted.tools) == (planted.path in recovered)
        assert ("list" in planted.tools) == (not row.deleted)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="needs tzset")
def test_the_zone_of_the_machine_does_not_matter(stick_image: Path) -> None:
    before = os.environ.get("TZ")
    seen = set()
    try:
        for zone in ("UTC", "Asia/Dushanbe", "America/New_York"):
            os.environ["TZ"] = zone
            time.tzset()
            seen.add(examine.listing(stick_image))
    finally:
        if before is None:
            os.environ.pop("TZ")
        else:
            os.environ["TZ"] = before
        time.tzset()
    assert len(seen) == 1


def test_a_bare_volume_reads_like_the_disk(stick_image: Path, stick_volume: Path) -> None:
    whole = [(row.path, row.created) for row in examine.listing(stick_image)]
    assert [(row.path, row.created) for row in examine.listing(stick_volume)] == whole
    assert [part.number for part in examine.partitions(stick_volume)] == [0]


def test_an_encrypted_partition_is_named_and_shows_nothing(laptop_image: Path) -> None:
    parts = examine.partitions(laptop_image)

    assert [(part.number, part.kind, part.is_encrypted) for part in parts] == [
        (1, "fat12", False),
        (2, "luks", True),
    ]
    assert {row.partition for row in examine.listing(laptop_image)} == {1}
    assert examine.listing_lines(laptop_image)[0].endswith("encrypted")
    assert search.search(laptop_image, "zarnigor") == ()


def test_the_timeline_is_in_order_and_complete(stick_image: Path) -> None:
    rows = examine.timeline(stick_image)
    listed = examine.listing(stick_image)

    assert list(rows) == sorted(rows)
    times = [t for row in listed for t in (row.created, row.modified, row.accessed) if t]
    assert sorted(row.time for row in rows) == sorted(times)
    assert any(row.time == NOON and row.what == "created" and row.deleted for row in rows)


def test_the_second_reader_agrees_with_the_first(stick_image: Path, tmp_path: Path) -> None:
    second = {
        tuple(line.split("  ", 3)[2:])
        for line in examine.second_lines(stick_image)
        if "deleted" in line
    }
    first = {(one.sha256, one.path) for one in examine.recover(stick_image, tmp_path)}
    assert second == first


def test_the_printed_lines_are_one_per_row(stick_image: Path) -> None:
    assert len(examine.listing_lines(stick_image)) == len(examine.listing(stick_image))
    assert len(examine.timeline_lines(stick_image)) == len(examine.timeline(stick_image))
    assert examine.search_lines(stick_image, "ҷамшед")[0].startswith("p1  file  Рӯйхати")


@pytest.mark.parametrize("size", [0, 1, 511, 512, 4096, MIB, MIB + 512, MIB + 9000, 5 * MIB])
def test_a_cut_image_ends_in_a_code(size: int, stick_image: Path, tmp_path: Path) -> None:
    path = tmp_path / "cut.img"
    path.write_bytes(stick_image.read_bytes()[:size])
    for look in (examine.partitions, examine.listing, examine.timeline, examine.second_lines):
        assert code(look, path) in CODES


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    hits=st.lists(
        st.tuples(
            st.integers(MIB, MIB + 60_000) | st.integers(0, 511), st.binary(min_size=1, max_size=40)
        ),
        min_size=1,
        max_size=12,
    )
)
def test_a_hostile_image_ends_in_a_code(
    hits: list[tuple[int, bytes]], stick_image: Path, tmp_path: Path
) -> None:
    data = bytearray(stick_image.read_bytes())
    for offset, noise in hits:
        data[offset : offset + len(noise)] = noise
    path = tmp_path / "hostile.img"
    path.write_bytes(data)

    def look(path: Path) -> None:
        assert all(line.isprintable() for line in examine.listing_lines(path))
        made = examine.recover(path, tmp_path / "out")
        assert all(one.file.parent == tmp_path / "out" for one in made)
        search.search(path, "тафтиш")
        examine.second_lines(path)

    assert code(look, path) in CODES


def test_names_from_an_image_cannot_leave_the_folder(stick_image: Path, tmp_path: Path) -> None:
    data = stick_image.read_bytes()
    name = "ҲИСОБ тафтиш".encode("utf-16-le")
    slot = data.index(name[:10])
    hostile = "../x\n".encode("utf-16-le")
    path = tmp_path / "hostile.img"
    path.write_bytes(data[:slot] + hostile + data[slot + 10 :])
    made = examine.recover(path, tmp_path / "out")

    assert {one.file.parent for one in made} == {tmp_path / "out"}
    assert {one.parent for one in (tmp_path / "out").rglob("*")} == {tmp_path / "out"}
    assert all(line.isprintable() for line in examine.listing_lines(path))


def test_a_missing_image_is_named(tmp_path: Path) -> None:
    with pytest.raises(HostError) as caught:
        examine.listing(tmp_path / "none.dd")
    assert caught.value.code == "file-missing"
