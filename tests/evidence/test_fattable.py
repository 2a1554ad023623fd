from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.evidence import fattable


@pytest.mark.parametrize("width", [12, 16, 32])
@given(data=st.data())
def test_a_table_comes_back(width: int, data: st.DataObject) -> None:
    top = (1 << min(width, 28)) - 1
    entries = data.draw(st.lists(st.integers(0, top), min_size=2, max_size=200))
    packed = fattable.pack(entries, width, 1024)

    assert len(packed) == 1024
    assert fattable.unpack(packed, width, len(entries)) == entries
