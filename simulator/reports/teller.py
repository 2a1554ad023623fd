"""Words for the things of a report: items, people, acts, events, written values, entries."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.assessment.form import FORMS
from simulator.custody.body import (
    Act,
    Closed,
    Correction,
    Head,
    Input,
    Opened,
    Receive,
    Record,
    Refuse,
    Release,
)
from simulator.custody.entry import Entry
from simulator.doctrine.rule import find_rule
from simulator.errors import UsageError
from simulator.reports.view import DebriefView
from simulator.script.canonical import parse_act
from simulator.terms.casetime import clock
from simulator.terms.phrase import Phrase
from simulator.wording.voice import Voice
from simulator.world import act as acts
from simulator.world.event import Event

_CHOICES = {(form.id, field.name) for form in FORMS for field in form.fields if field.options}
_ORDER = {form.id: [field.name for field in form.fields] for form in FORMS}
_NAMED = ("place", "sight", "shown", "owner", "number")
"""Fields whose values are people, places or exhibits."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A rule as it may be printed, and its sentence."""

    id: str
    cite: str
    says: str
    mark: str


@dataclass(frozen=True)
class Teller:
    """Names and tells, in the language of a voice, what a view holds."""

    view: DebriefView
    voice: Voice

    def say(self, code: str, /, **params: str | int) -> str:
        """The sentence of a code."""
        return self.voice.say(code, **params)

    def phrase(self, phrase: Phrase) -> str:
        """The sentence of a phrase."""
        return self.voice.phrase(phrase)

    def name(self, id: str) -> str:
        """How an item, person, place or question is called; an exhibit keeps its number."""
        voice = self.voice
        if id in ("", acts.ME):
            return self.say("reports.you") if id else ""
        if id.startswith("EX-"):
            item = next((i.id for i in self.view.state.items if i.exhibit == id), "")
            return f"{id} ({self.name(item)})" if item else id
        for code in (f"{id}.name", f"reports.signer.{id}", id):
            if voice.knows(code):
                return voice.say(code)
        return id

    def who(self, id: str) -> str:
        """Who signed: a pseudonym, and what he is when the program played him."""
        name = self.name(id)
        if id in self.view.played:
            return self.say("reports.by-program", name=name)
        return name

    def act(self, act: acts.Act) -> str:
        """An act in a few words: who, what, to what."""
        words = self._joined(act.target, self.say(f"menu.{act.verb}"))
        return words if act.who == acts.ME else f"{self.name(act.who)} ({words})"

    def event(self, event: Event) -> str:
        """An event in a few words, with what it happened to and who caused it."""
        text = self._joined(event.about, self.say(f"reports.event.{event.kind}"))
        by = self.name(event.by) if event.by not in ("", acts.ME) else ""
        return f"{text} ({by})" if by else text

    def _joined(self, about: str, words: str) -> str:
        """A thing before what is said of it; a whole sentence, such as a question, after."""
        name = self.name(about)
        plan = self.view.plan
        texts = {entry.id for entry in plan.surprises} | {entry.id for entry in plan.questions}
        if about in texts:
            return f"{words}: {name}"
        return f"{name}: {words}" if name else words

    def form(self, id: str) -> str:
        """What a line of the protocol is about."""
        return self.say(f"form.{id}.title")

    def field(self, name: str) -> str:
        """The heading of a field of a form."""
        return self.say(f"field.{name}")

    def value(self, form: str, field: str, value: str) -> str:
        """A written or true value; free text stays as it was typed."""
        if (form, field) not in _CHOICES and field not in _NAMED:
            return value
        parts = [part for part in value.split(",") if part]
        return ", ".join(self._option(part, field) for part in parts) or self.say("reports.empty")

    def _option(self, value: str, field: str) -> str:
        code = f"option.{value}"
        if self.voice.knows(code):
            return self.say(code)
        return self.name(value) if field in _NAMED else value

    def fields(self, form: str, fields: dict[str, str]) -> str:
        """All fields of a line in the order of its form, ``name: value`` parted by semicolons."""
        order = {name: place for place, name in enumerate(_ORDER.get(form, ()))}
        names = sorted(fields, key=lambda name: (order.get(name, len(order)), name))
        return "; ".join(
            f"{self.field(name)}: {self.value(form, name, fields[name])}" for name in names
        )

    def entry(self, entry: Entry) -> str:
        """What an entry says, in one line."""
        body = entry.body
        match body:
            case Act():
                try:
                    return self.act(parse_act(body.line))
                except UsageError:
                    return body.line
            case Record() | Correction():
                written = {name: _plain(value) for name, value in body.fields.items()}
                head = self.say(
                    "reports.entry.record",
                    line=body.line,
                    form=self.form(body.form),
                    about=self.name(body.about),
                )
                if isinstance(body, Correction):
                    head += " " + self.say("reports.entry.corrects", line=body.corrects)
                return f"{head} {self.fields(body.form, written)}"
            case Release():
                return self.say(
                    "reports.entry.release",
                    exhibit=self.name(body.exhibit),
                    to=self.name(body.to),
                    seal=body.seal or self.say("reports.none"),
                )
            case Receive():
                state = "intact" if body.seal_intact else "not-intact"
                return self.say(
                    "reports.entry.receive",
                    exhibit=self.name(body.exhibit),
                    seal=body.seal or self.say("reports.none"),
                    state=self.say(f"reports.seal.{state}"),
                )
            case Refuse():
                exhibit = self.name(body.exhibit)
                return self.say("reports.entry.refuse", exhibit=exhibit, reason=body.reason)
            case Input():
                return self.say(f"reports.input.{body.kind}", about=body.about)
            case Head():
                return self.say("reports.entry.checkpoint", size=body.size)
            case Opened():
                return self.say("reports.entry.opened", seed=body.seed, ordinal=body.ordinal)
            case Closed():
                return self.say("reports.entry.closed", entries=body.entries)
        return entry.type

    def seen(self, entry: Entry) -> list[str]:
        """What could be perceived at an act."""
        if not isinstance(entry.body, Act):
            return []
        return [self.say(one.code, **dict(one.params)) for one in entry.body.seen]

    def line(self, entry: Entry) -> str:
        """The canonical line of an act, as it stands in the log; else nothing."""
        return entry.body.line if isinstance(entry.body, Act) else ""

    def cite(self, id: str) -> Cited:
        """A rule with its confidence mark: only mark V prints a clause without reserve."""
        rule = find_rule(id)
        cited, says = self.phrase(rule.cite()), self.phrase(rule.wording())
        return Cited(id, cited, says, rule.mark.value)

    def clock(self, seconds: int) -> str:
        """Case time as a clock."""
        return clock(seconds)


def _plain(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
