"""Computers and laptops."""

from __future__ import annotations

from simulator.world.kinds.kind import LAB_MENU, Kind, menu

_SCENE = menu(
    "look",
    "photograph",
    "browse",
    "awake",
    "memory",
    "live-copy",
    "shut-down",
    "pull-plug",
    "clock",
    "whose",
    "seize",
    "pack",
    "leave",
    "note",
)

COMPUTER = Kind("computer", scene=_SCENE, lab=LAB_MENU, transfer_mb_per_second=400)
LAPTOP = Kind("laptop", scene=_SCENE, lab=LAB_MENU, transfer_mb_per_second=400)
