"""Testimony: answers held against the log. ``class`` is put on the event by ``attempt``."""

from __future__ import annotations

from simulator.assessment.detector import Detector, Marks, When, Wrong
from simulator.scenario.plan import Plan
from simulator.world.event import Event


def _classed(*classes: str) -> When:
    def holds(plan: Plan, event: Event, marks: Marks) -> bool:
        return event.get("class") in classes

    return holds


DETECTORS: tuple[Detector, ...] = (
    Wrong("E68", ("Testified",), _classed("deny", "hide"), source="protocol"),
    Wrong("E76", ("Testified",), _classed("over-claim", "guess"), source="protocol"),
    Wrong("E77", ("Testified",), _classed("hash-is-truth"), source="protocol"),
)
