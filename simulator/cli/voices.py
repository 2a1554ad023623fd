"""Voices for the command line: the language asked for, with a scenario's own sentences."""

from __future__ import annotations

import os

from simulator.scenario.folder import Scenario
from simulator.scenario.plan import Plan
from simulator.script.lexicon import Lexicon
from simulator.wording.language import choose_language
from simulator.wording.voice import Voice


def language(option: str) -> str:
    """The language of ``--lang``, ``SIMULATOR_LANG`` or the system. Raises ``UsageError``."""
    return choose_language(option, os.environ)


def voice_for(option: str, scenario: Scenario | None = None) -> Voice:
    """A voice in that language."""
    lang = language(option)
    return Voice(lang, sentences(scenario, lang) if scenario else None)


def sentences(scenario: Scenario, lang: str) -> dict[str, str]:
    """The scenario's sentences in a language, English where it has none."""
    return {**scenario.text("en").own, **scenario.text(lang).own}


def lexicon_for(scenario: Scenario, plan: Plan, lang: str) -> Lexicon:
    """The words of that language, and English always."""
    own = Voice(lang, sentences(scenario, lang))
    english = Voice("en", sentences(scenario, "en"))
    voices = (own,) if lang == "en" else (own, english)
    return Lexicon(plan, voices, scenario.text(lang))
