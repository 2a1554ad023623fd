from __future__ import annotations

from pathlib import Path

import pytest

from simulator.errors import HostError
from simulator.evidence import mbr
from simulator.evidence.original import Original
from simulator.evidence.scratch import Bytes
from tests.evidence.conftest import Oracle


def test_mmls_sees_the_partitions(laptop_image: Path, oracle: Oracle) -> None:
    rows = [line.split() for line in oracle("mmls", laptop_image).stdout.splitlines()]
    found = [(int(row[2]), int(row[4])) for row in rows if len(row) > 5 and row[1] == "000:000"]
    found += [(int(row[2]), int(row[4])) for row in rows if len(row) > 5 and row[1] == "000:001"]

    assert found == [(slot.first, slot.sectors) for slot in mbr.read(Original(laptop_image))]
    assert found[0][0] == 2048


def test_the_table_comes_back() -> None:
    slots = (mbr.Slot(0x0E, 2048, 100), mbr.Slot(0x83, 4096, 200))
    disk = mbr.pack(slots, b"\1\2\3\4").ljust(8192 * 512, b"\0")

    assert mbr.read(Bytes(disk)) == slots
    assert disk[440:444] == b"\1\2\3\4"


@pytest.mark.parametrize(
    "disk", [b"", bytes(512), mbr.pack((mbr.Slot(1, 2048, 9),), bytes(4)), bytes(510) + b"\x55"]
)
def test_no_table(disk: bytes) -> None:
    with pytest.raises(HostError) as caught:
        mbr.read(Bytes(disk))
    assert caught.value.code == "medium-damaged"
