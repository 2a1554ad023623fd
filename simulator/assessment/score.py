"""From losses to points: integer arithmetic, every factor named.

points = base(severity, size of the scenario) x repeat x self-report, rounded half up.
The bases are fitted to the bands of the model's worked trace; a drill has one or two
items, so a single error weighs more there. Caps are one table.
"""

from __future__ import annotations

from msgspec import Struct

from simulator.assessment.loss import Finding, Loss
from simulator.doctrine.error import find_error
from simulator.doctrine.library import find_pack
from simulator.scenario.plan import Plan
from simulator.terms.phrase import Phrase, phrase
from simulator.terms.vocabulary import Dimension, Severity

BASE: dict[str, dict[Severity, int]] = {
    "drill": {Severity.CRITICAL: 39, Severity.MAJOR: 21, Severity.MINOR: 7},
    "search": {Severity.CRITICAL: 25, Severity.MAJOR: 13, Severity.MINOR: 4},
}
"""Points of one error, by the size of the scenario."""

SELF_REPORT = (2, 5)
"""An error reported by its author costs 40 % of the same error found by others (H:SELF)."""

REPEAT = (3, 2)
"""The same error again in the same attempt costs half as much again."""

CAPS: tuple[tuple[str, int], ...] = (
    ("E68", 39),
    ("E66", 39),
    ("critical-lawfulness", 49),
)
"""The highest score that remains possible once this has happened."""


class Score(Struct, frozen=True):
    """A score between 0 and 100 and where it was lost; findings hold losses only."""

    points: int
    findings: tuple[Finding, ...]
    dimensions: tuple[tuple[Dimension, int], ...]
    cap: str = ""
    """The row of ``CAPS`` that held the score down, or empty."""


def weigh(plan: Plan, losses: tuple[Loss, ...]) -> Score:
    """Weigh losses that are in order of time."""
    pack = find_pack(plan.pack)
    own = dict(plan.severities)
    seen: dict[str, int] = {}
    findings = []
    for loss in losses:
        error = find_error(loss.error)
        usual = own.get(loss.error, pack.severity(loss.error, error.severity))
        severity = Severity(loss.severity or usual)
        points, factors = _points(plan.size, severity, loss, seen.get(loss.error, 0))
        seen[loss.error] = seen.get(loss.error, 0) + 1
        rules = pack.rules(error)
        findings.append(
            Finding(
                loss.error,
                severity,
                error.dimension,
                error.competency,
                rules,
                points,
                loss,
                factors,
            )
        )
    total = max(0, 100 - sum(finding.points for finding in findings))
    cap = _cap(findings, total)
    by_dimension = tuple(
        (dimension, sum(f.points for f in findings if f.dimension is dimension))
        for dimension in Dimension
    )
    return Score(min(total, dict(CAPS)[cap]) if cap else total, tuple(findings), by_dimension, cap)


def _points(
    size: str, severity: Severity, loss: Loss, before: int
) -> tuple[int, tuple[Phrase, ...]]:
    points = BASE[size][severity]
    factors = []
    if before:
        points = _times(points, REPEAT)
        factors.append(phrase("score.repeat", count=before + 1))
    if loss.reported:
        points = _times(points, SELF_REPORT)
        factors.append(phrase("score.self-report", entry=loss.reported[0]))
    return points, tuple(factors)


def _times(points: int, ratio: tuple[int, int]) -> int:
    """Multiply by a fraction and round half up, in integers."""
    top, bottom = ratio
    return (2 * points * top + bottom) // (2 * bottom)


def _cap(findings: list[Finding], total: int) -> str:
    for name, limit in CAPS:
        hit = any(
            finding.error == name
            or (
                name == "critical-lawfulness"
                and finding.severity is Severity.CRITICAL
                and finding.dimension is Dimension.LAWFULNESS
            )
            for finding in findings
            if not finding.loss.reported
        )
        if hit and total > limit:
            return name
    return ""
