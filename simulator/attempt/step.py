"""One step of an attempt: world, judgement and the entries it writes, without I/O.

Used alike by play, review, search and authoring. The entries come out in the order in
which they are signed: the act, what was written, what was handed over, what the host
must add.
"""

from __future__ import annotations

import msgspec
from msgspec import Struct

from simulator.assessment.court import hearing
from simulator.assessment.judgement import Judgement, judge
from simulator.assessment.ledger import fold, losses
from simulator.assessment.line import Happening, Line
from simulator.assessment.loss import Loss
from simulator.attempt.position import Position
from simulator.attempt.protocol import forms_for, line_of
from simulator.attempt.written import RECORDER, TRAINEE, Need, Written
from simulator.doctrine.error import find_error
from simulator.scenario.plan import Plan
from simulator.terms.phrase import Phrase, phrase
from simulator.terms.vocabulary import Severity
from simulator.world.act import Act
from simulator.world.event import Event
from simulator.world.state import State
from simulator.world.step import Outcome, input_changed
from simulator.world.step import step as step_world

CLOSING = ("hand-over", "seal", "taken-line", "taking")
"""Duties at the end of handling a thing: never urgent before it is taken."""

_NEEDS_DIGEST = ("Imaged", "Extracted", "LiveCopied", "MemoryCaptured", "CopyMade")


class Step(Struct, frozen=True):
    """What a step led to; when ``refused`` is a code, nothing has changed or been written."""

    position: Position
    written: tuple[Written, ...] = ()
    seen: tuple[Phrase, ...] = ()
    events: tuple[Event, ...] = ()
    refused: str = ""
    done: bool = False


def step(plan: Plan, position: Position, act: Act) -> Step:
    """Carry out one act in a dealt plan."""
    refused = _refused(plan, position, act)
    if refused:
        return Step(position, refused=refused)
    outcome = step_world(plan, position.state, act)
    if outcome.refused:
        return Step(position, refused=outcome.refused)
    if act.verb == "testify" and position.is_last_question:
        outcome = _concluded(plan, outcome)
    events = tuple(_classed(position, event) for event in outcome.events)
    if act.verb == "hint":
        outcome = msgspec.structs.replace(outcome, seen=hint(plan, position))
    seq = position.entries
    happenings = [Happening(seq, event=event) for event in events]
    written = [Written("act", RECORDER, {}, act, outcome.seen, events)]
    if act.verb in ("note", "correct") and outcome.done:
        number = position.lines + 1
        lines = position.ledger.lines
        line = line_of(act, seq + 1, number, outcome.state, lines)
        happenings.append(Happening(seq + 1, line=line))
        written.append(_record(line, outcome.state))
        signed = phrase("seen.corrected" if line.corrects else "seen.signed", line=number)
        outcome = msgspec.structs.replace(outcome, seen=(*outcome.seen, signed))
        written[0] = msgspec.structs.replace(written[0], seen=outcome.seen)
    for event in events:
        written.extend(_formal(plan, event, seq + len(written), outcome.state, act))
    ledger = fold(plan, position.ledger, happenings)
    after = Position(outcome.state, ledger, seq + len(written), position.questions)
    if any(event.kind == "StageBegan" and event.about == "court" for event in events):
        questions = hearing(plan, ledger, outcome.state.now)
        after = msgspec.structs.replace(after, questions=questions)
    return Step(after, tuple(written), outcome.seen, events, done=outcome.done)


def host_fact(position: Position, copy: str) -> tuple[Position, Written]:
    """The host found that the file of a copy no longer has its digest: a logged input."""
    body = {"kind": "file-changed", "about": copy, "values": {}}
    state = input_changed(position.state, copy)
    after = msgspec.structs.replace(position, state=state, entries=position.entries + 1)
    return after, Written("input", RECORDER, body)


def hint(plan: Plan, position: Position) -> tuple[Phrase, ...]:
    """What is most urgently undone, as the doctrine's advice; never what is hidden."""
    found = losses(plan, position.ledger, position.state.now)
    seen = {item.id for item in position.state.items if item.seen or item.exhibit}
    undone = [loss for loss in found if loss.absent and loss.about in ("", *seen)]
    if not undone:
        return (phrase("seen.hint-none"),)
    weight = {Severity.CRITICAL: 0, Severity.MAJOR: 1, Severity.MINOR: 2}
    taken = {item.id for item in position.state.items if item.exhibit}

    def urgency(loss: Loss) -> tuple[bool, int, int]:
        closing = loss.absent in CLOSING and loss.about not in taken
        return (closing, weight[find_error(loss.error).severity], loss.at)

    worst = min(undone, key=urgency)
    advice = f"@doctrine.error.{worst.error}.instead"
    if not worst.about:
        return (phrase("seen.hint-all", text=advice),)
    return (phrase("seen.hint", text=advice, item=f"@{worst.about}.name"),)


