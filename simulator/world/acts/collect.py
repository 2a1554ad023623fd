"""Collect: open, switch, take or leave."""

from __future__ import annotations

from simulator.scenario.plan import Plan
from simulator.terms.vocabulary import Phase
from simulator.world.act import Act
from simulator.world.acts.condition import (
    needs_lock,
    needs_power,
    needs_unlocked,
    no_touch,
)
from simulator.world.acts.spec import ActSpec, Param, takes
from simulator.world.dynamics import unplug
from simulator.world.moment import Moment
from simulator.world.sight import seen_by, witnesses
from simulator.world.state import State


def browse(m: Moment, act: Act) -> None:
    """Open files or messages on the original: the bytes change (ACPO.1, mark V)."""
    item = m.item(act.target)
    m.touch(item.id, act.who)
    m.emit("Browsed", item.id, act.who)
    m.affect(item.id, "browse")
    m.see("browsed", item=f"@{item.id}.name", text=f"@{item.id}.inside")


def try_code(m: Moment, act: Act) -> None:
    """Guess the code: a counter goes up (N101:4.3, mark V)."""
    item = m.item(act.target)
    m.emit("CodeTried", item.id, act.who)
    m.affect(item.id, "code")
    m.see("code-wrong", item=f"@{item.id}.name")


def switch_off(m: Moment, act: Act) -> None:
    """Off: the keys leave memory; a phone unlocked since its start closes again."""
    item = m.item(act.target)
    m.touch(item.id, act.who)
    m.affect(item.id, "shutdown")
    unplug(m, item.id, act.arg("why"))


def pull_plug(m: Moment, act: Act) -> None:
    """Cut the power: nothing is written, everything in memory is lost."""
    unplug(m, m.item(act.target).id, act.arg("why"))


def switch_on(m: Moment, act: Act) -> None:
    """Start a device that was off: it writes, and every timer and radio comes alive."""
    item = m.item(act.target)
    m.settle(item.id, power="on", touched_at=m.now)
    m.emit("SwitchedOn", item.id, act.who, why=act.arg("why"))
    m.affect(item.id, "boot")
    m.see("on", item=f"@{item.id}.name")


def seize(m: Moment, act: Act) -> None:
    """Take it, after showing it to those present; it gets its exhibit number."""
    item = m.item(act.target)
    shown = seen_by(m.plan, act.arg("shown"))
    m.touch(item.id, act.who)
    number = act.arg("number")
    m.change(item.id, exhibit=number, moved_at=m.now, holder=act.who, custodian=act.who)
    m.emit("Seized", item.id, act.who, exhibit=number, shown=",".join(shown))
    m.know(item.id, exhibit=number, shown=act.arg("shown"))
    m.see("seized", item=f"@{item.id}.name", exhibit=number)


def leave(m: Moment, act: Act) -> None:
    """Leave it where it is, and say why."""
    item = m.change(act.target, left=True)
    m.emit("LeftBehind", item.id, act.who, why=act.arg("why"))
    m.know(item.id, left=act.arg("why"))
    m.see("left", item=f"@{item.id}.name")


def next_number(plan: Plan, state: State, act: Act) -> tuple[str, ...]:
    """The next free exhibit number, then two that are wrong on purpose to offer."""
    taken = sum(1 for item in state.items if item.exhibit)
    numbers = dict.fromkeys((taken + 1, taken + 2, max(taken, 1)))
    return tuple(f"EX-{n:03d}" for n in numbers)


def _cannot_browse(m: Moment, act: Act) -> str:
    item = m.item(act.target)
    if item.package:
        return "packed"
    if item.kind == "usb":
        return "blocked-by-blocker" if item.blocked else ""
    return needs_unlocked(m, act)


def _is_on(m: Moment, act: Act) -> str:
    item = m.item(act.target)
    if item.package:
        return "packed"
    return "is-on" if item.power == "on" else "no-power-button" if item.power == "none" else ""


def _taken(m: Moment, act: Act) -> str:
    return no_touch(m, act) or ("already-exhibit" if m.item(act.target).exhibit else "")


def off_seconds(m: Moment, act: Act) -> int:
    """An orderly shutdown takes minutes, holding a button seconds."""
    return 180 if act.verb == "shut-down" else 20


_BOTH = ("scene", "lab")
_C = Phase.COLLECT
_OFF = ("stop-wipe", "save-battery", "stop-signals", "no-reason")

ACTS = (
    ActSpec(
        "browse",
        "A37",
        _C,
        "item",
        takes(120),
        browse,
        stages=_BOTH,
        reasons=("see-evidence", "find-owner", "stop-danger"),
        refuse=_cannot_browse,
        at_once=True,
        holds=True,
    ),
    ActSpec(
        "try-code",
        "A65",
        _C,
        "item",
        takes(20),
        try_code,
        reasons=("see-evidence", "code-known", "no-reason"),
        refuse=needs_lock,
    ),
    ActSpec(
        "switch-off",
        "A28",
        _C,
        "item",
        off_seconds,
        switch_off,
        stages=_BOTH,
        reasons=_OFF,
        refuse=needs_power,
    ),
    ActSpec(
        "shut-down", "A34", _C, "item", off_seconds, switch_off, reasons=_OFF, refuse=needs_power
    ),
    ActSpec("pull-plug", "A33", _C, "item", takes(10), pull_plug, reasons=_OFF, refuse=needs_power),
    ActSpec(
        "switch-on",
        "A36",
        _C,
        "item",
        takes(120),
        switch_on,
        stages=("lab",),
        reasons=("see-evidence", "check-works", "no-reason"),
        refuse=_is_on,
    ),
    ActSpec(
        "seize",
        "A45",
        _C,
        "item",
        takes(60),
        seize,
        params=(Param("shown", witnesses), Param("number", next_number)),
        refuse=_taken,
    ),
    ActSpec(
        "leave",
        "A24",
        _C,
        "item",
        takes(10),
        leave,
        stages=_BOTH,
        reasons=("outside-order", "no-use", "later"),
        refuse=_taken,
    ),
)
