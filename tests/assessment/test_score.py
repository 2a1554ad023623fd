from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.assessment.loss import Loss
from simulator.assessment.score import BASE, CAPS, REPEAT, SELF_REPORT, weigh
from simulator.attempt.step import judgement
from simulator.doctrine.error import load_errors
from simulator.doctrine.library import find_pack
from simulator.script.player import run_script
from simulator.terms.vocabulary import Dimension, Severity
from tests.assessment.case import model
from tests.world.sample import plan

ERRORS = tuple(error.id for error in load_errors())
LOSSES = st.lists(
    st.builds(
        Loss,
        st.sampled_from(ERRORS),
        st.integers(0, 90_000),
        entries=st.just((5,)),
        reported=st.sampled_from(((), (9,))),
    ),
    max_size=8,
).map(lambda found: tuple(sorted(found)))


def lost(*losses: Loss, size: str = "search") -> int:
    told = msgspec.structs.replace(plan(), size=size, severities=())
    return sum(finding.points for finding in weigh(told, losses).findings)


def loss(error: str, at: int = 0, reported: tuple[int, ...] = ()) -> Loss:
    return Loss(error, at, "phone", (5,), reported=reported)


@pytest.mark.parametrize(
    ("size", "critical", "major", "minor"), [("search", 25, 13, 4), ("drill", 39, 21, 7)]
)
def test_the_base_is_that_of_the_severity(size: str, critical: int, major: int, minor: int) -> None:
    assert lost(loss("E14"), size=size) == critical
    assert lost(loss("E16"), size=size) == major
    assert lost(loss("E07"), size=size) == minor


def test_told_by_himself_it_costs_forty_percent_rounded_half_up() -> None:
    assert SELF_REPORT == (2, 5)
    assert [lost(loss(e, reported=(9,))) for e in ("E14", "E16", "E07")] == [10, 5, 2]
    assert lost(loss("E14", reported=(9,)), size="drill") == 16  # 15.6


def test_again_it_costs_half_as_much_again() -> None:
    assert REPEAT == (3, 2)
    assert lost(loss("E16"), loss("E16", 1)) == 13 + 20  # 19.5
    assert lost(loss("E16"), loss("E16", 1), loss("E16", 2)) == 13 + 20 + 20
    assert lost(loss("E16"), loss("E14")) == 13 + 25


def test_every_factor_is_named() -> None:
    (first, second) = weigh(plan(), (loss("E16"), loss("E16", 1, (9,)))).findings

    assert first.factors == ()
    assert [factor.code for factor in second.factors] == ["score.repeat", "score.self-report"]
    assert second.points == 8  # 13 -> 20 -> 8


@given(LOSSES)
def test_points_are_whole_and_add_up(losses: tuple[Loss, ...]) -> None:
    score = weigh(plan(), losses)

    assert all(type(finding.points) is int for finding in score.findings)
    total = max(0, 100 - sum(finding.points for finding in score.findings))
    assert score.points == (min(total, dict(CAPS)[score.cap]) if score.cap else total)
    assert [dimension for dimension, _ in score.dimensions] == list(Dimension)


@given(LOSSES, LOSSES)
def test_one_more_loss_never_makes_it_better(
    some: tuple[Loss, ...], more: tuple[Loss, ...]
) -> None:
    both = tuple(sorted((*some, *more)))
    assert weigh(plan(), both).points <= weigh(plan(), some).points


@given(LOSSES)
def test_reporting_never_makes_it_worse(losses: tuple[Loss, ...]) -> None:
    told = tuple(msgspec.structs.replace(entry, reported=(9,)) for entry in losses)
    assert weigh(plan(), told).points >= weigh(plan(), losses).points


@pytest.mark.parametrize(("error", "limit"), [("E68", 39), ("E66", 39), ("E01", 49)])
def test_a_cap_holds_the_score_down_unless_it_was_reported(error: str, limit: int) -> None:
    score = weigh(plan(), (loss(error),))
    told = weigh(plan(), (loss(error, reported=(9,)),))

    assert score.points == limit
    assert (score.cap != "", told.cap) == (True, "")
    assert told.points > limit


def test_a_cap_that_does_not_bite_is_not_named() -> None:
    losses = (loss("E68"), loss("E14"), loss("E31"), loss("E40"))

    assert weigh(plan(), losses).cap == ""
    assert weigh(plan(), losses).points == 0


def test_a_scenario_and_a_pack_may_weigh_an_error_otherwise() -> None:
    own = msgspec.structs.replace(plan(), severities=(("E16", "minor"),))
    assert weigh(own, (loss("E16"),)).findings[0].points == BASE["search"][Severity.MINOR]

    pack = find_pack(plan().pack)
    severity = pack.severity("E16", Severity.MAJOR)
    plain = msgspec.structs.replace(plan(), severities=())
    assert weigh(plain, (loss("E16"),)).findings[0].severity is severity


def test_what_clears_him_weighs_as_much_as_what_burdens_him() -> None:
    text, told = model(), plan()
    costs = []
    for question in told.questions:
        wrong = str(question.right % question.choices + 1)
        changed = text.replace(
            f"answer {question.id} choice={question.right}", f"answer {question.id} choice={wrong}"
        )
        assert changed != text
        score = judgement(told, run_script(told, changed).position).score
        costs.append((question.kind, sum(finding.points for finding in score.findings)))

    assert {kind for kind, _ in costs} == {"incriminating", "exculpatory"}
    assert len({points for _, points in costs}) == 1
