"""Rules that can be cited as the reason for a score.

A rule is a reason, never a "violation": none of the standards here makes evidence
inadmissible by itself. Each carries a confidence mark that decides how it is cited.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from msgspec import Struct

from simulator.doctrine.table import DoctrineError, read_table
from simulator.terms.phrase import Phrase, phrase
from simulator.terms.vocabulary import Confidence

WHOLE = "whole"
"""The clause of a document that is cited as a whole."""


class RuleKind(StrEnum):
    """What sort of text a rule is; ``pending`` and ``proposal`` are not in force."""

    PRINCIPLE = "principle"
    GUIDANCE = "guidance"
    LAW = "law"
    TREATY = "treaty"
    CASE = "case"
    HOUSE = "house"
    PROPOSAL = "proposal"
    PENDING = "pending"


class Rule(Struct, frozen=True):
    """One row of ``rules.psv``; its sentence stands in the catalogues."""

    id: str
    source: str
    """Key of the instrument; its name in each language is ``doctrine.instrument.<source>``."""
    instrument: str
    """The instrument's name in English, for machine-readable output."""
    clause: str
    kind: RuleKind
    phase: str
    """A ``Phase``, or ``all``."""
    mark: Confidence

    def cite(self) -> Phrase:
        """How this rule may be printed, as ``doctrine.cite.*``.

        Only mark V prints a clause without reserve. E and M say that the clause is from
        memory: E means that the document was seen, but not the clause. U prints no clause
        at all. What is not in force is said to be so. ``instrument`` and ``clause`` are
        codes behind an ``@``, worded with the sentence around them.
        """
        named = {"rule": self.id, "instrument": f"@doctrine.instrument.{self.source}"}
        clause = f"@doctrine.clause.{self.id}"
        if self.kind is RuleKind.HOUSE:
            return phrase("doctrine.cite.house", clause=clause, rule=self.id)
        if self.mark is Confidence.UNSURE:
            return phrase("doctrine.cite.unchecked", **named)
        if self.clause == WHOLE:
            return phrase("doctrine.cite.document", **named)
        if self.kind in (RuleKind.PROPOSAL, RuleKind.PENDING):
            mark = f"@doctrine.mark.{self.mark.value}"
            return phrase("doctrine.cite.pending", clause=clause, mark=mark, **named)
        if self.mark is Confidence.SEEN:
            return phrase("doctrine.cite.certain", clause=clause, **named)
        return phrase("doctrine.cite.unsure", clause=clause, **named)

    def wording(self) -> Phrase:
        """The rule in one sentence of our own."""
        return phrase(f"doctrine.rule.{self.id}")


@cache
def load_rules() -> tuple[Rule, ...]:
    """All rules, in the order of the table."""
    columns = ("id", "source", "instrument", "clause", "kind", "phase", "mark")
    return tuple(
        Rule(
            row["id"],
            row["source"],
            row["instrument"],
            row["clause"],
            RuleKind(row["kind"]),
            row["phase"],
            Confidence(row["mark"]),
        )
        for row in read_table("rules", columns)
    )


@cache
def _index() -> dict[str, Rule]:
    return {rule.id: rule for rule in load_rules()}


def find_rule(id: str) -> Rule:
    """The rule with this id. Raises ``DoctrineError("rule-unknown")``."""
    try:
        return _index()[id]
    except KeyError:
        raise DoctrineError("rule-unknown", id=id) from None
