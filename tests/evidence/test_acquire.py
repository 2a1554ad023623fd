from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from simulator.errors import HostError
from simulator.evidence import acquire, examine
from simulator.evidence.digest import sha256_file
from simulator.evidence.original import Original
from tests.evidence.conftest import MIB, PASSPHRASE, Oracle, files


def test_an_image_is_the_original_and_verifies(stick_image: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    original = Original(stick_image)
    path = tmp_path / "copies" / "c.dd"
    made = acquire.image(original, path, progress=lambda done, total: told.append((done, total)))

    assert path.read_bytes() == stick_image.read_bytes()
    assert (made.sha256, made.size_bytes) == (original.sha256(), 9 * MIB)
    assert told == [(number * MIB, 9 * MIB) for number in range(1, 10)]
    assert acquire.verify(path, made.sha256)
    with path.open("r+b") as file:
        file.seek(4_000_000)
        file.write(b"!")
    assert not acquire.verify(path, made.sha256)


def test_a_copy_is_never_replaced(stick_image: Path, tmp_path: Path) -> None:
    (tmp_path / "c.dd").write_bytes(b"first")
    for make in (acquire.image, acquire.logical):
        with pytest.raises(HostError) as caught:
            make(Original(stick_image), tmp_path / "c.dd")
        assert caught.value.code == "file-exists"
    assert (tmp_path / "c.dd").read_bytes() == b"first"


def test_interrupted_imaging_leaves_nothing(stick_image: Path, tmp_path: Path) -> None:
    def stop(done: int, _total: int) -> None:
        if done > 3 * MIB:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        acquire.image(Original(stick_image), tmp_path / "c.dd", progress=stop)
    assert list(tmp_path.iterdir()) == []


def test_a_live_copy_is_the_plain_volume(
    laptop_image: Path, tmp_path: Path, oracle: Oracle
) -> None:
    made = acquire.live_volume(Original(laptop_image), PASSPHRASE, tmp_path / "live.dd")

    assert made.size_bytes == 4 * MIB
    assert oracle("fsck.fat", "-n", tmp_path / "live.dd").returncode == 0
    assert "ҲИСОБ тафтиш.txt" in oracle("fls", "-rpd", tmp_path / "live.dd").stdout


def test_a_locked_volume_stays_locked(laptop_image: Path, tmp_path: Path) -> None:
    with pytest.raises(HostError) as caught:
        acquire.live_volume(Original(laptop_image), "wrong", tmp_path / "live.dd")
    assert caught.value.code == "volume-locked"
    assert list(tmp_path.iterdir()) == []


def test_a_logical_extraction_holds_the_live_files_only(stick_image: Path, tmp_path: Path) -> None:
    made = acquire.logical(Original(stick_image), tmp_path / "a.zip")
    again = acquire.logical(Original(stick_image), tmp_path / "b.zip")

    assert made == again
    assert made.sha256 == sha256_file(tmp_path / "b.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.testzip() is None
        assert archive.read("p1/Рӯйхати пардохтҳо.txt") == files()[0].data
        assert not [name for name in archive.namelist() if "gone" in name or "ҲИСОБ" in name]
        assert {one.compress_type for one in archive.infolist()} == {zipfile.ZIP_STORED}
    live = [row for row in examine.listing(stick_image) if not row.deleted]
    assert list(examine.listing(tmp_path / "a.zip")) == live


def test_an_encrypted_volume_is_extracted_with_its_passphrase(
    laptop_image: Path, tmp_path: Path
) -> None:
    acquire.logical(Original(laptop_image), tmp_path / "closed.zip")
    acquire.logical(Original(laptop_image), tmp_path / "open.zip", passphrase=PASSPHRASE)

    assert {row.partition for row in examine.listing(tmp_path / "closed.zip")} == {1}
    assert {row.partition for row in examine.listing(tmp_path / "open.zip")} == {1, 2}


def test_an_extraction_that_was_changed_is_not_believed(stick_image: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    acquire.logical(Original(stick_image), path)
    data = path.read_bytes()
    at = data.index(files()[0].data[:30])
    for bad in (data[:at] + b"?" + data[at + 1 :], data[:-9], data[: len(data) // 2], b"PK\3\4"):
        path.write_bytes(bad)
        with pytest.raises(HostError) as caught:
            examine.listing(path)
        assert caught.value.code == "image-unreadable"
