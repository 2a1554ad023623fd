"""Durations, sizes, hours and dates: what is taken, and what is refused by which code."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.scenario import amount
from simulator.scenario.plan import Span


@pytest.mark.parametrize(
    ("text", "value"),
    [("7 min", 420), ("7min", 420), ("90 s", 90), ("2 h", 7200), ("1 minute", 60),
     ("30 seconds", 30), ("1 d", 86400)],
)  # fmt: skip
def test_durations(text: str, value: int) -> None:
    assert amount.seconds(text) == value


@pytest.mark.parametrize("text", ["7", "", "min", "-3 min", "1.5 h", "7 parsecs", "٣ min"])
def test_a_duration_without_a_clear_unit_is_refused(text: str) -> None:
    with pytest.raises(ValueError) as caught:
        amount.seconds(text)
    assert str(caught.value) == "duration-unclear"


@given(st.integers(0, 300), st.integers(0, 300))
def test_a_range_keeps_its_ends_or_is_refused(low: int, high: int) -> None:
    text = f"{low} to {high} min"
    if low <= high:
        assert amount.span(text) == Span(low * 60, high * 60)
        assert amount.span(f"{low} min to {high} min") == amount.span(text)
    else:
        with pytest.raises(ValueError) as caught:
            amount.span(text)
        assert str(caught.value) == "range-reversed"


def test_a_range_may_mix_units() -> None:
    assert amount.span("90 s to 2 min") == Span(90, 120)


def test_printed_sizes_are_decimal_and_drives_binary() -> None:
    assert amount.size("32 GB") == 32_000_000_000
    assert amount.size("8 MiB") == 8_388_608


@pytest.mark.parametrize(
    ("text", "value"),
    [("1970-01-01 00:00", 0), ("2026-03-03 06:40", 1_772_520_000), ("2026-03-03", 1_772_539_200)],
)
def test_moments_count_on_the_local_clock(text: str, value: int) -> None:
    if text.startswith("1970"):
        with pytest.raises(ValueError) as caught:
            amount.moment(text)
        assert str(caught.value) == "date-range"
    else:
        assert amount.moment(text) == value


@pytest.mark.parametrize(("text", "value"), [("06:00", 21600), ("22:00", 79200), ("9:05", 32700)])
def test_hours(text: str, value: int) -> None:
    assert amount.hours(text) == value


@pytest.mark.parametrize("text", ["0640", "24:00", "6", "06:60", "six"])
def test_an_hour_needs_its_colon_in_a_file(text: str) -> None:
    with pytest.raises(ValueError) as caught:
        amount.hours(text)
    assert str(caught.value) == "clock-unclear"
