from __future__ import annotations

import pytest

from simulator.custody import entry, truth
from simulator.errors import BundleError
from tests.custody.sample import honest

SALT = "0f" * 16


def test_a_leaf_fits_its_own_act_only() -> None:
    log = honest()
    acts = {seq: entry.read(log.entries[seq]) for seq in log.truth}
    assert sorted(acts) == [1, 3, 7]
    for seq, data in log.truth.items():
        assert [other for other in acts if truth.fits(data, acts[other])] == [seq]
        assert not truth.fits(data, entry.read(log.entries[2]))


def test_a_leaf_is_read_without_its_salt_and_the_salt_changes_its_digest() -> None:
    first, second = truth.leaf({"a": [1]}, SALT), truth.leaf({"a": [1]}, "1f" * 16)
    assert truth.read(first) == truth.read(second) == {"a": [1]}
    assert truth.digest(first) != truth.digest(second)


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b'{"salt":1}', b'{"salt": "x"}'])
def test_other_bytes_are_no_leaf(data: bytes) -> None:
    with pytest.raises(BundleError, match="truth-unreadable"):
        truth.read(data)


def test_a_leaf_needs_a_long_salt_of_its_own() -> None:
    for fields, salt in (({"salt": "x"}, SALT), ({}, ""), ({}, "0f")):
        with pytest.raises(BundleError, match="truth-unreadable"):
            truth.leaf(fields, salt)
