from __future__ import annotations

import pytest

from simulator.doctrine.competency import load_competencies
from simulator.doctrine.role import load_targets
from simulator.terms.vocabulary import Role
from simulator.training.gap import Gap, criticality, gaps, need
from tests.training.runs import runs

TODAY = 1000
ROLES = {"p1": Role.FIRST_RESPONDER, "p2": Role.JUDGE}


def of(found: tuple[Gap, ...], person: str, competency: str) -> Gap:
    (gap,) = (each for each in found if (each.person, each.competency) == (person, competency))
    return gap


def test_a_newcomer_lacks_everything_his_role_asks_for() -> None:
    found = gaps(ROLES, [], TODAY)

    assert len(found) == 2 * len(load_competencies())
    for gap in found:
        assert gap.gap == gap.target == load_targets()[gap.role, gap.competency]
        assert not gap.assessed


def test_results_close_the_gap_of_their_own_person() -> None:
    found = gaps(ROLES, runs(1000, 1000, level=2), TODAY)
    gap = of(found, "p1", "C09")

    assert (gap.level, gap.target, gap.gap, gap.assessed) == (2, 3, 1, True)
    assert not of(found, "p2", "C09").assessed


def test_more_than_the_target_is_no_gap() -> None:
    found = gaps({"p1": Role.JUDGE}, runs(1000, 1000, 1000), TODAY)

    assert (of(found, "p1", "C09").level, of(found, "p1", "C09").gap) == (3, 0)


def test_a_lapsed_award_is_a_gap_again() -> None:
    fresh = gaps({"p1": Role.FIRST_RESPONDER}, runs(1000), TODAY + 365)
    lapsed = gaps({"p1": Role.FIRST_RESPONDER}, runs(1000), TODAY + 366)

    assert of(fresh, "p1", "C09").level == 1
    assert of(lapsed, "p1", "C09").level == 0
    assert of(lapsed, "p1", "C09").assessed


@pytest.mark.parametrize(
    ("role", "competency", "weight"),
    [
        (Role.FIRST_RESPONDER, "C09", 3),
        (Role.FIRST_RESPONDER, "C07", 2),
        (Role.FIRST_RESPONDER, "C03", 1),
        (Role.FIRST_RESPONDER, "C16", 0),
    ],
)
def test_what_matters_weighs_more(role: Role, competency: str, weight: int) -> None:
    assert criticality(role, competency) == weight


def test_the_need_of_a_class_is_ranked_and_adds_up() -> None:
    found = gaps({f"p{number}": Role.FIRST_RESPONDER for number in range(12)}, [], TODAY)
    ranked = need(found)

    assert ranked["C09"] == 12 * 3 * 3
    assert "C16" not in ranked
    assert list(ranked.values()) == sorted(ranked.values(), reverse=True)
    assert sum(ranked.values()) == sum(gap.gap * gap.criticality for gap in found)
