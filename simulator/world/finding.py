"""A hidden item comes to light during a search."""

from __future__ import annotations

from simulator.world.moment import Moment
from simulator.world.sight import seen_by


def find(m: Moment, id: str, by: str, sight: str) -> None:
    """A hidden item comes to light, in the sight of those who were called."""
    item = m.discover(id)
    present = seen_by(m.plan, sight)
    m.emit("ItemFound", id, by, witnesses=",".join(present), place=item.place)
    m.know(id, place=item.place, found="search", sight=",".join(present) or "nobody")
    m.alarm("found", item=f"@{id}.name", text=f"@{id}.looks")
