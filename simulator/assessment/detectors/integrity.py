"""Integrity: what changed, closed, or was lost because of an act or of waiting."""

from __future__ import annotations

from simulator.assessment.detector import Detector, Duty, Mark, Marks, Wrong
from simulator.assessment.line import Happening
from simulator.assessment.loss import Loss
from simulator.scenario.plan import ItemPlan, Plan
from simulator.terms.casetime import MINUTE
from simulator.world.event import Event

ISOLATED_WITHIN = 5 * MINUTE
"""A phone that is on must be cut off by then; the errors table says five minutes."""


def is_on_air(plan: Plan, item: ItemPlan) -> bool:
    """A covered device that somebody outside can reach from the start."""
    return item.covered and item.kind == "phone" and item.power == "on" and bool(item.nets)


def has_open_volume(plan: Plan, item: ItemPlan) -> bool:
    """A covered computer whose encrypted volume stands open."""
    return item.covered and item.volume == "open"


def _bag_leaks(plan: Plan, event: Event, marks: Marks) -> bool:
    return any(kit.id == event.get("bag") and not kit.good for kit in plan.kit)


def _closes_phone(plan: Plan, event: Event, marks: Marks) -> bool:
    """Off is right only once a wipe has begun; then the reason is true."""
    told = _item(plan, event)
    if told is None or told.kind != "phone" or event.get("lock") == "bfu":
        return False
    wiping = any(mark.about == told.id and mark.word.startswith("Wiped") for mark in marks)
    return not (event.get("why") == "stop-wipe" and wiping)


def _shuts_volume(plan: Plan, event: Event, marks: Marks) -> bool:
    told = _item(plan, event)
    saved = any(
        mark.about == event.about and mark.word.split(":")[0] in ("LiveCopied", "MemoryCaptured")
        for mark in marks
    )
    return told is not None and has_open_volume(plan, told) and not saved


def _lets_lock(plan: Plan, event: Event, marks: Marks) -> bool:
    return _shuts_volume(plan, event, marks) and not _switched_off(event, marks)


def _switches_off(plan: Plan, event: Event, marks: Marks) -> bool:
    return _shuts_volume(plan, event, marks) and _switched_off(event, marks)


def _switched_off(event: Event, marks: Marks) -> bool:
    return any(mark.about == event.about and mark.word.startswith("SwitchedOff") for mark in marks)


def _is_ours(plan: Plan, event: Event, marks: Marks) -> bool:
    told = _item(plan, event)
    return told is not None and told.covered


def _seized(plan: Plan, event: Event, marks: Marks) -> bool:
    return any(mark.about == event.about and mark.word.startswith("Seized") for mark in marks)


def _no_blocker(plan: Plan, event: Event, marks: Marks) -> bool:
    return event.get("blocked") == "0"


def _on_master(plan: Plan, event: Event, marks: Marks) -> bool:
    return event.get("kind") in ("image", "live", "logical")


def _unsealed(plan: Plan, event: Event, marks: Marks) -> bool:
    return event.get("check") == "unread"


def _item(plan: Plan, event: Event) -> ItemPlan | None:
    return next((item for item in plan.items if item.id == event.about), None)


class RadiosLeft:
    """E15: flight mode was taken for silence; Wi-Fi or Bluetooth may still be up."""

    error = "E15"

    def start(self, plan: Plan) -> Marks:
        """Nothing set."""
        return ()

    def fold(self, plan: Plan, memo: Marks, happening: Happening) -> Marks:
        """Flight mode opens it; looking at every radio, a bag or switching off closes it."""
        event = happening.event
        if event is None:
            return memo
        if event.kind == "FlightModeSet":
            told = _item(plan, event)
            others = told is not None and any(net != "cell" for net in told.nets)
            isolated = any(mark.about == event.about and mark.word == "shut" for mark in memo)
            if others and told is not None and told.covered and not isolated:
                return (*memo, Mark(event.about, event.at, happening.seq))
        if event.kind in ("RadiosChecked", "Isolated", "SwitchedOff"):
            rest = tuple(mark for mark in memo if mark.about != event.about)
            return (*rest, Mark(event.about, event.at, happening.seq, "shut"))
        return memo

    def losses(self, plan: Plan, memo: Marks, now: int) -> tuple[Loss, ...]:
        """One loss for each phone left so."""
        return tuple(
            Loss(self.error, mark.at, mark.about, (mark.seq,)) for mark in memo if not mark.word
        )


_SAVED = ("LiveCopied", "MemoryCaptured")

DETECTORS: tuple[Detector, ...] = (
    Wrong("E12", ("SwitchedOn",), _is_ours),
    Wrong("E13", ("SwitchedOff",), _closes_phone, context=("Wiped",)),
    Duty(
        "E14",
        is_on_air,
        done_by=("Isolated", "RadiosChecked", "FlightModeSet"),
        within=ISOLATED_WITHIN,
        moot=("SwitchedOff",),
        absent="isolation",
    ),
    RadiosLeft(),
    Wrong("E16", ("Isolated",), _bag_leaks),
    Wrong("E17", ("WentFlat",), _seized, context=("Seized",), once=True),
    Wrong("E19", ("CodeTried",), _is_ours),
    Wrong("E23", ("VolumeClosed",), _switches_off, context=("SwitchedOff", *_SAVED)),
    Wrong("E25", ("VolumeClosed",), _lets_lock, context=("SwitchedOff", *_SAVED)),
    Wrong("E31", ("Browsed",), _is_ours, source="bytes"),
    Wrong("E32", ("Imaged",), _no_blocker, source="bytes"),
    Wrong("E40", ("Analysed",), _on_master, once=True),
    Wrong("E64", ("Received",), _unsealed, source="protocol"),
)
