from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.store.store import Store, open_store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "store.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with open_store(path, patience_ms=200) as store:
        yield store
