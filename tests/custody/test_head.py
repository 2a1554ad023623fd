from __future__ import annotations

import pytest

from simulator.custody import entry, head, tree
from simulator.errors import BundleError
from tests.custody.sample import ORIGIN, RECORDER, TRAINEE, honest, opened


def test_a_head_follows_the_log() -> None:
    entries = honest().entries
    at = head.start(ORIGIN)
    for seq, data in enumerate(entries):
        found = entry.read(data)
        assert (at.size, at.log, at.prev) == (seq, found.log, found.prev)
        before = at.root
        longer = at.after(data)
        assert at.root == before
        at = longer
    assert at.root == tree.root(entry.entry_hash(data) for data in entries)
    again = head.replay(ORIGIN, entries)
    assert (again.log, again.size, again.prev, again.root) == (at.log, at.size, at.prev, at.root)


def test_the_first_entry_opens_and_only_it() -> None:
    at = head.start(ORIGIN)
    with pytest.raises(BundleError, match="entry-unreadable"):
        at.compose("input", 0, RECORDER, {"kind": "k", "about": "", "values": {}})
    at = at.after(at.compose("opened", 0, RECORDER, opened()))
    with pytest.raises(BundleError, match="entry-unreadable"):
        at.compose("opened", 0, RECORDER, opened())
    assert at.log.startswith(f"{ORIGIN}/")
    assert len(at.log) == len(ORIGIN) + 17


def test_the_same_acts_and_keys_give_the_same_log() -> None:
    assert honest().entries == honest().entries
    assert TRAINEE.name in honest().entries[2].decode()
