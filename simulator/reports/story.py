"""What really happened, entry by entry: the acts of the log, played again.

The log holds acts and what could be perceived; the events behind them come out again
when the same acts are carried out in the same plan. Where the replay and the log part,
the story ends and says at which entry.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from simulator.assessment.detectors.truth import Fact, Told, TwoLedgers, Untruth
from simulator.assessment.ledger import DETECTORS, Ledger
from simulator.custody.entry import Entry
from simulator.scenario.plan import Plan
from simulator.script.replay import Turn, replay
from simulator.world.act import ME, Act
from simulator.world.event import Event


class Beat(Struct, frozen=True):
    """One act of the log: when it began and ended, and the events meanwhile.

    ``until`` is when somebody of the team will have carried out an order, or the end of
    his stage for a standing one; ``facts`` are what was true when a line was written.
    """

    seq: int
    act: Act
    stage: str
    began: int
    ended: int
    events: tuple[Event, ...]
    done: bool
    until: int = 0
    facts: tuple[Fact, ...] = ()


class Stage(Struct, frozen=True):
    """A stage that was played, in case seconds."""

    id: str
    began: int
    ended: int


class Story(Struct, frozen=True):
    """All beats; ``parted`` is the entry at which replay and log differ, -1 = nowhere."""

    beats: tuple[Beat, ...]
    stages: tuple[Stage, ...]
    parted: int = -1

    @property
    def events(self) -> tuple[tuple[int, Event], ...]:
        """Every event with the entry it belongs to, in order."""
        return tuple((beat.seq, event) for beat in self.beats for event in beat.events)

    def of(self, about: str, *kinds: str) -> tuple[Event, ...]:
        """The events of these kinds that happened to ``about``."""
        return tuple(e for _, e in self.events if e.about == about and e.kind in kinds)


def told(ledger: Ledger) -> Told:
    """What is true, and which written values are not, as the two ledgers stand."""
    for detector, memo in zip(DETECTORS, ledger.memos, strict=True):
        if isinstance(detector, TwoLedgers) and isinstance(memo, Told):
            return memo
    return Told()


def untruths(ledger: Ledger) -> dict[tuple[int, str], Untruth]:
    """Written values that nothing supports, by line number and field."""
    return {(found.line, found.field): found for found in told(ledger).untruths}


def story_of(plan: Plan, entries: Iterable[Entry]) -> Story:
    """The story that ``entries`` tell in a dealt plan; never raises for a bad log."""
    again = replay(plan, entries)
    parted = min((difference.entry for difference in again.differences), default=-1)
    turns = [turn for turn in again.turns if parted < 0 or turn.entry.seq < parted]
    beats = [_beat(plan, turn) for turn in turns]
    return Story(tuple(beats), _stages(plan, beats, again.position.state.now), parted)


def _beat(plan: Plan, turn: Turn) -> Beat:
    seq, before, act, taken = turn.entry.seq, turn.before, turn.act, turn.step
    after = taken.position.state
    until = 0
    if act.who != ME:
        due = next((t.due for t in reversed(after.tasks) if t.who == act.who), after.stage_ends)
        until = min(due, after.stage_ends) if after.stage == before.state.stage else after.now
    wrote = act.verb in ("note", "correct")
    return Beat(
        seq,
        act,
        before.state.stage,
        before.state.now,
        after.now,
        taken.events,
        taken.done,
        until,
        told(taken.position.ledger).facts if wrote else (),
    )


def _stages(plan: Plan, beats: list[Beat], now: int) -> tuple[Stage, ...]:
    """Played stages; a stage begins with ``StageBegan``, the first with the attempt."""
    found: list[Stage] = []
    id, began = plan.stages[0].id, plan.starts
    for event in (event for beat in beats for event in beat.events):
        if event.kind == "StageEnded":
            found.append(Stage(id, began, event.at))
        elif event.kind == "StageBegan":
            id, began = event.about, event.at
    if not found or found[-1].id != id:
        found.append(Stage(id, began, max(now, began)))
    return tuple(found)
