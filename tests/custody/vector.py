"""Where the test vectors of others lie: a folder ``shared`` beside the checkout."""

from __future__ import annotations

from pathlib import Path

import pytest

_VECTORS = Path(__file__).parents[3] / "shared" / "vectors"


def folder(name: str) -> Path:
    """The folder of one set, or the test is skipped."""
    if not _VECTORS.is_dir():
        pytest.skip("no ../shared")
    return _VECTORS / name
