"""Collect: copy what is only there while the machine runs."""

from __future__ import annotations

from simulator.terms.vocabulary import Phase
from simulator.world.act import Act
from simulator.world.acts.condition import (
    needs_unlocked,
)
from simulator.world.acts.spec import ActSpec, takes
from simulator.world.moment import Moment


def memory(m: Moment, act: Act) -> None:
    """Copy the working memory; the tool leaves a footprint (I37:7.1.3.1, mark E)."""
    item = m.item(act.target)
    m.touch(item.id, act.who)
    m.affect(item.id, "live")
    copy = m.add_copy(item.id, "memory", m.item(item.id).content)
    m.emit("MemoryCaptured", item.id, act.who, copy=copy.id)
    m.know(item.id, memory=copy.id)
    m.see("memory-done", item=f"@{item.id}.name", copy=copy.id)


def live_copy(m: Moment, act: Act) -> None:
    """Copy the open volume while it can be read (UNC:28 and I37:7.1.3.4, marks M and E)."""
    item = m.item(act.target)
    m.touch(item.id, act.who)
    if item.volume != "open":
        m.see("volume-shut", item=f"@{item.id}.name")
        m.emit("LiveCopyFailed", item.id, act.who)
        return
    m.affect(item.id, "live")
    copy = m.add_copy(item.id, "live", m.item(item.id).content)
    m.emit("LiveCopied", item.id, act.who, copy=copy.id)
    m.know(item.id, live=copy.id)
    m.see("live-done", item=f"@{item.id}.name", copy=copy.id)


_C = Phase.COLLECT

ACTS = (
    ActSpec(
        "memory",
        "A38",
        _C,
        "item",
        takes(600),
        memory,
        reasons=("keep-state", "see-evidence", "no-reason"),
        refuse=needs_unlocked,
        by_team=True,
    ),
    ActSpec(
        "live-copy",
        "A40",
        _C,
        "item",
        takes(900),
        live_copy,
        reasons=("keep-state", "see-evidence", "no-reason"),
        refuse=needs_unlocked,
        by_team=True,
    ),
)
