"""People: those at the scene, and the members of the team."""

from __future__ import annotations

from simulator.world.kinds.kind import Kind, menu

PERSON = Kind(
    "person",
    scene=menu(
        "ask about=who",
        "ask about=code",
        "explain",
        "ask about=surrender",
        "guard",
        "note",
    ),
)
MEMBER = Kind(
    "member",
    scene=menu("guard", "photograph", "search", "awake", "live-copy", "memory"),
)
WITNESS = Kind("witness", scene=menu("bring", "explain"))
PLACE = Kind("place", scene=menu("photograph", "search"))
