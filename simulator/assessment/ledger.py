"""The ledger of judgement: every detector's state, folded together.

Frozen and hashable, so that an explored state carries its judgement with it.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from simulator.assessment.detector import Detector, Memo
from simulator.assessment.detectors import analysis, court, integrity, lawfulness, records
from simulator.assessment.detectors.truth import TwoLedgers
from simulator.assessment.line import Happening, Line
from simulator.assessment.loss import Loss
from simulator.scenario.plan import Plan

DETECTORS: tuple[Detector, ...] = (
    *lawfulness.DETECTORS,
    *integrity.DETECTORS,
    *records.DETECTORS,
    TwoLedgers("E65", conceals=False),
    TwoLedgers("E68", conceals=True),
    *analysis.DETECTORS,
    *court.DETECTORS,
)


class Ledger(Struct, frozen=True):
    """Detector states in the order of ``DETECTORS``, and the protocol's lines so far."""

    memos: tuple[Memo, ...]
    lines: tuple[Line, ...] = ()


def open_ledger(plan: Plan) -> Ledger:
    """Nothing has happened yet."""
    return Ledger(tuple(detector.start(plan) for detector in DETECTORS))


def fold(plan: Plan, ledger: Ledger, happenings: Iterable[Happening]) -> Ledger:
    """The ledger after these happenings, in order."""
    memos, lines = ledger.memos, ledger.lines
    for happening in happenings:
        memos = tuple(
            detector.fold(plan, memo, happening)
            for detector, memo in zip(DETECTORS, memos, strict=True)
        )
        if happening.line is not None:
            lines = (*lines, happening.line)
    return Ledger(memos, lines)


def losses(plan: Plan, ledger: Ledger, now: int) -> tuple[Loss, ...]:
    """Everything that would be lost if the attempt ended at ``now``, in order of time."""
    found = [
        loss
        for detector, memo in zip(DETECTORS, ledger.memos, strict=True)
        for loss in detector.losses(plan, memo, now)
    ]
    return tuple(sorted(found, key=lambda loss: (loss.at, loss.error, loss.about, loss.entries)))
