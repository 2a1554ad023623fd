"""The table at which an attempt is played: one prompt after another until it is closed."""

from __future__ import annotations

from simulator.attempt.protocol import filled
from simulator.cli import pen
from simulator.cli.dialog import Dialog, Elsewhere, Ended, Left, number
from simulator.cli.hearing import hear
from simulator.cli.interruption import carry_on, surprised
from simulator.cli.protocol import open_protocol
from simulator.cli.round import look_round
from simulator.exercise.readout import names
from simulator.script import numbering
from simulator.script.numbering import Numbered, numbered
from simulator.script.reading import Unread, missing, read
from simulator.terms.phrase import phrase
from simulator.world.act import Act
from simulator.world.acts.spec import Param
from simulator.world.acts.table import ACTS
from simulator.world.kinds.table import KINDS

_HELP = ("?", "help", "помощь", "ёрӣ")


def play(dialog: Dialog) -> None:
    """Play until the attempt is closed or the answers end."""
    while not dialog.state.closed:
        try:
            _turn(dialog)
        except Ended:
            dialog.queue.clear()
            dialog.perform(Act("end"))
        except Elsewhere:
            dialog.paper.code("play.not-signed")
        except Left:
            return


def _turn(dialog: Dialog) -> None:
    if dialog.seat.position.court_question is not None:
        hear(dialog)
    elif dialog.state.question:
        surprised(dialog, _command)
    elif dialog.interrupted is not None:
        carry_on(dialog)
    else:
        _command(dialog, dialog.answer(dialog.prompt()))


def _command(dialog: Dialog, line: str) -> None:
    words = line.split()
    if not words:
        look_round(dialog)
        return
    if line in _HELP:
        _help(dialog)
        return
    if all(word.isascii() and word.isdigit() for word in words):
        dialog.queue.extend(words[1:])
        _pointed(dialog, number(words[0]))
        dialog.queue.clear()
        return
    result = read(line, dialog.lexicon, dialog.state)
    if isinstance(result, Unread):
        _unread(dialog, line, result)
        return
    if result.needs_target:
        _complete(dialog, _with_target(dialog, result.act))
    else:
        _complete(dialog, result.act)


def _unread(dialog: Dialog, line: str, result: Unread) -> None:
    fault = dialog.feed.unreadable(line)
    if fault is not None and result.verb:
        dialog.paper.told(dialog.state.now, [phrase("refused.no-such-thing")])
        return
    if fault is not None:
        raise fault
    if result.layout:
        answer = dialog.ask(
            dialog.paper.voice.say("play.layout", line=result.layout),
            ("yes",),
            labels=[dialog.paper.voice.say("play.yes")],
        )
        if answer:
            _command(dialog, result.layout)
        return
    if result.near:
        dialog.paper.code("play.near", word=result.word, near=", ".join(result.near))
    else:
        dialog.paper.code("play.unknown", word=result.word)


def _pointed(dialog: Dialog, number: int) -> None:
    """A number at the main prompt."""
    act: Act | None = None
    match number:
        case 0:
            return
        case numbering.ORDER:
            act = Act("read", "order")
        case numbering.KIT:
            act = Act("read", "kit")
        case numbering.PROTOCOL:
            act = open_protocol(dialog)
        case numbering.TELEPHONE:
            act = _telephone(dialog)
        case numbering.WAIT:
            act = _wait(dialog)
        case numbering.FINISH:
            act = _finish(dialog)
        case numbering.REPORT:
            act = Act("report")
        case numbering.DISCLOSE:
            act = Act("disclose")
        case numbering.HINT:
            act = None if dialog.seat.level == "exam" else Act("hint")
        case _:
            things = numbered(dialog.seat.plan, dialog.state)
            thing = next((entry for entry in things if entry.number == number), None)
            if thing is None:
                dialog.paper.code("play.no-such-number", number=number)
                return
            act = _menu(dialog, thing)
    _complete(dialog, act)


def _menu(dialog: Dialog, thing: Numbered) -> Act | None:
    """The list of acts of a kind: the same at every level, foolish ones included."""
    kind = KINDS[thing.kind]
    choices = kind.lab if dialog.state.stage == "lab" else kind.scene
    if not choices:
        return None
    voice = dialog.paper.voice
    name = voice.say(f"{thing.id}.name") if thing.kind != "copy" else thing.id
    if thing.kind == "question":
        return Act("answer", thing.id)
    if not dialog.queue:
        dialog.paper.code("play.menu-head", item=name, kind=f"@kind.{thing.kind}")
        dialog.paper.menu([voice.say(choice.code) for choice in choices])
    typed = dialog.answer(f"  {name} > ")
    if not (typed.isascii() and typed.isdigit()):
        if typed:
            dialog.feed.put_back(typed)
        return None
    if not 1 <= number(typed) <= len(choices):
        if number(typed) != 0:
            dialog.paper.code("play.number-please")
        return None
    choice = choices[number(typed) - 1]
    if thing.kind == "member":
        spec = ACTS[choice.verb]
        act = Act(choice.verb, "", choice.args, thing.id)
        return act if spec.on == "person-or-all" else _with_target(dialog, act)
    return Act(choice.verb, thing.id, choice.args)


