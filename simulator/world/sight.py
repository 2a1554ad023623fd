"""In whose sight: the attesting witnesses, as an answer and as persons."""

from __future__ import annotations

from simulator.scenario.plan import Plan
from simulator.world.act import Act
from simulator.world.state import State


def witnesses(plan: Plan, state: State, act: Act) -> tuple[str, ...]:
    """In whose sight: each attesting witness, both, or nobody."""
    ids = tuple(person.id for person in plan.people if person.part == "witness")
    return (*ids, "both", "nobody") if len(ids) > 1 else (*ids, "nobody")


def seen_by(plan: Plan, answer: str) -> tuple[str, ...]:
    """The witnesses an answer of ``witnesses`` names."""
    ids = tuple(person.id for person in plan.people if person.part == "witness")
    if answer == "both":
        return ids
    return tuple(id for id in ids if id == answer)
