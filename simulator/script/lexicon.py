"""The words a trainee may type: canonical English always, and those of his language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from simulator.scenario.plan import Plan
from simulator.scenario.texts import Texts
from simulator.script.numbering import numbered
from simulator.wording.fold import fold
from simulator.wording.voice import Voice
from simulator.world.acts.table import ACTS
from simulator.world.state import State

_CYRILLIC = str.maketrans("abefimnorstx", "абефимнорстх")


def spelled(id: str) -> tuple[str, ...]:
    """Ways to type a mark like ``FB-1``: ``fb1`` too, and ``фб1`` on a Russian keyboard."""
    plain = fold(id)
    short = plain.replace("-", "")
    return tuple(
        dict.fromkeys((plain, short, plain.translate(_CYRILLIC), short.translate(_CYRILLIC)))
    )


@dataclass(frozen=True)
class Lexicon:
    """Folded words to verbs and to things; only what this trainee knows of so far."""

    plan: Plan
    voices: tuple[Voice, ...]
    texts: Texts
    _verbs: dict[str, str] = field(default_factory=dict)

    def verbs(self) -> dict[str, str]:
        """Folded word → verb."""
        if not self._verbs:
            for verb in ACTS:
                for word in self._words(f"verb.{verb}"):
                    self._verbs.setdefault(fold(word), verb)
            self._verbs.update({verb: verb for verb in ACTS})
        return self._verbs

    def _words(self, code: str) -> Iterator[str]:
        for voice in self.voices:
            for key in (code, f"{code}.alias"):
                if voice.knows(key):
                    yield from (word.strip() for word in voice.say(key).split(","))

    def things(self, state: State) -> dict[str, str]:
        """Folded name, alias, number or id → id; nothing hidden is in it."""
        found: dict[str, str] = {}
        for thing in numbered(self.plan, state):
            for word in (thing.id, str(thing.number), *self._names(thing.id)):
                found.setdefault(fold(word), thing.id)
        for item in state.items:
            if item.exhibit:
                found.update(dict.fromkeys(spelled(item.exhibit), item.exhibit))
        for person in self.plan.people:
            if person.part in ("chief", "prosecutor", "custodian"):
                for word in (person.id, *self._names(person.id)):
                    found.setdefault(fold(word), person.id)
        for paper in ("order", "kit"):
            found.setdefault(paper, paper)
        return found

    def _names(self, id: str) -> Iterator[str]:
        for voice in self.voices:
            if voice.knows(f"{id}.name"):
                yield voice.say(f"{id}.name")
        yield from self.texts.aliases(id)

    def options(self, values: Sequence[str]) -> dict[str, str]:
        """Folded word → option, for the values a parameter allows."""
        found: dict[str, str] = {}
        for value in values:
            words = [*spelled(value), value.replace("-", " ")]
            for voice in self.voices:
                alias = f"option.{value}.alias"
                if voice.knows(alias):
                    words += [word.strip() for word in voice.say(alias).split(",")]
                for code in (f"option.{value}", f"{value}.name", f"kit.{value}"):
                    if voice.knows(code):
                        words.append(voice.say(code))
            for word in words:
                found.setdefault(fold(word), value)
        return found

    def named(self, value: str) -> str:
        """How an option is shown, in the trainee's language."""
        voice = self.voices[0]
        for code in (f"option.{value}", f"{value}.name", f"kit.{value}"):
            if voice.knows(code):
                return voice.say(code)
        return value
