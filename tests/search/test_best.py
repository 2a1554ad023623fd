from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.attempt.position import start
from simulator.attempt.step import judgement, step
from simulator.scenario.plan import Plan
from simulator.script.player import run_script
from simulator.search.best import Line, best_line, sensible
from simulator.search.moves import candidates
from tests.world.sample import plan, stroll

DRILL = "ringing-phone"


def scored(told: Plan, line: Line, script: str = "") -> int:
    position = run_script(told, script).position
    for act in line.acts:
        result = step(told, position, act)
        assert not result.refused, (act, result.refused)
        position = result.position
    return judgement(told, position).score.points


@pytest.mark.parametrize("seed", range(0, 20, 4))
def test_the_drill_can_be_done_well_from_the_start(seed: int) -> None:
    told = plan(DRILL, seed)

    line = best_line(told, start(told), sensible, 2000)

    assert line.score >= 92
    assert line.exhausted
    assert line.states <= 2000
    assert scored(told, line) == line.score


def test_the_line_is_the_same_twice() -> None:
    told = plan(DRILL)

    assert best_line(told, start(told), sensible, 500) == best_line(
        told, start(told), sensible, 500
    )


@pytest.mark.parametrize(
    ("script", "lost"),
    [
        ("sabina: guard\nbrowse phone why=see-evidence", 39),
        ("sabina: guard\nisolate phone bag=FB-1 why=stop-signals", 7),
        ("sabina: guard\nisolate phone bag=FB-2 why=stop-signals", 21 + 7),
    ],
)
def test_what_is_lost_for_good_is_not_found_again(script: str, lost: int) -> None:
    told = plan(DRILL)
    position = run_script(told, script).position

    line = best_line(told, position, sensible, 600)

    assert line.score <= 100 - lost
    assert line.score >= judgement(told, position).score.points
    assert scored(told, line, script) == line.score


def test_a_limit_bounds_the_search_and_is_told() -> None:
    told = plan(DRILL)

    line = best_line(told, start(told), sensible, 10)

    assert (line.states, line.exhausted) == (10, False)


def test_without_moves_one_stays_where_one_is() -> None:
    told = plan(DRILL)

    line = best_line(told, start(told), lambda plan, position, act: False, 100)

    assert line == Line((), judgement(told, start(told)).score.points, 1, exhausted=True)


def test_a_closed_attempt_has_no_continuation() -> None:
    told = plan(DRILL)
    closed = run_script(told, "end").position

    assert best_line(told, closed, sensible, 100).acts == ()


@given(st.lists(st.integers(0, 1 << 16), max_size=8))
@settings(max_examples=5, deadline=None)
def test_a_continuation_is_never_worse_than_stopping(picks: list[int]) -> None:
    told = plan(DRILL)
    position = start(told)
    for result in stroll(told, picks):
        position = result.position

    line = best_line(told, position, sensible, 60)

    assert line.score >= judgement(told, position).score.points


def test_the_sensible_set_is_small_and_keeps_the_mistakes() -> None:
    told = plan(DRILL)
    position = start(told)

    few, all_of_them = candidates(told, position, sensible), candidates(told, position)

    assert len(few) * 3 < len(all_of_them)
    bags = {act.arg("bag") for act in few if act.verb == "isolate"}
    assert bags == {"FB-1", "FB-2"}
    assert {"browse", "switch-off"} <= {act.verb for act in few}
