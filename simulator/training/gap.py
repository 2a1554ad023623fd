"""Gaps: what a person's role expects and what the opportunities show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from simulator.doctrine.competency import load_competencies
from simulator.doctrine.role import target
from simulator.terms.vocabulary import Role
from simulator.training.award import Assessor, is_critical, stand
from simulator.training.opportunity import Opportunity


class Gap(Struct, frozen=True):
    """One person, one competency; ``gap`` is 0 where the target is met."""

    person: str
    role: Role
    competency: str
    level: int
    target: int
    gap: int
    criticality: int
    """0..3: how much a missing level matters in this role."""
    assessed: bool
    """``False``: never put to the test, so the level is unknown rather than 0."""


def criticality(role: Role, competency: str) -> int:
    """0 not expected, 1 awareness only, 3 where critical errors belong to it, else 2."""
    expected = target(role, competency)
    if expected <= 1:
        return expected
    return 3 if is_critical(competency) else 2


def gaps(
    roles: Mapping[str, Role],
    opportunities: Sequence[Opportunity],
    today: int,
    assessors: Mapping[tuple[str, str], Assessor] | None = None,
) -> tuple[Gap, ...]:
    """Every person of ``roles`` against every competency, in that order.

    ``assessors`` holds what people gave for level 4, by person and competency.
    """
    given = assessors or {}
    found: list[Gap] = []
    for person, role in roles.items():
        for competency in load_competencies():
            standing = stand(
                person,
                competency.id,
                opportunities,
                today,
                given.get((person, competency.id), Assessor()),
            )
            expected = target(role, competency.id)
            found.append(
                Gap(
                    person=person,
                    role=role,
                    competency=competency.id,
                    level=standing.level,
                    target=expected,
                    gap=max(0, expected - standing.level),
                    criticality=criticality(role, competency.id),
                    assessed=standing.assessed,
                )
            )
    return tuple(found)


def need(found: Iterable[Gap]) -> dict[str, int]:
    """Competency → sum of criticality times gap, greatest need first, without the met ones."""
    totals: dict[str, int] = {}
    for gap in found:
        totals[gap.competency] = totals.get(gap.competency, 0) + gap.criticality * gap.gap
    ranked = sorted(totals.items(), key=lambda item: (-item[1], item[0]))
    return {competency: total for competency, total in ranked if total}
