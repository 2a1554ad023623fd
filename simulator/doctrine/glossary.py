"""Terms of the field in three languages, each with how sure the Tajik one is."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from msgspec import Struct

from simulator.doctrine.table import read_table


class Usage(StrEnum):
    """How sure the Tajik term is: seen in a source, high, medium, low (a calque)."""

    SEEN = "V"
    HIGH = "H"
    MEDIUM = "M"
    LOW = "L"


class Term(Struct, frozen=True):
    """One concept; alternatives inside a cell are separated by `` / ``."""

    en: str
    ru: str
    tg: str
    confidence: Usage


@cache
def load_glossary() -> tuple[Term, ...]:
    """All terms, in the order of the table."""
    return tuple(
        Term(row["en"], row["ru"], row["tg"], Usage(row["confidence"]))
        for row in read_table("glossary", ("en", "ru", "tg", "confidence"))
    )
