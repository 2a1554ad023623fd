"""The two ledgers: what was written against what happened.

A line that says what is not so is untrue (E65). Where the untruth covers a defect that a
court would ask about, it is concealment (E68) and caps the score. A later line that puts
it right counts as self-reported.
"""

from __future__ import annotations

from msgspec import Struct

from simulator.assessment.detectors.lawfulness import witnesses_owed
from simulator.assessment.line import Happening, Line
from simulator.assessment.loss import Loss
from simulator.scenario.plan import Plan
from simulator.terms.casetime import DAY, HOUR, MINUTE, parse_clock
from simulator.world.event import Event
from simulator.world.sight import seen_by

SLIPS = frozenset({"package", "seal", "number", "bag", "battery", "power_bank", "photo", "when"})
"""Fields in which an untruth is a slip of the pen: a line of such slips alone is minor."""

BATTERY_SLACK = 2

LATE_AFTER = HOUR
"""A line written later than this after the thing was first handled is late (E65)."""


class Fact(Struct, frozen=True):
    """A value that is true of ``about`` under ``field``; several may be, over time."""

    about: str
    field: str
    value: str


class Untruth(Struct, frozen=True):
    """A written value that no fact supports."""

    line: int
    seq: int
    at: int
    about: str
    field: str
    conceals: bool
    corrected: int = 0


class Told(Struct, frozen=True):
    """Facts so far, untruths so far, and when each item was first handled."""

    facts: tuple[Fact, ...] = ()
    untruths: tuple[Untruth, ...] = ()
    touched: tuple[tuple[str, int], ...] = ()


class TwoLedgers:
    """E65 and E68 over all lines; ``conceals`` chooses which of the two this one reports."""

    def __init__(self, error: str, *, conceals: bool) -> None:
        self.error = error
        self._conceals = conceals

    def start(self, plan: Plan) -> Told:
        """Nothing known, nothing written."""
        facts = tuple(
            Fact(item.id, "came", "search" if item.hidden else "visible") for item in plan.items
        )
        places = tuple(Fact(item.id, "place", item.place) for item in plan.items)
        return Told(facts + places)

    def fold(self, plan: Plan, memo: Told, happening: Happening) -> Told:
        """Learn from events; hold lines against what was learnt."""
        if happening.event is not None:
            return _learn(plan, memo, happening.event)
        assert happening.line is not None
        return _hold(plan, memo, happening.line)

    def losses(self, plan: Plan, memo: Told, now: int) -> tuple[Loss, ...]:
        """One loss an untrue line, however many of its fields are untrue."""
        lines: dict[int, list[Untruth]] = {}
        for untruth in memo.untruths:
            if untruth.conceals == self._conceals:
                lines.setdefault(untruth.line, []).append(untruth)
        found = []
        for untruths in lines.values():
            first = untruths[0]
            put_right = tuple(entry.corrected for entry in untruths if entry.corrected)
            whole = len(put_right) == len(untruths)
            found.append(
                Loss(
                    self.error,
                    first.at,
                    first.about,
                    (first.seq,),
                    reported=put_right if whole else (),
                    severity="minor" if {entry.field for entry in untruths} <= SLIPS else "",
                )
            )
        return tuple(found)


def _learn(plan: Plan, memo: Told, event: Event) -> Told:
    new: list[Fact] = []
    about = event.about
    match event.kind:
        case "Looked":
            new += [Fact(about, name, event.get(name)) for name in ("power", "lock", "battery")]
            new.append(Fact(about, "nets", event.get("nets")))
        case "ScreenLocked":
            new.append(Fact(about, "lock", "locked"))
        case "FlightModeSet" | "RadiosChecked" | "Isolated":
            new += [Fact(about, "nets", "no"), Fact(about, "nets", "yes")]
            if event.kind == "Isolated":
                new.append(Fact(about, "bag", event.get("bag")))
        case "SwitchedOff" | "WentFlat":
            new += [Fact(about, "power", "off"), Fact(about, "lock", "locked")]
        case "Photographed":
            new.append(Fact(about, "photo", "yes"))
        case "ItemFound":
            new.append(Fact(about, "sight", event.get("witnesses")))
        case "Seized":
            new.append(Fact(about, "shown", event.get("shown")))
            new.append(Fact(about, "number", event.get("exhibit")))
        case "Packed":
            new.append(Fact(about, "seal", event.get("seal")))
            new.append(Fact(about, "package", event.get("package")))
        case "Powered":
            new.append(Fact(about, "power_bank", "yes"))
        case "Imaged":
            new.append(Fact(about, "blocker", "yes" if event.get("blocked") == "1" else "no"))
        case "Verified":
            new.append(Fact(about, "verified", event.get("outcome")))
        case "Asked":
            new.append(Fact(about, "question", event.get("about")))
        case "RightsExplained":
            new.append(Fact(about, "rights", "yes"))
        case "BytesChanged" if event.get("effect") != "charge":
            new.append(Fact(about, "effect", "changed"))
        case "Wiped" | "VolumeClosed":
            new.append(Fact(about, "effect", "lost"))
    touched = memo.touched
    if event.kind in ("Touched", "Seized") and about not in dict(touched):
        touched = (*touched, (about, event.at))
    fresh = tuple(fact for fact in new if fact not in memo.facts)
    if not fresh and touched == memo.touched:
        return memo
    return Told(memo.facts + fresh, memo.untruths, touched)


