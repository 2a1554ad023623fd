from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import HostError
from simulator.evidence.delta import Delta, decode, encode, read_delta, write_delta
from simulator.evidence.digest import sha256


@st.composite
def deltas(draw: st.DrawFn) -> Delta:
    runs, at = [], 0
    for gap, data in draw(
        st.lists(st.tuples(st.integers(1, 999), st.binary(min_size=1, max_size=99)), max_size=6)
    ):
        runs.append((at + gap, data))
        at += gap + len(data)
    return Delta(tuple(runs))


@given(deltas())
def test_a_delta_comes_back(delta: Delta) -> None:
    assert decode(encode(delta)) == delta


@given(deltas(), st.data())
def test_cut_or_changed_it_is_damaged(delta: Delta, data: st.DataObject) -> None:
    packed = encode(delta)
    at = data.draw(st.integers(0, len(packed) - 1))
    flipped = bytes([packed[at] ^ data.draw(st.integers(1, 255))])
    for bad in (packed[:at], packed + b"\0", packed[:at] + flipped + packed[at + 1 :]):
        with pytest.raises(HostError) as caught:
            decode(bad)
        assert caught.value.code == "delta-damaged"


@given(st.binary(max_size=200))
def test_a_hostile_body_with_a_right_trailer_is_damaged_or_canonical(body: bytes) -> None:
    for start in (b"", b"EVDELTA1", b"EVDELTA1\0\0\0\1"):
        packed = start + body + sha256(start + body)
        ended = "delta-damaged"
        try:
            if encode(decode(packed)) == packed:
                ended = "canonical"
        except HostError as error:
            ended = error.code
        assert ended == "delta-damaged" or packed.startswith(b"EVDELTA1")
        assert ended in ("delta-damaged", "canonical")


@pytest.mark.parametrize(
    "runs", [((5, b"ab"), (6, b"c")), ((5, b"ab"), (7, b"c")), ((9, b"a"), (1, b"b")), ((1, b""),)]
)
def test_runs_must_be_sorted_apart_and_not_empty(runs: tuple[tuple[int, bytes], ...]) -> None:
    with pytest.raises(HostError):
        decode(encode(Delta(runs)))


def test_a_delta_on_disk(tmp_path: Path) -> None:
    delta = Delta(((3, b"abc"),))
    write_delta(tmp_path / "x" / "1.delta", delta)

    assert read_delta(tmp_path / "x" / "1.delta") == delta
    assert delta.changed_bytes == 3
    with pytest.raises(HostError) as caught:
        read_delta(tmp_path / "2.delta")
    assert caught.value.code == "file-missing"
