"""The first and the last lines of a sitting."""

from __future__ import annotations

from simulator.cli.dialog import Dialog
from simulator.doctrine.library import find_pack


def brief(dialog: Dialog, *, begun: bool) -> None:
    """Title, level, and what is seen on entering."""
    paper, plan = dialog.paper, dialog.seat.plan
    voice = paper.voice
    paper.plain()
    paper.code("play.title", title="@title", level=f"@level.{dialog.seat.level}")
    paper.code(f"play.keys-{dialog.seat.level}")
    pack = find_pack(plan.pack)
    if pack.is_draft:
        paper.wrapped(voice.phrase(pack.banner()))
    paper.plain()
    if begun:
        paper.code("play.resumed", count=dialog.seat.head.size)
    elif dialog.seat.scenario.text(voice.lang).get("brief"):
        paper.timed(dialog.state.now, dialog.seat.scenario.text(voice.lang).get("brief"))
        if voice.knows(f"stage.{dialog.state.stage}"):
            paper.timed(dialog.state.now, voice.say(f"stage.{dialog.state.stage}"))


def farewell(dialog: Dialog) -> None:
    """Where things stand, and the next command."""
    paper, seat = dialog.paper, dialog.seat
    paper.plain()
    if seat.position.state.closed:
        paper.code("play.closed", attempt=seat.id)
        paper.plain(f"  simulator debrief {seat.id}")
        paper.plain(f"  simulator log verify {seat.id}")
    else:
        paper.code("play.left", attempt=seat.id)
        paper.plain(f"  simulator resume {seat.id}")
