from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from simulator.evidence import fattime

TIMES = st.integers(fattime.FIRST, fattime.LAST)


@given(TIMES)
def test_creation_keeps_the_second(seconds: int) -> None:
    assert fattime.unpack(*fattime.pack(seconds)) == seconds


@given(TIMES)
def test_modification_keeps_two_seconds_and_access_the_day(seconds: int) -> None:
    date, time, _ = fattime.pack(seconds)
    assert fattime.unpack(date, time) == seconds - seconds % 2
    assert fattime.unpack(date) == seconds - seconds % 86400


def test_not_set_stays_not_set() -> None:
    assert fattime.pack(0) == (0, 0, 0)
    assert fattime.unpack(0, 0, 0) == 0


@given(st.integers(0, 0xFFFF), st.integers(0, 0xFFFF), st.integers(0, 255))
def test_any_bits_can_be_read(date: int, time: int, hundredths: int) -> None:
    assert fattime.unpack(date, time, hundredths) >= 0


def test_out_of_range_is_known_and_brought_in() -> None:
    assert not fattime.fits(1)
    assert not fattime.fits(fattime.LAST + 1)
    assert fattime.unpack(*fattime.pack(5)) == fattime.FIRST
