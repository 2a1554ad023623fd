"""Removable media."""

from __future__ import annotations

from simulator.world.kinds.kind import LAB_MENU, Kind, menu

USB = Kind(
    "usb",
    scene=menu("look", "photograph", "browse", "whose", "seize", "pack", "leave", "note"),
    lab=LAB_MENU,
    transfer_mb_per_second=25,
)
