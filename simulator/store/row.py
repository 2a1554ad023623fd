"""What goes into the store and comes out of it: plain frozen rows."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Status = Literal["open", "closed", "handed-over"]


class AttemptRow(Struct, frozen=True):
    """One attempt; ``ordinal`` counts the attempts at this scenario in this store, from 1."""

    id: str
    scenario: str
    version: str
    seed: int
    level: str
    lang: str
    pack: str
    ordinal: int
    status: Status
    started_wall_ms: int
    """Milliseconds since 1970, UTC, of the laptop's clock: for listings, never signed."""
    entries: int = 0
    """Number of entries when the row was read; not stored."""


class EntryRow(Struct, frozen=True):
    """One entry of the log. ``note`` is what counts, byte for byte; the rest repeats it."""

    seq: int
    """Counted from 0 without gaps."""
    type: str
    at: int
    """Case time in seconds."""
    by: str
    """Pseudonym of the signer."""
    note: bytes
    """The signed note, at most 65,535 bytes."""
    hash: str
    """Entry hash, 64 lowercase hex digits."""
    wall_ms: int
    """Milliseconds since 1970, UTC, of the laptop's clock; beside the log, never in it."""
