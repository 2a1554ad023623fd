"""A lexicon as a trainee has it, and what he would get for a line."""

from __future__ import annotations

from functools import cache

from simulator.attempt.position import start
from simulator.scenario.library import find
from simulator.script.lexicon import Lexicon
from simulator.script.reading import Read, Unread, read
from simulator.wording.voice import Voice
from simulator.world.act import Act
from simulator.world.state import State
from tests.world.sample import plan


@cache
def lexicon(lang: str = "en", name: str = "flat-12") -> Lexicon:
    scenario = find(name)
    voices = [Voice(lang, scenario.text(lang).own)]
    if lang != "en":
        voices.append(Voice("en", scenario.text("en").own))
    return Lexicon(plan(name), tuple(voices), scenario.text(lang))


def typed(line: str, lang: str = "en", state: State | None = None) -> Read | Unread:
    return read(line, lexicon(lang), state or start(plan()).state)


def understood(line: str, lang: str = "en", state: State | None = None) -> Act:
    result = typed(line, lang, state)
    assert isinstance(result, Read), result
    return result.act


def misunderstood(line: str, lang: str = "en", state: State | None = None) -> Unread:
    result = typed(line, lang, state)
    assert isinstance(result, Unread), result
    return result
