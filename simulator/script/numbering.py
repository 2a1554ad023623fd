"""Numbers at the prompt: given when a thing is first seen, kept to the end.

Digits lie in the same place on every keyboard. Team members are 11, 12 …, witnesses 16 …,
copies 21 …, questions 31 …, papers and the like 91 and on.
"""

from __future__ import annotations

from msgspec import Struct

from simulator.scenario.plan import Plan
from simulator.world.state import State

ORDER, PROTOCOL, KIT, TELEPHONE, WAIT, FINISH, REPORT, DISCLOSE, HINT = range(91, 100)
FIRST_BESIDE = 11
"""From this number on a number cannot be a line of a short list."""

_TEAM, _WITNESSES, _COPIES, _QUESTIONS = 11, 16, 21, 31


class Numbered(Struct, frozen=True):
    """One thing with its number; ``kind`` is a key of ``KINDS``."""

    number: int
    id: str
    kind: str


def numbered(plan: Plan, state: State) -> tuple[Numbered, ...]:
    """Everything that can be pointed at now, in the order of its numbers."""
    if state.stage == "scene":
        return (*_things(plan, state), *_people(plan, state))
    if state.stage == "lab":
        return (*_exhibits(state), *_copies(state), *_questions(plan))
    return ()


def _things(plan: Plan, state: State) -> list[Numbered]:
    first = [item.id for item in state.items if item.seen and item.id not in state.found]
    people = [p.id for p in plan.people if p.part in ("occupant", "visitor")]
    places = [place.id for place in plan.places if place.search_seconds]
    found: list[Numbered] = []
    for n, id in enumerate([*first, *people, *places, *state.found], 1):
        # Ten things and more go on at 51, clear of the numbers below.
        number = n if n < _TEAM else n - _TEAM + 51
        found.append(Numbered(number, id, _kind(plan, state, id)))
    return found


def _kind(plan: Plan, state: State, id: str) -> str:
    if any(place.id == id for place in plan.places):
        return "place"
    if any(person.id == id for person in plan.people):
        return "person"
    return state.item(id).kind


def _people(plan: Plan, state: State) -> list[Numbered]:
    team = [p.id for p in plan.people if p.part in ("officer", "specialist")]
    witnesses = [p.id for p in plan.people if p.part == "witness"]
    return [Numbered(_TEAM + n, id, "member") for n, id in enumerate(team)] + [
        Numbered(_WITNESSES + n, id, "witness") for n, id in enumerate(witnesses)
    ]


def _exhibits(state: State) -> list[Numbered]:
    taken = sorted((item for item in state.items if item.exhibit), key=lambda i: i.exhibit)
    return [Numbered(n, item.id, item.kind) for n, item in enumerate(taken, 1)]


def _copies(state: State) -> list[Numbered]:
    return [Numbered(_COPIES + n, copy.id, "copy") for n, copy in enumerate(state.copies)]


def _questions(plan: Plan) -> list[Numbered]:
    return [Numbered(_QUESTIONS + n, q.id, "question") for n, q in enumerate(plan.questions)]
