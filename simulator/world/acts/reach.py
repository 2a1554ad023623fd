"""What an act can be pointed at now: things that are there and that the trainee knows of.

A hidden thing and one that does not exist give the same answer.
"""

from __future__ import annotations

from simulator.scenario.plan import Plan
from simulator.world.act import Act
from simulator.world.acts.spec import ActSpec
from simulator.world.state import State

_THERE = ("officer", "specialist", "witness", "occupant", "visitor")
_CALLED = ("chief", "prosecutor")
_PAPERS = ("order", "kit")
_FREE = ("number", "for")
"""Values a person makes up himself; the options are only suggestions."""


def targets(plan: Plan, state: State, on: str) -> tuple[str, ...]:
    """Ids that an act on ``on`` may name, in the plan's order; exhibits by both names."""
    match on:
        case "item" | "exhibit":
            return _items(state)
        case "place":
            return tuple(place.id for place in plan.places)
        case "item-or-place":
            return (*_items(state), *targets(plan, state, "place"))
        case "person":
            return tuple(p.id for p in plan.people if p.part in _THERE)
        case "person-or-all":
            return ("", *targets(plan, state, "person"))
        case "witness":
            return tuple(p.id for p in plan.people if p.part == "witness")
        case "caller":
            return tuple(p.id for p in plan.people if p.part in _CALLED)
        case "anything":
            return (*_items(state), *targets(plan, state, "person"))
        case "paper":
            return _PAPERS
        case "copy":
            return tuple(copy.id for copy in state.copies)
        case "question":
            return tuple(question.id for question in plan.questions)
        case "surprise":
            return state.surprises
        case _:
            return ("",)


def _items(state: State) -> tuple[str, ...]:
    ids = [item.id for item in state.items if item.seen]
    return (*ids, *(item.exhibit for item in state.items if item.exhibit))


def _visible(plan: Plan, state: State) -> tuple[str, ...]:
    """What everybody can see is there, whether or not this act goes with it."""
    people = [person.id for person in plan.people]
    return (*_items(state), *people, *(place.id for place in plan.places if place.visible))


def unreachable(plan: Plan, state: State, spec: ActSpec, act: Act) -> str:
    """``no-such-thing``, or ``not-there`` for what has gone or was left behind."""
    if spec.on in ("court", "line"):
        return ""
    if act.target not in targets(plan, state, spec.on):
        if spec.on == "surprise":
            return "nobody-asks"
        return "not-for-that" if act.target in _visible(plan, state) else "no-such-thing"
    if spec.verb in ("note", "correct"):
        return ""
    if any(person.id == act.target and person.gone for person in state.people):
        return "not-there"
    if spec.on in ("item", "exhibit", "item-or-place") and state.stage != "scene":
        left = any(item.id == act.target and not item.exhibit for item in state.items)
        return "not-there" if left else ""
    return ""


def unoffered(plan: Plan, state: State, spec: ActSpec, act: Act) -> str:
    """``no-such-choice`` for a bag, a witness or an answer that there is not."""
    for param in spec.params:
        given = act.arg(param.name)
        if not given:
            continue
        if param.name == "number" and any(given == item.id for item in state.items):
            return "no-such-choice"
        options = param.options(plan, state, act)
        if param.name not in _FREE and options and given not in options:
            return "no-such-choice"
    return ""
