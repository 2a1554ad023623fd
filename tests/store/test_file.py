from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from simulator.errors import HostError, StoreError
from simulator.store.file import open_file
from simulator.store.store import open_store
from simulator.store.table import SCHEMA_VERSION
from tests.store.rows import an_attempt, an_entry


def refusal(path: Path) -> str:
    with pytest.raises(StoreError) as caught:
        open_store(path, patience_ms=100)
    return caught.value.code


def filled(path: Path, entries: int = 50) -> None:
    with open_store(path) as store:
        store.begin_attempt(an_attempt())
        store.append("a-1", 0, [an_entry(seq, b"n" * 900) for seq in range(entries)])


def test_a_new_store_is_durable_and_numbered(path: Path) -> None:
    path.parent.mkdir()
    engine = open_file(path)
    with engine.connect() as connection:
        values = {
            pragma: connection.exec_driver_sql(f"PRAGMA {pragma}").scalar()
            for pragma in ("journal_mode", "synchronous", "foreign_keys", "user_version")
        }
    engine.dispose()

    assert values == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "user_version": SCHEMA_VERSION,
    }


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"{}", b"SQLite format 2 " * 10])
def test_another_programs_file_is_left_alone(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)

    assert refusal(path) == "store-foreign"
    assert path.read_bytes() == content
    assert [file.name for file in path.parent.iterdir()] == ["store.db"]


def test_another_programs_database_is_left_alone(path: Path) -> None:
    path.parent.mkdir()
    with sqlite3.connect(path) as raw:
        raw.execute("CREATE TABLE contacts (name TEXT)")
    raw.close()
    before = path.read_bytes()

    assert refusal(path) == "store-foreign"
    assert path.read_bytes() == before


def test_an_empty_file_becomes_a_store(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    with open_store(path) as store:
        assert store.attempts() == ()


@pytest.mark.parametrize("version", [0, SCHEMA_VERSION + 1])
def test_another_version_is_named(path: Path, version: int) -> None:
    filled(path)
    raw = sqlite3.connect(path)
    raw.execute(f"PRAGMA user_version = {version}")
    raw.close()
    with pytest.raises(StoreError) as caught:
        open_store(path)

    assert caught.value.code == "store-version"
    assert caught.value.params["found"] == version


def test_a_removed_trigger_is_damage(path: Path) -> None:
    filled(path)
    raw = sqlite3.connect(path)
    raw.execute("DROP TRIGGER entry_update")
    raw.close()

    assert refusal(path) == "store-damaged"


@pytest.mark.parametrize("keep", [40, 99, 100, 4096, -4096, -1])
def test_a_truncated_file_is_damage(path: Path, keep: int) -> None:
    filled(path)
    data = path.read_bytes()
    path.write_bytes(data[:keep])

    assert refusal(path) == "store-damaged"


def test_an_overwritten_page_is_damage(path: Path) -> None:
    filled(path, 200)
    data = bytearray(path.read_bytes())
    middle = len(data) // 2 // 4096 * 4096
    data[middle : middle + 8192] = b"\xa5" * 8192
    path.write_bytes(data)
    with open_store(path) as store, pytest.raises(StoreError) as caught:
        store.check()

    assert caught.value.code == "store-damaged"


def test_a_held_file_is_locked(path: Path) -> None:
    filled(path)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with open_store(path, patience_ms=50) as store:
        assert store.attempt("a-1").entries == 50  # readers are not kept out
        with pytest.raises(StoreError) as caught:
            store.append("a-1", 50, [an_entry(50)])
        assert caught.value.code == "store-locked"
        holder.execute("ROLLBACK")
        store.append("a-1", 50, [an_entry(50)])
        assert store.attempt("a-1").entries == 51
    holder.close()


def test_a_folder_in_its_place_is_refused(path: Path) -> None:
    path.mkdir(parents=True)

    assert refusal(path) == "store-readonly"


_AS_NOBODY = """
import os, sys
from pathlib import Path
import simulator.store.store as module
from simulator.errors import SimulatorError
if os.getuid() == 0:
    os.setuid(65534)
try:
    module.open_store(Path(sys.argv[1]), patience_ms=100)
except SimulatorError as error:
    print(error.code)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_may_not_be_written_is_said_at_open(path: Path, what: str) -> None:
    filled(path)
    for parent in path.parents[:3]:
        parent.chmod(0o755)
    path.chmod(0o444 if what == "file" else 0o644)
    path.parent.chmod(0o755 if what == "file" and os.getuid() else 0o555)
    run = subprocess.run(
        [sys.executable, "-c", _AS_NOBODY, str(path)], capture_output=True, text=True, check=False
    )
    path.parent.chmod(0o755)

    assert run.stdout.strip() == "store-readonly", run.stderr


_UNTIL_FULL = """
import sys
from pathlib import Path
from simulator.errors import HostError
from simulator.store.store import open_store
from tests.store.rows import an_attempt, an_entry
path = Path(sys.argv[1])
with open_store(path) as store:
    store.begin_attempt(an_attempt())
    seq = 0
    try:
        while seq < 10_000:
            store.append("a-1", seq, [an_entry(seq, b"n" * 60_000)])
            seq += 1
    except HostError as error:
        print(error.code, seq, store.attempt("a-1").entries)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="needs a small tmpfs")
def test_a_full_disk_keeps_what_was_acknowledged(tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    script = tmp_path / "until_full.py"
    script.write_text(_UNTIL_FULL)
    shell = (
        f"mount -t tmpfs -o size=2m tmpfs '{small}' || exit 77; "
        f"'{sys.executable}' '{script}' '{small / 'store.db'}'"
    )
    run = subprocess.run(
        ["unshare", "-rm", "sh", "-c", shell],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    if run.returncode == 77 or "unshare" in run.stderr:
        pytest.skip("no mount namespaces here")
    code, acknowledged, kept = run.stdout.split()

    assert code == "disk-full"
    assert acknowledged == kept
    assert int(kept) > 0


def test_a_full_database_is_a_full_disk(path: Path) -> None:
    filled(path, 1)
    with open_store(path) as store:
        store._writer.exec_driver_sql("PRAGMA max_page_count = 1")
        store._writer.rollback()
        big = [an_entry(seq, b"n" * 60_000) for seq in range(1, 50)]
        with pytest.raises(HostError) as caught:
            store.append("a-1", 1, big)
        assert caught.value.code == "disk-full"
        assert store.attempt("a-1").entries == 1
        assert len(list(store.notes("a-1"))) == 1
