"""The list of files inside a logical extraction."""

from __future__ import annotations

from msgspec import Struct

INDEX = "extraction.json"
"""The member that holds the list; files lie beside it under ``p1/``, ``p2/`` …"""


class Extracted(Struct, frozen=True):
    """One extracted file; times are seconds since 1970 of the device's clock, 0 = not set."""

    partition: int
    path: str
    size_bytes: int
    created: int
    modified: int
    accessed: int
    sha256: str
