from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.errors import HostError
from simulator.evidence.delta import Delta, write_delta
from simulator.evidence.digest import sha256_hex
from simulator.evidence.original import Original

BASE = bytes(range(256)) * 20
LAYERS = st.lists(
    st.tuples(st.integers(0, len(BASE) - 50), st.binary(min_size=1, max_size=50)), max_size=5
)


@settings(deadline=None, max_examples=60)
@given(layers=LAYERS, offset=st.integers(0, len(BASE)), count=st.integers(0, 600))
def test_later_deltas_lie_over_earlier_ones(
    layers: list[tuple[int, bytes]], offset: int, count: int
) -> None:
    with TemporaryDirectory() as folder:
        base = Path(folder, "base.img")
        base.write_bytes(BASE)
        expected = bytearray(BASE)
        paths = []
        for number, (at, data) in enumerate(layers):
            paths.append(Path(folder, f"{number}.delta"))
            write_delta(paths[-1], Delta(((at, data),)))
            expected[at : at + len(data)] = data
        original = Original(base, tuple(paths))

        assert original.read(offset, count) == expected[offset : offset + count]
        assert original.sha256() == sha256_hex(bytes(expected))
        original.copy_to(Path(folder, "copy.img"))
        assert Path(folder, "copy.img").read_bytes() == expected
        assert base.read_bytes() == BASE


def test_what_is_missing_or_does_not_fit_is_named(tmp_path: Path) -> None:
    base = tmp_path / "base.img"
    with pytest.raises(HostError) as caught:
        Original(base)
    assert caught.value.code == "file-missing"
    base.write_bytes(b"abc")
    write_delta(tmp_path / "1.delta", Delta(((2, b"zz"),)))
    with pytest.raises(HostError) as caught:
        Original(base, (tmp_path / "1.delta",))
    assert (caught.value.code, caught.value.params) == ("delta-damaged", {"name": "1.delta"})


def test_a_base_that_shrank_is_not_read_as_whole(tmp_path: Path) -> None:
    base = tmp_path / "base.img"
    base.write_bytes(BASE)
    original = Original(base)
    base.write_bytes(BASE[:9])
    with pytest.raises(HostError) as caught:
        original.sha256()
    assert caught.value.code == "file-missing"
