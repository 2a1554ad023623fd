"""The program's sentences: gettext fragments, one per room and language, read as one table.

``catalogue/<room>.<lang>.po`` maps a stable code (``msgid``) to a sentence
(``msgstr``). The reader is our own and takes only what the fragments use: comments,
``msgid``, ``msgstr`` and continued strings. The reasons are in
``docs/decisions/0001-own-catalogue-reader.md``; the tests hold it equal to polib.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from simulator.errors import Place, SimulatorError

FOLDER = Path(__file__).parent / "catalogue"

_LINE = re.compile(r'(?:(msgid|msgstr) )?"((?:[^"\\]|\\[nt"\\])*)"')
_ESCAPE = re.compile(r"\\(.)")
_PLAIN = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}


class CatalogueError(SimulatorError):
    """A fragment that cannot be read, or that says the same code twice."""


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda match: _PLAIN[match[1]], text) if "\\" in text else text


def parse_fragment(text: str, name: str) -> dict[str, str]:
    """The codes and sentences of one fragment, in file order, without the header.

    Raises:
        CatalogueError: ``catalogue-line-unreadable`` for a line outside the grammar,
            ``catalogue-code-twice`` for a code that stands twice in this fragment.
    """
    found: dict[str, str] = {}
    key: str | None = None
    value: str | None = None
    key_line = 0

    def keep() -> None:
        if key is None:
            return
        if value is None:
            raise CatalogueError("catalogue-line-unreadable", place=Place(name, key_line, 1))
        if key in found:
            raise CatalogueError("catalogue-code-twice", place=Place(name, key_line, 1), entry=key)
        found[key] = value

    for number, line in enumerate(text.split("\n"), start=1):
        if not line or line[0] == "#":
            continue
        match = _LINE.fullmatch(line)
        word = match[1] if match else ""
        string = _unescaped(match[2]) if match else ""
        if word == "msgid":
            keep()
            key, value, key_line = string, None, number
        elif word == "msgstr" and key is not None and value is None:
            value = string
        elif word is None and value is not None:
            value += string
        elif word is None and key is not None:
            key += string
        else:
            raise CatalogueError("catalogue-line-unreadable", place=Place(name, number, 1))
    keep()
    found.pop("", None)
    return found


def read_fragments(lang: str, folder: Path = FOLDER) -> dict[str, str]:
    """All fragments of one language as one table; a language without any gives an empty one.

    Of a code that two rooms word, the first room's sentence stands: an exercise does not
    stop over it, the tests do.

    Raises:
        CatalogueError: as ``parse_fragment``.
    """
    table: dict[str, str] = {}
    for path in sorted(folder.glob(f"*.{lang}.po"), reverse=True):
        table |= parse_fragment(path.read_text(encoding="utf-8"), path.name)
    return table


@cache
def sentences(lang: str) -> Mapping[str, str]:
    """The catalogue of one language as shipped, read once per process."""
    return MappingProxyType(read_fragments(lang))
