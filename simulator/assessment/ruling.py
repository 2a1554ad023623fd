"""The ruling on each exhibit, under a pack: reasons, lines, rules; never "unlawful" on a draft."""

from __future__ import annotations

from msgspec import Struct

from simulator.assessment.ledger import Ledger
from simulator.assessment.loss import Finding
from simulator.doctrine.error import find_error
from simulator.doctrine.pack import Pack
from simulator.scenario.plan import Plan
from simulator.terms.vocabulary import Dimension, Severity

TEST_OF = {
    Dimension.LAWFULNESS: "lawfulness",
    Dimension.INTEGRITY: "authenticity",
    Dimension.RECORDS: "authenticity",
    Dimension.ANALYSIS: "reliability",
    Dimension.PRESENTATION: "fairness",
    Dimension.SAFETY: "authenticity",
}
"""Which question of admissibility an error bears on."""


class Reason(Struct, frozen=True):
    """Why: the finding's error, the test it bears on, its rules, and the lines that show it."""

    error: str
    test: str
    rules: tuple[str, ...]
    lines: tuple[int, ...]
    entries: tuple[int, ...]


class Ruling(Struct, frozen=True):
    """``stays | weight | out``, with reasons."""

    item: str
    exhibit: str
    outcome: str
    reasons: tuple[Reason, ...]


def rule_on(
    plan: Plan, pack: Pack, ledger: Ledger, findings: tuple[Finding, ...]
) -> tuple[Ruling, ...]:
    """One ruling for each exhibit that was seized, in the order of seizing."""
    rulings = []
    taken = [line for line in ledger.lines if line.form == "taken"]
    for item in dict.fromkeys(line.about for line in taken):
        number = next(line.get("number") for line in taken if line.about == item)
        against = [finding for finding in findings if finding.loss.about == item]
        reasons = tuple(_reason(pack, ledger, finding) for finding in against)
        rulings.append(Ruling(item, number, _outcome(pack, against), reasons))
    return tuple(rulings)


def _outcome(pack: Pack, against: list[Finding]) -> str:
    effects = {test.id: test.effect for test in pack.admissibility}
    outcome = "stays"
    for finding in against:
        if finding.loss.reported:
            outcome = "weight" if outcome == "stays" else outcome
            continue
        effect = effects.get(TEST_OF[finding.dimension], "weigh")
        if finding.severity is Severity.CRITICAL and effect.startswith("exclude"):
            return "out"
        if finding.severity is not Severity.MINOR:
            outcome = "weight"
    return outcome


def _reason(pack: Pack, ledger: Ledger, finding: Finding) -> Reason:
    return Reason(
        finding.error,
        TEST_OF[finding.dimension],
        pack.rules(find_error(finding.error)),
        tuple(line.number for line in ledger.lines if line.about == finding.loss.about),
        finding.loss.entries,
    )
