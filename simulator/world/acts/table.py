"""The table of acts, and how one is completed."""

from __future__ import annotations

from simulator.world.acts import (
    analyse,
    authorise,
    collect,
    identify,
    isolate,
    live,
    present,
    preserve,
)
from simulator.world.acts.spec import ActSpec
from simulator.world.moment import Moment
from simulator.world.state import Task

ACTS: dict[str, ActSpec] = {
    spec.verb: spec
    for module in (authorise, identify, collect, isolate, live, preserve, analyse, present)
    for spec in module.ACTS
}


def complete(m: Moment, task: Task) -> None:
    """A member of the team has finished what he was told to do."""
    spec = ACTS[task.act.verb]
    refusal = spec.refuse(m, task.act)
    if refusal:
        m.see("team-cannot", who=m.name_of_doer(task.who), reason=f"@refused.{refusal}")
        m.emit("OrderFailed", task.act.target, task.who, verb=task.act.verb, reason=refusal)
        return
    spec.do(m, task.act)
