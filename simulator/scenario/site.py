"""Where things are: the rooms, and the spot of every item.

``place: kitchen window sill`` · ``place: hall, hidden in the grey coat, found after 2 to 3 min``
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from simulator.scenario.amount import SPAN, span
from simulator.scenario.clause import clauses
from simulator.scenario.party import ID
from simulator.scenario.plan import Span
from simulator.scenario.schema import Room, ScenarioFile


@dataclass(frozen=True, slots=True)
class Spot:
    """Where one item is; ``unknown`` and ``wrong`` hold what could not be taken."""

    place: str
    hidden: bool = False
    found: Span = Span(0, 0)
    unknown: tuple[str, ...] = ()
    wrong: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Site:
    """All rooms in the author's order, and the spot of every item."""

    rooms: dict[str, Room]
    spots: dict[str, Spot]


def site_of(model: ScenarioFile) -> Site:
    """Rooms as declared; where none are declared, the first word of each place is a room."""
    rooms = dict(model.places)
    spots: dict[str, Spot] = {}
    for id, item in model.items.items():
        spots[id] = _spot(item.place, rooms, bool(model.places))
        rooms.setdefault(spots[id].place, Room.model_validate({}))
    if model.places:
        rooms = dict(model.places)
    return Site(rooms, spots)


def _spot(line: str, rooms: dict[str, Room], declared: bool) -> Spot:
    first, *rest = clauses(line) or clauses("?")
    words = first.text.lower().split()
    heads = ["-".join(words[:count]) for count in range(len(words), 0, -1)]
    place = next((head for head in heads if head in rooms), "")
    unknown: tuple[str, ...] = ()
    if not place:
        place = words[0]
        if declared or re.fullmatch(ID, place) is None:
            unknown = (words[0],)
    hidden, found = False, Span(0, 0)
    wrong: list[tuple[str, str]] = []
    for clause in rest:
        text = clause.text.lower()
        if text.startswith("hidden"):
            hidden = True
        elif match := re.fullmatch(rf"found after ({SPAN})", text):
            try:
                found = span(match[1])
            except ValueError as error:
                wrong.append((str(error), clause.text))
        elif text.startswith(("found", "after")):
            wrong.append(("phrase-unknown", clause.text))
    room = rooms.get(place)
    full = room.search_takes if room else 360
    if hidden and not found.high:
        found = Span(full // 2, full // 2)
    if found.high > full:
        wrong.append(("found-late", line.strip()))
    if found.high and not hidden:
        wrong.append(("found-visible", line.strip()))
    return Spot(place, hidden, found, unknown, tuple(wrong))
