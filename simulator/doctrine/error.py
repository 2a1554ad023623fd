"""The catalogue of errors: what can go wrong, how heavy it is, which rule says so."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from msgspec import Struct

from simulator.doctrine.table import DoctrineError, parse_list, read_table
from simulator.terms.phrase import Phrase, phrase
from simulator.terms.vocabulary import Dimension, Severity


class Trace(StrEnum):
    """Where an error can be seen."""

    BYTES = "B"
    FACTS = "F"
    LOG = "L"
    PHYSICAL = "P"
    TESTIMONY = "T"
    OUTSIDE = "X"


class ErrorType(Struct, frozen=True):
    """One row of ``errors.psv``; ``severity`` is for training, a legal pack may change it."""

    id: str
    severity: Severity
    competency: str
    dimension: Dimension
    detect: tuple[Trace, ...]
    rules: tuple[str, ...]
    trigger: str
    """The predicate of the reference model over its acts; documentation for detectors."""

    def title(self) -> Phrase:
        """What went wrong, in a few words."""
        return phrase(f"doctrine.error.{self.id}")

    def instead(self) -> Phrase:
        """What to do instead, in one sentence."""
        return phrase(f"doctrine.error.{self.id}.instead")


@cache
def load_errors() -> tuple[ErrorType, ...]:
    """All errors, ``E01`` first."""
    columns = ("id", "severity", "competency", "dimension", "detect", "rules", "trigger")
    return tuple(
        ErrorType(
            row["id"],
            Severity(row["severity"]),
            row["competency"],
            Dimension(row["dimension"]),
            tuple(Trace(letter) for letter in parse_list(row["detect"])),
            parse_list(row["rules"]),
            row["trigger"],
        )
        for row in read_table("errors", columns)
    )


@cache
def _index() -> dict[str, ErrorType]:
    return {error.id: error for error in load_errors()}


def find_error(id: str) -> ErrorType:
    """The error with this id. Raises ``DoctrineError("error-unknown")``."""
    try:
        return _index()[id]
    except KeyError:
        raise DoctrineError("error-unknown", id=id) from None
