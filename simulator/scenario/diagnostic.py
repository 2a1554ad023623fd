"""What is wrong with an author's file, at which letters, and how it is shown.

A diagnostic carries a code and parameters; sentences come from the catalogue through
``word`` (``error.<code>.what``, ``.why``, ``.fix``).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from simulator.errors import Place, ScenarioError
from simulator.terms.phrase import Phrase, phrase

MAX_SHOWN = 20

Word = Callable[[str, Mapping[str, str | int]], str]


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that belongs to the same trouble."""

    place: Place
    length: int = 1


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault: code, place, how many characters it covers, parameters, a suggestion.

    ``nearest`` is the word the author may have meant, or empty. ``warning`` marks what
    can be played but should be looked at.
    """

    code: str
    place: Place
    length: int = 1
    params: Phrase = Phrase("")
    related: tuple[Related, ...] = ()
    nearest: str = ""
    warning: bool = False


class DiagnosticError(ScenarioError):
    """One or more diagnostics on the way up; ``folder`` collects them per file."""

    def __init__(self, *found: Diagnostic) -> None:
        shown = tuple(sorted(found, key=_order)[:MAX_SHOWN])
        params: dict[str, str | int] = {"count": len(found)}
        super().__init__("scenario-invalid", place=shown[0].place, diagnostics=shown, **params)
        self.found = shown


def diagnostic(
    code: str,
    place: Place,
    length: int = 1,
    *,
    related: tuple[Related, ...] = (),
    nearest: str = "",
    warning: bool = False,
    **params: str | int,
) -> Diagnostic:
    """Build a diagnostic from keyword parameters."""
    return Diagnostic(code, place, length, phrase(code, **params), related, nearest, warning)


def nearest_word(word: str, known: Iterable[str]) -> str:
    """The closest known word, or an empty string when none is close."""
    if len(word) > 60:
        return ""
    matches = get_close_matches(word.casefold(), sorted(set(known)), n=1, cutoff=0.6)
    return matches[0] if matches else ""


def display_width(text: str) -> int:
    """Terminal columns: wide East Asian letters take two, combining marks none."""
    width = 0
    for char in text:
        if unicodedata.combining(char):
            continue
        width += 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1
    return width


def render(found: Diagnostic, source: str, word: Word) -> str:
    """The diagnostic as lines of text: sentence, source line, carets, reason, remedy."""
    place = found.place
    where = ":".join([place.file, *(str(n) for n in (place.line, place.column) if n)])
    values = found.params.named()
    lines = [f"{where}: {word(f'error.{found.code}.what', values)}"]
    gutter = len(str(max([place.line, *(r.place.line for r in found.related)])))
    lines += _excerpt(place, found.length, "^", source, gutter)
    for related in found.related:
        lines += _excerpt(related.place, related.length, "-", source, gutter)
    pad = " " * gutter
    lines.append(f"{pad} = {word(f'error.{found.code}.why', values)}")
    lines.append(f"{pad} > {word(f'error.{found.code}.fix', values)}")
    if found.nearest:
        nearest: dict[str, str | int] = {"nearest": found.nearest}
        lines.append(f"{pad} > {word('diagnostic.nearest', nearest)}")
    return "\n".join(lines)


def _excerpt(place: Place, length: int, mark: str, source: str, gutter: int) -> list[str]:
    rows = source.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not source or not 0 < place.line <= len(rows):
        return []
    row = rows[place.line - 1].replace("\t", " ")
    lines = [f"{place.line:>{gutter}} | {row}"]
    if place.column:
        start = place.column - 1
        before = display_width(row[:start])
        carets = max(display_width(row[start : start + length]), 1)
        lines.append(f"{' ' * gutter} | {' ' * before}{mark * carets}")
    return lines


def _order(found: Diagnostic) -> tuple[str, int, int, str]:
    return found.place.file, found.place.line, found.place.column, found.code
