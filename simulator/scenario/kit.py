"""The kit the team brings: ``bag FB-1 good, bag FB-2 leaks, power bank, labels, seals``."""

from __future__ import annotations

from re import Match

from simulator.scenario.clause import Faults, line_of, read
from simulator.scenario.plan import KitPlan

_THINGS = {
    "power bank": "powerbank",
    "touchpad device": "jiggler",
    "write blocker": "blocker",
    "labels": "labels",
    "seals": "seals",
    "evidence drive": "drive",
}
_BAD = {"leaks", "failed", "in the wrong mode", "not tested"}


def kit_of(value: object) -> tuple[KitPlan, ...]:
    """Read a ``kit:`` line; the same thing twice is a fault."""
    line, faults = line_of(value), Faults()
    found: dict[str, KitPlan] = {}

    def keep(thing: KitPlan) -> None:
        if thing.id in found:
            raise ValueError("kit-twice")
        found[thing.id] = thing

    def bag(match: Match[str]) -> None:
        keep(KitPlan(match[1], "bag", match[2].lower() not in _BAD))

    def thing(match: Match[str]) -> None:
        kind = _THINGS[match[1].lower()]
        keep(KitPlan(kind, kind, (match[2] or "").strip().lower() not in _BAD))

    def stamp(match: Match[str]) -> None:
        keep(KitPlan(f"stamp-{match[1]}", "seals"))

    bad = "|".join(sorted(_BAD))
    read(
        line,
        [
            (rf"bag ([A-Za-z0-9-]+) (good|{bad})", bag),
            (rf"({'|'.join(_THINGS)})(| good| (?:{bad}))", thing),
            (r"stamp (\d+)", stamp),
        ],
        (*_THINGS, "bag FB-1 good", "bag FB-2 leaks", "stamp 4"),
        faults,
    )
    faults.close()
    return tuple(found.values())
