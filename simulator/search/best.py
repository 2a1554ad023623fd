"""The best continuation of an attempt: how much could still be had from here, and how."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import msgspec
from msgspec import Struct

from simulator.assessment.detectors.records import PACKAGES
from simulator.assessment.ledger import losses
from simulator.assessment.score import weigh
from simulator.attempt.position import Position
from simulator.attempt.step import step
from simulator.scenario.plan import Plan
from simulator.search.kernel import best_first
from simulator.search.moves import Chooser, candidates
from simulator.world.act import ME, Act
from simulator.world.acts.spec import Param
from simulator.world.acts.table import ACTS
from simulator.world.state import State

CURABLE = ("E36",)
"""Errors with entries that a later act takes away altogether, not only makes cheaper."""

_REPEATED = ("wait", "reply")
"""Acts worth saying twice in one line."""

_IDLE = ("hint", "finish", "end", "correct", "call", "wait", "whose", "bring", "read")


_ASKED = ("occupant", "visitor")


class Line(Struct, frozen=True):
    """A continuation and what it leads to.

    ``states`` is how many were looked at; ``exhausted`` says that no line of these moves
    scores more, otherwise the search stopped at its limit.
    """

    acts: tuple[Act, ...]
    score: int
    states: int
    exhausted: bool


def best_line(plan: Plan, position: Position, moves: Chooser, limit: int) -> Line:
    """The best continuation from ``position`` among the acts that ``moves`` takes.

    Judged as if the attempt ended with its last act. ``limit`` is the number of states.
    """
    found = best_first(_Attempts(plan, moves), position, limit)
    score = weigh(plan, losses(plan, found.position.ledger, found.position.state.now)).points
    return Line(found.line, score, found.states, found.exhausted)


def sensible(plan: Plan, position: Position, act: Act) -> bool:
    """A reduced set: one way of doing each thing that a careful person would think of.

    The first reason, the next number, all witnesses, a fitting package; nothing idle.
    Wrong bags, guesses and browsing stay in: the judgement must find them out.
    """
    if act.verb in _IDLE or act.who != _helper(plan, act):
        return False
    if any(p.id == act.target and p.part not in _ASKED for p in plan.people):
        return False
    if act.verb == "leave" and plan.item(act.target).covered:
        return False
    if act.verb == "photograph" and any(place.id == act.target for place in plan.places):
        return False
    spec = ACTS[act.verb]
    if spec.reasons and act.who == ME and act.arg("why") != _reason(plan, act):
        return False
    return all(
        act.arg(param.name) in _plain(plan, position.state, param, act) for param in spec.params
    )


def _helper(plan: Plan, act: Act) -> str:
    """Who does it: the team keeps people away, the trainee does the rest himself."""
    team = [p.id for p in plan.people if p.part in ("officer", "specialist")]
    if act.verb == "guard" and team and not act.target:
        return team[0]
    return ME if act.verb != "guard" or not team else ""


def _reason(plan: Plan, act: Act) -> str:
    return "outside-order" if act.verb == "leave" else ACTS[act.verb].reasons[0]


def _plain(plan: Plan, state: State, param: Param, act: Act) -> tuple[str, ...]:
    """The values of a parameter that are worth trying."""
    options = param.options(plan, state, act)
    match param.name:
        case "sight" | "shown":
            return ("both",) if "both" in options else options[:1]
        case "number":
            return options[:1]
        case "how":
            return options[1:2]
        case "with":
            return PACKAGES.get(state.item(act.target).kind, ("rigid",))[:1]
        case "about":
            return ("who", "code")
        case "to":
            kept = tuple(p.id for p in plan.people if p.part == "custodian")
            return kept or options[:1]
        case "choice" if act.verb == "reply":
            return next(s.good for s in plan.surprises if s.id == act.target)
    return options or (act.arg(param.name),)


class _Attempts:
    """Attempts as a space: positions merged by world and judgement."""

    def __init__(self, plan: Plan, chooser: Chooser) -> None:
        self._plan = plan
        self._chooser = chooser
        self._last: tuple[Position, tuple[tuple[int, ...], tuple[int, ...]]] | None = None

    def moves(self, position: Position, line: tuple[Act, ...]) -> Sequence[Act]:
        """What the chooser takes and this line has not done yet."""
        said = set(line)
        return [
            act
            for act in candidates(self._plan, position, self._chooser)
            if act not in said or self._goes_on(position, act)
        ]

    def _goes_on(self, position: Position, act: Act) -> bool:
        """What was broken into may be said again, and what may always be."""
        begun = dict(position.state.progress)
        return act.verb in _REPEATED or f"{act.verb} {act.target}" in begun

    def step(self, position: Position, move: Act) -> Position | None:
        """The position after an act; ``None`` when it is refused."""
        taken = step(self._plan, position, move)
        return None if taken.refused else taken.position

    def key(self, position: Position) -> Hashable:
        """World and judgement; how many entries were written does not matter."""
        return (position.state, position.ledger)

    def value(self, position: Position) -> tuple[int, ...]:
        """The score, then the points not lost, then the earlier the better."""
        return self._weighed(position)[0]

    def bound(self, position: Position) -> tuple[int, ...]:
        """What is left when everything undone is done and everything done is reported."""
        return self._weighed(position)[1]

    def _weighed(self, position: Position) -> tuple[tuple[int, ...], tuple[int, ...]]:
        if self._last is not None and self._last[0] is position:
            return self._last[1]
        found = losses(self._plan, position.ledger, position.state.now)
        score = weigh(self._plan, found)
        lost = sum(finding.points for finding in score.findings)
        done = tuple(
            msgspec.structs.replace(loss, reported=loss.reported or (0,))
            for loss in found
            if loss.entries and loss.error not in CURABLE
        )
        most = weigh(self._plan, done).points if not position.state.closed else score.points
        both = ((score.points, -lost, -position.state.now), (most,))
        self._last = (position, both)
        return both
