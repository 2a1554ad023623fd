"""Phones: whatever their state, the same list."""

from __future__ import annotations

from simulator.world.kinds.kind import Kind, menu

PHONE = Kind(
    "phone",
    scene=menu(
        "look",
        "photograph",
        "browse",
        "try-code",
        "isolate",
        "power",
        "switch-off",
        "flight",
        "radios",
        "awake",
        "clock",
        "whose",
        "seize",
        "pack",
        "leave",
        "note",
    ),
    lab=menu("look", "browse", "receive", "extract", "switch-off", "pack", "note", "leave"),
)
