"""Rows to fill a store with."""

from __future__ import annotations

from simulator.store.row import AttemptRow, EntryRow


def an_attempt(id: str = "a-1", ordinal: int = 1, scenario: str = "ringing-phone") -> AttemptRow:
    return AttemptRow(
        id, scenario, "1.0.0", 7, "guided", "ru", "tj-draft", ordinal, "open", 1_750_000_000_000
    )


def an_entry(seq: int, note: bytes = b"{}\n\nsignature\n") -> EntryRow:
    return EntryRow(seq, "act", 24_000 + seq, "p1", note, f"{seq:064x}", 1_750_000_000_000 + seq)
