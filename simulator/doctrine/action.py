"""The acts of the reference model: which rules and which competency each one exercises."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from simulator.doctrine.table import parse_list, read_table
from simulator.terms.vocabulary import Phase


class Action(Struct, frozen=True):
    """One row of ``actions.psv``; an entry of the catalogue, not an act of the world."""

    id: str
    phase: Phase
    rules: tuple[str, ...]
    competency: str


@cache
def load_actions() -> tuple[Action, ...]:
    """All acts, ``A01`` first."""
    return tuple(
        Action(row["id"], Phase(row["phase"]), parse_list(row["rules"]), row["competency"])
        for row in read_table("actions", ("id", "phase", "rules", "competency"))
    )
