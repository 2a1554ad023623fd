"""Opportunities: moments at which a competency was put to the test.

An opportunity is plain values; it may come from an attempt played here or from a bundle.
Weights and outcomes are exact: whole thousandths, fractions, never floats.
"""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from functools import cache

from msgspec import Struct

from simulator.errors import UsageError
from simulator.terms.vocabulary import Severity

FULL = 1000
HALF_LIFE_DAYS = 365
PRECISION = 10**6
OUTCOMES = {None: FULL, Severity.MINOR: 700, Severity.MAJOR: 300, Severity.CRITICAL: 0}
"""Thousandths by the worst error of the competency; ``None`` = no error."""
HONESTY = 200
"""What reporting the error oneself gives back, in thousandths."""


class Help(StrEnum):
    """How much the program or a person helped."""

    ALONE = "alone"
    HINTED = "hinted"
    SHOWN = "shown"


SHARE = {Help.ALONE: Fraction(1), Help.HINTED: Fraction(1, 2), Help.SHOWN: Fraction(1, 4)}


class Opportunity(Struct, frozen=True):
    """One person, one competency, one moment."""

    id: str
    """Points back to the evidence: attempt and entry."""
    person: str
    competency: str
    level: int
    """1..4: how hard it was (competing horizons and hidden depth)."""
    outcome: int
    """Thousandths, 0..1000."""
    scenario: str
    seed: int
    day: int
    """Days since any fixed day, the same for all opportunities of a calculation."""
    help: Help = Help.ALONE
    critical: bool = False
    """A critical error happened here."""
    explained: bool = False
    """Explained in the court stage."""

    def __post_init__(self) -> None:
        """Raise ``UsageError("opportunity-range")`` for a level or outcome out of range."""
        if not (1 <= self.level <= 4 and 0 <= self.outcome <= FULL):
            raise UsageError(
                "opportunity-range", id=self.id, level=self.level, outcome=self.outcome
            )

    def weight(self, today: int) -> Fraction:
        """Share of help, halved for every 365 days of age; the future counts as today."""
        return SHARE[self.help] * decay(max(0, today - self.day))


def outcome(worst: Severity | None, *, self_reported: bool = False) -> int:
    """Thousandths for the worst error of a competency, ``None`` for a clean run."""
    return min(FULL, OUTCOMES[worst] + (HONESTY if self_reported else 0))


@cache
def decay(age_days: int) -> Fraction:
    """``0.5 ** (age / 365)``, rounded down to a millionth by integers alone.

    The greatest m with ``(m / 10**6) ** 365 <= 2 ** -age``, so that every machine finds
    the same weight.
    """
    whole, rest = divmod(age_days, HALF_LIFE_DAYS)
    limit = PRECISION**HALF_LIFE_DAYS >> rest
    low, high = 0, PRECISION
    while low < high:
        middle = (low + high + 1) // 2
        if middle**HALF_LIFE_DAYS <= limit:
            low = middle
        else:
            high = middle - 1
    return Fraction(low, PRECISION * 2**whole)