_CHECKED = (
    "came", "place", "power", "lock", "nets", "photo", "sight", "shown", "number", "seal",
    "package", "bag", "power_bank", "blocker", "verified", "question", "rights",
)  # fmt: skip
_SHORTFALL = {"photo": "yes", "rights": "yes", "power_bank": "yes"}
"""Fields where only the boast is checked: "no" is always believed."""


def _hold(plan: Plan, memo: Told, line: Line) -> Told:
    untruths = list(memo.untruths)
    if line.corrects:
        untruths = [
            _corrected(entry, line) if entry.line == line.corrects else entry for entry in untruths
        ]
    for name, written in line.fields:
        verdict = _verdict(plan, memo.facts, line, name, written)
        if verdict:
            conceals = verdict == "conceals"
            untruths.append(Untruth(line.number, line.seq, line.at, line.about, name, conceals))
    first = dict(memo.touched).get(line.about)
    if line.form == "found" and first is not None and line.at > first + LATE_AFTER:
        untruths.append(Untruth(line.number, line.seq, line.at, line.about, "late", False))
    return Told(memo.facts, tuple(untruths), memo.touched)


def _verdict(plan: Plan, facts: tuple[Fact, ...], line: Line, name: str, written: str) -> str:
    """Empty when nothing speaks against it, else ``untrue`` or ``conceals``."""
    true = [fact.value for fact in facts if fact.about == line.about and fact.field == name]
    if name == "when" and _is_impossible(plan, line, written):
        return "untrue"
    if name == "battery" and line.form == "found":
        return _battery(true, written)
    if line.form == "incident":
        effects = [f.value for f in facts if f.about == line.about and f.field == "effect"]
        if name == "effect" and written == "none" and effects:
            return "conceals" if "lost" in effects else "untrue"
        return "conceals" if name == "what" and written == "nothing" and "lost" in effects else ""
    if name not in _CHECKED or written == "":
        return ""
    if name in ("sight", "shown"):
        return _sight(plan, true, name, written)
    if name in _SHORTFALL:
        return "untrue" if written == _SHORTFALL[name] and written not in true else ""
    if name == "lock":
        written = "locked" if written in ("locked", "afu", "bfu") else written
    if name in ("power", "lock", "nets") and not true:
        return ""
    return "" if written in true else "untrue"


def _is_impossible(plan: Plan, line: Line, written: str) -> bool:
    """A time before the work began or after the line itself was written."""
    at = parse_clock(written)
    if at is None or line.at >= plan.starts + DAY:
        return False
    return not plan.starts - MINUTE < at <= line.at


def _battery(true: list[str], written: str) -> str:
    """A charge that was never on the screen, by more than the two percent of a slow pen."""
    digits = written.rstrip(" %")
    if not true or not (digits.isascii() and digits.isdigit()) or len(digits) > 3:
        return ""
    near = any(abs(int(digits) - int(value)) <= BATTERY_SLACK for value in true if value)
    return "" if near else "untrue"


def _sight(plan: Plan, true: list[str], name: str, written: str) -> str:
    if not true:
        return ""
    claimed = set(seen_by(plan, written))
    seen = {id for value in true for id in value.split(",") if id}
    if claimed <= seen:
        return "" if claimed == seen or name == "shown" else "untrue"
    return "conceals" if len(seen) < witnesses_owed(plan) else "untrue"


def _corrected(entry: Untruth, line: Line) -> Untruth:
    if entry.corrected or entry.field not in dict(line.fields):
        return entry
    return Untruth(
        entry.line, entry.seq, entry.at, entry.about, entry.field, entry.conceals, line.seq
    )
