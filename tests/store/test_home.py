from __future__ import annotations

from pathlib import Path

import pytest

from simulator.errors import HostError
from simulator.store.home import Home, find_home


def test_everything_lies_in_one_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SIMULATOR_HOME", str(tmp_path / "h"))
    home = find_home()

    assert home.path == tmp_path / "h"
    for path in (home.database, home.keys, home.cache, home.attempt("a1")):
        assert path.is_relative_to(home.path)
    assert not home.path.exists()
    home.prepare()
    assert home.path.is_dir()


def test_without_the_variable_it_is_the_platforms_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SIMULATOR_HOME", raising=False)

    assert find_home().path.name == "evidence-simulator"
    assert find_home().path.is_absolute()


def test_a_file_in_the_way_is_told(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x", encoding="utf-8")
    with pytest.raises(HostError, match="home-unwritable"):
        Home(blocked / "a" / "b").prepare()
