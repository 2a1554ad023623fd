"""Two processes at one file, and processes that are killed in the middle of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from simulator.store.store import open_store
from tests.store.rows import an_attempt

_APPEND = """
import sys
from pathlib import Path
from simulator.errors import StoreError
from simulator.store.store import open_store
from tests.store.rows import an_entry
name, stop = sys.argv[2], int(sys.argv[3])
with open_store(Path(sys.argv[1])) as store:
    seq, mine = store.attempt("a-1").entries, 0
    while mine < stop:
        row = an_entry(seq, f"{name} {mine}".encode() * 40)
        try:
            store.append("a-1", seq, [row], [(seq, row.note)])
        except StoreError as error:
            assert error.code == "head-moved", error.code
            seq = store.attempt("a-1").entries
            continue
        print(seq, flush=True)
        seq, mine = seq + 1, mine + 1
"""


def appending(path: Path, script: Path, name: str, stop: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(script), str(path), name, str(stop)],
        stdout=subprocess.PIPE,
        text=True,
        env={"PYTHONPATH": str(Path(__file__).parents[2])},
    )


@pytest.fixture
def script(tmp_path: Path) -> Path:
    file = tmp_path / "append.py"
    file.write_text(_APPEND)
    return file


def test_two_writers_lose_nothing(path: Path, script: Path) -> None:
    with open_store(path) as store:
        store.begin_attempt(an_attempt())
        children = [appending(path, script, name, 40) for name in ("one", "two")]
        said = [child.communicate()[0].split() for child in children]

        assert [child.returncode for child in children] == [0, 0]
        assert sorted(int(seq) for seqs in said for seq in seqs) == list(range(80))
        notes = list(store.notes("a-1"))
        for name, seqs in zip(("one", "two"), said, strict=True):
            for mine, seq in enumerate(seqs):
                assert notes[int(seq)].startswith(f"{name} {mine}".encode())


def test_what_was_acknowledged_survives_a_kill(path: Path, script: Path) -> None:
    with open_store(path) as store:
        store.begin_attempt(an_attempt())
    acknowledged = -1
    for lines in (1, 17, 60):
        with appending(path, script, "victim", 100_000) as child:
            assert child.stdout is not None
            for _ in range(lines):
                acknowledged = int(child.stdout.readline())
            child.kill()
            rest = child.stdout.read().rpartition("\n")[0].split()
        acknowledged = int(rest[-1]) if rest else acknowledged
        with open_store(path) as store:
            store.check()
            entries = list(store.entries("a-1"))
            truth = list(store.truth("a-1"))

        assert len(entries) > acknowledged
        assert len(entries) <= acknowledged + 2  # one may be committed and not yet said
        assert truth == [(entry.seq, entry.note) for entry in entries]


def test_an_unfinished_transaction_leaves_no_trace(path: Path, script: Path) -> None:
    with open_store(path) as store:
        store.begin_attempt(an_attempt())
    body = f"""
import os, signal, sqlite3
raw = sqlite3.connect({str(path)!r}, isolation_level=None)
raw.execute("BEGIN IMMEDIATE")
raw.execute("INSERT INTO entry VALUES (1, 0, 'act', 0, 'p', x'00', '{"0" * 64}', 0)")
os.kill(os.getpid(), signal.SIGKILL)
"""
    if sys.platform == "win32":
        pytest.skip("no SIGKILL")
    run = subprocess.run([sys.executable, "-c", body], check=False)

    assert run.returncode == -9
    with open_store(path) as store:
        assert store.attempt("a-1").entries == 0
        store.check()


_BEGIN = """
import sys
from pathlib import Path
from simulator.errors import StoreError
from simulator.store.store import open_store
from tests.store.rows import an_attempt
path, name = Path(sys.argv[1]), sys.argv[2]
print("ready", flush=True)
sys.stdin.readline()
with open_store(path) as store:
    while True:
        ordinal = store.ordinal("ringing-phone")
        try:
            store.begin_attempt(an_attempt(name, ordinal))
        except StoreError as error:
            assert error.code == "ordinal-taken", error.code
            continue
        break
"""


def test_windows_opened_together_share_one_new_store(path: Path, tmp_path: Path) -> None:
    script = tmp_path / "begin.py"
    script.write_text(_BEGIN)
    children = [
        subprocess.Popen(
            [sys.executable, str(script), str(path), f"w{number}"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={"PYTHONPATH": str(Path(__file__).parents[2])},
        )
        for number in range(4)
    ]
    for child in children:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
    for child in children:
        assert child.stdin is not None
        child.stdin.write("\n")
        child.stdin.flush()
    errors = [child.communicate()[1] for child in children]

    assert [child.returncode for child in children] == [0] * 4, errors
    with open_store(path) as store:
        assert sorted(row.ordinal for row in store.attempts()) == [1, 2, 3, 4]
    assert not list(path.parent.glob("*.new"))
