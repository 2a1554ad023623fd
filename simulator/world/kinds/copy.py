"""Copies in the laboratory, and the questions of the case."""

from __future__ import annotations

from simulator.world.kinds.kind import Kind, menu

COPY = Kind(
    "copy",
    scene=(),
    lab=menu(
        "list", "view", "find", "recover", "timeline", "verify", "working-copy", "second-tool"
    ),
)
QUESTION = Kind("question", scene=(), lab=menu("answer"))
