from __future__ import annotations

import re
from pathlib import Path

import pytest

from simulator.errors import HostError
from simulator.evidence.digest import sha256, sha256_file, sha256_hex, sha256_pieces

VECTORS = Path(__file__).parents[2] / "../shared/vectors/nist-cavp-sha256"


@pytest.mark.parametrize("name", ["SHA256ShortMsg.rsp", "SHA256LongMsg.rsp"])
def test_nist_vectors(name: str, tmp_path: Path) -> None:
    if not VECTORS.is_dir():
        pytest.skip("no ../shared")
    text = (VECTORS / name).read_text("ascii")
    cases = re.findall(r"Len = (\d+)\s+Msg = (\w+)\s+MD = (\w+)", text)
    assert len(cases) > 60
    path = tmp_path / "message"
    for length, message, expected in cases:
        data = bytes.fromhex(message)[: int(length) // 8]
        path.write_bytes(data)
        assert sha256_hex(data) == sha256_file(path) == expected


def test_pieces_make_no_difference() -> None:
    assert sha256_pieces((b"ab", b"", b"c")) == sha256(b"abc")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(HostError) as caught:
        sha256_file(tmp_path / "gone.dd")
    assert (caught.value.code, caught.value.params) == ("file-missing", {"name": "gone.dd"})
