"""What could still be lost: each perishable thing as a bar that ends at loss or rescue."""

from __future__ import annotations

from msgspec import Struct

from simulator.reports.story import Story
from simulator.scenario.plan import ItemPlan, Plan

LOST, SAVED, OPEN = "lost", "saved", "open"


class Horizon(Struct, frozen=True):
    """``kind`` is ``wipe | lock | volume``; ``due`` is when it would have been lost, 0 = unknown.

    ``fate``: ``lost``, ``saved``, or ``open`` when the stage ended first.
    """

    item: str
    kind: str
    since: int
    until: int
    fate: str
    due: int = 0
    by: str = ""
    """Kind of the event that ended it."""


def horizons(plan: Plan, story: Story) -> tuple[Horizon, ...]:
    """The bars of the first stage, in the order of the plan's items."""
    end = story.stages[0].ended
    found: list[Horizon] = []
    for item in plan.items:
        if item.wiped_after.low:
            found.append(_wipe(plan, story, item, end))
        if item.volume == "open":
            found.append(_volume(plan, story, item, end))
        elif item.power == "on" and item.lock == "unlocked" and item.locks_lapse.low:
            found.append(_lock(plan, story, item, end))
    return tuple(found)


def _wipe(plan: Plan, story: Story, item: ItemPlan, end: int) -> Horizon:
    due = plan.starts + item.wiped_after.low
    leaked = max((e.at for e in story.of(item.id, "SignalLeaked")), default=-1)
    cut = [
        event
        for event in story.of(item.id, "Isolated", "RadiosChecked", "SwitchedOff", "WentFlat")
        if event.at > leaked
    ]
    gone = story.of(item.id, "Wiped")
    if gone:
        return Horizon(item.id, "wipe", plan.starts, gone[0].at, LOST, due, gone[0].kind)
    if cut and cut[0].at <= end:
        return Horizon(item.id, "wipe", plan.starts, cut[0].at, SAVED, due, cut[0].kind)
    return Horizon(item.id, "wipe", plan.starts, end, OPEN, due)


def _volume(plan: Plan, story: Story, item: ItemPlan, end: int) -> Horizon:
    saved = story.of(item.id, "LiveCopied", "MemoryCaptured")
    lost = story.of(item.id, "VolumeClosed")
    if saved and (not lost or saved[0].at <= lost[0].at):
        return Horizon(item.id, "volume", plan.starts, saved[0].at, SAVED, by=saved[0].kind)
    if lost:
        return Horizon(item.id, "volume", plan.starts, lost[0].at, LOST, by=lost[0].kind)
    return Horizon(item.id, "volume", plan.starts, end, OPEN)


def _lock(plan: Plan, story: Story, item: ItemPlan, end: int) -> Horizon:
    lost = story.of(item.id, "ScreenLocked", "SwitchedOff", "WentFlat")
    kept = story.of(item.id, "KeptAwake")
    if lost:
        return Horizon(item.id, "lock", plan.starts, lost[0].at, LOST, by=lost[0].kind)
    if kept:
        return Horizon(item.id, "lock", plan.starts, kept[0].at, SAVED, by=kept[0].kind)
    return Horizon(item.id, "lock", plan.starts, end, OPEN)
