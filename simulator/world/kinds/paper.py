"""Paper, chargers, and other things without data of their own."""

from __future__ import annotations

from simulator.world.kinds.kind import Kind, menu

_MENU = menu("look", "photograph", "whose", "seize", "pack", "leave", "note")

PAPER = Kind("paper", scene=_MENU, lab=menu("look", "receive", "note"))
CHARGER = Kind("charger", scene=_MENU, lab=menu("look", "receive", "note"))
