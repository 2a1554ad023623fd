"""Every scenario, many seeds: model runs, other orders, named mistakes, doing nothing."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from simulator.assessment.judgement import Judgement
from simulator.attempt.position import Position, start
from simulator.attempt.step import judgement, step
from simulator.scenario.deal import dealt
from simulator.scenario.folder import load
from simulator.scenario.library import names, shelf
from simulator.scenario.plan import Plan
from simulator.script.player import Played, run_script
from simulator.world.act import Act

SEEDS = range(20)
GOOD, GOOD_ORDER, SPREAD, NOTHING = 92, 90, 5, 30


def scripts(pattern: str) -> list[Path]:
    return sorted(shelf().glob(pattern))


def label(path: Path) -> str:
    return path.relative_to(shelf()).as_posix()


@cache
def plan(name: str, seed: int) -> Plan:
    return dealt(load(shelf() / name).plan, seed)


@cache
def played(path: Path, seed: int) -> Played:
    name = path.relative_to(shelf()).parts[0]
    return run_script(plan(name, seed), path.read_text(encoding="utf-8"))


def judged(path: Path, seed: int) -> Judgement:
    name = path.relative_to(shelf()).parts[0]
    return judgement(plan(name, seed), played(path, seed).position)


@pytest.mark.parametrize("name", names())
def test_every_scenario_has_a_model_run(name: str) -> None:
    assert (shelf() / name / "walkthrough.txt").is_file()


@pytest.mark.parametrize("path", scripts("*/walkthrough.txt"), ids=label)
def test_a_model_run_is_good_on_every_seed(path: Path) -> None:
    scores = {seed: judged(path, seed).score.points for seed in SEEDS}

    assert min(scores.values()) >= GOOD, scores
    assert {seed: played(path, seed).refused for seed in SEEDS} == dict.fromkeys(SEEDS, ())


@pytest.mark.parametrize("path", scripts("*/walkthrough.txt"), ids=label)
def test_a_model_run_is_closed_and_loses_no_planted_fact(path: Path) -> None:
    for seed in SEEDS:
        assert played(path, seed).position.state.closed
        assert {outcome.fate for outcome in judged(path, seed).outcomes} <= {"saved"}


@pytest.mark.parametrize("name", names())
def test_defensible_orders_are_good_and_close_together(name: str) -> None:
    paths = [*scripts(f"{name}/orders/*.txt"), shelf() / name / "walkthrough.txt"]
    for seed in SEEDS:
        scores = {path.stem: judged(path, seed).score.points for path in paths}
        assert min(scores.values()) >= GOOD_ORDER, (seed, scores)
        assert max(scores.values()) - min(scores.values()) <= SPREAD, (seed, scores)


@pytest.mark.parametrize("path", scripts("*/mistakes/*.txt"), ids=label)
def test_a_mistake_is_found_and_weighs_what_it_should(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    expected = re.search(r"^# expect: (.+)$", text, re.MULTILINE)
    band = re.search(r"^# score: (\d+)-(\d+)$", text, re.MULTILINE)
    assert expected is not None and band is not None  # noqa: PT018
    low, high = int(band[1]), int(band[2])

    for seed in SEEDS:
        score = judged(path, seed).score
        found = {finding.error for finding in score.findings}
        assert set(expected[1].split()) <= found, (seed, found)
        assert low <= score.points <= high, (seed, score.points, found)


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("seed", SEEDS)
def test_doing_nothing_is_worth_little(name: str, seed: int) -> None:
    told = plan(name, seed)
    at_once = step(told, start(told), Act("end")).position
    waited = start(told)
    while not waited.state.closed:
        waited = step(told, waited, Act("wait", "", (("for", "2h"),))).position

    assert judgement(told, at_once).score.points <= NOTHING
    assert judgement(told, waited).score.points <= NOTHING


def total(told: Plan, position: Position) -> int:
    """The score before it is cut off at nought or held down by a cap."""
    return 100 - sum(finding.points for finding in judgement(told, position).score.findings)


def waiting(told: Plan, position: Position, until: int) -> Position:
    while position.state.now < until and not position.state.closed:
        seconds = until - position.state.now
        position = step(told, position, Act("wait", "", (("for", f"{seconds}s"),))).position
    return position


MODELS = [*scripts("*/walkthrough.txt"), *scripts("*/orders/*.txt")]


@pytest.mark.parametrize("path", MODELS, ids=label)
@pytest.mark.parametrize("seed", [0, 7, 13])
def test_a_right_act_never_scores_below_waiting_as_long(path: Path, seed: int) -> None:
    told = plan(path.relative_to(shelf()).parts[0], seed)
    before = start(told)
    for move in played(path, seed).steps:
        after = move.step.position
        if before.state.stage == after.state.stage and not move.step.refused:
            idle = waiting(told, before, after.state.now)
            assert total(told, after) >= total(told, idle), (move.line, move.act)
        before = after


@pytest.mark.parametrize("path", MODELS, ids=label)
@pytest.mark.parametrize("seed", [0, 7, 13])
def test_going_on_without_a_new_error_never_scores_below_stopping(path: Path, seed: int) -> None:
    told = plan(path.relative_to(shelf()).parts[0], seed)
    best = total(told, start(told))
    for move in played(path, seed).steps:
        now = total(told, move.step.position)
        assert now >= best, (move.line, move.act)
        best = now
