"""Searching a space of positions: best first, bounded, merged, and always the same.

Nothing here knows an act or a score. Equal keys are one state; ties go to the earlier
move; there is no clock, so a limit counts states.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import Generic, Protocol, TypeVar

P = TypeVar("P")
M = TypeVar("M")


class Space(Protocol[P, M]):
    """What is searched. A line is the tuple of moves made since the start."""

    def moves(self, position: P, line: tuple[M, ...]) -> Sequence[M]:
        """What can be tried here, in the order of preference."""
        ...

    def step(self, position: P, move: M) -> P | None:
        """Where a move leads; ``None`` when it is not possible."""
        ...

    def key(self, position: P) -> Hashable:
        """Equal keys: everything that can still happen is the same."""
        ...

    def value(self, position: P) -> tuple[int, ...]:
        """What it is worth to stop here; the greater, the better."""
        ...

    def bound(self, position: P) -> tuple[int, ...]:
        """No continuation from here is worth more."""
        ...


@dataclass(frozen=True, slots=True)
class Found(Generic[P, M]):
    """The best line within the limit. ``exhausted``: nothing better exists in this space."""

    line: tuple[M, ...]
    position: P
    value: tuple[int, ...]
    states: int
    exhausted: bool


def best_first(space: Space[P, M], start: P, limit: int) -> Found[P, M]:
    """The most valuable line, looking first where the bound and then the value is highest.

    From every state that is opened a dive is made: a sweep over the moves, taking each
    that does not lower the bound. It finds a good line soon; the bound then cuts the rest.
    """
    search = _Search(space, start, limit)
    search.run()
    return Found(search.line, search.best, search.value, search.states, exhausted=search.exhausted)


def walk(space: Space[P, M], start: P, limit: int) -> Iterator[tuple[P, tuple[M, ...]]]:
    """Every state once, nearest first, with the shortest line to it; at most ``limit``."""
    seen = {space.key(start)}
    queue: list[tuple[P, tuple[M, ...]]] = [(start, ())]
    for position, line in queue:
        yield position, line
        for move in space.moves(position, line):
            after = space.step(position, move)
            if after is None or space.key(after) in seen:
                continue
            if len(seen) >= limit:
                break
            seen.add(space.key(after))
            queue.append((after, (*line, move)))


class _Search(Generic[P, M]):
    """One search under way."""

    def __init__(self, space: Space[P, M], start: P, limit: int) -> None:
        self.space = space
        self.limit = limit
        self.seen: set[Hashable] = set()
        self.best = start
        self.line: tuple[M, ...] = ()
        self.value = space.value(start)
        self.exhausted = False
        self._serial = 0
        self._open: list[tuple[tuple[int, ...], tuple[int, ...], int, P, tuple[M, ...]]] = []
        self._add(start, ())

    @property
    def states(self) -> int:
        return len(self.seen)

    def run(self) -> None:
        while self._open and self.states < self.limit:
            reach, _, _, position, line = heappop(self._open)
            if _turned(reach) <= self.value:
                # The frontier is in the order of its bounds: all others are as poor.
                self._open.clear()
                break
            self._dive(position, line)
            for move in self.space.moves(position, line):
                if self.states >= self.limit:
                    # What was opened is not finished: nothing is proved.
                    return
                after = self.space.step(position, move)
                if after is not None:
                    self._add(after, (*line, move))
        self.exhausted = not self._open

    def _add(self, position: P, line: tuple[M, ...]) -> bool:
        key = self.space.key(position)
        if key in self.seen:
            return False
        self.seen.add(key)
        value, bound = self.space.value(position), self.space.bound(position)
        if value > self.value:
            self.best, self.line, self.value = position, line, value
        if bound > self.value:
            entry = (_turned(bound), _turned(value), self._serial, position, line)
            heappush(self._open, entry)
            self._serial += 1
        return True

    def _dive(self, position: P, line: tuple[M, ...]) -> None:
        bound = self.space.bound(position)
        going = True
        while going and bound > self.value:
            going = False
            for move in self.space.moves(position, line):
                after = self.space.step(position, move)
                if after is None or self.space.bound(after) < bound:
                    continue
                line = (*line, move)
                if self.states >= self.limit or not self._add(after, line):
                    return
                position, going = after, True
                break


def _turned(value: tuple[int, ...]) -> tuple[int, ...]:
    """The greatest first in a heap that gives the least."""
    return tuple(-part for part in value)
