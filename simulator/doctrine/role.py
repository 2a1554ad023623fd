"""Target levels: what each role is expected to reach in each competency."""

from __future__ import annotations

from functools import cache

from simulator.doctrine.competency import LEVELS
from simulator.doctrine.table import DoctrineError, read_table
from simulator.terms.phrase import Phrase, phrase
from simulator.terms.vocabulary import Role


@cache
def load_targets() -> dict[tuple[Role, str], int]:
    """Target level 0..4 by ``(role, competency id)``, complete for every pair.

    Raises ``DoctrineError("target-level")`` for a level outside 0..4.
    """
    targets: dict[tuple[Role, str], int] = {}
    for row in read_table("role_matrix", ("competency", *(role.value for role in Role))):
        for role in Role:
            cell = row[role.value]
            if cell not in {str(level) for level in LEVELS}:
                raise DoctrineError("target-level", competency=row["competency"], level=cell)
            targets[role, row["competency"]] = int(cell)
    return targets


def target(role: Role, competency: str) -> int:
    """The level expected of ``role``. Raises ``DoctrineError("competency-unknown")``."""
    try:
        return load_targets()[role, competency]
    except KeyError:
        raise DoctrineError("competency-unknown", id=competency) from None


def title(role: Role) -> Phrase:
    """The name of a role."""
    return phrase(f"doctrine.role.{role.value}")
