"""For each detector: a run in which it fires, and the same with the right act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from simulator.assessment.detector import Detector, Duty, Once
from simulator.assessment.ledger import losses
from simulator.assessment.loss import Loss
from simulator.attempt.position import Position
from simulator.scenario.library import folder_of
from simulator.scenario.plan import Plan, Span
from simulator.script.player import run_script
from tests.world.sample import SCENE, items, plan

Key = tuple[str, str]
"""The error, and which of its detectors: the kind of detector, or what it misses."""


def key(detector: Detector) -> Key:
    if isinstance(detector, (Duty, Once)):
        return (detector.error, detector.absent)
    kind = type(detector).__name__
    if kind == "Wrong":
        return (detector.error, ",".join(detector.kinds))  # type: ignore[attr-defined]
    return (detector.error, getattr(detector, "_kind", kind))


@dataclass(frozen=True)
class Case:
    """``about`` is whom or what the loss speaks of."""

    key: Key
    wrong: str
    right: str
    about: str = ""
    plan: Callable[[], Plan] = plan

    def __str__(self) -> str:
        return "-".join(self.key)


def play(script: str, told: Plan) -> Position:
    """Play a script that the world allows to the end; guided."""
    played = run_script(told, script.replace("; ", "\n"))
    assert not played.refused, [(move.act, move.step.refused) for move in played.refused]
    return played.position


def found(script: str, told: Plan) -> list[Loss]:
    """What would be lost if the attempt ended with the script."""
    position = play(script, told)
    return list(losses(told, position.ledger, position.state.now))


def model(name: str = "flat-12") -> str:
    return (folder_of(name) / "walkthrough.txt").read_text(encoding="utf-8")


def _weak() -> Plan:
    return items(plan(), "phone", battery=Span(2, 2))


GUARD = "nodir: guard; "
AWAKE = GUARD + "lola: awake laptop how=jiggler; "
LOOKED = GUARD + "look phone; "
TAKEN = GUARD + "photograph phone; seize phone shown=both number=EX-001; "
UNREAD = SCENE.replace("receive EX-001 seal=intact", "receive EX-001 seal=unread")
UNPACKED = SCENE.replace("pack laptop with=rigid\n", "")
IMAGED = SCENE + "block EX-001\nimage EX-001\n"
COURT = SCENE + "finish\n"
REPORT = "report method=named limits={} alternatives={} errors=listed user={}"
GOOD_REPORT = REPORT.format("stated", "stated", "device-only")

CASES = (
    Case(
        ("E01", "Browsed,CodeTried,Imaged,Extracted"),
        "try-code white-phone why=no-reason",
        "look white-phone",
        "white-phone",
    ),
    Case(
        ("E05", "ItemFound"),
        GUARD + "search hall sight=zarina",
        GUARD + "search hall sight=both",
        "stick",
    ),
    Case(("E06", "KeptAway"), "look laptop", "nodir: guard", "rustam"),
    Case(("E07", "photograph"), "look phone", "photograph phone", "phone"),
    Case(("E08", "state-line"), LOOKED, LOOKED + "note phone form=found", "phone"),
    Case(("E09", "clock"), LOOKED, LOOKED + "clock phone", "phone"),
    Case(
        ("E12", "SwitchedOn"),
        UNPACKED + "switch-on EX-003 why=check-works",
        UNPACKED + "look EX-003",
        "laptop",
    ),
    Case(
        ("E13", "SwitchedOff"),
        "switch-off phone why=save-battery",
        "isolate phone bag=FB-1 why=stop-signals; power phone why=keep-state",
        "phone",
    ),
    Case(
        ("E14", "isolation"), GUARD + "look phone", "isolate phone bag=FB-1 why=stop-signals",
        "phone",
    ),
    Case(
        ("E16", "Isolated"),
        "isolate phone bag=FB-2 why=stop-signals",
        "isolate phone bag=FB-1 why=stop-signals",
        "phone",
    ),
    Case(
        ("E15", "RadiosLeft"),
        GUARD + "flight phone why=stop-signals",
        GUARD + "flight phone why=stop-signals; isolate phone bag=FB-1 why=stop-signals",
        "phone",
    ),
    Case(
        ("E17", "WentFlat"),
        TAKEN + "isolate phone bag=FB-1 why=stop-signals; finish",
        TAKEN
        + "isolate phone bag=FB-1 why=stop-signals; power phone why=keep-state; finish",
        "phone",
        _weak,
    ),
    Case(("E19", "CodeTried"), "try-code phone why=no-reason", "look phone", "phone"),
    Case(
        ("E21", "answer-line"),
        "ask rustam about=code",
        'ask rustam about=code; note rustam form=answer words="No."',
    ),
    Case(("E23", "VolumeClosed"), "pull-plug laptop why=no-reason", SCENE, "laptop"),
    Case(("E25", "VolumeClosed"), GUARD + "wait 15; wait 5", AWAKE + "wait 15", "laptop"),
    Case(("E31", "Browsed"), "browse laptop why=see-evidence", "look laptop", "laptop"),
    Case(("E32", "Imaged"), SCENE + "image EX-001", IMAGED, "stick"),
    Case(("E35", "digest-line"), IMAGED, IMAGED + "note EX-001 form=copy"),
    Case(
        ("E36", "Mismatch"),
        SCENE + "image EX-001\nimage EX-001\nverify IM-002",
        SCENE
        + "image EX-001\nimage EX-001\nverify IM-002\n"
        + "note EX-001 form=incident what=data-changed told=prosecutor",
        "stick",
    ),
    Case(
        ("E40", "Analysed"),
        IMAGED + "list IM-002",
        IMAGED + "working-copy IM-002\nlist IM-003",
        "stick",
    ),
    Case(("E41", "second-copy"), IMAGED, IMAGED + "working-copy IM-002"),
    Case(("E57", "taking"), GUARD, TAKEN, "phone"),
    Case(("E58", "Seized"), TAKEN.replace(" phone", " white-phone"),
        "leave white-phone why=outside-order", "white-phone"),
    Case(
        ("E59", "OneNumber"),
        TAKEN + "seize laptop shown=both number=EX-001",
        TAKEN + "seize laptop shown=both number=EX-002",
        "laptop",
    ),
    Case(("E59", "taken-line"), TAKEN, TAKEN + "pack phone with=rigid; note phone form=taken",
        "phone"),
    Case(("E60", "seal"), TAKEN, TAKEN + "pack phone with=rigid", "phone"),
    Case(
        ("E61", "Packed"),
        "nodir: guard; seize laptop shown=both number=EX-001; pack laptop with=paper",
        "nodir: guard; seize laptop shown=both number=EX-001; pack laptop with=rigid",
        "laptop",
    ),
    Case(("E62", "hand-over"), TAKEN, TAKEN + "hand-over EX-001 to=store", "phone"),
    Case(("E64", "Received"), UNREAD, SCENE, "stick"),
    Case(
        ("E65", "TwoLedgers"),
        LOOKED + "note phone form=found power=off",
        LOOKED + "note phone form=found",
        "phone",
    ),
    Case(
        ("E67", "done-line"),
        GUARD + "isolate phone bag=FB-1 why=stop-signals",
        GUARD
        + "isolate phone bag=FB-1 why=stop-signals; note phone form=done why=stop-signals",
        "phone",
    ),
    Case(
        ("E68", "TwoLedgers"),
        GUARD + "search hall sight=zarina; note stick form=found sight=both",
        GUARD + "search hall sight=zarina; note stick form=found sight=zarina",
        "stick",
    ),
    Case(("E68", "Testified"), COURT + "plain\nhide", COURT + "plain\nadmit", "Q2"),
    Case(("E72", "incriminating"), SCENE, model(), "ledger-total"),
    Case(("E72", "second-tool"), SCENE, model()),
    Case(("E73", "Reported"), SCENE + REPORT.format("stated", "stated", "person"),
        SCENE + GOOD_REPORT),
    Case(("E72", "exculpatory"), SCENE, model(), "november-payment"),
    Case(("E74", "Reported"), SCENE + REPORT.format("stated", "not-stated", "device-only"),
        SCENE + GOOD_REPORT),
    Case(("E75", "Reported"), SCENE + REPORT.format("not-stated", "stated", "device-only"),
        SCENE + GOOD_REPORT),
    Case(("E75", "report"), SCENE, SCENE + GOOD_REPORT),
    Case(("E76", "Testified"), COURT + "over-claim", COURT + "plain", "Q1"),
    Case(("E77", "Testified"), COURT + "hash-is-truth", COURT + "plain", "Q1"),
    Case(("E78", "disclosure"), SCENE + "disclose what=report-only",
        SCENE + "disclose what=everything"),
)  # fmt: skip
