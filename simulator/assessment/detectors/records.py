"""Records and continuity: what is owed to the protocol, the package and the next custodian."""

from __future__ import annotations

from simulator.assessment.detector import Detector, Duty, Marks, Wrong
from simulator.assessment.detectors.integrity import is_on_air
from simulator.assessment.line import Happening, Line
from simulator.assessment.loss import Loss
from simulator.scenario.plan import ItemPlan, Plan
from simulator.world.event import Event

PACKAGES = {
    "usb": ("antistatic", "rigid"),
    "laptop": ("antistatic", "rigid"),
    "computer": ("antistatic", "rigid"),
    "phone": ("antistatic", "rigid", "paper", "plastic"),
    "paper": ("paper", "plastic", "rigid"),
    "charger": ("paper", "plastic", "antistatic", "rigid"),
}
"""What protects which kind (I37:6.9.3, mark E)."""


def is_evidence(plan: Plan, item: ItemPlan) -> bool:
    """A covered thing that holds data: it has to be taken, packed and handed over."""
    return item.covered and item.kind in ("phone", "laptop", "computer", "usb")


def has_state(plan: Plan, item: ItemPlan) -> bool:
    """A covered thing whose power, lock and battery will be asked about."""
    return item.covered and item.power == "on"


def is_linked(plan: Plan, item: ItemPlan) -> bool:
    """A covered thing that belongs to another, or holds a clue of its own."""
    return item.covered and item.kind in ("charger", "paper")


def _is_covered(plan: Plan, item: ItemPlan) -> bool:
    return is_evidence(plan, item) or is_linked(plan, item)


def _moves(plan: Plan, item: ItemPlan) -> bool:
    return item.covered and not item.hidden and is_evidence(plan, item)


def _state_line(plan: Plan, line: Line) -> bool:
    return line.form == "found" and bool(line.get("power") and line.get("lock"))


def _taken_line(plan: Plan, line: Line) -> bool:
    return line.form == "taken" and bool(line.get("number") and line.get("seal"))


def _isolation_line(plan: Plan, line: Line) -> bool:
    return line.form == "done" and bool(line.get("what") and line.get("why"))


class OneNumber:
    """E59: two things with one exhibit number."""

    error = "E59"

    def start(self, plan: Plan) -> tuple[tuple[str, str, int, int], ...]:
        """No number given yet."""
        return ()

    def fold(
        self, plan: Plan, memo: tuple[tuple[str, str, int, int], ...], happening: Happening
    ) -> tuple[tuple[str, str, int, int], ...]:
        """Keep who got which number."""
        event = happening.event
        if event is None or event.kind != "Seized":
            return memo
        return (*memo, (event.get("exhibit"), event.about, event.at, happening.seq))

    def losses(
        self, plan: Plan, memo: tuple[tuple[str, str, int, int], ...], now: int
    ) -> tuple[Loss, ...]:
        """One loss for each number given twice."""
        return tuple(
            Loss(self.error, at, about, (seq,), source="protocol")
            for n, (number, about, at, seq) in enumerate(memo)
            if any(number == earlier[0] for earlier in memo[:n])
        )


def _wrong_package(plan: Plan, event: Event, marks: Marks) -> bool:
    kind = next((item.kind for item in plan.items if item.id == event.about), "")
    return event.get("package") not in PACKAGES.get(kind, ())


DETECTORS: tuple[Detector, ...] = (
    Duty(
        "E07",
        _moves,
        done_by=("Photographed",),
        before=("Isolated", "Seized", "Packed"),
        absent="photograph",
    ),
    Duty("E08", has_state, written=_state_line, absent="state-line", source="protocol"),
    Duty(
        "E09",
        has_state,
        done_by=("ClockCompared",),
        before=("SwitchedOff", "Packed"),
        absent="clock",
    ),
    Duty("E57", _is_covered, done_by=("Seized",), absent="taking"),
    OneNumber(),
    Wrong("E61", ("Packed",), _wrong_package),
    Duty("E60", is_evidence, done_by=("Packed",), absent="seal"),
    Duty("E62", is_evidence, done_by=("HandedOver",), absent="hand-over"),
    Duty("E67", is_on_air, written=_isolation_line, absent="done-line", source="protocol"),
    Duty("E59", is_evidence, written=_taken_line, absent="taken-line", source="protocol"),
)
