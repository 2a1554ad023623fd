"""Legal packs: a jurisdiction as data.

A pack changes legal consequences, the form of the hearing and which instruments may be
cited; it never makes an integrity or a record error lighter. A draft pack is a proposal
for training: nothing in it says what is against the law.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from simulator.doctrine.error import ErrorType, find_error, load_errors
from simulator.doctrine.rule import find_rule
from simulator.doctrine.table import DoctrineError
from simulator.terms.phrase import Phrase, phrase
from simulator.terms.vocabulary import Confidence, Dimension, Severity

WEIGHT = {Severity.MINOR: 1, Severity.MAJOR: 2, Severity.CRITICAL: 3}
FIRM = (Dimension.INTEGRITY, Dimension.RECORDS)
"""Where no pack may lower a severity."""


class PackStatus(StrEnum):
    """``draft`` until the competent bodies of the country have approved it."""

    DRAFT = "draft"
    APPROVED = "approved"


class HearingForm(StrEnum):
    """How a court looks into an exhibit."""

    MOTION = "motion-to-exclude"
    CROSS = "cross-examination"


class Source(Struct, frozen=True, forbid_unknown_fields=True):
    """What the pack rests on, with how sure its clauses are."""

    id: str
    title: str
    mark: Confidence


class Power(Struct, frozen=True, forbid_unknown_fields=True):
    """A power, who grants it, and the rule it comes from."""

    id: str
    needs: tuple[str, ...]
    rule: str
    remote: str = "none"
    """``none | same-territory | consent``: how far it reaches beyond the premises."""
    max_days: int = 0
    """0 = no limit stated."""


class Duties(Struct, frozen=True, forbid_unknown_fields=True):
    """What a search owes to the people present."""

    protocol: bool
    attesting_witnesses: int
    copy_of_protocol: tuple[str, ...]
    """Who gets a copy."""


class Compel(Struct, frozen=True, forbid_unknown_fields=True):
    """Whether access codes and fingers may be demanded."""

    code: str
    suspect: str
    biometric: str
    rule: str


class Privilege(Struct, frozen=True, forbid_unknown_fields=True):
    """Whose communications are protected and what is done on meeting them."""

    who: tuple[str, ...]
    procedure: str


class Test(Struct, frozen=True, forbid_unknown_fields=True):
    """A question that the court puts to every exhibit."""

    id: str
    effect: str
    """``exclude | exclude-or-weigh | weigh``"""
    rule: str


class Step(Struct, frozen=True, forbid_unknown_fields=True):
    """One step of the hearing: who speaks, who is asked."""

    id: str
    speaker: str
    asked: str = ""


class Hearing(Struct, frozen=True, forbid_unknown_fields=True):
    """The form of the hearing and its steps in order; the last one is the ruling."""

    form: HearingForm
    steps: tuple[Step, ...]


class Pack(Struct, frozen=True, forbid_unknown_fields=True):
    """One jurisdiction. Ids are codes; only ``terms`` holds words."""

    id: str
    version: str
    status: PackStatus
    sources: tuple[Source, ...]
    powers: tuple[Power, ...]
    duties: Duties
    compel: Compel
    privilege: Privilege
    admissibility: tuple[Test, ...]
    hearing: Hearing
    foreign: tuple[str, ...] = ()
    """Sources of rules that do not bind here and are never cited."""
    severity_overrides: dict[str, Severity] = {}
    equivalents: dict[str, str] = {}
    terms: dict[str, dict[str, str]] = {}
    """Words of this jurisdiction: code → language → word."""

    def __hash__(self) -> int:
        return hash((self.id, self.version))

    @property
    def is_draft(self) -> bool:
        """Whether every page made under this pack carries the draft banner."""
        return self.status is PackStatus.DRAFT

    @property
    def witnesses_required(self) -> int:
        """How many attesting witnesses a search needs; 0 = none."""
        return self.duties.attesting_witnesses

    def severity(self, error_id: str, default: Severity) -> Severity:
        """The weight of an error here."""
        return self.severity_overrides.get(error_id, default)

    def equivalent(self, rule_id: str) -> str | None:
        """The rule to cite in place of ``rule_id``; itself as a rule, ``None`` = cite nothing."""
        if rule_id in self.equivalents:
            return self.equivalents[rule_id]
        return None if rule_id.split(":")[0] in self.foreign else rule_id

    def rules(self, error: ErrorType) -> tuple[str, ...]:
        """The rules that may be cited for an error here, in the order of the table, none twice."""
        found = (self.equivalent(rule) for rule in error.rules)
        return tuple(dict.fromkeys(rule for rule in found if rule is not None))

    def term(self, code: str, lang: str) -> str | None:
        """A word of this jurisdiction, if it has one of its own."""
        return self.terms.get(code, {}).get(lang)

    def title(self) -> Phrase:
        """The name of the pack."""
        return phrase(f"pack.{self.id}.name")

    def banner(self) -> Phrase:
        """What stands on every page: draft for training, or approved."""
        return phrase(f"pack.status.{self.status.value}")


def check_pack(pack: Pack) -> None:
    """Refuse a pack that contradicts the doctrine.

    Raises ``DoctrineError``: ``pack-weakens`` (a lighter integrity or record error),
    ``pack-silent`` (an error left without any rule to cite), ``pack-ruling`` (a hearing
    without a ruling at its end), ``rule-unknown``, ``error-unknown``.
    """
    named = [*pack.equivalents, *pack.equivalents.values(), pack.compel.rule]
    named += [power.rule for power in pack.powers] + [test.rule for test in pack.admissibility]
    for rule in named:
        find_rule(rule)
    for error_id, severity in pack.severity_overrides.items():
        error = find_error(error_id)
        if error.dimension in FIRM and WEIGHT[severity] < WEIGHT[error.severity]:
            raise DoctrineError("pack-weakens", pack=pack.id, error=error_id)
    for error in load_errors():
        if not pack.rules(error):
            raise DoctrineError("pack-silent", pack=pack.id, error=error.id)
    if not pack.hearing.steps or pack.hearing.steps[-1].id != "ruling":
        raise DoctrineError("pack-ruling", pack=pack.id)
