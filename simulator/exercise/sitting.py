"""Sitting down to an attempt: a new one, or one that was left."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from simulator.attempt.position import Position, start
from simulator.custody import entry as entries
from simulator.custody import head as heads
from simulator.custody.body import Opened
from simulator.errors import HostError, StoreError
from simulator.exercise import opening, wallclock
from simulator.exercise.bench import Bench
from simulator.exercise.seat import Seat
from simulator.scenario.deal import dealt
from simulator.scenario.folder import Scenario, load
from simulator.scenario.plan import Plan
from simulator.script.replay import replay
from simulator.store.home import Home
from simulator.store.keyring import RECORDER, TRAINEE, Keyring
from simulator.store.parcel import SCENARIO
from simulator.store.row import AttemptRow, EntryRow
from simulator.store.store import Store, open_store


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms an attempt is made."""

    seed: int
    level: str
    lang: str
    name: str = TRAINEE


@contextlib.contextmanager
def store_of(home: Home) -> Iterator[Store]:
    """The open store of a home."""
    home.prepare()
    with open_store(home.database) as store:
        yield store


@contextlib.contextmanager
def sit_down(home: Home, store: Store, scenario: Scenario, terms: Terms) -> Iterator[Seat]:
    """Begin an attempt: keys, first entry, a copy of the scenario as it is now."""
    plan = dealt(scenario.plan, terms.seed)
    ring = Keyring(home.keys)
    who = opening.signers(plan, ring.signer(RECORDER), ring.signer(terms.name))
    ordinal = store.ordinal(plan.id)
    head = heads.start(opening.origin(plan))
    body = opening.opened(plan, who, terms.level, ordinal)
    data = head.compose("opened", plan.starts, who.recorder, body)
    digest = entries.entry_hash(data).hex()
    id = digest[:10]
    _keep_scenario(scenario, home.attempt(id) / SCENARIO)
    now = wallclock.now_ms()
    row = AttemptRow(
        id,
        plan.id,
        plan.version,
        plan.seed,
        terms.level,
        terms.lang,
        plan.pack,
        ordinal,
        "open",
        now,
    )
    store.begin_attempt(row)
    with store.seat(id):
        first = EntryRow(0, "opened", plan.starts, who.recorder.name, data, digest, now)
        store.append(id, 0, [first])
        yield Seat(
            store=store,
            scenario=scenario,
            plan=plan,
            id=id,
            level=terms.level,
            who=who,
            bench=Bench(plan, home.attempt(id), home.cache),
            head=head.after(data),
            position=start(plan),
        )


def last(store: Store, id_or_prefix: str = "") -> AttemptRow:
    """The attempt meant: by id, or the newest one.

    Raises ``StoreError``: ``attempt-unknown``, ``attempt-ambiguous``, ``attempt-none``.
    """
    if id_or_prefix:
        return store.attempt(id_or_prefix)
    for row in reversed(store.attempts()):
        if row.entries:
            return row
    raise StoreError("attempt-none")


def last_open(store: Store, id_or_prefix: str = "") -> AttemptRow:
    """The attempt meant: by id, or the last one still open.

    Raises ``StoreError``: ``attempt-unknown``, ``attempt-closed``, ``attempt-none-open``.
    """
    if id_or_prefix:
        row = store.attempt(id_or_prefix)
        if row.status != "open":
            raise StoreError("attempt-closed", attempt=row.id)
        return row
    for row in reversed(store.attempts()):
        if row.status == "open" and row.entries:
            return row
    raise StoreError("attempt-none-open")


@contextlib.contextmanager
def resume(home: Home, store: Store, id_or_prefix: str) -> Iterator[Seat]:
    """Sit down again. Everything acknowledged is there; orphans of a crash are removed.

    Raises ``StoreError``: ``attempt-unknown``, ``seat-taken``, ``attempt-diverges``.
    """
    row = store.attempt(id_or_prefix)
    with store.seat(row.id):
        seat = rebuild(home, store, row)
        known = {seat.bench.path(copy).name for copy in seat.position.state.copies}
        seat.bench.tidy(seat.head.size, known)
        yield seat


def rebuild(home: Home, store: Store, row: AttemptRow) -> Seat:
    """The seat as the log leaves it, by playing its acts again."""
    scenario = load(home.attempt(row.id) / SCENARIO)
    plan = dealt(scenario.plan, row.seed)
    notes = list(store.notes(row.id))
    ring = Keyring(home.keys)
    if not notes:
        raise StoreError("attempt-empty", attempt=row.id)
    roster = entries.read(notes[0]).body
    assert isinstance(roster, Opened)
    name = next(member.id for member in roster.roster if member.part == "trainee")
    return Seat(
        store=store,
        scenario=scenario,
        plan=plan,
        id=row.id,
        level=row.level,
        who=opening.signers(plan, ring.signer(RECORDER), ring.signer(name)),
        bench=Bench(plan, home.attempt(row.id), home.cache),
        head=heads.replay(opening.origin(plan), notes),
        position=replayed(plan, notes, row.id),
    )


def replayed(plan: Plan, notes: list[bytes], id: str = "") -> Position:
    """The position after these entries.

    Raises ``StoreError("attempt-diverges")`` when the acts, played again, do not give
    what the log says.
    """
    again = replay(plan, (entries.read(data) for data in notes))
    if again.differences:
        raise StoreError("attempt-diverges", attempt=id, entry=again.differences[0].entry)
    return again.position


def erase(home: Home, store: Store, id: str) -> None:
    """Erase an attempt: its rows first, then its folder."""
    store.delete(id)
    shutil.rmtree(home.attempt(id), ignore_errors=True)


def _keep_scenario(scenario: Scenario, target: Path) -> None:
    """Copy the scenario's files beside the attempt, so that it can always be played again."""
    try:
        shutil.copytree(
            scenario.folder,
            target,
            dirs_exist_ok=True,
            ignore=shutil.ignore_patterns("walkthrough.txt", "orders", "mistakes", ".*"),
        )
    except OSError as error:
        code = "disk-full" if error.errno == 28 else "home-unwritable"
        raise HostError(code, folder=str(target), path=str(target)) from error
