from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.custody import bundle as reader
from simulator.errors import HostError
from simulator.exports.bundle import bundle_bytes, write_bundle
from tests.custody.sample import honest

NAMES = st.text("abcdefgя-._", min_size=1, max_size=8)


@given(st.dictionaries(NAMES, st.binary(max_size=64), max_size=6))
def test_the_order_of_the_files_does_not_matter(files: dict[str, bytes]) -> None:
    turned = dict(reversed(files.items()))

    assert bundle_bytes(files) == bundle_bytes(turned)
    with ZipFile(BytesIO(bundle_bytes(files))) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files
        assert archive.namelist() == sorted(files)


def test_what_is_written_is_read_back_by_the_checker(tmp_path: Path) -> None:
    files = honest().files()
    write_bundle(tmp_path / "out.zip", files)

    assert reader.read(tmp_path / "out.zip").files == files


def test_the_folder_is_made_and_nothing_half_written_stays(tmp_path: Path) -> None:
    write_bundle(tmp_path / "deep" / "out.zip", {"a": b"1"})

    assert [p.name for p in (tmp_path / "deep").iterdir()] == ["out.zip"]


def test_a_file_that_cannot_be_written_is_a_named_error_and_keeps_the_old_one(
    tmp_path: Path,
) -> None:
    (tmp_path / "out.zip").mkdir()
    (tmp_path / "out.zip" / "old").write_text("kept")

    with pytest.raises(HostError) as caught:
        write_bundle(tmp_path / "out.zip", {"a": b"1"})

    assert caught.value.code == "file-unwritable"
    assert (tmp_path / "out.zip" / "old").read_text() == "kept"
    assert [p.name for p in tmp_path.iterdir()] == ["out.zip"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def full(self: Path, mode: str = "r", *args: object) -> object:
        return opened(Path("/dev/full"), mode) if "w" in mode else opened(self, mode)

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(HostError) as caught:
        write_bundle(tmp_path / "out.zip", {"a": b"1" * 100_000})

    assert caught.value.code == "disk-full"
