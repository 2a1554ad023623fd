"""What happened, and what happened to bytes: values, never sentences."""

from __future__ import annotations

from msgspec import Struct


class Event(Struct, frozen=True):
    """Something that happened at case time ``at`` (seconds); ``kind`` is in the past tense.

    ``by`` is the person who caused it, or empty when the world did it by itself.
    """

    kind: str
    at: int
    about: str = ""
    by: str = ""
    params: tuple[tuple[str, str | int], ...] = ()

    def get(self, name: str, default: str = "") -> str:
        """A parameter as text."""
        for key, value in self.params:
            if key == name:
                return str(value)
        return default


class Effect(Struct, frozen=True):
    """One change of an exhibit's bytes, numbered within that exhibit.

    The world only names it; ``evidence`` knows what it does to sectors. The tuple of all
    effects of an exhibit is its symbolic content version: equal tuples, equal digests.
    """

    kind: str
    at: int
    number: int


Version = tuple[Effect, ...]
