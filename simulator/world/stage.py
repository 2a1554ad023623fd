"""Stages: how one ends and the next begins, and what the new hat takes along."""

from __future__ import annotations

from collections.abc import Callable

from simulator.terms.casetime import DAY, HOUR, MINUTE
from simulator.world.moment import Moment

LAB_OPENS = 9 * HOUR
LAB = "lab"

Wait = Callable[[int], None]


def end(m: Moment, reason: str, wait: Wait) -> None:
    """End the stage (``finished | time``) and begin the next one, or close the attempt.

    ``wait`` lets the world go on by itself until the next stage opens: a night in the
    store is long enough for an unpowered phone to go flat.
    """
    ended = m.state.stage
    m.emit("StageEnded", ended, reason=reason)
    m.see("stage-ended", stage=f"@stage.{ended}.name", reason=f"@reason.{reason}")
    ids = [stage.id for stage in m.plan.stages]
    following = m.plan.stages[ids.index(ended) + 1 :]
    m.set(question="", doing=None, tasks=(), searches=())
    if not following:
        close(m, reason)
        return
    upcoming = following[0]
    opens = (m.now // DAY + 1) * DAY + LAB_OPENS
    m.set(stage=upcoming.id, stage_ends=opens + upcoming.minutes * MINUTE, here=LAB, known=())
    for item in m.state.items:
        if item.exhibit:
            m.change(item.id, place=LAB, awake_by="")
    told = len(m.seen)
    wait(opens)
    del m.seen[told:]
    m.alarmed = False
    m.emit("StageBegan", upcoming.id, role=upcoming.role)
    m.see("stage-began", stage=f"@stage.{upcoming.id}")


def close(m: Moment, reason: str) -> None:
    """No act is possible afterwards."""
    m.set(closed=True, question="", doing=None, tasks=(), searches=())
    m.emit("AttemptClosed", "", reason=reason)
