"""Looking round: what there is, who is free, what lies open. Costs no time."""

from __future__ import annotations

import textwrap

from simulator.assessment.ledger import losses
from simulator.attempt.step import CLOSING
from simulator.cli.dialog import Dialog
from simulator.cli.paper import WIDTH
from simulator.script.numbering import (
    DISCLOSE,
    FINISH,
    HINT,
    KIT,
    ORDER,
    PROTOCOL,
    REPORT,
    TELEPHONE,
    WAIT,
    Numbered,
    numbered,
)

_PEOPLE = ("member", "witness")


def look_round(dialog: Dialog) -> None:
    """Print the numbered things, people and papers; at guided level also what is open."""
    plan, state = dialog.seat.plan, dialog.state
    things = numbered(plan, state)
    paper = dialog.paper
    rows = [
        ("round.items", [_name(dialog, t) for t in things if t.kind not in (*_PEOPLE, "question")]),
        ("round.team", [_name(dialog, thing) for thing in things if thing.kind == "member"]),
        ("round.witnesses", [_name(dialog, t) for t in things if t.kind == "witness"]),
        ("round.questions", [_name(dialog, t) for t in things if t.kind == "question"]),
        ("round.papers", _papers(dialog)),
    ]
    for code, cells in rows:
        if cells:
            _row(dialog, paper.voice.say(code), cells)
    if state.stage == "lab" and state.results:
        results = [f"{result.id} {result.verb} {result.copy}" for result in state.results]
        _row(dialog, paper.voice.say("round.results"), results)
    if dialog.seat.level == "guided":
        _open(dialog)


def _row(dialog: Dialog, head: str, cells: list[str]) -> None:
    if any(len(cell) > WIDTH - 14 for cell in cells):
        dialog.paper.plain(f"  {head}")
        for cell in cells:
            for row in textwrap.wrap(cell, WIDTH, initial_indent="  ", subsequent_indent="     "):
                dialog.paper.plain(row)
        return
    line = f"  {head:<11}"
    for cell in cells:
        if len(line) + len(cell) > 77:
            dialog.paper.plain(line.rstrip())
            line = " " * 13
        line += f"{cell}   "
    dialog.paper.plain(line.rstrip())


def _name(dialog: Dialog, thing: Numbered) -> str:
    voice, state = dialog.paper.voice, dialog.state
    if thing.kind == "copy":
        copy = state.copy(thing.id)
        return f"{thing.number} {copy.id} {voice.say(f'{copy.of}.name')}"
    if thing.kind == "question":
        done = "+" if thing.id in state.answered else ""
        return f"{thing.number}{done} {voice.say(thing.id)}"
    name = voice.say(f"{thing.id}.name")
    if thing.kind == "member":
        return f"{thing.number} {name}, {_doing(dialog, thing.id)}"
    item = next((entry for entry in state.items if entry.id == thing.id), None)
    number = f" {item.exhibit}" if item is not None and item.exhibit else ""
    return f"{thing.number} {name}{number}"


def _doing(dialog: Dialog, id: str) -> str:
    voice, state = dialog.paper.voice, dialog.state
    for task in state.tasks:
        if task.who == id:
            return voice.say("round.busy", what=f"@verb.{task.act.verb}", until_at=task.due)
    post = state.person(id).post
    if post:
        return voice.say(f"menu.{post.split()[0]}")
    return voice.say("round.free")


def _papers(dialog: Dialog) -> list[str]:
    voice = dialog.paper.voice
    lines = dialog.seat.position.lines
    scene = [(ORDER, "round.order"), (PROTOCOL, "round.protocol"), (KIT, "round.kit")]
    both = [(TELEPHONE, "round.telephone"), (WAIT, "round.wait"), (FINISH, "round.finish")]
    lab = [(PROTOCOL, "round.protocol"), (REPORT, "round.report"), (DISCLOSE, "round.disclose")]
    chosen = [*scene, *both] if dialog.state.stage == "scene" else [*lab, *both]
    cells = [f"{number} {voice.say(code, count=lines)}" for number, code in chosen]
    if dialog.seat.level != "exam":
        cells.append(f"{HINT} {voice.say('round.hint')}")
    return cells


def _open(dialog: Dialog) -> None:
    """What is not done yet, for things the trainee has seen."""
    voice, state = dialog.paper.voice, dialog.state
    position = dialog.seat.position
    seen = {item.id for item in state.items if item.looked_at >= 0 and not item.left}
    taken = {item.id for item in state.items if item.exhibit}
    undone: dict[str, list[str]] = {}
    for loss in losses(dialog.seat.plan, position.ledger, state.now):
        early = loss.absent in CLOSING and loss.absent != "taking" and loss.about not in taken
        if loss.absent and loss.about in seen and not early:
            undone.setdefault(loss.about, []).append(voice.say(f"absent.{loss.absent}"))
    for about, codes in undone.items():
        text = ", ".join(dict.fromkeys(codes))
        dialog.paper.timed(
            state.now, f"{voice.say('round.open')} {voice.say(f'{about}.name')}: {text}"
        )
