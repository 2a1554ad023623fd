"""Interruptions: who comes when, what may be answered, and what a bad answer does."""

from __future__ import annotations

from simulator.scenario.fault import FaultList
from simulator.scenario.plan import SurprisePlan
from simulator.scenario.schema import ScenarioFile

LEAVES = "leaves"
"""The one who interrupts goes away."""
HARMS = (LEAVES, "unplug", "touch")
"""What a badly answered interruption does: ``leaves``, or a verb and an item. ``touch`` is
done by the one who interrupts, ``unplug`` by the trainee."""


def surprises_of(
    model: ScenarioFile, faults: FaultList, names: set[str]
) -> tuple[SurprisePlan, ...]:
    """The interruptions; a visitor who wants to leave is one even without a block."""
    found: list[SurprisePlan] = []
    for id, surprise in model.surprises.items():
        path = ("surprises", id)
        faults.refer(surprise.who, names, (*path, "who"), "refers-person")
        for good in surprise.good:
            faults.refer(good, surprise.choices, (*path, "good"), "refers-choice")
        harms: list[tuple[str, str]] = []
        for choice, harm in surprise.harms.items():
            if choice != "no answer":
                faults.refer(choice, surprise.choices, (*path, "harms"), "refers-choice")
            verb, _, target = harm.partition(" ")
            faults.refer(verb, HARMS, (*path, "harms", choice), "refers-harm")
            if verb in HARMS and harm != LEAVES:
                faults.refer(target, model.items, (*path, "harms", choice), "refers-item")
            harms.append(("" if choice == "no answer" else choice, harm))
        found.append(
            SurprisePlan(
                id,
                surprise.who,
                surprise.after,
                tuple(surprise.choices),
                surprise.good,
                tuple(harms),
                surprise.stage,
            )
        )
    visitor = model.visitor
    if visitor and visitor.leaves.high and f"{visitor.id}-leaves" not in model.surprises:
        harms = [("let", LEAVES), ("", LEAVES)]
        choices = ("let", "ask", "order")
        id = f"{visitor.id}-leaves"
        found.append(SurprisePlan(id, visitor.id, visitor.leaves, choices, ("ask",), tuple(harms)))
    return tuple(found)
