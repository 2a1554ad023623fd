"""The database file: created, recognised, opened durable."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool

from simulator.errors import StoreError
from simulator.store.fault import faults
from simulator.store.folder import sync_folder
from simulator.store.table import APPLICATION_ID, METADATA, SCHEMA_VERSION, TRIGGERS, layout

PATIENCE_MS = 5000
"""How long a writer waits for another writer before ``store-locked``."""
MAGIC = b"SQLite format 3\x00"


def connect(path: Path, patience_ms: int = PATIENCE_MS) -> sqlite3.Connection:
    """A connection in autocommit mode; transactions are begun in words."""
    connection = sqlite3.connect(path, timeout=patience_ms / 1000, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])


def make_durable(connection: sqlite3.Connection, path: Path) -> None:
    """WAL and synchronous=FULL, read back; a commit is then on the disk when it returns.

    Raises ``StoreError("store-not-durable")``.
    """
    mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")  # a deleted attempt leaves no bytes behind
    connection.execute("PRAGMA fullfsync = ON")  # macOS: fsync alone leaves the drive's cache
    if mode != "wal" or _number(connection, "synchronous") != 2:
        raise StoreError("store-not-durable", path=str(path))


def recognise(connection: sqlite3.Connection, path: Path) -> None:
    """Accept the database of this program and version, whole as far as its outline shows.

    Raises ``StoreError``: ``store-foreign``, ``store-version``, ``store-damaged``.
    """
    if _number(connection, "application_id") != APPLICATION_ID:
        raise StoreError("store-foreign", path=str(path))
    found = _number(connection, "user_version")
    if found != SCHEMA_VERSION:
        raise StoreError("store-version", path=str(path), found=found, wanted=SCHEMA_VERSION)
    names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    if not names >= set(METADATA.tables) | set(TRIGGERS):
        raise StoreError("store-damaged", path=str(path))


def check_whole(connection: sqlite3.Connection, path: Path) -> None:
    """Read every page. Raises ``StoreError("store-damaged")``."""
    if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
        raise StoreError("store-damaged", path=str(path))
    if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise StoreError("store-damaged", path=str(path))


def _create(path: Path, patience_ms: int) -> None:
    """Lay out a store under another name, then put it in place whole, or leave the one there.

    Two windows may start at the same moment; neither may meet the other's half-made file.
    """
    half = path.with_name(f"{path.name}.{os.getpid()}.new")
    half.unlink(missing_ok=True)
    try:
        with contextlib.closing(connect(half, patience_ms)) as connection:
            make_durable(connection, half)
            connection.execute("BEGIN IMMEDIATE")
            for statement in layout():
                connection.execute(statement)
            connection.execute("COMMIT")
        with contextlib.suppress(FileExistsError):
            _place(half, path)
    finally:
        half.unlink(missing_ok=True)
    sync_folder(path.parent)


def _place(half: Path, path: Path) -> None:
    """Give ``half`` the name ``path``. Raises ``FileExistsError`` rather than overwrite a store."""
    if path.exists() and path.stat().st_size == 0:
        half.replace(path)
        return
    try:
        path.hardlink_to(half)
    except FileExistsError:
        raise
    except OSError:  # a file system without links, such as FAT
        if path.exists():
            raise FileExistsError(path) from None
        half.replace(path)


def _examine(path: Path, patience_ms: int) -> None:
    """Look at an existing file before anything is written to it."""
    size = path.stat().st_size
    with path.open("rb") as file:
        header = file.read(100)
    if not header.startswith(MAGIC):
        raise StoreError("store-foreign", path=str(path))
    if len(header) < 100:
        raise StoreError("store-damaged", path=str(path))
    page = int.from_bytes(header[16:18], "big")
    pages = int.from_bytes(header[28:32], "big")
    has_log = path.with_name(path.name + "-wal").exists()
    if not has_log and size < pages * (65536 if page == 1 else page):
        raise StoreError("store-damaged", path=str(path))
    with contextlib.closing(connect(path, patience_ms)) as connection:
        recognise(connection, path)


def open_file(path: Path, patience_ms: int = PATIENCE_MS) -> Engine:
    """The engine over the database at ``path``, created on first use.

    A transaction begun through it takes the write lock at once when the connection has
    the execution option ``write``. Raises as ``recognise``, ``make_durable``, ``faults``.
    """
    with faults(path):
        if not path.exists() or path.stat().st_size == 0:
            _create(path, patience_ms)
        _examine(path, patience_ms)

    def creator() -> sqlite3.Connection:
        connection = connect(path, patience_ms)
        make_durable(connection, path)
        return connection

    engine = create_engine("sqlite://", creator=creator, poolclass=NullPool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        write = connection.get_execution_options().get("write", False)
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        driver.execute("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine
