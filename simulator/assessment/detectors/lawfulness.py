"""Lawfulness and people: scope, witnesses, rights, access to devices."""

from __future__ import annotations

from simulator.assessment.detector import Detector, Marks, Once, Wrong
from simulator.assessment.line import Happening
from simulator.assessment.loss import Loss
from simulator.doctrine.library import find_pack
from simulator.scenario.plan import Plan
from simulator.world.event import Event


def _outside(plan: Plan, event: Event, marks: Marks) -> bool:
    return any(item.id == event.about and not item.covered for item in plan.items)


def _few_witnesses(plan: Plan, event: Event, marks: Marks) -> bool:
    present = [name for name in event.get("witnesses").split(",") if name]
    return len(present) < witnesses_owed(plan)


def witnesses_owed(plan: Plan) -> int:
    """How many attesting witnesses the pack asks for, of those the scene has."""
    here = sum(1 for person in plan.people if person.part == "witness")
    return min(here, find_pack(plan.pack).witnesses_required)


Used = tuple[str, str, int, int, int]
"""Who, which item, when, in which entry; and the entry that reported it, 0 = none."""

Access = tuple[tuple[str, ...], tuple[Used, ...]]
"""Who was guarded in time, and who used his access."""


class KeptAway:
    """E06: somebody who can reach a device was not kept away from it, in time and to the end.

    In time is before he would use his access: the moment the scenario gives him.
    """

    error = "E06"

    def start(self, plan: Plan) -> Access:
        """Nobody guarded; no interference."""
        return ((), ())

    def fold(self, plan: Plan, memo: Access, happening: Happening) -> Access:
        """Who is guarded in time, who got at a device all the same, and whether that was told."""
        guarded, used = memo
        event, line = happening.event, happening.line
        if line is not None and line.form == "incident" and line.get("what") in _TOLD:
            told = tuple(
                (*entry[:4], happening.seq) if entry[1] == line.about and not entry[4] else entry
                for entry in used
            )
            return (guarded, told)
        if event is None:
            return memo
        if event.kind == "Guarded" and event.at <= _limit(plan, event.about):
            return ((*guarded, event.about), used)
        if event.kind == "Interfered" and all(event.by != entry[0] for entry in used):
            return (guarded, (*used, (event.by, event.about, event.at, happening.seq, 0)))
        return memo

    def losses(self, plan: Plan, memo: Access, now: int) -> tuple[Loss, ...]:
        """One loss a person who used his access, or was left near his devices."""
        guarded, used = memo
        found = [
            Loss(self.error, at, who, (seq,), reported=(told,) if told else ())
            for who, _, at, seq, told in used
        ]
        for person in plan.people:
            near = person.interferes_after and person.id not in guarded
            if near and all(person.id != entry[0] for entry in used):
                found.append(Loss(self.error, _limit(plan, person.id), person.id, absent="guard"))
        return tuple(found)


_TOLD = ("data-lost", "data-changed", "screen-locked")
"""Incident lines that tell of somebody else's hand on a device."""


def _limit(plan: Plan, person: str) -> int:
    """Until when he must be kept away, in case seconds."""
    return plan.starts + plan.person(person).interferes_after


def _code_asked(plan: Plan, happening: Happening) -> bool:
    line = happening.line
    return line is not None and line.form == "answer" and bool(line.get("words"))


def _occupied(plan: Plan) -> bool:
    return any(person.part == "occupant" for person in plan.people)


DETECTORS: tuple[Detector, ...] = (
    Wrong("E01", ("Browsed", "CodeTried", "Imaged", "Extracted"), _outside),
    Wrong("E05", ("ItemFound",), _few_witnesses),
    KeptAway(),
    Once("E21", _occupied, _code_asked, "answer-line"),
    Wrong("E58", ("Seized",), _outside, once=True),
)
