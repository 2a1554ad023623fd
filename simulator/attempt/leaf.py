"""What a truth leaf holds: the events of an act, as plain values."""

from __future__ import annotations

from collections.abc import Iterable

from simulator.world.event import Event


def fields(events: Iterable[Event]) -> dict[str, object]:
    """The leaf's fields without its salt."""
    plain = [
        {
            "kind": event.kind,
            "at": event.at,
            "about": event.about,
            "by": event.by,
            "params": dict(event.params),
        }
        for event in events
    ]
    return {"events": plain}
