from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from simulator.errors import StoreError
from simulator.store.backup import backup, restore, sidecar
from simulator.store.store import Store, open_store
from tests.store.rows import an_attempt, an_entry


@pytest.fixture
def filled(store: Store) -> Store:
    store.begin_attempt(an_attempt())
    store.append("a-1", 0, [an_entry(seq) for seq in range(30)], [(0, b"leaf")])
    return store


def refusal(source: Path, path: Path) -> str:
    with pytest.raises(StoreError) as caught:
        restore(source, path)
    return caught.value.code


def test_there_and_back(filled: Store, path: Path, tmp_path: Path) -> None:
    target = tmp_path / "kept" / "monday.db"
    digest = backup(path, target)
    before = list(filled.entries("a-1"))
    filled.append("a-1", 30, [an_entry(30)])
    filled.close()

    assert sidecar(target).read_text() == f"{digest}  monday.db\n"
    assert sorted(file.name for file in target.parent.iterdir()) == [
        "monday.db",
        "monday.db.sha256",
    ]
    kept = restore(target, path)
    with open_store(path) as store:
        assert list(store.entries("a-1")) == before
        assert list(store.truth("a-1")) == [(0, b"leaf")]
    assert kept is not None
    assert kept.name == "store.db.bak"
    with open_store(kept) as replaced:
        assert replaced.attempt("a-1").entries == 31


def test_a_second_restore_keeps_both_replaced_files(
    filled: Store, path: Path, tmp_path: Path
) -> None:
    target = tmp_path / "b.db"
    backup(path, target)
    filled.close()
    names = [kept.name for kept in (restore(target, path), restore(target, path)) if kept]

    assert names == ["store.db.bak", "store.db.bak2"]


def test_a_lost_store_comes_back(filled: Store, path: Path, tmp_path: Path) -> None:
    target = tmp_path / "b.db"
    backup(path, target)
    filled.close()
    for file in path.parent.iterdir():
        file.unlink()

    assert restore(target, path) is None
    with open_store(path) as store:
        assert store.attempt("a-1").entries == 30


def test_a_damaged_store_is_replaced_with_its_journal(
    filled: Store, path: Path, tmp_path: Path
) -> None:
    target = tmp_path / "b.db"
    backup(path, target)
    filled.close()
    path.write_bytes(b"\xa5" * 10_000)
    path.with_name("store.db-wal").write_bytes(b"old journal")
    kept = restore(target, path)

    assert kept is not None
    assert kept.read_bytes() == b"\xa5" * 10_000
    with open_store(path) as store:
        assert store.attempt("a-1").entries == 30


def test_a_store_in_use_is_not_replaced(filled: Store, path: Path, tmp_path: Path) -> None:
    target = tmp_path / "b.db"
    backup(path, target)

    assert refusal(target, path) == "store-locked"
    filled.append("a-1", 30, [an_entry(30)])
    assert filled.attempt("a-1").entries == 31


def test_no_backup_counts_without_its_digest(filled: Store, path: Path, tmp_path: Path) -> None:
    target = tmp_path / "b.db"
    backup(path, target)
    filled.close()
    data = bytearray(target.read_bytes())
    data[-1] ^= 1
    target.write_bytes(data)

    assert refusal(target, path) == "backup-altered"
    sidecar(target).write_text("")
    assert refusal(target, path) == "backup-altered"
    sidecar(target).unlink()
    assert refusal(target, path) == "backup-unproved"
    assert refusal(tmp_path / "none.db", path) == "backup-missing"
    assert [file.name for file in path.parent.glob("*.part")] == []
    with open_store(path) as store:
        assert store.attempt("a-1").entries == 30


def test_another_version_is_not_restored(filled: Store, path: Path, tmp_path: Path) -> None:
    filled.close()
    other, target = tmp_path / "other.db", tmp_path / "b.db"
    other.write_bytes(path.read_bytes())
    raw = sqlite3.connect(other)
    raw.execute("PRAGMA user_version = 99")
    raw.close()
    with pytest.raises(StoreError) as caught:
        backup(other, target)
    assert caught.value.code == "store-version"
    assert not target.exists()


def test_a_backup_overwrites_nothing(filled: Store, path: Path, tmp_path: Path) -> None:
    target = tmp_path / "b.db"
    target.write_text("mine")
    with pytest.raises(StoreError) as caught:
        backup(path, target)
    assert caught.value.code == "backup-exists"
    with pytest.raises(StoreError) as caught:
        backup(tmp_path / "none.db", tmp_path / "c.db")
    assert caught.value.code == "store-missing"
