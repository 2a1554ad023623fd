from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from simulator.errors import StoreError
from simulator.store.store import Store
from tests.store.rows import an_attempt

_SIT = """
import sys
from pathlib import Path
from simulator.store.seat import Seat
with Seat(Path(sys.argv[1]), "a-1"):
    print("sitting", flush=True)
    sys.stdin.readline()
"""


def sitting(path: Path) -> subprocess.Popen[str]:
    child = subprocess.Popen(
        [sys.executable, "-c", _SIT, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "sitting\n"
    return child


def test_one_process_sits_until_it_is_killed(store: Store) -> None:
    store.begin_attempt(an_attempt())
    with sitting(store.path) as child:
        for refused in (lambda: store.seat("a-1"), lambda: store.delete("a-1")):
            with pytest.raises(StoreError) as caught:
                refused()
            assert caught.value.code == "seat-taken"
        child.kill()
        child.wait()
    with store.seat("a-1") as seat:
        assert seat.is_held
    assert not seat.is_held


def test_a_seat_is_for_one_attempt(store: Store) -> None:
    store.begin_attempt(an_attempt("a-1", 1))
    store.begin_attempt(an_attempt("a-2", 2))
    with store.seat("a-1"), store.seat("a-2"), pytest.raises(StoreError):
        store.seat("a-1")
    seat = store.seat("a-1")
    seat.release()
    seat.release()
    store.seat("a-1").release()
