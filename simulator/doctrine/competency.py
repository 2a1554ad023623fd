"""The competencies of the framework, in its eight groups."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from simulator.doctrine.table import DoctrineError, read_table
from simulator.terms.phrase import Phrase, phrase

LEVELS = (0, 1, 2, 3, 4)
"""None, aware, foundation (supervised), practitioner (alone), expert (sets practice)."""


class Competency(Struct, frozen=True):
    """One row of ``competencies.psv``."""

    id: str
    code: str
    """A speaking short name, such as ``COL-ISO``."""
    group: str
    """``legal | identify | collect | preserve | analyse | present | ai | manage``"""

    def title(self) -> Phrase:
        """Its name."""
        return phrase(f"doctrine.competency.{self.id}")


@cache
def load_competencies() -> tuple[Competency, ...]:
    """All competencies, ``C01`` first."""
    return tuple(
        Competency(row["id"], row["code"], row["group"])
        for row in read_table("competencies", ("id", "code", "group"))
    )


def find_competency(id: str) -> Competency:
    """The competency with this id. Raises ``DoctrineError("competency-unknown")``."""
    for competency in load_competencies():
        if competency.id == id:
            return competency
    raise DoctrineError("competency-unknown", id=id)
