from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.evidence.scratch import Blank, Bytes, Part, Scratch

SIZE = 3 * 4096 + 512
WRITES = st.lists(st.tuples(st.integers(0, SIZE), st.binary(max_size=5000)), max_size=6)


@given(base=st.binary(min_size=1, max_size=64), writes=WRITES)
def test_reads_like_memory_and_changes_rebuild_it(
    base: bytes, writes: list[tuple[int, bytes]]
) -> None:
    before = (base * (SIZE // len(base) + 1))[:SIZE]
    expected = bytearray(before)
    view = Scratch(Bytes(before))
    for offset, data in writes:
        data = data[: SIZE - offset]
        view.write(offset, data)
        expected[offset : offset + len(data)] = data

    assert view.read(0, SIZE) == expected
    assert view.read(4000, 300) == expected[4000:4300]
    rebuilt = bytearray(before)
    for offset, data in view.changes():
        assert rebuilt[offset : offset + len(data)] != data
        rebuilt[offset : offset + len(data)] = data
    assert rebuilt == expected


def test_erase_leaves_zero_pages_alone() -> None:
    view = Scratch(Blank(1 << 20))
    view.write(70_000, b"x" * 9000)
    view.erase(0, 1 << 20)

    assert view.changes() == ()


@given(start=st.integers(0, 9000), count=st.integers(0, 9000))
def test_erase_zeroes_exactly_its_stretch(start: int, count: int) -> None:
    view = Scratch(Bytes(b"\xaa" * 9000))
    end = min(9000, start + count)
    view.erase(start, end - start)

    assert view.read(0, 9000) == b"\xaa" * start + bytes(end - start) + b"\xaa" * (9000 - end)


def test_nothing_is_written_outside() -> None:
    view = Scratch(Blank(1000))
    for offset in (-1, 999):
        with pytest.raises(ValueError):
            view.write(offset, b"ab")


def test_a_part_ends_where_the_whole_ends() -> None:
    part = Part(Bytes(b"0123456789"), 4, 100)
    assert (part.size, part.read(2, 50)) == (6, b"6789")
