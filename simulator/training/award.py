"""From opportunities to a level: the award rule.

A level is awarded on the lower end of a Wilson interval (80 %, one-sided), so that few
or mixed results do not pass for skill. Every comparison is decided in exact fractions.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from msgspec import Struct

from simulator.doctrine.error import load_errors
from simulator.terms.phrase import Phrase, phrase
from simulator.terms.vocabulary import Severity
from simulator.training.opportunity import FULL, SHARE, Help, Opportunity

Z = Fraction(84, 100)
BOUND = {1: Fraction(1, 2), 2: Fraction(3, 5), 3: Fraction(3, 5), 4: Fraction(3, 5)}
COUNT = {1: 1, 2: 2, 3: 3, 4: 4}
CRITICAL_DAYS = 180
VALID_DAYS = 730
CRITICAL_VALID_DAYS = 365


class Assessor(Struct, frozen=True):
    """What only people can give: who signs level 4, and the work that was shown for it."""

    name: str = ""
    artefact: str = ""
    """A scenario, a procedure or a review the person wrote."""


class Standing(Struct, frozen=True):
    """Where a person stands in a competency; never a bare badge."""

    person: str
    competency: str
    level: int
    count: Fraction
    """Opportunities behind the level, helped ones in part; behind level 1 if there is none."""
    bound: int
    """Lower bound behind the level, in thousandths, rounded down."""
    evidence: tuple[str, ...]
    """Ids of the three strongest opportunities."""
    missing: tuple[Phrase, ...]
    """What the next level still wants."""
    until: int
    """Last day on which the level counts; -1 without a level."""
    assessed: bool
    """Whether there was any opportunity at all: none is not the same as level 0."""


def reaches(count: Fraction, gained: Fraction, limit: Fraction) -> bool:
    """Whether the Wilson lower bound of ``gained`` out of ``count`` is at least ``limit``.

    The bound L solves ``(p - L)**2 == z**2 * L * (1 - L) / n`` with ``L <= p``; so it
    reaches a limit exactly if p does and the square of the distance is large enough.
    """
    if count <= 0:
        return False
    distance = gained / count - limit
    return distance >= 0 and count * distance**2 >= Z**2 * limit * (1 - limit)


def bound_thousandths(count: Fraction, gained: Fraction) -> int:
    """The Wilson lower bound in thousandths, rounded down; 0 without opportunities."""
    low, high = 0, FULL
    while low < high:
        middle = (low + high + 1) // 2
        if reaches(count, gained, Fraction(middle, FULL)):
            low = middle
        else:
            high = middle - 1
    return low


def is_critical(competency: str) -> bool:
    """Whether a critical error belongs to the competency; such awards last half as long."""
    return any(
        error.competency == competency and error.severity is Severity.CRITICAL
        for error in load_errors()
    )


def _totals(usable: list[Opportunity], today: int) -> tuple[Fraction, Fraction]:
    weights = [each.weight(today) for each in usable]
    gained = sum(
        (weight * each.outcome / FULL for weight, each in zip(weights, usable, strict=True)),
        Fraction(0),
    )
    return sum(weights, Fraction(0)), gained


def _unremedied(found: list[Opportunity], today: int) -> bool:
    """A recent critical error without a later clean, unaided run at least as hard."""
    return any(
        bad.critical
        and today - bad.day < CRITICAL_DAYS
        and not any(
            good.day > bad.day
            and good.level >= bad.level
            and good.outcome == FULL
            and good.help is Help.ALONE
            for good in found
        )
        for bad in found
    )


def missing_for(
    level: int, found: list[Opportunity], today: int, assessor: Assessor
) -> tuple[Phrase, ...]:
    """What keeps these opportunities of one person and competency from ``level``.

    Age weakens the bound, not the count: otherwise two runs on two days could never be two.
    """
    usable = [each for each in found if each.level >= level]
    seeds = {(each.scenario, each.seed) for each in usable}
    scenarios = {each.scenario for each in usable}
    wants: list[tuple[bool, Phrase]] = [
        (
            sum((SHARE[each.help] for each in usable), Fraction(0)) >= COUNT[level],
            phrase("training.missing.count", wanted=COUNT[level]),
        ),
        (
            reaches(*_totals(usable, today), BOUND[level]),
            phrase("training.missing.bound", wanted=int(BOUND[level] * 100)),
        ),
        (not _unremedied(found, today), phrase("training.missing.critical")),
    ]
    if level >= 2:
        wants.append((len(scenarios) >= 2, phrase("training.missing.scenarios")))
    if level >= 3:
        explained = any(each.explained for each in usable)
        wants.append((explained, phrase("training.missing.court")))
        wants.append((len(seeds) > len(scenarios), phrase("training.missing.seed")))
    if level >= 4:
        wants.append((bool(assessor.name), phrase("training.missing.assessor")))
        wants.append((bool(assessor.artefact), phrase("training.missing.artefact")))
    return tuple(want for is_met, want in wants if not is_met)


def _level_on(day: int, found: list[Opportunity], assessor: Assessor) -> int:
    """The level earned on ``day`` by what had happened until then."""
    known = [each for each in found if each.day <= day]
    level = 0
    while level < 4 and not missing_for(level + 1, known, day, assessor):
        level += 1
    return level


def stand(
    person: str,
    competency: str,
    opportunities: Iterable[Opportunity],
    today: int,
    assessor: Assessor = Assessor(),  # noqa: B008  a frozen value
) -> Standing:
    """The level of a person in a competency on the day ``today``.

    A level earned once counts until it runs out, and rests while a recent critical error
    is unremedied. Opportunities of others, of other competencies and of days to come are
    passed over.
    """
    found = [
        each
        for each in opportunities
        if (each.person, each.competency) == (person, competency) and each.day <= today
    ]
    valid = CRITICAL_VALID_DAYS if is_critical(competency) else VALID_DAYS
    days = {each.day for each in found if each.day + valid >= today}
    earned = [(_level_on(day, found, assessor), day) for day in days]
    level, day = max(earned, default=(0, today))
    if level == 0 or _unremedied(found, today):
        level, day = 0, today
    usable = [each for each in found if each.level >= level and each.day <= day]
    strongest = sorted(
        usable, key=lambda each: (-each.outcome * each.weight(day), -each.level, each.id)
    )
    return Standing(
        person=person,
        competency=competency,
        level=level,
        count=sum((SHARE[each.help] for each in usable), Fraction(0)),
        bound=bound_thousandths(*_totals(usable, day)),
        evidence=tuple(each.id for each in strongest[:3]),
        missing=missing_for(level + 1, found, today, assessor) if level < 4 else (),
        until=day + valid if level else -1,
        assessed=bool(found),
    )
