from __future__ import annotations

from fractions import Fraction
from math import sqrt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from simulator.training.award import (
    Assessor,
    bound_thousandths,
    is_critical,
    reaches,
    stand,
)
from simulator.training.opportunity import Help, Opportunity
from tests.training.runs import runs

TODAY = 1000
NOBODY = Assessor()
EXPERT = Assessor("Lola K.", "scenario s9")


def level(found: list[Opportunity], today: int = TODAY, assessor: Assessor = NOBODY) -> int:
    return stand("p1", "C09", found, today, assessor).level


def missing(found: list[Opportunity], assessor: Assessor = NOBODY) -> list[str]:
    standing = stand("p1", "C09", found, TODAY, assessor)
    return [want.code.removeprefix("training.missing.") for want in standing.missing]


def wilson(count: float, gained: float) -> float:
    """The formula as it is usually written, in floats."""
    z2, p = 0.84**2, gained / count
    root = sqrt(p * (1 - p) / count + z2 / (4 * count * count))
    return (p + z2 / (2 * count) - 0.84 * root) / (1 + z2 / count)


@pytest.mark.parametrize(
    ("gained", "count", "bound", "at_half", "at_three_fifths"),
    [
        (1, 1, 586, True, False),
        (2, 2, 739, True, True),
        (3, 3, 809, True, True),
        (4, 5, 617, True, True),
        (2, 3, 426, False, False),
        (0, 1, 0, False, False),
    ],
)
def test_the_worked_check_of_the_rule(
    gained: int, count: int, bound: int, at_half: bool, at_three_fifths: bool
) -> None:
    n, s = Fraction(count), Fraction(gained)

    assert bound_thousandths(n, s) == bound
    assert reaches(n, s, Fraction(1, 2)) is at_half
    assert reaches(n, s, Fraction(3, 5)) is at_three_fifths


@given(st.integers(1, 40_000), st.integers(0, 1000), st.integers(1, 999))
def test_the_exact_test_agrees_with_the_formula(weight: int, share: int, limit: int) -> None:
    count, gained = Fraction(weight, 1000), Fraction(weight * share, 1_000_000)
    by_float = wilson(float(count), float(gained))
    assume(abs(by_float - limit / 1000) > 1e-9)

    assert reaches(count, gained, Fraction(limit, 1000)) is (by_float > limit / 1000)


@given(st.integers(1, 20_000), st.integers(0, 999))
def test_a_better_result_never_lowers_the_bound(weight: int, share: int) -> None:
    count = Fraction(weight, 1000)

    assert bound_thousandths(count, count * share / 1000) <= bound_thousandths(
        count, count * (share + 1) / 1000
    )


def test_without_opportunities_nothing_is_said() -> None:
    standing = stand("p1", "C09", [], TODAY)

    assert (standing.level, standing.assessed, standing.until) == (0, False, -1)
    assert bound_thousandths(Fraction(0), Fraction(0)) == 0


@pytest.mark.parametrize(
    ("outcomes", "reached"),
    [
        ([1000], 1),
        ([1000, 1000], 2),
        ([1000, 1000, 1000], 3),
        ([1000, 1000, 1000, 1000, 0], 3),
        ([1000, 1000, 0], 0),
        ([0], 0),
        ([700, 700, 700], 0),
        ([1000, 1000, 700], 3),
    ],
)
def test_levels_by_results(outcomes: list[int], reached: int) -> None:
    # Two scenarios; a third run repeats the first scenario with another seed.
    assert level(runs(*outcomes)) == reached


def test_an_easy_run_proves_nothing_harder() -> None:
    easy = runs(1000, 1000, 1000, level=1)

    assert level(easy) == 1
    assert missing(easy) == ["count", "bound", "scenarios"]
    assert level(runs(1000, 1000, 1000, level=2)) == 2


def test_each_condition_is_named_when_it_alone_is_missing() -> None:
    assert missing(runs(1000, 1000, scenario="s1")) == ["scenarios"]
    assert missing(runs(1000, 1000, 1000, explained=False)) == ["court"]
    assert missing(runs(1000, 1000, 1000, seed=7)) == ["seed"]
    hard = runs(1000, 1000, 1000, level=4)
    assert missing(hard) == ["count", "assessor", "artefact"]
    assert missing(runs(1000, 1000, 1000, 1000, level=4), Assessor("Lola K.")) == ["artefact"]


def test_level_four_needs_hard_runs_and_people() -> None:
    hard = runs(1000, 1000, 1000, 1000, level=4)

    assert level(hard) == 3
    assert level(hard, assessor=EXPERT) == 4
    assert stand("p1", "C09", hard, TODAY, EXPERT).missing == ()
    assert level(runs(1000, 1000, 1000, 1000), assessor=EXPERT) == 3


def test_help_counts_in_part() -> None:
    assert level(runs(1000, 1000, help=Help.HINTED)) == 1
    assert level(runs(1000, help=Help.SHOWN)) == 0
    assert level(runs(1000, 1000, 1000, 1000, help=Help.HINTED)) == 2


def test_runs_of_another_day_count_but_weigh_less() -> None:
    assert level(runs(1000, 1000), today=TODAY + 30) == 2
    assert level(runs(1000, 1000), today=TODAY + 365) == 2
    assert level(runs(1000, 1000), today=TODAY + 366) == 0
    two_days = runs(1000, 1000, day=TODAY - 300)[:1] + runs(1000, 1000)[1:]
    assert level(two_days) == 2
    old = runs(1000, 1000, day=TODAY - 300) + runs(300)
    assert stand("p1", "C09", old, TODAY).bound == 739  # as it was on the day it was earned


def test_a_critical_error_blocks_until_remedied_or_old() -> None:
    good = runs(1000, 1000, 1000, 1000, 1000, 1000)
    bad = runs(0, critical=True, day=TODAY - 10)
    later = runs(1000, day=TODAY - 5)

    assert level(good + bad) > 0  # the clean runs of today are later than the error
    assert level(runs(1000, 1000, 1000, day=TODAY - 20) + bad) == 0
    assert level(runs(1000, 1000, 1000, day=TODAY - 20) + bad + later) > 0
    helped = runs(1000, day=TODAY - 5, help=Help.HINTED)
    assert level(runs(1000, 1000, 1000, day=TODAY - 20) + bad + helped) == 0
    assert level(runs(1000, 1000, 1000, day=TODAY - 20) + bad, today=TODAY + 169) == 0
    assert level(runs(1000, 1000, 1000, day=TODAY - 20) + bad, today=TODAY + 170) == 3


def test_others_and_other_competencies_are_passed_over() -> None:
    strangers = runs(1000, 1000, person="p2") + runs(1000, 1000, competency="C10")

    assert stand("p1", "C09", strangers, TODAY).assessed is False


def test_an_award_runs_out_sooner_where_errors_are_critical() -> None:
    assert is_critical("C09")
    assert not is_critical("C07")
    assert stand("p1", "C09", runs(1000), TODAY).until == 1000 + 365
    assert stand("p1", "C07", runs(1000, competency="C07"), TODAY).until == 1000 + 730


def test_the_three_strongest_runs_are_shown() -> None:
    standing = stand("p1", "C09", runs(300, 1000, 700, 1000, 0), TODAY)

    assert standing.evidence == ("o1", "o3", "o2")
    assert standing.count == 5


@given(st.permutations(runs(1000, 700, 1000, 300, 1000)))
def test_the_order_of_the_runs_does_not_matter(found: list[Opportunity]) -> None:
    assert stand("p1", "C09", found, TODAY) == stand(
        "p1", "C09", sorted(found, key=lambda run: run.id), TODAY
    )
