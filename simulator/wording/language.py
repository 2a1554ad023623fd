"""Which language the program speaks: asked for, set, or that of the machine."""

from __future__ import annotations

import locale
from collections.abc import Mapping

from simulator.errors import UsageError
from simulator.terms.vocabulary import LANGUAGES

_WINDOWS_NAMES = {"russian": "ru", "tajik": "tg"}


def _of_locale(name: str) -> str | None:
    name = name.casefold()
    if name[:2] in LANGUAGES and not name[2:3].isalpha():
        return name[:2]
    return _WINDOWS_NAMES.get(name.partition("_")[0])


def choose_language(option: str | None, environ: Mapping[str, str]) -> str:
    """``--lang``, else ``SIMULATOR_LANG``, else the locale, else English.

    Raises:
        UsageError: ``language-unknown`` when the option or the variable names a
            language without a catalogue; a locale that is not known is no error.
    """
    for given in (option, environ.get("SIMULATOR_LANG")):
        if given:
            if given.casefold() not in LANGUAGES:
                raise UsageError("language-unknown", given=given, known=", ".join(LANGUAGES))
            return given.casefold()
    # The first variable that is set decides (POSIX locale categories); the rest are not asked.
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environ.get(variable):
            return _of_locale(environ[variable]) or "en"
    return _of_locale(locale.getlocale()[0] or "") or "en"
