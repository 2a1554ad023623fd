"""Durable appends through the store against bare sqlite3, in the same run; on demand only.

    python tests/benchmarks/bench_append.py [FOLDER]

The bound is one row per commit, WAL, synchronous=FULL, written with nothing but sqlite3.
Rounds alternate, so that a busy machine slows both sides. Exit code 1 below the target.
"""

from __future__ import annotations

import sqlite3
import statistics
import sys
import tempfile
import time
from pathlib import Path

from simulator.store.row import AttemptRow, EntryRow
from simulator.store.store import Store, open_store

TARGET = 0.60
ROUNDS = 9
APPENDS = 400
NOTE = b"n" * 700
LEAF = b"t" * 300


def open_bound(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE entry (seq INTEGER PRIMARY KEY, note BLOB, leaf BLOB)")
    return connection


def bound_rate(connection: sqlite3.Connection, start: int) -> float:
    began = time.perf_counter()
    for seq in range(start, start + APPENDS):
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO entry VALUES (?, ?, ?)", (seq, NOTE, LEAF))
        connection.execute("COMMIT")
    return APPENDS / (time.perf_counter() - began)


def store_rate(store: Store, start: int) -> float:
    began = time.perf_counter()
    for seq in range(start, start + APPENDS):
        row = EntryRow(seq, "act", seq, "p1", NOTE, "0" * 64, seq)
        store.append("bench", seq, [row], [(seq, LEAF)])
    return APPENDS / (time.perf_counter() - began)


def main() -> int:
    parent = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    with tempfile.TemporaryDirectory(dir=parent) as name:
        folder = Path(name)
        bound = open_bound(folder / "bound.db")
        bounds, rates = [], []
        with open_store(folder / "store.db") as store:
            store.begin_attempt(
                AttemptRow("bench", "s", "1", 1, "guided", "en", "tj-draft", 1, "open", 0)
            )
            for number in range(ROUNDS):
                bounds.append(bound_rate(bound, number * APPENDS))
                rates.append(store_rate(store, number * APPENDS))
        bound.close()
    ratios = [rate / limit for rate, limit in zip(rates, bounds, strict=True)]
    ratio = statistics.median(ratios)
    print(f"sqlite3   {statistics.median(bounds):8.0f} commits/s")
    print(f"store     {statistics.median(rates):8.0f} appends/s (entry and truth leaf)")
    print(
        f"ratio     {ratio:8.2f} (target {TARGET:.2f}; rounds {min(ratios):.2f}..{max(ratios):.2f})"
    )
    return 0 if ratio >= TARGET else 1


if __name__ == "__main__":
    sys.exit(main())
