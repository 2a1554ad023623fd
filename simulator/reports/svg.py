"""A timeline drawn as SVG: deterministic, integers only, colours by class.

Every shape has a ``<title>``; nothing is said by colour alone: losses are crosses, rescues
are ticks, marks for the worse are diamonds, and each bar of a horizon ends in a word. The
links are for the mouse; the keyboard has the table below the drawing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape

from simulator.reports.horizon import Horizon
from simulator.reports.teller import Teller
from simulator.reports.timeline import Lane, Mark, Timeline
from simulator.terms.casetime import MINUTE, clock

WIDTH = 1000
GUTTER = 222
RIGHT = 984
ROW = 30
TOP = 34
_BUCKET = 12
_STEPS = (1, 2, 5, 10, 15, 30, 60, 120)
"""Distances of the ticks, in minutes."""
_MOST_TICKS = 10
_LABEL = 29
_POINTS = 50
"""Room that a number of lost points needs before its mark."""
_NARROW = 18
"""A bar narrower than this has no number in it."""


@dataclass
class _Drawing:
    timeline: Timeline
    teller: Teller
    key: str
    rows: list[str] = field(default_factory=list)
    y: int = TOP

    def x(self, at: int) -> int:
        """Where a moment stands."""
        line = self.timeline
        at = min(max(at, line.since), line.until)
        return GUTTER + (at - line.since) * (RIGHT - GUTTER) // (line.until - line.since)

    def put(self, text: str) -> None:
        self.rows.append(text)

    def label(self, text: str) -> None:
        short = text if len(text) <= _LABEL else f"{text[: _LABEL - 1]}…"
        self.put(f'<text class="lane" x="{GUTTER - 10}" y="{self.y + 19}">{escape(short)}</text>')


def draw(timeline: Timeline, teller: Teller, key: str) -> str:
    """The ``<svg>`` of one stage; ``key`` makes its ids unique in a page."""
    drawing = _Drawing(timeline, teller, key)
    lanes = [*timeline.lanes]
    for lane in lanes:
        _lane(drawing, lane)
    if timeline.lost:
        _losses(drawing)
    for horizon in timeline.horizons:
        _horizon(drawing, horizon)
    height = drawing.y + 8
    title = teller.say("reports.svg.title", stage=teller.say(f"reports.stage.{timeline.stage}"))
    desc = teller.say("reports.svg.desc", since_at=timeline.since, until_at=timeline.until)
    head = (
        f'<svg class="timeline" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-labelledby="{key}-title {key}-desc">'
        f'<title id="{key}-title">{escape(title)}</title>'
        f'<desc id="{key}-desc">{escape(desc)}</desc>'
    )
    return head + _axis(drawing, height) + "".join(drawing.rows) + "</svg>"


def _axis(drawing: _Drawing, height: int) -> str:
    line = drawing.timeline
    minutes = (line.until - line.since) // MINUTE
    step = next((s for s in _STEPS if minutes // s <= _MOST_TICKS), _STEPS[-1]) * MINUTE
    ticks = []
    at = (line.since + step - 1) // step * step
    while at <= line.until:
        x = drawing.x(at)
        ticks.append(
            f'<line class="tick" x1="{x}" y1="{TOP - 8}" x2="{x}" y2="{height - 4}"/>'
            f'<text class="clock" x="{min(x, RIGHT - 12)}" y="16">{clock(at)}</text>'
        )
        at += step
    return "".join(ticks)


def _band(drawing: _Drawing, kind: str) -> None:
    drawing.put(
        f'<rect class="band {kind}" x="{GUTTER}" y="{drawing.y + 2}" '
        f'width="{RIGHT - GUTTER}" height="{ROW - 4}"/>'
    )


def _lane(drawing: _Drawing, lane: Lane) -> None:
    teller = drawing.teller
    names = {"me": "reports.you", "world": "reports.lane.world"}
    _band(drawing, lane.kind)
    drawing.label(teller.say(names[lane.id]) if lane.id in names else teller.name(lane.id))
    for bar in lane.bars:
        x, width = drawing.x(bar.since), max(2, drawing.x(bar.until) - drawing.x(bar.since) - 1)
        says = f"{clock(bar.since)}-{clock(bar.until)} {teller.act(bar.beat.act)}"
        number = (
            f'<text class="number" x="{x + width // 2}" y="{drawing.y + 19}">{bar.beat.seq}</text>'
            if width >= _NARROW
            else ""
        )
        drawing.put(
            f'<a tabindex="-1" href="#e{bar.beat.seq}"><title>{escape(says)}</title>'
            f'<rect class="bar" x="{x}" y="{drawing.y + 6}" width="{width}" '
            f'height="{ROW - 12}" rx="2"/>{number}</a>'
        )
    for group in _groups(drawing, lane.marks):
        _mark(drawing, group)
    drawing.y += ROW


def _groups(drawing: _Drawing, marks: tuple[Mark, ...]) -> list[list[Mark]]:
    """Marks that would lie on each other, together."""
    groups: list[list[Mark]] = []
    for mark in marks:
        x = drawing.x(mark.event.at)
        if groups and x - drawing.x(groups[-1][0].event.at) < _BUCKET:
            groups[-1].append(mark)
        else:
            groups.append([mark])
    return groups


def _mark(drawing: _Drawing, group: list[Mark]) -> None:
    x, y = drawing.x(group[0].event.at), drawing.y + ROW // 2
    says = "; ".join(f"{clock(m.event.at)} {drawing.teller.event(m.event)}" for m in group)
    is_bad = any(mark.is_bad for mark in group)
    shape = (
        f'<path class="mark bad" d="M{x} {y - 8}L{x + 8} {y}L{x} {y + 8}L{x - 8} {y}Z"/>'
        if is_bad
        else f'<circle class="mark" cx="{x}" cy="{y}" r="{6 if len(group) > 1 else 5}"/>'
    )
    count = f'<text class="count" x="{x}" y="{y + 3}">{len(group)}</text>' if group[1:] else ""
    first = group[0].seq
    drawing.put(
        f'<a tabindex="-1" href="#e{first}"><title>{escape(says)}</title>{shape}{count}</a>'
    )


def _losses(drawing: _Drawing) -> None:
    teller = drawing.teller
    _band(drawing, "losses")
    drawing.label(teller.say("reports.lane.points"))
    left = GUTTER - ROW
    for x, points, says in _sums(drawing):
        y = drawing.y + ROW // 2
        fits = x - left > _POINTS
        text = f'<text class="points" x="{x - 9}" y="{y + 4}">−{points}</text>' if fits else ""
        drawing.put(
            f'<a tabindex="-1" href="#losses"><title>{escape(says)}</title>'
            f'<path class="mark bad" d="M{x} {y - 8}L{x + 8} {y}L{x} {y + 8}L{x - 8} {y}Z"/>'
            f"{text}</a>"
        )
        left = x
    drawing.y += ROW


def _sums(drawing: _Drawing) -> list[tuple[int, int, str]]:
    """Losses that would lie on each other, added up: place, points, words."""
    found: list[tuple[int, int, str]] = []
    for loss in sorted(drawing.timeline.lost, key=lambda f: f.loss.at):
        x = drawing.x(loss.loss.at)
        title = drawing.teller.say(f"doctrine.error.{loss.error}")
        says = f"{clock(loss.loss.at)} {loss.error} {title} −{loss.points}"
        if found and x - found[-1][0] < _BUCKET:
            at, points, before = found[-1]
            found[-1] = (at, points + loss.points, f"{before}; {says}")
        else:
            found.append((x, loss.points, says))
    return found


def _horizon(drawing: _Drawing, horizon: Horizon) -> None:
    teller, y = drawing.teller, drawing.y + ROW // 2
    left, right = drawing.x(horizon.since), drawing.x(horizon.until)
    name = f"{teller.name(horizon.item)}: {teller.say(f'reports.horizon.{horizon.kind}')}"
    fate = teller.say(f"reports.fate.{horizon.fate}", at=horizon.until)
    drawing.label(name)
    drawing.put(f"<g><title>{escape(f'{name}, {fate}')}</title>")
    if horizon.fate == "saved" and horizon.due > horizon.until:
        drawing.put(
            f'<line class="due" x1="{right}" y1="{y}" x2="{drawing.x(horizon.due)}" y2="{y}"/>'
        )
    drawing.put(
        f'<rect class="horizon {horizon.fate}" x="{left}" y="{y - 5}" '
        f'width="{max(2, right - left)}" height="10"/>'
    )
    end = {
        "lost": f"M{right - 6} {y - 6}L{right + 6} {y + 6}M{right + 6} {y - 6}L{right - 6} {y + 6}",
        "saved": f"M{right - 6} {y}L{right - 1} {y + 6}L{right + 8} {y - 7}",
        "open": f"M{right} {y - 7}L{right} {y + 7}",
    }[horizon.fate]
    is_right = right > RIGHT - 170
    where = f'x="{right - 12}" text-anchor="end"' if is_right else f'x="{right + 13}"'
    drawing.put(
        f'<path class="end {horizon.fate}" d="{end}"/>'
        f'<text class="fate" {where} y="{y + 4}">{escape(fate)}</text></g>'
    )
    drawing.y += ROW
