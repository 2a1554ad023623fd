from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.errors import StoreError
from simulator.store.row import EntryRow
from simulator.store.store import Store, open_store
from tests.store.rows import an_attempt, an_entry


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(StoreError) as caught:
        act()
    return caught.value.code


def test_what_went_in_comes_out(store: Store) -> None:
    store.begin_attempt(an_attempt())
    rows = [an_entry(0, b"\x00\xff"), an_entry(1, "Ҷамшед".encode())]
    store.append("a-1", 0, rows, [(1, b"leaf"), (0, b"")])

    assert list(store.notes("a-1")) == [b"\x00\xff", "Ҷамшед".encode()]
    assert list(store.entries("a-1")) == rows
    assert list(store.truth("a-1")) == [(0, b""), (1, b"leaf")]
    assert store.times("a-1") == ((0, rows[0].wall_ms), (1, rows[1].wall_ms))
    (row,) = store.attempts()
    assert row.entries == 2
    assert (row.lang, row.seed, row.status) == ("ru", 7, "open")


@settings(max_examples=15, deadline=None)
@given(st.lists(st.lists(st.binary(min_size=1, max_size=65_535), max_size=4), max_size=5))
def test_batches_of_any_shape_read_back_in_order(batches: list[list[bytes]]) -> None:
    with TemporaryDirectory() as name, open_store(Path(name) / "s.db") as store:
        store.begin_attempt(an_attempt())
        seq = 0
        for batch in batches:
            store.append("a-1", seq, [an_entry(seq + n, note) for n, note in enumerate(batch)])
            seq += len(batch)

        assert list(store.notes("a-1")) == [note for batch in batches for note in batch]
        assert store.attempt("a-1").entries == seq


def test_a_moved_head_keeps_nothing_of_the_append(store: Store, path: Path) -> None:
    store.begin_attempt(an_attempt())
    store.append("a-1", 0, [an_entry(0)])
    with open_store(path) as other:
        other.append("a-1", 1, [an_entry(1)])

        with pytest.raises(StoreError) as caught:
            store.append("a-1", 1, [an_entry(1, b"late")], [(1, b"leaf")])
    assert (caught.value.code, caught.value.params["found"]) == ("head-moved", 2)
    assert b"late" not in list(store.notes("a-1"))
    assert list(store.truth("a-1")) == []
    store.append("a-1", 2, [an_entry(2)])


def test_a_batch_is_kept_whole_or_not_at_all(store: Store) -> None:
    store.begin_attempt(an_attempt())
    bad = EntryRow(1, "act", 0, "p1", b"n", "not a digest", 0)

    assert code_of(lambda: store.append("a-1", 0, [an_entry(0), bad])) == "store-refused"
    assert store.attempt("a-1").entries == 0


@pytest.mark.parametrize("note", [b"", b"n" * 65_536])
def test_a_note_has_a_size(store: Store, note: bytes) -> None:
    store.begin_attempt(an_attempt())

    assert code_of(lambda: store.append("a-1", 0, [an_entry(0, note)])) == "store-refused"


def test_rows_are_numbered_without_gaps(store: Store) -> None:
    store.begin_attempt(an_attempt())
    with pytest.raises(ValueError, match="expected_seq"):
        store.append("a-1", 0, [an_entry(0), an_entry(2)])


def test_a_leaf_belongs_to_an_entry(store: Store) -> None:
    store.begin_attempt(an_attempt())

    refused = code_of(lambda: store.append("a-1", 0, [an_entry(0)], [(5, b"leaf")]))

    assert refused == "store-refused"
    assert store.attempt("a-1").entries == 0


@pytest.mark.parametrize("status", ["closed", "handed-over"])
def test_only_an_open_attempt_takes_entries(store: Store, status: str) -> None:
    store.begin_attempt(an_attempt())
    store.append("a-1", 0, [an_entry(0)], then=status)  # type: ignore[arg-type]

    assert store.attempt("a-1").status == status
    assert code_of(lambda: store.append("a-1", 1, [an_entry(1)])) == "attempt-not-open"


def test_a_baton_may_come_back_but_a_closed_attempt_stays_closed(store: Store) -> None:
    store.begin_attempt(an_attempt())
    store.set_status("a-1", "handed-over")
    store.set_status("a-1", "open")
    store.append("a-1", 0, [an_entry(0)])
    store.set_status("a-1", "closed")
    store.set_status("a-1", "closed")

    assert code_of(lambda: store.set_status("a-1", "open")) == "attempt-closed"


