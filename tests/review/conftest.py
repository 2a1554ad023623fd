from __future__ import annotations

from pathlib import Path

import pytest

from simulator.store.home import Home
from tests.review.sample import DRILL, SEARCH, Played, play


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return Home(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="session")
def search(home: Home) -> Played:
    return play(home, "flat-12", SEARCH, home.path / "search.zip")


@pytest.fixture(scope="session")
def drill(home: Home) -> Played:
    return play(home, "ringing-phone", DRILL, home.path / "drill.zip")


@pytest.fixture(params=["search", "drill"])
def honest(request: pytest.FixtureRequest, search: Played, drill: Played) -> Played:
    return search if request.param == "search" else drill


@pytest.fixture
def at_home(home: Home, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SIMULATOR_HOME", str(home.path))
    return home.path
