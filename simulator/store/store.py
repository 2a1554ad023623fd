"""The store: attempts and their entries, remembered on this computer.

An append is one transaction and is on the disk when it returns; nothing appended is ever
changed. Deleting a whole attempt is the only way to remove an entry (``Store.delete``).
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from msgspec.structs import asdict, astuple
from sqlalchemy import Engine, Executable, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.exc import IntegrityError

from simulator.errors import StoreError
from simulator.store.fault import faults
from simulator.store.file import PATIENCE_MS, check_whole, connect, open_file
from simulator.store.folder import prepare_folder
from simulator.store.row import AttemptRow, EntryRow, Status
from simulator.store.seat import Seat, seat_file
from simulator.store.table import METADATA

ATTEMPT_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
"""An attempt id is part of a file name, on every system."""

_ATTEMPT = METADATA.tables["attempt"].c
_ENTRY = METADATA.tables["entry"].c
_LEAF = METADATA.tables["leaf"].c
_COUNTER = METADATA.tables["counter"].c
_ERASING = METADATA.tables["erasing"].c

_COUNTED = (
    select(func.coalesce(func.max(_ENTRY.seq), -1) + 1)
    .where(_ENTRY.attempt == _ATTEMPT.number)
    .scalar_subquery()
)
_ROWS = select(
    *(_ATTEMPT[name] for name in AttemptRow.__struct_fields__ if name != "entries"),
    _COUNTED.label("entries"),
).order_by(_ATTEMPT.number)
_HEAD = select(_ATTEMPT.number, _ATTEMPT.status, _COUNTED).where(
    _ATTEMPT.id == bindparam("attempt_id")
)


def _compiled(table: str) -> str:
    """An insert in column order, compiled once: the append is the hot path."""
    return str(insert(METADATA.tables[table]).compile(dialect=sqlite.dialect()))


_ADD_ENTRY = _compiled("entry")
_ADD_LEAF = _compiled("leaf")


class Store:
    """An open store; a context manager. Errors of the file are ``fault``'s codes."""

    def __init__(self, path: Path, engine: Engine) -> None:
        """Made by ``open_store``."""
        self.path = path
        self._engine = engine
        self._numbers: dict[str, int] = {}
        with faults(path):
            # One connection for all appends: opening one costs more than the append.
            self._writer = engine.connect().execution_options(write=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the file back."""
        self._writer.close()
        self._engine.dispose()

    def _read(self, query: Executable) -> Iterator[Any]:
        with faults(self.path), self._engine.connect() as connection:
            yield from connection.execute(query).yield_per(1000)

    def _head(self, attempt_id: str) -> tuple[int, Status, int]:
        """Number, status and count of entries. Raises ``StoreError("attempt-unknown")``."""
        found = list(self._read(_HEAD.params(attempt_id=attempt_id)))
        if not found:
            raise StoreError("attempt-unknown", attempt=attempt_id)
        number, status, count = found[0]
        return number, status, count

    # ------------------------------------------------------------ attempts

    def begin_attempt(self, row: AttemptRow, *, received: bool = False) -> None:
        """Enter a new attempt; ``received`` if it was begun on another computer.

        Raises ``StoreError``: ``attempt-id`` (not fit for a file name), ``attempt-exists``,
        ``ordinal-taken`` (another process began an attempt at this scenario meanwhile).
        """
        if not ATTEMPT_ID.fullmatch(row.id):
            raise StoreError("attempt-id", attempt=row.id)
        values = asdict(row)
        del values["entries"]
        with faults(self.path), self._writer.begin():
            if self._writer.scalar(select(_ATTEMPT.number).where(_ATTEMPT.id == row.id)):
                raise StoreError("attempt-exists", attempt=row.id)
            self._writer.execute(insert(METADATA.tables["attempt"]), values)
            if received:
                return
            count = upsert(METADATA.tables["counter"])
            count = count.values(scenario=row.scenario, last=row.ordinal).on_conflict_do_update(
                index_elements=["scenario"],
                set_={"last": count.excluded.last},
                where=_COUNTER.last < count.excluded.last,
            )
            if self._writer.execute(count).rowcount != 1:
                raise StoreError("ordinal-taken", scenario=row.scenario, ordinal=row.ordinal)

    def ordinal(self, scenario: str) -> int:
        """The ordinal of the next attempt at ``scenario``; deleting an attempt frees none."""
        last = select(_COUNTER.last).where(_COUNTER.scenario == scenario)
        return sum(int(row.last) for row in self._read(last)) + 1

    def attempts(self) -> tuple[AttemptRow, ...]:
        """All attempts, oldest first, each with its number of entries."""
        return tuple(AttemptRow(*row) for row in self._read(_ROWS))

    def attempt(self, id_or_prefix: str) -> AttemptRow:
        """The attempt with this id, or the only one whose id begins so.

        Raises ``StoreError``: ``attempt-unknown``, ``attempt-ambiguous``.
        """
        length = len(id_or_prefix)
        begins = _ROWS.where(func.substr(_ATTEMPT.id, 1, length) == id_or_prefix)
        found = [AttemptRow(*row) for row in self._read(begins)]
        for row in found:
            if row.id == id_or_prefix or len(found) == 1:
                return row
        if not found:
            raise StoreError("attempt-unknown", attempt=id_or_prefix)
        raise StoreError(
            "attempt-ambiguous", attempt=id_or_prefix, found=", ".join(row.id for row in found)
        )

    def set_status(self, attempt_id: str, status: Status) -> None:
        """Open, close or hand over. Raises ``StoreError``: ``attempt-unknown``, ``attempt-closed``.

        A closed attempt stays closed; one handed over may come back with its baton.
        """
        with faults(self.path), self._writer.begin():
            self._set_status(attempt_id, status)

    def _set_status(self, attempt_id: str, status: Status) -> None:
        head = self._writer.execute(_HEAD, {"attempt_id": attempt_id}).one_or_none()
        if head is None:
            raise StoreError("attempt-unknown", attempt=attempt_id)
        if head[1] == status:
            return
        if head[1] == "closed":
            raise StoreError("attempt-closed", attempt=attempt_id)
        table = METADATA.tables["attempt"]
        self._writer.execute(update(table).where(_ATTEMPT.number == head[0]).values(status=status))

    def delete(self, attempt_id: str) -> None:
        """Erase a whole attempt with its entries and leaves, for good.

        Raises ``StoreError``: ``attempt-unknown``, ``seat-taken`` (somebody plays it).
        """
        number, _, _ = self._head(attempt_id)
        self._numbers.pop(attempt_id, None)
        with self.seat(attempt_id), faults(self.path):
            with self._writer.begin():
                # The triggers let rows of the attempts listed in `erasing` go.
                self._writer.execute(insert(METADATA.tables["erasing"]), {"attempt": number})
                for table, key in (
                    ("leaf", _LEAF.attempt),
                    ("entry", _ENTRY.attempt),
                    ("attempt", _ATTEMPT.number),
                    ("erasing", _ERASING.attempt),
                ):
                    self._writer.execute(delete(METADATA.tables[table]).where(key == number))
            with contextlib.closing(connect(self.path)) as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        with contextlib.suppress(OSError):
            seat_file(self.path, attempt_id).unlink()

    # ------------------------------------------------------------ entries

    def append(
        self,
        attempt_id: str,
        expected_seq: int,
        rows: Sequence[EntryRow],
        truth: Sequence[tuple[int, bytes]] = (),
        *,
        then: Status | None = None,
    ) -> None:
        """Append entries and their truth leaves, all or none, durable on return.

        ``expected_seq`` is the number the first row must get: the count of entries the
        caller has seen. ``then`` sets the status in the same transaction. Raises
        ``StoreError``: ``head-moved`` (the caller must take the step again),
        ``attempt-unknown``, ``attempt-not-open``.
        """
        if [row.seq for row in rows] != list(range(expected_seq, expected_seq + len(rows))):
            raise ValueError("rows are not numbered from expected_seq on")
        number = self._numbers.get(attempt_id)
        if number is None:
            number = self._numbers[attempt_id] = self._head(attempt_id)[0]
        with faults(self.path), self._writer.begin():
            added = 0
            try:
                for row in rows:
                    self._writer.exec_driver_sql(_ADD_ENTRY, (number, *astuple(row)))
                    added += 1
                for seq, body in truth:
                    self._writer.exec_driver_sql(_ADD_LEAF, (number, seq, body))
            except IntegrityError:
                self._explain(attempt_id, expected_seq, added)
                raise
            if then is not None:
                self._set_status(attempt_id, then)

    def _explain(self, attempt_id: str, expected_seq: int, added: int) -> None:
        """Why an append was refused after ``added`` rows, seen from inside its transaction."""
        self._numbers.pop(attempt_id, None)
        head = self._writer.execute(_HEAD, {"attempt_id": attempt_id}).one_or_none()
        if head is None:
            raise StoreError("attempt-unknown", attempt=attempt_id)
        if head[1] != "open":
            raise StoreError("attempt-not-open", attempt=attempt_id, status=head[1])
        found = head[2] - added
        if found != expected_seq:
            raise StoreError("head-moved", attempt=attempt_id, expected=expected_seq, found=found)

    def notes(self, attempt_id: str) -> Iterator[bytes]:
        """The signed notes in order, byte for byte. Raises ``StoreError("attempt-unknown")``."""
        number, _, _ = self._head(attempt_id)
        query = select(_ENTRY.note).where(_ENTRY.attempt == number).order_by(_ENTRY.seq)
        return (row[0] for row in self._read(query))

    def entries(self, attempt_id: str) -> Iterator[EntryRow]:
        """The entries in order. Raises ``StoreError("attempt-unknown")``."""
        number, _, _ = self._head(attempt_id)
        columns = (_ENTRY[name] for name in EntryRow.__struct_fields__)
        query = select(*columns).where(_ENTRY.attempt == number).order_by(_ENTRY.seq)
        return (EntryRow(*row) for row in self._read(query))

    def truth(self, attempt_id: str) -> Iterator[tuple[int, bytes]]:
        """``(seq, truth leaf)`` in order. Raises ``StoreError("attempt-unknown")``."""
        number, _, _ = self._head(attempt_id)
        query = select(_LEAF.seq, _LEAF.body).where(_LEAF.attempt == number).order_by(_LEAF.seq)
        return ((row[0], row[1]) for row in self._read(query))

    def times(self, attempt_id: str) -> tuple[tuple[int, int], ...]:
        """``(seq, wall_ms)`` in order. Raises ``StoreError("attempt-unknown")``."""
        number, _, _ = self._head(attempt_id)
        query = select(_ENTRY.seq, _ENTRY.wall_ms).where(_ENTRY.attempt == number)
        return tuple((row[0], row[1]) for row in self._read(query.order_by(_ENTRY.seq)))

    # ------------------------------------------------------------ the whole

    def seat(self, attempt_id: str) -> Seat:
        """Sit down at an attempt; free when released or when this process ends in any way.

        Raises ``StoreError``: ``attempt-unknown``, ``seat-taken``.
        """
        self._head(attempt_id)
        return Seat(self.path, attempt_id)

    def check(self) -> None:
        """Read every page of the file. Raises ``StoreError("store-damaged")``."""
        with faults(self.path), contextlib.closing(connect(self.path)) as connection:
            check_whole(connection, self.path)


def open_store(path: Path, *, patience_ms: int = PATIENCE_MS) -> Store:
    """Open the store at ``path``, creating it on first use.

    Raises ``StoreError``: ``store-remote``, ``store-readonly``, ``store-foreign``,
    ``store-version``, ``store-damaged``, ``store-locked``, ``store-not-durable``; and
    ``HostError("disk-full")``.
    """
    path = path.absolute()
    prepare_folder(path)
    return Store(path, open_file(path, patience_ms))
