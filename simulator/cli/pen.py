"""Writing a line of the protocol: a draft with gaps, or a blank form of choices."""

from __future__ import annotations

from simulator.assessment.form import Field, form
from simulator.attempt.protocol import draft, forms_for, options_for
from simulator.cli.dialog import Dialog, Elsewhere
from simulator.terms.casetime import clock, parse_clock
from simulator.world.act import Act

FREE_AT_GUIDED = ("remark", "words", "when")


def write(dialog: Dialog, target: str) -> Act | None:
    """Let the trainee fill in a form about ``target``; ``None`` when he puts the pen down."""
    id = _item_of(dialog, target)
    forms = forms_for(dialog.seat.plan, dialog.state, id)
    if not forms:
        dialog.paper.code("play.no-form")
        return None
    voice = dialog.paper.voice
    labels = [voice.say(f"form.{entry.id}") for entry in forms]
    chosen = dialog.ask(voice.say("ask.form"), [entry.id for entry in forms], labels=labels)
    if chosen is None:
        return None
    guided = dialog.seat.level == "guided"
    fields = draft(dialog.seat.plan, dialog.state, chosen, id) if guided else {}
    _head(dialog, chosen, id)
    for entry in form(chosen).fields:
        if guided and (entry.name in fields or not _is_asked(entry)):
            continue
        value = ask_field(dialog, entry)
        if value:
            fields[entry.name] = value
    return _sign(dialog, chosen, id, fields)


def _is_asked(entry: Field) -> bool:
    """Guided: choices, and the few free fields that nobody can fill in for him."""
    return bool(entry.options) or entry.name in FREE_AT_GUIDED


def _head(dialog: Dialog, chosen: str, id: str) -> None:
    number = dialog.seat.position.lines + 1
    dialog.paper.code("play.line-head", number=number, item=f"@{id}.name", form=f"@form.{chosen}")


def ask_field(dialog: Dialog, entry: Field) -> str:
    """One field; an empty line leaves it empty. Raises ``Elsewhere`` at an act line."""
    voice = dialog.paper.voice
    label = voice.say(f"field.{entry.name}")
    options = options_for(dialog.seat.plan, dialog.state, entry)
    if not options:
        typed = dialog.answer(f"   {label:<16} > ")
        at = parse_clock(typed) if entry.name == "when" and typed else None
        return clock(at) if at is not None else typed
    row = "  ".join(f"{n} {dialog.lexicon.named(o)}" for n, o in enumerate(options, 1))
    while True:
        head = f"   {label:<16} {row}"
        if len(head) > 75:
            dialog.paper.plain(f"   {label}")
            dialog.paper.menu([dialog.lexicon.named(option) for option in options])
            head = "  "
        typed = dialog.answer(f"{head} > ")
        if typed in ("", "0"):
            return ""
        chosen = dialog.choose(typed, options)
        if chosen:
            return chosen
        if dialog.is_elsewhere(typed):
            raise Elsewhere
        dialog.not_understood(typed)


def _sign(dialog: Dialog, chosen: str, id: str, fields: dict[str, str]) -> Act | None:
    """Show the line once more; sign it, change a field, or leave it."""
    voice = dialog.paper.voice
    while True:
        show(dialog, chosen, fields)
        labels = [voice.say(f"sign.{what}") for what in ("sign", "change", "later")]
        answer = dialog.ask(voice.say("ask.sign"), ("sign", "change", "later"), labels=labels)
        if answer == "sign":
            kept = {name: value for name, value in fields.items() if value}
            return Act("note", id, tuple(sorted({**kept, "form": chosen}.items())))
        if answer != "change":
            dialog.paper.code("play.not-signed")
            return None
        names = [entry.name for entry in form(chosen).fields]
        which = dialog.ask(
            voice.say("ask.field"), names, labels=[voice.say(f"field.{name}") for name in names]
        )
        if which is not None:
            entry = next(one for one in form(chosen).fields if one.name == which)
            fields[which] = ask_field(dialog, entry)


def show(dialog: Dialog, chosen: str, fields: dict[str, str]) -> None:
    """The fields of a line; what is missing is shown as a gap."""
    voice = dialog.paper.voice
    for entry in form(chosen).fields:
        value = fields.get(entry.name, "")
        shown = dialog.lexicon.named(value) if value and entry.options else value or "---"
        dialog.paper.plain(f"   {voice.say(f'field.{entry.name}'):<16} {shown}")


def _item_of(dialog: Dialog, target: str) -> str:
    for item in dialog.state.items:
        if target and target in (item.id, item.exhibit):
            return item.id
    return target