def _with_target(dialog: Dialog, act: Act) -> Act | None:
    """Ask what the order is about."""
    wanted = ("place",) if act.verb == "search" else None
    things = [
        thing
        for thing in numbered(dialog.seat.plan, dialog.state)
        if (thing.kind in wanted if wanted else thing.kind not in ("member", "witness"))
    ]
    labels = [dialog.paper.voice.say(f"{thing.id}.name") for thing in things]
    target = dialog.ask(dialog.paper.voice.say("ask.target"), [t.id for t in things], labels=labels)
    return Act(act.verb, target, act.args, act.who) if target else None


def _complete(dialog: Dialog, act: Act | None) -> None:
    """Ask what is still missing, the reason last, then do it; 0 means: don't."""
    while act is not None:
        if act.verb == "note" and not act.arg("form"):
            act = pen.write(dialog, act.target)
            continue
        param = missing(dialog.seat.plan, dialog.state, act)
        if param is None:
            break
        value = _value(dialog, act, param)
        if not value:
            return
        act = Act(act.verb, act.target, tuple(sorted([*act.args, (param.name, value)])), act.who)
    if act is not None and dialog.seat.level == "guided":
        act = filled(dialog.seat.plan, dialog.state, act)
    if act is not None:
        dialog.perform(act)


def _value(dialog: Dialog, act: Act, param: Param) -> str:
    voice = dialog.paper.voice
    own = f"ask.{act.verb}.{param.name}"
    question = voice.say(own if voice.knows(own) else f"ask.{param.name}")
    options = param.options(dialog.seat.plan, dialog.state, act)
    if param.name == "file":
        return _file(dialog, act)
    if not options:
        return dialog.answer(f"  {question} > ")
    labels = None
    if act.verb == "answer" and param.name == "choice":
        labels = [voice.say(f"{act.target}.{option}") for option in options]
    return dialog.ask(question, options, labels=labels) or ""


def _file(dialog: Dialog, act: Act) -> str:
    """Which file of a copy: by the number of the listing."""
    copy = dialog.state.copy(act.target)
    found = names(dialog.seat.bench.path(copy))
    dialog.paper.menu(found)
    typed = dialog.answer(f"  {dialog.paper.voice.say('ask.file')} > ")
    if 1 <= number(typed) <= len(found):
        return found[number(typed) - 1]
    if typed in found:
        return typed
    if typed not in ("", "0") and not dialog.is_elsewhere(typed):
        dialog.not_understood(typed)
    return ""


def _telephone(dialog: Dialog) -> Act | None:
    voice = dialog.paper.voice
    ids = [p.id for p in dialog.seat.plan.people if p.part in ("prosecutor", "chief")]
    who = dialog.ask(
        voice.say("ask.telephone"), ids, labels=[voice.say(f"{id}.name") for id in ids]
    )
    if who is None:
        return None
    about = dialog.ask(voice.say("ask.call.about"), ("incident", "advice"))
    return Act("call", who, (("about", about),)) if about else None


def _wait(dialog: Dialog) -> Act | None:
    minutes = dialog.ask(
        dialog.paper.voice.say("ask.wait"), ("1", "5", "15"), labels=["1", "5", "15"]
    )
    return Act("wait", "", (("for", minutes),)) if minutes else None


def _finish(dialog: Dialog) -> Act | None:
    voice = dialog.paper.voice
    answer = dialog.ask(voice.say("ask.finish"), ("yes",), labels=[voice.say("play.yes")])
    return Act("finish") if answer else None


def _help(dialog: Dialog) -> None:
    """Items and words; any word goes with any item."""
    look_round(dialog)
    spec_words = [
        dialog.lexicon.voices[0].say(f"verb.{verb}")
        for verb, spec in ACTS.items()
        if dialog.state.stage in spec.stages and spec.on not in ("surprise", "court")
    ]
    dialog.paper.timed(dialog.state.now, " / ".join(spec_words))
    dialog.paper.code("play.help")
