"""A log played again: the same acts in the same plan must write the same entries.

Used at a resume, where any difference stops, and at a review, where every difference is
told. The acts alone decide what happens; so a false or missing line of the protocol
does not end the replay, and an act that cannot be read does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec
from msgspec import Struct

from simulator.attempt import leaf
from simulator.attempt.position import Position, start
from simulator.attempt.step import Step, host_fact, step
from simulator.attempt.written import TRAINEE, Written
from simulator.custody import body as bodies
from simulator.custody import truth
from simulator.custody.body import Act as ActBody
from simulator.custody.body import Head, Input, Opened, Receive, Release
from simulator.custody.entry import Entry
from simulator.errors import BundleError, SimulatorError
from simulator.scenario.plan import Plan
from simulator.script.canonical import parse_act
from simulator.world.act import Act

ENGINE = 1
"""Raised only when the golden traces change: the same acts would give another log."""

_BESIDE = ("enrol", "rotate", "revoke", "refuse", "checkpoint")
"""Entries that no act calls for and that change nothing in the world."""

_UNPLAYABLE = (
    SimulatorError,
    LookupError,
    ValueError,
    TypeError,
    ArithmeticError,
    AssertionError,
    StopIteration,
)
"""What a line that no prompt would have printed can end in."""


class Difference(Struct, frozen=True, order=True):
    """Where log and replay part.

    ``what``: ``line`` (the act cannot be played), ``refused``, ``seen``, ``leaf``, ``time``,
    ``body``, ``missing`` (no good entry under this number), ``uncalled`` (no act calls for it).
    """

    entry: int
    what: str


class Turn(Struct, frozen=True):
    """One act played again: from where, and what came of it."""

    entry: Entry
    before: Position
    act: Act
    step: Step


class Replay(Struct, frozen=True):
    """All turns up to the end, or up to the act at which the replay could not go on."""

    turns: tuple[Turn, ...]
    position: Position
    differences: tuple[Difference, ...]

    @property
    def agreeing(self) -> int:
        """Acts whose own entry holds what the replay gives."""
        wrong = {difference.entry for difference in self.differences}
        return sum(turn.entry.seq not in wrong for turn in self.turns)


def replay(plan: Plan, entries: Iterable[Entry], leaves: Mapping[int, bytes] = {}) -> Replay:
    """Play ``entries`` again in a dealt plan; ``leaves`` are truth leaves by entry number.

    Entries that could not be read are left out by the caller. Never raises for a bad log.
    """
    log = {entry.seq: entry for entry in entries}
    end = max(log, default=-1) + 1
    position = start(plan)
    turns: list[Turn] = []
    found: list[Difference] = []
    if 0 not in log:
        found.append(Difference(0, "missing"))
    trainee = _trainee(log.get(0))
    while position.entries < end:
        seq = position.entries
        entry = log.get(seq)
        if entry is None:
            found.append(Difference(seq, "missing"))
            break
        if not isinstance(entry.body, ActBody):
            position = _beside(position, entry, found)
            continue
        try:
            act = parse_act(entry.body.line)
            taken = step(plan, position, act)
        except _UNPLAYABLE:
            found.append(Difference(seq, "line"))
            break
        if taken.refused:
            found.append(Difference(seq, "refused"))
            break
        turns.append(Turn(entry, position, act, taken))
        found += _act_differs(entry, entry.body, taken, leaves.get(seq))
        found += _lines_differ(seq, taken, log, trainee)
        position = taken.position
    return Replay(tuple(turns), position, tuple(sorted(found)))


def _beside(position: Position, entry: Entry, found: list[Difference]) -> Position:
    """A fact of the host is taken in; what nobody called for is told, and passed over."""
    if isinstance(entry.body, Input) and entry.body.kind == "file-changed":
        try:
            return host_fact(position, entry.body.about)[0]
        except _UNPLAYABLE:
            found.append(Difference(entry.seq, "body"))
    elif entry.type not in _BESIDE:
        found.append(Difference(entry.seq, "uncalled"))
    return msgspec.structs.replace(position, entries=position.entries + 1)


def _act_differs(entry: Entry, body: ActBody, taken: Step, data: bytes | None) -> list[Difference]:
    seen = [(phrase.code, phrase.named()) for phrase in taken.seen]
    told = [(one.code, dict(one.params)) for one in body.seen]
    found = []
    if seen != told:
        found.append(Difference(entry.seq, "seen"))
    if entry.at != taken.position.state.now:
        found.append(Difference(entry.seq, "time"))
    if data is not None and not _is_leaf(data, taken):
        found.append(Difference(entry.seq, "leaf"))
    return found


def _is_leaf(data: bytes, taken: Step) -> bool:
    try:
        return truth.read(data) == leaf.fields(taken.events)
    except BundleError:
        return False


def _trainee(first: Entry | None) -> str:
    """The pseudonym under which the trainee signs."""
    roster = first.body.roster if first and isinstance(first.body, Opened) else ()
    return next((member.id for member in roster if member.part == "trainee"), TRAINEE)


def _lines_differ(
    seq: int, taken: Step, log: Mapping[int, Entry], trainee: str
) -> list[Difference]:
    """The entries after the act, which it called for."""
    found = []
    for number, due in enumerate(taken.written[1:], seq + 1):
        entry = log.get(number)
        if entry is None:
            found.append(Difference(number, "missing"))
        elif entry.type != due.type or not _says(entry, due, number, trainee):
            found.append(Difference(number, "body"))
        elif entry.at != taken.position.state.now:
            found.append(Difference(number, "time"))
    return found


def _says(entry: Entry, due: Written, seq: int, trainee: str) -> bool:
    """Hashes and what the host measured are not the replay's to say."""
    body = entry.body
    if isinstance(body, Head):
        return body.size == seq
    wanted = dict(due.body)
    if isinstance(body, Release) and wanted.get("to") == TRAINEE:
        wanted["to"] = trainee
    if isinstance(body, Receive):
        wanted["release"] = body.release
    if isinstance(body, Input):
        wanted["values"] = body.values
    try:
        return bodies.shape(due.type, wanted) == body
    except BundleError:
        return False
