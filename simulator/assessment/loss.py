"""A loss before it is weighed, and a finding after."""

from __future__ import annotations

from msgspec import Struct

from simulator.terms.phrase import Phrase
from simulator.terms.vocabulary import Dimension, Severity


class Loss(Struct, frozen=True, order=True):
    """An error that a detector saw.

    ``entries`` are the log entries that show it; empty only where ``absent`` names what is
    missing. ``source`` says how it is known: ``protocol | truth | bytes``. ``at`` is case
    time.
    """

    error: str
    at: int
    about: str = ""
    entries: tuple[int, ...] = ()
    absent: str = ""
    source: str = "truth"
    reported: tuple[int, ...] = ()
    """Entries in which the trainee himself reported it."""
    severity: str = ""
    """Overrides the catalogue's where the circumstances make it lighter; empty = as there."""


class Finding(Struct, frozen=True):
    """A weighed loss: what it cost, and everything needed to explain the points."""

    error: str
    severity: Severity
    dimension: Dimension
    competency: str
    rules: tuple[str, ...]
    points: int
    loss: Loss
    factors: tuple[Phrase, ...] = ()
    """What made it cheaper or dearer: self-report, repetition."""


class NotAssessed(Struct, frozen=True):
    """Something that could not be judged here, and why: a type of its own, never a zero."""

    subject: str
    reason: Phrase


class Outcome(Struct, frozen=True):
    """What became of one planted fact: reported, not scored."""

    fact: str
    item: str
    fate: str
    """``saved | lost | locked | left | not-found``"""
