"""What lies on a reviewer's desk: a bundle, its log, and the attempt played again.

A source is the path of a bundle, or the id of an attempt in the store of this computer;
of an attempt still open the bundle is made in memory, without truth leaves.
"""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from simulator.attempt.position import Position
from simulator.custody import anchor, bundle
from simulator.custody import entry as entries
from simulator.custody.anchor import Anchor
from simulator.custody.body import Act, Opened
from simulator.custody.bundle import Bundle
from simulator.custody.entry import Entry
from simulator.custody.verify import Verification, verify
from simulator.errors import BundleError, SimulatorError, StoreError
from simulator.reports.teller import Teller
from simulator.reports.view import DebriefView, view_of
from simulator.review.column import plain
from simulator.review.scenario import scenario_of
from simulator.scenario.deal import dealt
from simulator.scenario.folder import Scenario
from simulator.scenario.plan import Plan
from simulator.script.replay import ENGINE, Replay, replay
from simulator.store.home import find_home
from simulator.store.keyring import RECORDER, Keyring
from simulator.store.parcel import parcel
from simulator.store.store import ATTEMPT_ID, open_store
from simulator.wording.language import choose_language
from simulator.wording.voice import Voice

MOST_ANCHOR_BYTES = 65_536


def open_bundle(source: str) -> Bundle:
    """The bundle at a path, or that of an attempt.

    Raises ``BundleError`` as ``bundle.read``; ``StoreError`` ``attempt-unknown``,
    ``attempt-ambiguous``, ``attempt-empty``; ``KeyFileError`` without the recorder's key.
    """
    path = Path(source)
    if path.exists() or not ATTEMPT_ID.fullmatch(source):
        return bundle.read(path)
    home = find_home()
    if not home.database.exists():
        raise StoreError("attempt-unknown", attempt=source)
    with open_store(home.database) as store:
        row = store.attempt(source)
        recorder = Keyring(home.keys).read(RECORDER)
        return Bundle(parcel(store, row, home.attempt(row.id), recorder))


def read_anchor(path: Path) -> Anchor:
    """A head that was kept elsewhere: a checkpoint note, a receipt, or six words.

    Raises ``BundleError``: ``anchor-unreadable``, ``words-unknown``, ``words-count``.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MOST_ANCHOR_BYTES + 1)
    except OSError:
        raise BundleError("anchor-unreadable") from None
    if len(data) > MOST_ANCHOR_BYTES:
        raise BundleError("anchor-unreadable")
    return anchor.parse(data)


def readable(source: Bundle) -> tuple[Entry, ...]:
    """The entries of this log that can be read, one a number, in order.

    A file under its own number comes before one that was put in elsewhere. Whether they
    are genuine is the verification's question.
    """
    found: list[tuple[bool, Entry]] = []
    for number, data in source.entries:
        try:
            entry = entries.read(data)
        except BundleError:
            continue
        found.append((entry.seq != number, entry))
    logs = Counter(entry.log for _, entry in found if entry.seq)
    log = logs.most_common(1)[0][0] if logs else ""
    kept: dict[int, Entry] = {}
    for _, entry in sorted(found, key=lambda pair: (pair[0], pair[1].seq)):
        if entry.seq == 0 or entry.log == log:
            kept.setdefault(entry.seq, entry)
    return tuple(kept[seq] for seq in sorted(kept))


@dataclass(frozen=True)
class Case:
    """A bundle with everything that follows from it; ``voice`` speaks the scenario's words."""

    bundle: Bundle
    verification: Verification
    entries: tuple[Entry, ...]
    opened: Opened
    scenario: Scenario
    plan: Plan
    replay: Replay
    voice: Voice
    view: DebriefView

    @property
    def position(self) -> Position:
        """Where the attempt stands after its acts."""
        return self.replay.position

    @property
    def teller(self) -> Teller:
        """Words for the things of this case."""
        return Teller(self.view, self.voice)

    def entry(self, number: int) -> Entry | None:
        """The entry with this number, if it can be read."""
        return next((entry for entry in self.entries if entry.seq == number), None)


def open_case(source: str, lang: str) -> Case:
    """The case of a bundle or attempt, in a language (empty = the system's).

    Raises as ``open_bundle`` and ``case_of``.
    """
    return case_of(open_bundle(source), lang)


def case_of(source: Bundle, lang: str) -> Case:
    """Compile the scenario of the bundle and play the log again.

    Raises ``BundleError``: ``case-unopened`` (the first entry cannot be read),
    ``bundle-missing``, ``case-engine`` (written by another engine), ``case-plan`` (not the
    scenario that the log names); and ``ScenarioError``.
    """
    log = readable(source)
    first = log[0].body if log else None
    if not isinstance(first, Opened):
        raise BundleError("case-unopened")
    if first.engine != ENGINE:
        raise BundleError("case-engine", engine=first.engine, ours=ENGINE)
    scenario = scenario_of(source)
    if scenario.plan.digest != first.scenario.plan:
        raise BundleError("case-plan", scenario=first.scenario.id, version=first.scenario.version)
    plan = dealt(scenario.plan, first.seed)
    again = replay(plan, log, source.truth)
    chosen = choose_language(lang, os.environ)
    own = {**scenario.text("en").own, **scenario.text(chosen).own}
    checked = verify(source)
    view = view_of(plan, again.position, list(log), scenario.text(chosen), checked)
    return Case(source, checked, log, first, scenario, plan, again, Voice(chosen, own), view)


@dataclass(frozen=True)
class Log:
    """The readable entries of a bundle, and a line of words for each."""

    bundle: Bundle
    entries: tuple[Entry, ...]
    _tellers: dict[str, Teller | None] = field(default_factory=dict)

    def line_of(self, entry: Entry, voice: Voice) -> str:
        """One line for an entry: in words where the scenario is there, else its plain fields."""
        if voice.lang not in self._tellers:
            self._tellers[voice.lang] = _teller(self.bundle, voice.lang)
        teller = self._tellers[voice.lang]
        text = teller.entry(entry) if teller else _fields(entry)
        return plain(" ".join(text.split()))


def open_log(source: str) -> Log:
    """The log of a bundle or attempt. Raises as ``open_bundle``."""
    found = open_bundle(source)
    return Log(found, readable(found))


def _teller(source: Bundle, lang: str) -> Teller | None:
    try:
        return case_of(source, lang).teller
    except SimulatorError:
        return None


def _fields(entry: Entry) -> str:
    if isinstance(entry.body, Act):
        return entry.body.line
    return " ".join(f"{name}={value}" for name, value in entry.fields.items())
