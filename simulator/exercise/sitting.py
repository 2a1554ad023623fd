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
from simulator.custody.note import Signer
from simulator.errors import HostError, KeyFileError, StoreError, UsageError
from simulator.exercise import opening, wallclock
from simulator.exercise.bench import Bench
from simulator.exercise.opening import Signers
from simulator.exercise.seat import Seat
from simulator.scenario.deal import dealt
from simulator.scenario.folder import Scenario, load
from simulator.scenario.library import find, names
from simulator.scenario.plan import Plan
from simulator.script.replay import replay
from simulator.store.home import Home
from simulator.store.keyring import RECORDER, TRAINEE, Keyring
from simulator.store.parcel import SCENARIO
from simulator.store.row import AttemptRow, EntryRow
from simulator.store.store import Store, open_store

ID_LENGTH = 10
MOST_WINDOWS = 20
"""How often the next ordinal is tried when other windows begin at the same moment."""


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
    if terms.name == RECORDER or any(person.id == terms.name for person in plan.people):
        raise UsageError("name-taken", name=terms.name)
    who = opening.signers(plan, ring.signer(RECORDER), ring.signer(terms.name))
    first, head = _begin(store, plan, who, terms)
    id = first.hash[:ID_LENGTH]
    with store.seat(id):
        _keep_scenario(scenario, home.attempt(id) / SCENARIO)
        store.append(id, 0, [first])
        yield Seat(
            store=store,
            scenario=scenario,
            plan=plan,
            id=id,
            level=terms.level,
            who=who,
            bench=Bench(plan, home.attempt(id), home.cache),
            head=head,
            position=start(plan),
        )


def _begin(store: Store, plan: Plan, who: Signers, terms: Terms) -> tuple[EntryRow, heads.LogHead]:
    """Enter the attempt under the next ordinal; its first entry and the head after it."""
    for _ in range(MOST_WINDOWS):
        ordinal = store.ordinal(plan.id)
        head = heads.start(opening.origin(plan))
        body = opening.opened(plan, who, terms.level, ordinal)
        data = head.compose("opened", plan.starts, who.recorder, body)
        digest = entries.entry_hash(data).hex()
        now = wallclock.now_ms()
        row = AttemptRow(
            digest[:ID_LENGTH],
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
        try:
            store.begin_attempt(row)
        except StoreError as error:
            # Another window took this ordinal a moment ago.
            if error.code not in ("attempt-exists", "ordinal-taken"):
                raise
            continue
        first = EntryRow(0, "opened", plan.starts, who.recorder.name, data, digest, now)
        return first, head.after(data)
    raise StoreError("ordinal-taken", scenario=plan.id, ordinal=ordinal)


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

    Raises ``StoreError``: ``attempt-unknown``, ``seat-taken``, ``attempt-diverges``;
    ``KeyFileError("key-other")``.
    """
    row = store.attempt(id_or_prefix)
    with store.seat(row.id):
        seat = rebuild(home, store, row)
        known = {seat.bench.path(copy).name for copy in seat.position.state.copies}
        seat.bench.tidy(seat.head.size, known)
        yield seat


def rebuild(home: Home, store: Store, row: AttemptRow) -> Seat:
    """The seat as the log leaves it, by playing its acts again."""
    scenario = _scenario_of(home, row)
    plan = dealt(scenario.plan, row.seed)
    notes = list(store.notes(row.id))
    if not notes:
        raise StoreError("attempt-empty", attempt=row.id)
    who = _same_signers(plan, Keyring(home.keys), notes[0])
    return Seat(
        store=store,
        scenario=scenario,
        plan=plan,
        id=row.id,
        level=row.level,
        who=who,
        bench=Bench(plan, home.attempt(row.id), home.cache),
        head=heads.replay(opening.origin(plan), notes),
        position=replayed(plan, notes, row.id),
    )


def _scenario_of(home: Home, row: AttemptRow) -> Scenario:
    """The scenario as it was played; after a restore, the bundled one of the same version.

    Raises ``ScenarioError("scenario-missing")`` when there is neither.
    """
    folder = home.attempt(row.id) / SCENARIO
    if not folder.exists() and row.scenario in names():
        bundled = find(row.scenario)
        if bundled.plan.version == row.version:
            return bundled
    return load(folder)


def _same_signers(plan: Plan, ring: Keyring, first: bytes) -> Signers:
    """The signers of the roster. Raises ``KeyFileError``: ``key-missing``, ``key-other``, …"""
    opened = entries.read(first).body
    assert isinstance(opened, Opened)
    found: dict[str, Signer] = {}
    for member in opened.roster:
        if member.part not in ("recorder", "trainee"):
            continue
        signer = found[member.part] = ring.read(member.id)
        if str(signer.vkey) != member.vkey:
            raise KeyFileError("key-other", name=member.id, folder=str(ring.folder))
    return opening.signers(plan, found["recorder"], found["trainee"])


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
