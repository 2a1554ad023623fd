from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import HostError, ScenarioError
from simulator.evidence import geometry

MIB = 1 << 20


@given(size=st.integers(MIB, 600 * MIB))
def test_what_is_planned_is_read_back(size: int) -> None:
    plan = geometry.plan(size, 0, 2048)
    assert geometry.read(geometry.boot_sector(plan, b"LABEL      ", 7)) == plan
    assert plan.data_start + plan.clusters * plan.cluster_bytes <= size


@pytest.mark.parametrize(
    ("size", "width"), [(8 * MIB, 12), (24 * MIB, 16), (40 * MIB, 32), (48 * MIB, 16)]
)
def test_the_width_is_the_cluster_count(size: int, width: int) -> None:
    plan = geometry.plan(size, width, 0)
    low, high = {12: (0, 4085), 16: (4085, 65525), 32: (65525, 1 << 28)}[width]
    assert low <= plan.clusters < high


@pytest.mark.parametrize(("size", "width"), [(8 * MIB, 32), (0, 0), (MIB, 16), (8 * MIB, 13)])
def test_what_cannot_be(size: int, width: int) -> None:
    with pytest.raises(ScenarioError) as caught:
        geometry.plan(size, width, 0)
    assert caught.value.code == "volume-size"


@given(st.binary(min_size=0, max_size=520))
def test_garbage_is_no_volume(data: bytes) -> None:
    with pytest.raises(HostError) as caught:
        geometry.read(data)
    assert caught.value.code == "volume-damaged"
