"""Reading the protocol at the table: one's own lines, one of which may be put right."""

from __future__ import annotations

from simulator.assessment.form import form
from simulator.assessment.line import Line
from simulator.cli import pen
from simulator.cli.dialog import Dialog
from simulator.script.numbering import numbered
from simulator.terms.casetime import clock
from simulator.world.act import Act


def open_protocol(dialog: Dialog) -> Act | None:
    """Show the lines, then let one be written, put right, or read the whole out."""
    lines = dialog.seat.position.ledger.lines
    show_lines(dialog, lines)
    voice = dialog.paper.voice
    what = (
        ["write", "correct", "read-out"] if dialog.state.stage == "scene" else ["write", "correct"]
    )
    if not lines:
        what.remove("correct")
    labels = [voice.say(f"protocol.{entry}") for entry in what]
    chosen = dialog.ask(voice.say("ask.protocol"), what, labels=labels)
    if chosen == "write":
        return _write(dialog)
    if chosen == "correct":
        return _correct(dialog, lines)
    return Act("read-out") if chosen == "read-out" else None


def show_lines(dialog: Dialog, lines: tuple[Line, ...]) -> None:
    """The protocol as it stands; the flight recorder is not shown during play."""
    voice = dialog.paper.voice
    if not lines:
        dialog.paper.code("play.no-lines")
    for line in lines:
        named = [
            f"{voice.say(f'field.{name}')}: {dialog.lexicon.named(value)}"
            for name, value in line.fields
        ]
        about = voice.say(f"{line.about}.name") if line.about else ""
        dialog.paper.timed(line.at, f"{line.number}. {about}. {'; '.join(named)}")


def _write(dialog: Dialog) -> Act | None:
    things = [
        thing
        for thing in numbered(dialog.seat.plan, dialog.state)
        if thing.kind not in ("place", "member", "witness", "copy", "question")
    ]
    labels = [dialog.paper.voice.say(f"{thing.id}.name") for thing in things]
    ids = [thing.id for thing in things]
    target = dialog.ask(dialog.paper.voice.say("ask.about"), ids, labels=labels)
    return pen.write(dialog, target) if target else None


def _correct(dialog: Dialog, lines: tuple[Line, ...]) -> Act | None:
    voice = dialog.paper.voice
    numbers = [str(line.number) for line in lines]
    labels = [f"{clock(line.at)} {voice.say(f'{line.about}.name')}" for line in lines]
    number = dialog.ask(voice.say("ask.line"), numbers, labels=labels)
    if number is None:
        return None
    line = next(entry for entry in lines if str(entry.number) == number)
    names = [entry.name for entry in form(line.form).fields]
    name = dialog.ask(
        voice.say("ask.field"), names, labels=[voice.say(f"field.{entry}") for entry in names]
    )
    if name is None:
        return None
    entry = next(one for one in form(line.form).fields if one.name == name)
    value = pen.ask_field(dialog, entry)
    return Act("correct", number, ((name, value),)) if value else None
