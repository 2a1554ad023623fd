"""An entry before it is signed: who writes what; hashes and keys are added elsewhere."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from simulator.terms.phrase import Phrase
from simulator.world.act import Act
from simulator.world.event import Event

RECORDER = "recorder"
TRAINEE = "trainee"


class Need(Struct, frozen=True):
    """A fact only the host can give: ``digest | analyse`` of a copy, in ``input`` entries."""

    kind: str
    copy: str
    of: str
    act: Act


class Written(Struct, frozen=True):
    """One entry to be. ``by`` is ``recorder``, ``trainee`` or the id of a partner.

    ``act`` entries carry the act, what was perceived, and the events of the truth leaf;
    an ``input`` entry carries what is needed from the host; a receipt quotes the hash of
    entry ``quotes``.
    """

    type: str
    by: str
    body: dict[str, Any]
    act: Act | None = None
    seen: tuple[Phrase, ...] = ()
    events: tuple[Event, ...] = ()
    need: Need | None = None
    quotes: int = -1
