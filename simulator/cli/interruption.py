"""Interruptions at the table: somebody asks, or a long act is broken into."""

from __future__ import annotations

from collections.abc import Callable

from simulator.cli.dialog import LATER, Dialog
from simulator.world.act import Act


def surprised(dialog: Dialog, command: Callable[[Dialog, str], None]) -> None:
    """Somebody interrupts: answer him, or go on with ``command`` and leave him waiting."""
    code = dialog.state.question
    plan = next(entry for entry in dialog.seat.plan.surprises if entry.id == code)
    standing = dialog.feed.standing(code)
    if standing:
        chosen = dialog.choose(standing, plan.choices)
        if not chosen:
            dialog.not_understood(standing)
        dialog.perform(Act("reply", code, (("choice", chosen),)))
        if dialog.interrupted is not None and not dialog.state.question:
            again, dialog.interrupted = dialog.interrupted, None
            dialog.perform(again)
        return
    labels = [dialog.paper.voice.say(f"{code}.{choice}") for choice in plan.choices]
    answer = dialog.ask(
        dialog.paper.voice.say("ask.reply"), plan.choices, labels=labels, zero=LATER
    )
    if answer is not None:
        dialog.perform(Act("reply", code, (("choice", answer),)))
    else:
        command(dialog, dialog.answer(dialog.prompt()))


def carry_on(dialog: Dialog) -> None:
    """An act that was broken into: go on, or leave it; what was done of it is kept."""
    act = dialog.interrupted
    dialog.interrupted = None
    if act is None:
        return
    voice = dialog.paper.voice
    labels = [voice.say("carry.on"), voice.say("carry.off")]
    answer = dialog.ask(voice.say("ask.carry"), ("on", "off"), labels=labels)
    if answer == "on":
        dialog.perform(act)