def judgement(plan: Plan, position: Position) -> Judgement:
    """Judge the attempt as if it ended here."""
    return judge(plan, position.state, position.ledger)


def _refused(plan: Plan, position: Position, act: Act) -> str:
    if act.verb == "testify":
        question = position.court_question
        if question is None or question.id != act.target:
            return "nobody-asks"
        if act.arg("choice") not in [str(n + 1) for n in range(len(question.answers))]:
            return "no-such-answer"
    if act.verb == "correct" and not any(
        str(line.number) == act.target for line in position.ledger.lines
    ):
        return "no-such-line"
    if act.verb == "note" and not any(
        form.id == act.arg("form") for form in forms_for(plan, position.state, act.target)
    ):
        return "no-such-form"
    return ""


def _concluded(plan: Plan, outcome: Outcome) -> Outcome:
    """With its last answer the hearing is over, and the attempt with it."""
    end = step_world(plan, outcome.state, Act("finish"))
    return msgspec.structs.replace(
        outcome,
        state=end.state,
        events=(*outcome.events, *end.events),
        seen=(*outcome.seen, *end.seen),
    )


def _classed(position: Position, event: Event) -> Event:
    """Put the class of the chosen statement on a testimony."""
    if event.kind != "Testified":
        return event
    question = next(entry for entry in position.questions if entry.id == event.about)
    answer = question.answers[int(event.get("choice")) - 1]
    return msgspec.structs.replace(event, params=(*event.params, ("class", answer.kind)))


def _record(line: Line, state: State) -> Written:
    """The entry of a line; a thing that has an exhibit number is named by it."""
    exhibit = next((item.exhibit for item in state.items if item.id == line.about), "")
    fields: dict[str, str] = dict(line.fields)
    body: dict[str, object] = {
        "line": line.number,
        "form": line.form,
        "about": exhibit or line.about,
        "fields": fields,
    }
    if line.corrects:
        body["corrects"] = line.corrects
        body["reason"] = fields.pop("reason", "")
        return Written("correction", TRAINEE, body)
    return Written("record", TRAINEE, body)


def _formal(plan: Plan, event: Event, seq: int, state: State, act: Act) -> tuple[Written, ...]:
    """Hand-overs, checkpoints, closing, and facts asked of the host."""
    match event.kind:
        case "HandedOver":
            item = state.item(event.about)
            to = event.get("to")
            return (
                Written("release", TRAINEE, _release(item.exhibit, to, item.seal, item.place)),
                Written("receive", to, _receipt(item.exhibit, item.seal, intact=True), quotes=seq),
            )
        case "Received":
            item = state.item(event.about)
            store = next((p.id for p in plan.people if p.part == "custodian"), "store")
            checked = event.get("check")
            return (
                Written("release", store, _release(item.exhibit, TRAINEE, item.seal, item.place)),
                Written(
                    "receive",
                    TRAINEE,
                    _receipt(
                        item.exhibit,
                        item.seal if checked != "unread" else "",
                        intact=checked == "intact",
                    ),
                    quotes=seq,
                ),
            )
        case "ProtocolReadOut":
            return (Written("checkpoint", RECORDER, {}),)
        case "AttemptClosed":
            return (Written("closed", RECORDER, {"reason": event.get("reason"), "entries": seq}),)
        case "Analysed":
            return (_input("analyse", event, act),)
        case kind if kind in _NEEDS_DIGEST:
            return (_input("digest", event, act),)
        case _:
            return ()


def _input(kind: str, event: Event, act: Act) -> Written:
    need = Need(kind, event.get("copy"), event.about, act)
    return Written("input", RECORDER, {"kind": kind, "about": need.copy}, need=need)


def _release(exhibit: str, to: str, seal: str, place: str) -> dict[str, str]:
    return {
        "exhibit": exhibit,
        "to": to,
        "purpose": "examination",
        "seal": seal,
        "condition": "sealed" if seal else "unsealed",
        "sha256": "",
        "place": place,
    }


def _receipt(exhibit: str, seal: str, *, intact: bool) -> dict[str, str | bool]:
    return {
        "exhibit": exhibit,
        "seal": seal,
        "condition": "sealed" if seal else "unsealed",
        "seal_intact": intact and bool(seal),
        "sha256": "",
    }
