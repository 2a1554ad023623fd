"""Plans and positions to play from, and a few ways of playing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from simulator.attempt.position import Position, start
from simulator.attempt.step import Step
from simulator.attempt.step import step as step_attempt
from simulator.scenario.deal import dealt
from simulator.scenario.library import find
from simulator.scenario.plan import Plan
from simulator.script.canonical import parse_act
from simulator.script.player import run_script
from simulator.search.moves import enumerated
from simulator.world.act import Act
from simulator.world.event import Event
from simulator.world.state import State, begin
from simulator.world.step import Outcome, step

NAMES = ("flat-12", "ringing-phone")
SEED = 7

SCENE = """
when farid-leaves: ask
when chief-hurry: explain
nodir: guard
lola: awake laptop how=jiggler
look phone
photograph phone
clock phone
isolate phone bag=FB-1 why=stop-signals
power phone why=keep-state
photograph laptop
look laptop
clock laptop
lola: live-copy laptop
search hall sight=both
look stick
photograph stick
seize stick shown=both number=EX-001
wait 15
wait 5
seize phone shown=both number=EX-002
seize laptop shown=both number=EX-003
pull-plug laptop why=save-battery
pack stick with=antistatic
pack phone with=antistatic
pack laptop with=rigid
hand-over EX-001 to=store
hand-over EX-002 to=store
hand-over EX-003 to=store
finish
receive EX-001 seal=intact
receive EX-002 seal=intact
receive EX-003 seal=intact
"""
"""The flat to the bench of the laboratory, without a written line; IM-001 is a live copy."""


@cache
def plan(name: str = "flat-12", seed: int = SEED) -> Plan:
    """A bundled scenario, dealt."""
    return dealt(find(name).plan, seed)


@cache
def bench(seed: int = SEED) -> Position:
    """In the laboratory with three exhibits received."""
    played = run_script(plan(seed=seed), SCENE)
    assert not played.refused
    assert played.position.state.stage == "lab"
    return played.position


def items(told: Plan, id: str, **changes: object) -> Plan:
    """The plan with other values for one item."""
    changed = [
        msgspec.structs.replace(item, **changes) if item.id == id else item for item in told.items
    ]
    return msgspec.structs.replace(told, items=tuple(changed))


def calm(told: Plan) -> Plan:
    """The plan with nobody who touches or interrupts anything."""
    people = [msgspec.structs.replace(person, interferes_after=0) for person in told.people]
    return msgspec.structs.replace(told, people=tuple(people), surprises=())


def drive(told: Plan, *lines: str, state: State | None = None) -> tuple[State, list[Outcome]]:
    """Step the world through canonical lines; every one must be possible."""
    now, outcomes = state or begin(told), []
    for line in lines:
        outcome = step(told, now, parse_act(line))
        assert not outcome.refused, (line, outcome.refused)
        outcomes.append(outcome)
        now = outcome.state
    return now, outcomes


def watch(told: Plan, state: State, until: int) -> tuple[State, list[Event]]:
    """Do nothing until ``until`` (case seconds); what happened meanwhile."""
    events: list[Event] = []
    while state.now < until and not state.closed:
        outcome = step(told, state, Act("wait", "", (("for", f"{until - state.now}s"),)))
        events += outcome.events
        state = outcome.state
    return state, events


def happened(outcomes: Sequence[Outcome], kind: str) -> list[Event]:
    """The events of one kind, in order."""
    return [event for outcome in outcomes for event in outcome.events if event.kind == kind]


def stroll(told: Plan, picks: Sequence[int], position: Position | None = None) -> Iterator[Step]:
    """A random walk: each number picks one of the acts that can be said there."""
    position = position or start(told)
    for pick in picks:
        acts = enumerated(told, position)
        result = step_attempt(told, position, acts[pick % len(acts)])
        yield result
        position = result.position