def test_attempts_are_found_by_the_beginning_of_their_id(store: Store) -> None:
    for number, id in enumerate(("abc", "abd", "ab", "x%_"), start=1):
        if id == "x%_":
            assert code_of(lambda: store.begin_attempt(an_attempt("x%_", 9))) == "attempt-id"
            continue
        store.begin_attempt(an_attempt(id, number))

    assert store.attempt("abd").id == "abd"
    assert store.attempt("ab").id == "ab"
    assert store.attempt("abc").ordinal == 1
    assert code_of(lambda: store.attempt("a")) == "attempt-ambiguous"
    assert code_of(lambda: store.attempt("a%")) == "attempt-unknown"
    assert [row.id for row in store.attempts()] == ["abc", "abd", "ab"]


@pytest.mark.parametrize("act", ["notes", "truth", "times", "seat", "delete", "entries"])
def test_an_unknown_attempt_is_said_at_once(store: Store, act: str) -> None:
    assert code_of(lambda: getattr(store, act)("nobody")) == "attempt-unknown"
    assert code_of(lambda: store.append("nobody", 0, [an_entry(0)])) == "attempt-unknown"


def test_ordinals_count_deleted_attempts_too(store: Store) -> None:
    assert store.ordinal("ringing-phone") == 1
    store.begin_attempt(an_attempt("one", 1))
    store.begin_attempt(an_attempt("two", 2))
    store.delete("two")
    store.delete("one")

    assert store.attempts() == ()
    assert store.ordinal("ringing-phone") == 3
    assert store.ordinal("another") == 1


def test_of_two_attempts_with_one_ordinal_the_second_is_refused(store: Store) -> None:
    store.begin_attempt(an_attempt("one", 1))

    assert code_of(lambda: store.begin_attempt(an_attempt("two", 1))) == "ordinal-taken"
    assert [row.id for row in store.attempts()] == ["one"]
    store.begin_attempt(an_attempt("visitor", 1), received=True)
    assert store.ordinal("ringing-phone") == 2
    assert code_of(lambda: store.begin_attempt(an_attempt("one", 2))) == "attempt-exists"


def test_deleting_leaves_the_neighbours_and_no_bytes(store: Store, path: Path) -> None:
    secret = b"SECRET-NAME-OF-A-PERSON"
    store.begin_attempt(an_attempt("gone", 1))
    store.begin_attempt(an_attempt("stays", 2))
    store.append("gone", 0, [an_entry(0, secret)], [(0, secret)])
    store.append("stays", 0, [an_entry(0)], [(0, b"leaf")])
    store.delete("gone")

    assert list(store.truth("stays")) == [(0, b"leaf")]
    assert code_of(lambda: store.append("gone", 1, [an_entry(1)])) == "attempt-unknown"
    store.check()
    store.close()
    for file in path.parent.iterdir():
        assert secret not in file.read_bytes()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET note = x'00'",
        "UPDATE entry SET wall_ms = 0",
        "UPDATE leaf SET body = x'00'",
        "DELETE FROM entry",
        "DELETE FROM leaf",
        "DELETE FROM attempt",
        "DELETE FROM counter",
        "UPDATE attempt SET seed = 8",
        "UPDATE attempt SET ordinal = 2",
        "UPDATE counter SET last = 0",
        "REPLACE INTO entry SELECT attempt, 0, type, at, by, x'00', hash, 0 FROM entry",
        "INSERT INTO entry SELECT attempt, 7, type, at, by, note, hash, 0 FROM entry",
        "UPDATE attempt SET status = 'won'",
        "INSERT INTO leaf VALUES (1, 0, 'text')",
    ],
)
def test_the_database_refuses_to_rewrite(store: Store, path: Path, statement: str) -> None:
    store.begin_attempt(an_attempt())
    store.append("a-1", 0, [an_entry(0)], [(0, b"leaf")])
    raw = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError):
        raw.execute(statement)
    raw.close()

    assert list(store.notes("a-1")) == [an_entry(0).note]
    assert list(store.truth("a-1")) == [(0, b"leaf")]


def test_reading_goes_on_while_entries_are_added(store: Store) -> None:
    store.begin_attempt(an_attempt())
    store.append("a-1", 0, [an_entry(seq) for seq in range(3000)])
    notes = store.notes("a-1")
    next(notes)
    store.append("a-1", 3000, [an_entry(3000)])

    assert sum(1 for _ in notes) == 2999
    assert store.attempt("a-1").entries == 3001
