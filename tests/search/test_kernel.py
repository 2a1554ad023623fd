"""The kernel on spaces whose best line is known by counting."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.search.kernel import best_first, walk

Spot = tuple[int, ...]


class Ladder:
    """Numbers are taken one by one; each is worth its product with its place, once."""

    def __init__(self, weights: tuple[int, ...]) -> None:
        self.weights = weights
        self.steps = 0

    def moves(self, position: Spot, line: tuple[int, ...]) -> Sequence[int]:
        return range(len(self.weights))

    def step(self, position: Spot, move: int) -> Spot | None:
        self.steps += 1
        return None if move in position else (*position, move)

    def key(self, position: Spot) -> Hashable:
        return position

    def value(self, position: Spot) -> tuple[int, ...]:
        return (sum(n * self.weights[move] for n, move in enumerate(position)),)

    def bound(self, position: Spot) -> tuple[int, ...]:
        most = max(len(self.weights) - 1, 0)
        rest = (w for n, w in enumerate(self.weights) if n not in position)
        return (self.value(position)[0] + sum(max(w, 0) * most for w in rest),)


WEIGHTS = st.lists(st.integers(-5, 9), max_size=5).map(tuple)


@given(WEIGHTS)
def test_an_exhausted_search_has_found_the_best(weights: tuple[int, ...]) -> None:
    space = Ladder(weights)
    everything = [
        space.value(spot)
        for length in range(len(weights) + 1)
        for spot in permutations(range(len(weights)), length)
    ]

    found = best_first(space, (), 10_000)

    assert found.exhausted
    assert found.value == max(everything)
    assert space.value(found.position) == found.value
    assert found.line == found.position


@given(WEIGHTS, st.integers(1, 40))
def test_a_bounded_search_keeps_its_limit_and_says_so(weights: tuple[int, ...], limit: int) -> None:
    whole = best_first(Ladder(weights), (), 10_000)

    found = best_first(Ladder(weights), (), limit)

    assert found.states <= limit
    assert found.value <= whole.value
    if found.exhausted:
        assert found.value == whole.value


@given(WEIGHTS, st.integers(1, 200))
def test_a_search_is_the_same_twice(weights: tuple[int, ...], limit: int) -> None:
    assert best_first(Ladder(weights), (), limit) == best_first(Ladder(weights), (), limit)


def test_ties_go_to_the_earlier_move() -> None:
    class Equal(Ladder):
        def value(self, position: Spot) -> tuple[int, ...]:
            return (min(len(position), 1),)

        def bound(self, position: Spot) -> tuple[int, ...]:
            return (1,)

    assert best_first(Equal((1, 1, 1)), (), 100).line == (0,)


def test_a_bound_saves_work() -> None:
    class Blind(Ladder):
        def bound(self, position: Spot) -> tuple[int, ...]:
            return (10**9,)

    weights = (3, 1, 4, 1, 5)
    keen, blind = Ladder(weights), Blind(weights)

    assert best_first(keen, (), 10_000).value == best_first(blind, (), 10_000).value
    assert keen.steps < blind.steps


@pytest.mark.parametrize("limit", [1, 5, 1000])
def test_walking_meets_every_state_once_nearest_first(limit: int) -> None:
    met = list(walk(Ladder((1, 2, 3)), (), limit))

    assert len({spot for spot, _ in met}) == len(met) == min(limit, 16)
    assert [len(line) for _, line in met] == sorted(len(line) for _, line in met)
    assert all(spot == line for spot, line in met)


def test_equal_keys_are_one_state() -> None:
    class Unordered(Ladder):
        def key(self, position: Spot) -> Hashable:
            return frozenset(position)

    assert len(list(walk(Unordered((1, 2, 3)), (), 100))) == 8
