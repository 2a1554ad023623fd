"""The hearing at the table: a question, statements to choose from, the protocol lies open."""

from __future__ import annotations

from simulator.cli.dialog import Dialog, number
from simulator.cli.protocol import show_lines
from simulator.script import numbering
from simulator.world.act import Act


def hear(dialog: Dialog) -> None:
    """Put the pending question until it is answered."""
    question = dialog.seat.position.court_question
    if question is None:
        return
    voice, paper = dialog.paper.voice, dialog.paper
    if question.opening is not None:
        paper.timed(dialog.state.now, voice.phrase(question.opening))
    speaker = voice.say(f"court.speaker.{question.speaker}")
    paper.timed(dialog.state.now, f"{speaker}: {voice.phrase(question.asks)}")
    paper.menu([voice.phrase(answer.says) for answer in question.answers])
    while True:
        typed = dialog.answer(voice.say("ask.court") + " > ")
        if typed == str(numbering.PROTOCOL):
            show_lines(dialog, dialog.seat.position.ledger.lines)
            continue
        if typed == "finish":
            dialog.perform(Act("finish"))
            return
        choice = _statement(typed, question.id)
        if 1 <= number(choice) <= len(question.answers):
            dialog.perform(Act("testify", question.id, (("choice", choice),)))
            return
        choice = dialog.seat.position.answer_of(typed)
        if choice:
            dialog.perform(Act("testify", question.id, (("choice", choice),)))
            return
        dialog.not_understood(typed)


def _statement(typed: str, id: str) -> str:
    """``2``, or the canonical ``testify Q1 choice=2``."""
    if number(typed) > 0:
        return str(number(typed))
    words = typed.split()
    if len(words) == 3 and words[:2] == ["testify", id] and words[2].startswith("choice="):
        return words[2].removeprefix("choice=")
    return ""
