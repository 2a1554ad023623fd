from __future__ import annotations

import os
from pathlib import Path

import pytest

from simulator.errors import KeyFileError
from simulator.store.keyring import RECORDER, Keyring


def test_a_key_is_made_once_and_read_ever_after(tmp_path: Path) -> None:
    ring = Keyring(tmp_path / "keys")
    made = ring.signer(RECORDER)

    assert str(ring.signer(RECORDER).vkey) == str(made.vkey)
    assert str(Keyring(tmp_path / "keys").read(RECORDER).vkey) == str(made.vkey)
    assert ring.names() == (RECORDER,)
    with pytest.raises(KeyFileError, match="key-exists"):
        ring.create(RECORDER)


@pytest.mark.parametrize("name", ["", "../x", "A", "con", "lpt1", "-a", "a-", "a" * 41, "ab/c"])
def test_a_name_that_cannot_be_a_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(KeyFileError, match="key-name"):
        Keyring(tmp_path).signer(name)


def test_a_key_that_is_missing_or_no_key(tmp_path: Path) -> None:
    ring = Keyring(tmp_path)
    with pytest.raises(KeyFileError, match="key-missing"):
        ring.read("lola")
    path = tmp_path / "lola.key"
    path.write_bytes(b"nothing")
    path.chmod(0o600)
    with pytest.raises(KeyFileError, match="key-damaged"):
        ring.read("lola")


def test_a_key_under_another_name_is_refused(tmp_path: Path) -> None:
    ring = Keyring(tmp_path)
    ring.create("lola")
    (tmp_path / "lola.key").rename(tmp_path / "nodir.key")
    with pytest.raises(KeyFileError, match="key-damaged"):
        ring.read("nodir")


@pytest.mark.skipif(os.name != "posix", reason="rights are those of POSIX")
def test_a_key_that_others_may_read_is_refused(tmp_path: Path) -> None:
    ring = Keyring(tmp_path)
    ring.create("lola")
    assert (tmp_path / "lola.key").stat().st_mode & 0o077 == 0
    (tmp_path / "lola.key").chmod(0o644)
    with pytest.raises(KeyFileError, match="key-exposed"):
        ring.read("lola")
