"""Are the sentences there in every language, short enough, and free of real people's data?"""

from __future__ import annotations

import re

from simulator.errors import Place
from simulator.scenario.diagnostic import Diagnostic, diagnostic
from simulator.scenario.folder import Scenario
from simulator.scenario.texts import missing_keys, sections, vocabulary_of

MAX_WORDS = 30
_REAL = re.compile(r"\+?\d[\d ()-]{8,}\d|[\w.+-]+@[\w-]+\.(?!example\b|test\b|invalid\b)\w+")


def examined(scenario: Scenario) -> list[Diagnostic]:
    """Missing, untranslated, overlong and suspicious texts, by language."""
    found: list[Diagnostic] = []
    for lang, texts in sorted(scenario.texts.items()):
        file = f"texts/{lang}.md"
        vocabulary = vocabulary_of(scenario.plan)
        for key in missing_keys(texts, scenario.plan):
            found.append(diagnostic("text-missing", Place(file), key=key, language=lang))
        for key in vocabulary.advised:
            if not texts.get(key):
                place = Place(file)
                found.append(diagnostic("text-advised", place, warning=True, key=key))
        if file in scenario.sources:
            found += _read(scenario, lang, file)
    return found


def _read(scenario: Scenario, lang: str, file: str) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    english = scenario.texts["en"].own
    for key, (text, place) in sections(scenario.sources[file], file)[0].items():
        words = max(len(part.split()) for part in re.split(r"[.!?]\s|\n", text))
        size = len(key)
        if words > MAX_WORDS:
            long = diagnostic(
                "sentence-long", place, size, warning=True, key=key, words=words, limit=MAX_WORDS
            )
            found.append(long)
        if lang != "en" and len(text) > 20 and english.get(key) == text:
            found.append(diagnostic("text-same", place, size, warning=True, key=key))
        real = _REAL.search(text[:8000])
        if real:
            shown = real[0]
            found.append(diagnostic("data-real", place, size, warning=True, key=key, text=shown))
    return found
