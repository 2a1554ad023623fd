"""Detectors: small automata folded over happenings.

A detector's state is a hashable value. ``fold`` takes one happening; ``losses`` says what
would be lost if the attempt ended now, so a duty not yet done counts as undone. The same
code judges a partial attempt, a whole one, and an explored state.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from msgspec import Struct

from simulator.assessment.line import Happening, Line
from simulator.assessment.loss import Loss
from simulator.scenario.plan import ItemPlan, Plan
from simulator.world.event import Event

Memo = Any
"""Each detector has its own frozen, hashable type."""


class Detector(Protocol):
    """Sees one error. ``error`` is its id in the catalogue of errors."""

    @property
    def error(self) -> str:
        """The error this detector sees."""
        ...

    def start(self, plan: Plan) -> Memo:
        """The state before anything has happened."""
        ...

    def fold(self, plan: Plan, memo: Memo, happening: Happening) -> Memo:
        """The state after one more happening."""
        ...

    def losses(self, plan: Plan, memo: Memo, now: int) -> tuple[Loss, ...]:
        """What is lost if the attempt ends at ``now`` (case seconds)."""
        ...


class Mark(Struct, frozen=True, order=True):
    """Something a detector keeps: when, in which entry, about what, and a word."""

    about: str
    at: int
    seq: int
    word: str = ""


Marks = tuple[Mark, ...]
Applies = Callable[[Plan, ItemPlan], bool]
When = Callable[[Plan, Event, Marks], bool]
Reads = Callable[[Plan, Line], bool]


def _always(plan: Plan, event: Event, marks: Marks) -> bool:
    return True


REPORTS: dict[str, tuple[str, ...]] = {
    "bag-leaked": ("E16",),
    "screen-locked": ("E23", "E25"),
    "data-changed": ("E12", "E16", "E19", "E31", "E32", "E40"),
    "data-lost": ("E12", "E13", "E17", "E23", "E25"),
    "record-wrong": ("E05", "E59", "E61", "E64"),
    "late": (),
}
"""Which errors an incident line of this kind reports: what it names, and nothing else."""


class Wrong(Struct, frozen=True):
    """An act that is an error whenever ``when`` holds; earlier ``context`` events are kept."""

    error: str
    kinds: tuple[str, ...]
    when: When = _always
    context: tuple[str, ...] = ()
    once: bool = False
    """At most one loss an item."""
    source: str = "truth"

    def start(self, plan: Plan) -> Memo:
        """Nothing seen, nothing kept."""
        return ((), ())

    def fold(self, plan: Plan, memo: Memo, happening: Happening) -> Memo:
        """Keep context; mark what is wrong; note a report by the trainee himself."""
        kept, wrong = _pair(memo)
        event, line = happening.event, happening.line
        if line is not None and line.form == "incident":
            if self.error in REPORTS.get(line.get("what"), ()):
                wrong = _report(wrong, line.about, happening.seq)
            return (kept, wrong)
        if event is None:
            return memo
        if event.kind in self.kinds and self.when(plan, event, kept):
            again = any(mark.about == event.about for mark in wrong)
            if not (self.once and again):
                wrong = (*wrong, Mark(event.about, event.at, happening.seq))
        if event.kind in self.context:
            word = f"{event.kind}:{event.get('why') or event.by}"
            kept = (*kept, Mark(event.about, event.at, happening.seq, word))
        return (kept, wrong)

    def losses(self, plan: Plan, memo: Memo, now: int) -> tuple[Loss, ...]:
        """One loss for each wrong act."""
        _, wrong = _pair(memo)
        return tuple(
            Loss(
                self.error,
                mark.at,
                mark.about,
                (mark.seq,),
                source=self.source,
                reported=tuple(int(seq) for seq in mark.word.split()),
            )
            for mark in wrong
        )


class Duty(Struct, frozen=True):
    """Something owed for every item that ``applies``, by an event or a line, in time.

    ``within`` is counted from the start of the exercise, 0 = until the end. The duty
    falls away for an item when one of ``moot`` happens to it first.
    """

    error: str
    applies: Applies
    done_by: tuple[str, ...] = ()
    together: bool = False
    """All of ``done_by`` are needed, not one of them."""
    written: Reads | None = None
    within: int = 0
    before: tuple[str, ...] = ()
    """Events to the same item that must not come first."""
    moot: tuple[str, ...] = ()
    absent: str = ""
    source: str = "truth"

    def start(self, plan: Plan) -> Memo:
        """Nothing done."""
        return ((), ())

    def fold(self, plan: Plan, memo: Memo, happening: Happening) -> Memo:
        """Mark what fulfils the duty, what ends it, and what came too early."""
        kept, other = _pair(memo)
        event, line = happening.event, happening.line
        if line is not None and self.written is not None and self.written(plan, line):
            return ((*kept, Mark(line.about, line.at, happening.seq, "line")), other)
        if event is None:
            return memo
        if event.kind in self.done_by:
            done = Mark(event.about, event.at, happening.seq, event.kind)
            if done not in kept:
                kept = (*kept, done)
        if event.kind in self.moot or event.kind in self.before:
            word = "moot" if event.kind in self.moot else "before"
            if not any(mark.about == event.about and mark.word == word for mark in other):
                other = (*other, Mark(event.about, event.at, happening.seq, word))
        return (kept, other)

    def losses(self, plan: Plan, memo: Memo, now: int) -> tuple[Loss, ...]:
        """One loss for each item the duty is owed for and was not done in time."""
        kept, other = _pair(memo)
        limit = plan.starts + self.within if self.within else 0
        found = []
        for item in plan.items:
            if not self.applies(plan, item):
                continue
            done = self._done_at(kept, item.id)
            moot = _first(other, item.id, "moot")
            early = _first(other, item.id, "before")
            if moot is not None and (done is None or moot.seq <= done.seq):
                continue
            if early is not None and (done is None or early.seq < done.seq):
                found.append(Loss(self.error, early.at, item.id, (early.seq,), source=self.source))
            elif done is None:
                at = limit or now
                found.append(Loss(self.error, at, item.id, absent=self.absent, source=self.source))
            elif limit and done.at > limit:
                found.append(Loss(self.error, limit, item.id, (done.seq,), source=self.source))
        return tuple(found)

    def _done_at(self, kept: Marks, about: str) -> Mark | None:
        mine = [mark for mark in kept if mark.about == about]
        if not mine:
            return None
        if not self.together:
            return mine[0]
        if {mark.word for mark in mine} < set(self.done_by):
            return None
        return mine[-1]


class Once(Struct, frozen=True):
    """Something owed once in the whole attempt, in a plan that ``applies``."""

    error: str
    applies: Callable[[Plan], bool]
    done_by: Callable[[Plan, Happening], bool]
    absent: str
    source: str = "protocol"

    def start(self, plan: Plan) -> Memo:
        """Not done."""
        return False

    def fold(self, plan: Plan, memo: Memo, happening: Happening) -> Memo:
        """Done when the predicate holds once."""
        return memo or self.done_by(plan, happening)

    def losses(self, plan: Plan, memo: Memo, now: int) -> tuple[Loss, ...]:
        """One loss while it is not done."""
        if memo or not self.applies(plan):
            return ()
        return (Loss(self.error, now, absent=self.absent, source=self.source),)


def _pair(memo: Memo) -> tuple[Marks, Marks]:
    return memo[0], memo[1]


def _first(marks: Marks, about: str, word: str) -> Mark | None:
    for mark in marks:
        if mark.about == about and mark.word == word:
            return mark
    return None


def _report(wrong: Marks, about: str, seq: int) -> Marks:
    """A report counts for the errors about that item which came before it."""
    return tuple(
        Mark(mark.about, mark.at, mark.seq, f"{mark.word} {seq}".strip())
        if about == mark.about and not mark.word
        else mark
        for mark in wrong
    )
