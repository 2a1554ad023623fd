from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from simulator.errors import HostError
from simulator.evidence.landing import landing


def test_the_file_is_there_after_the_block_and_not_before(tmp_path: Path) -> None:
    path = tmp_path / "new" / "a.dd"
    with landing(path) as file:
        file.write(b"abc")
        assert not path.exists()

    assert path.read_bytes() == b"abc"
    assert [one.name for one in path.parent.iterdir()] == ["a.dd"]


def test_a_failure_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), landing(tmp_path / "a.dd") as file:
        file.write(bytes([1 // 0]))

    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(HostError) as caught, landing(tmp_path / "a.dd"):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    assert caught.value.code == "disk-full"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_really_full_device_is_said_so(tmp_path: Path) -> None:
    full = Path("/dev/full")
    with pytest.raises(HostError) as caught, landing(tmp_path / "a.dd"):
        full.write_bytes(b"x")

    assert caught.value.code == "disk-full"


def test_a_file_in_the_way_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    with pytest.raises(HostError) as caught, landing(tmp_path / "a" / "b.dd"):
        raise AssertionError

    assert caught.value.code == "file-unwritable"
