"""The same timeline as a table, for those who cannot or do not want to see a drawing."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.reports.teller import Teller
from simulator.reports.timeline import Timeline
from simulator.terms.casetime import clock


@dataclass(frozen=True, slots=True)
class Row:
    """When, until when, in which lane, what; ``seq`` is the entry, -1 = none."""

    since: str
    until: str
    lane: str
    says: str
    seq: int
    is_bad: bool = False


def rows(line: Timeline, teller: Teller) -> tuple[Row, ...]:
    """Everything that the drawing of ``line`` shows, in order of time."""
    names = {"me": teller.say("reports.you"), "world": teller.say("reports.lane.world")}
    found: list[tuple[int, int, Row]] = []
    for lane in line.lanes:
        name = names.get(lane.id) or teller.name(lane.id)
        for bar in lane.bars:
            says = teller.act(bar.beat.act)
            row = Row(clock(bar.since), clock(bar.until), name, says, bar.beat.seq)
            found.append((bar.since, bar.beat.seq, row))
        for mark in lane.marks:
            at = mark.event.at
            says = teller.event(mark.event)
            row = Row(clock(at), "", name, says, mark.seq, mark.is_bad)
            found.append((at, mark.seq, row))
    for horizon in line.horizons:
        name = teller.name(horizon.item)
        kind = teller.say(f"reports.horizon.{horizon.kind}")
        fate = teller.say(f"reports.fate.{horizon.fate}", at=horizon.until)
        says = f"{kind}: {fate}"
        row = Row(clock(horizon.since), clock(horizon.until), name, says, -1)
        found.append((horizon.until, -1, row))
    return tuple(row for _, _, row in sorted(found, key=lambda entry: entry[:2]))
