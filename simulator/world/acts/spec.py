"""What an act is made of: where it applies, what must be said, how long it takes, what it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from simulator.scenario.plan import Plan
from simulator.terms.vocabulary import Phase
from simulator.world.act import Act
from simulator.world.moment import Moment
from simulator.world.state import State

Options = Callable[[Plan, State, Act], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Param:
    """A choice that must be made; with a ``default`` it is never asked, only accepted."""

    name: str
    options: Options
    default: str | None = None


def one_of(*values: str) -> Options:
    """Always the same options."""
    return lambda plan, state, act: values


@dataclass(frozen=True, slots=True)
class ActSpec:
    """One act.

    ``code`` is its id in the table of acts, ``on`` what its target may be (``item | person |
    place | exhibit | copy | question | member | paper | none``). ``seconds`` is how long it
    takes; ``refuse`` returns the code of a physical impossibility, or an empty string;
    ``do`` changes the moment. ``reasons`` are the answers to "Why?", asked because the act
    touches an item. ``posted`` acts have no end: the doer stays. ``at_once``: the change is
    made with the first second, so breaking off does not undo it.
    """

    verb: str
    code: str
    phase: Phase
    on: str
    seconds: Callable[[Moment, Act], int]
    do: Callable[[Moment, Act], None]
    stages: tuple[str, ...] = ("scene",)
    params: tuple[Param, ...] = ()
    reasons: tuple[str, ...] = ()
    refuse: Callable[[Moment, Act], str] = lambda m, act: ""
    by_team: bool = False
    posted: bool = False
    at_once: bool = False
    holds: bool = False
    """Fingers on the screen while it lasts: it does not lock meanwhile."""

    @property
    def asks(self) -> tuple[Param, ...]:
        """All parameters, the reason last."""
        if not self.reasons:
            return self.params
        return (*self.params, Param("why", one_of(*self.reasons)))


def takes(seconds: int) -> Callable[[Moment, Act], int]:
    """A fixed duration."""
    return lambda m, act: seconds


def kit_of(*kinds: str) -> Options:
    """Kit of these kinds that is not in use."""
    return lambda plan, state, act: tuple(
        kit.id for kit in plan.kit if kit.kind in kinds and kit.id not in state.used
    )
