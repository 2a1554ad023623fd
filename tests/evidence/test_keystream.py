from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from simulator.evidence.keystream import Dice, stream


def test_the_bytes_of_a_branch_are_promised() -> None:
    assert stream(7, "p1/serial", 16).hex() == "c15fa797a76d88265362ebe23bdc5573"


@given(seed=st.integers(), size=st.integers(0, 300), more=st.integers(0, 300))
def test_a_longer_stream_begins_with_the_shorter(seed: int, size: int, more: int) -> None:
    assert stream(seed, "a", size + more)[:size] == stream(seed, "a", size)


def test_seed_and_label_both_count() -> None:
    assert len({stream(seed, label, 16) for seed in (1, 2) for label in ("a", "b")}) == 4


@given(seed=st.integers(0, 9), limit=st.integers(1, 99))
def test_dice_stay_below_the_limit_and_repeat(seed: int, limit: int) -> None:
    one, two = Dice(seed, "x"), Dice(seed, "x")
    drawn = [one.below(limit) for _ in range(600)]

    assert drawn == [two.below(limit) for _ in range(600)]
    assert all(0 <= number < limit for number in drawn)
    assert limit < 5 or len(set(drawn)) > 1
