"""The seed narrows every span, and nothing but seed and label decides."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.scenario.compile import digest_of
from simulator.scenario.deal import chosen, dealt, draw, splitmix64
from simulator.scenario.folder import load
from simulator.scenario.plan import Plan, Span
from tests.scenario.sample import LIBRARY

FLAT = load(LIBRARY / "flat-12").plan
PHONE = load(LIBRARY / "ringing-phone").plan


def spans(value: object) -> list[Span]:
    """Every span anywhere in a plan."""
    if isinstance(value, Span):
        return [value]
    if isinstance(value, msgspec.Struct):
        return [s for name in value.__struct_fields__ for s in spans(getattr(value, name))]
    if isinstance(value, tuple):
        return [s for entry in value for s in spans(entry)]
    return []


def test_splitmix64_gives_the_published_sequence() -> None:
    # First outputs of the reference implementation for seed 1234567 (Vigna, splitmix64.c).
    gamma = 0x9E3779B97F4A7C15
    states = [(1234567 + step * gamma) % 2**64 for step in range(3)]
    assert [splitmix64(state) for state in states] == [
        6457827717110365317,
        3203168211198807973,
        9817491932198370423,
    ]


@pytest.mark.parametrize("plan", [FLAT, PHONE], ids=lambda plan: plan.id)
@given(seed=st.integers(0, 2**63))
def test_a_dealt_plan_leaves_nothing_open(plan: Plan, seed: int) -> None:
    once = dealt(plan, seed)
    assert once == dealt(plan, seed)
    assert all(span.low == span.high for span in spans(once))
    for before, after in zip(spans(plan), spans(once), strict=True):
        assert before.low <= after.low <= before.high
    assert once.seed == seed
    assert once.digest == plan.digest == digest_of(plan)
    assert all(item.serial for item in once.items if item.kind in ("phone", "laptop", "usb"))
    serials = [item.serial for item in once.items if item.serial]
    assert len(serials) == len(set(serials))
    assert all(item.medium.serial == item.serial for item in once.items if item.medium)


@given(st.integers(0, 2**64 - 1), st.text(max_size=12), st.integers(-99, 99), st.integers(0, 99))
def test_a_value_lies_within_its_span(seed: int, label: str, low: int, width: int) -> None:
    found = chosen(seed, label, Span(low, low + width))
    assert found.low == found.high
    assert low <= found.low <= low + width


def test_seeds_differ_and_both_ends_are_reached() -> None:
    values = {chosen(seed, "phone/wiped", Span(720, 723)).low for seed in range(60)}
    assert values == {720, 721, 722, 723}


def test_labels_do_not_disturb_each_other() -> None:
    assert draw(7, "a/b") != draw(7, "a/c")
    assert dealt(FLAT, 7).item("phone").wiped_after == dealt(PHONE, 7).item("phone").wiped_after
