from __future__ import annotations

import re

from simulator.custody.digest import leaf_hash, node_hash, sha256, sha256_hex
from tests.custody import vector


def test_nist_short_and_long_messages() -> None:
    cases = 0
    for name in ("SHA256ShortMsg.rsp", "SHA256LongMsg.rsp"):
        text = (vector.folder("nist-cavp-sha256") / name).read_text()
        for size, message, digest in re.findall(r"Len = (\d+)\s+Msg = (\w+)\s+MD = (\w+)", text):
            assert sha256_hex(bytes.fromhex(message)[: int(size) // 8]) == digest
            cases += 1
    assert cases == 129


def test_nist_monte_carlo() -> None:
    text = (vector.folder("nist-cavp-sha256") / "SHA256Monte.rsp").read_text()
    found = re.search(r"Seed = (\w+)", text)
    assert found
    seed = bytes.fromhex(found[1])
    digests = re.findall(r"COUNT = \d+\s+MD = (\w+)", text)
    for expected in digests:
        a = b = c = seed
        for _ in range(1000):
            a, b, c = b, c, sha256(a + b + c)
        seed = c
        assert seed.hex() == expected
    assert len(digests) == 100


def test_leaf_and_node_are_kept_apart() -> None:
    assert leaf_hash(b"x") == sha256(b"\x00x")
    assert node_hash(b"a" * 32, b"b" * 32) == sha256(b"\x01" + b"a" * 32 + b"b" * 32)
