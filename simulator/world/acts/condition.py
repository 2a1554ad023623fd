"""What makes handling a thing physically impossible: codes of refusals, or empty."""

from __future__ import annotations

from simulator.world.act import Act
from simulator.world.moment import Moment


def no_touch(m: Moment, act: Act) -> str:
    """Packed, or gone with its owner."""
    item = m.item(act.target)
    if item.left and m.state.person(m.item_plan(item.id).owner or "me").gone:
        return "not-there"
    return "packed" if item.package else ""


def needs_screen(m: Moment, act: Act) -> str:
    """Its screen must be reachable: on, and in no bag or package."""
    item = m.item(act.target)
    if item.power != "on":
        return "is-off"
    if item.shield:
        return "in-bag"
    return "packed" if item.package else ""


def needs_unlocked(m: Moment, act: Act) -> str:
    """Its screen must be reachable and unlocked."""
    return needs_screen(m, act) or ("" if m.item(act.target).lock == "unlocked" else "is-locked")


def needs_lock(m: Moment, act: Act) -> str:
    """There must be a lock to try a code on."""
    missing = needs_screen(m, act)
    return missing or ("not-locked" if m.item(act.target).lock == "unlocked" else "")


def needs_power(m: Moment, act: Act) -> str:
    """It must be on and not packed."""
    item = m.item(act.target)
    return "packed" if item.package else "is-off" if item.power != "on" else ""
