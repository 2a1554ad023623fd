"""A written line of the protocol, as judgement sees it."""

from __future__ import annotations

from msgspec import Struct

from simulator.world.event import Event


class Line(Struct, frozen=True):
    """Line ``number`` of the protocol, written at ``at`` (case seconds) as entry ``seq``.

    ``about`` is an item's id, a person's id, or empty; ``fields`` hold only what the
    writer filled in.
    """

    seq: int
    number: int
    at: int
    form: str
    about: str
    fields: tuple[tuple[str, str], ...]
    corrects: int = 0
    """The number of the line this one puts right; 0 = none."""

    def get(self, name: str) -> str:
        """What was written in a field, or an empty string."""
        for key, value in self.fields:
            if key == name:
                return value
        return ""


class Happening(Struct, frozen=True):
    """One thing that is folded into judgement: an event, or a line, with its log entry."""

    seq: int
    event: Event | None = None
    line: Line | None = None
