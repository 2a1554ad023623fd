"""A voice says codes in one language: scenario texts first, then the catalogues.

A sentence may hold ``{name}``, and ``{name:form|form|form}`` for the form of a noun
that agrees with the number ``name`` (English 2 forms, Russian 3, Tajik 1).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from simulator.terms.casetime import clock
from simulator.terms.phrase import Phrase
from simulator.wording.catalogue import sentences

FALLBACKS = {"en": ("en",), "ru": ("ru", "en"), "tg": ("tg", "ru", "en")}
"""Where a sentence is looked for. A Tajik reader reads Russian rather than English."""

PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)(?::([^{}]*))?\}")


def plural_form(lang: str, number: int) -> int:
    """Which of the forms goes with ``number``, counted from 0 (CLDR cardinal rules, mark M)."""
    number = abs(number)
    if lang == "ru":
        if number % 10 == 1 and number % 100 != 11:
            return 0
        return 1 if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else 2
    if lang == "en":
        return 0 if number == 1 else 1
    return 0


class Voice:
    """Words codes in ``lang``; ``texts`` are the sentences of a scenario, by code."""

    def __init__(self, lang: str, texts: Mapping[str, str] | None = None) -> None:
        self.lang = lang
        self._texts = texts or {}

    def _found(self, code: str) -> tuple[str, str] | None:
        if code in self._texts:
            return self._texts[code], self.lang
        for lang in FALLBACKS.get(self.lang, (self.lang, "en")):
            sentence = sentences(lang).get(code)
            if sentence:
                return sentence, lang
        return None

    def knows(self, code: str) -> bool:
        """Whether this voice has a sentence for ``code``."""
        return self._found(code) is not None

    def say(self, code: str, /, **params: str | int) -> str:
        """The sentence for ``code``, or ``<code>`` when nobody worded it; never raises.

        A parameter that is ``@`` and a known code is worded first; an integer named
        ``at`` or ``*_at`` is case time in seconds and printed as a clock. A placeholder
        without a value stays as it is, so that the gap is seen.
        """
        found = self._found(code)
        if found is None:
            return f"<{code}>"
        sentence, lang = found

        def filled(match: re.Match[str]) -> str:
            name, forms = match[1], match[2]
            if name not in params:
                return match[0]
            value = params[name]
            if forms is not None and isinstance(value, int):
                choices = forms.split("|")
                return choices[min(plural_form(lang, value), len(choices) - 1)]
            return self._value(name, value)

        return PLACEHOLDER.sub(filled, sentence)

    def phrase(self, phrase: Phrase) -> str:
        """``say`` for a phrase. ``seen.looks`` is the author's text alone: nothing without one."""
        text = phrase.named().get("text", "")
        if phrase.code == "seen.looks" and not self.knows(str(text)[1:]):
            return ""
        return self.say(phrase.code, **phrase.named())

    def _value(self, name: str, value: str | int) -> str:
        if isinstance(value, int):
            return clock(value) if name == "at" or name.endswith("_at") else str(value)
        if value.startswith("@") and self.knows(value[1:]):
            return self.say(value[1:])
        return value
