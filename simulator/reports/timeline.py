"""The timeline of one stage as values: lanes, bars, marks. Integers only; words come later."""

from __future__ import annotations

from msgspec import Struct

from simulator.assessment.loss import Finding
from simulator.reports.horizon import Horizon, horizons
from simulator.reports.story import Beat, Stage, Story
from simulator.scenario.plan import Plan
from simulator.terms.casetime import MINUTE
from simulator.world.act import ME
from simulator.world.event import Event

BAD = frozenset(
    {
        "Interfered",
        "LiveCopyFailed",
        "PersonLeft",
        "ScreenLocked",
        "SignalLeaked",
        "VolumeClosed",
        "WentFlat",
        "Wiped",
    }
)
"""Events after which something is harder or gone, whoever caused them."""
QUIET = frozenset({"BytesChanged", "Ordered", "Touched", "Waited", "Wrote"})
"""Events that follow from an act whose bar is drawn, and so need no mark."""
WORLD = frozenset(
    {
        "HintTaken",
        "PersonLeft",
        "ProtocolReadOut",
        "SurpriseAnswered",
        "SurpriseCame",
        "SurpriseUnanswered",
    }
)
"""Events that stand in the lane of people and world."""


class Bar(Struct, frozen=True):
    """An act, from when to when, in case seconds."""

    beat: Beat
    since: int
    until: int


class Mark(Struct, frozen=True):
    """An event with the entry it belongs to."""

    seq: int
    event: Event

    @property
    def is_bad(self) -> bool:
        """Whether something was lost or made harder."""
        return self.event.kind in BAD


class Lane(Struct, frozen=True):
    """One row. ``kind``: ``doer | item | world``; ``id`` is ``me``, a person or an item."""

    kind: str
    id: str
    bars: tuple[Bar, ...] = ()
    marks: tuple[Mark, ...] = ()


class Timeline(Struct, frozen=True):
    """One stage, drawn from ``since`` to ``until``; ``lost`` are the findings dated in it."""

    stage: str
    since: int
    until: int
    lanes: tuple[Lane, ...]
    horizons: tuple[Horizon, ...]
    lost: tuple[Finding, ...]


def timelines(plan: Plan, story: Story, findings: tuple[Finding, ...]) -> tuple[Timeline, ...]:
    """One timeline for each stage in which something was done."""
    played = [s for s in story.stages if any(beat.stage == s.id for beat in story.beats)]
    drawn = []
    for number, stage in enumerate(played):
        beats = tuple(beat for beat in story.beats if beat.stage == stage.id)
        lanes = (*_doers(plan, stage, beats), *_items(plan, story, stage), _world(story, stage))
        drawn.append(
            Timeline(
                stage.id,
                stage.began,
                max(stage.ended, stage.began + MINUTE),
                tuple(lane for lane in lanes if lane.id == ME or lane.bars or lane.marks),
                horizons(plan, story) if number == 0 else (),
                tuple(found for found in findings if _stage_of(played, found) == stage),
            )
        )
    return tuple(drawn)


def _stage_of(played: list[Stage], found: Finding) -> Stage:
    """Where a loss is drawn: the stage it happened in, else the nearest one."""
    return next((stage for stage in played if found.loss.at <= stage.ended), played[-1])


def _doers(plan: Plan, stage: Stage, beats: tuple[Beat, ...]) -> list[Lane]:
    mine = tuple(
        Bar(beat, beat.began, min(beat.ended, stage.ended)) for beat in beats if beat.act.who == ME
    )
    lanes = [Lane("doer", ME, mine)]
    for person in plan.people:
        orders = [beat for beat in beats if beat.act.who == person.id]
        if not orders:
            continue
        begins = [beat.ended for beat in orders[1:]] + [stage.ended]
        bars = tuple(
            Bar(beat, beat.ended, max(beat.ended, min(beat.until, following)))
            for beat, following in zip(orders, begins, strict=True)
        )
        lanes.append(Lane("doer", person.id, bars))
    return lanes


def _items(plan: Plan, story: Story, stage: Stage) -> list[Lane]:
    return [
        Lane(
            "item",
            item.id,
            marks=tuple(
                Mark(seq, event)
                for seq, event in story.events
                if event.about == item.id
                and event.kind not in QUIET
                and stage.began <= event.at <= stage.ended
            ),
        )
        for item in plan.items
    ]


def _world(story: Story, stage: Stage) -> Lane:
    return Lane(
        "world",
        "world",
        marks=tuple(
            Mark(seq, event)
            for seq, event in story.events
            if event.kind in WORLD and stage.began <= event.at <= stage.ended
        ),
    )
