"""YAML as a tree in which every value is text and knows its place.

Built from parser events, so YAML's own ideas about values never act: ``22:00``
stays ``22:00``, ``no`` stays ``no``, ``0123`` keeps its zero. Refused because they
hide something from the person who reads the file: tabs, anchors and aliases, tags,
``<<`` merges, a second document, a key written twice, invisible characters.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import yaml

from simulator.errors import Place
from simulator.scenario.diagnostic import Diagnostic, DiagnosticError, Related, diagnostic

MAX_BYTES = 1 << 20
MAX_DEPTH = 20

_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LINE_ENDS = {"\u2028", "\u2029", "\ufeff"}


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value or key, as text; ``literal`` when the file holds exactly this text there."""

    text: str
    place: Place
    length: int
    literal: bool


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list written with dashes."""

    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the order of the file."""

    entries: tuple[tuple[Scalar, Node], ...]
    place: Place

    def key(self, name: str) -> Scalar | None:
        """The key as written, or ``None``."""
        return next((key for key, _ in self.entries if key.text == name), None)

    def value(self, name: str) -> Node | None:
        """What stands under a key, or ``None``."""
        return next((value for key, value in self.entries if key.text == name), None)


Node = Scalar | Sequence | Mapping


def decoded(data: bytes, file: str) -> str:
    """Bytes of an author's text file as text with ``\\n`` line ends.

    A leading byte order mark is accepted (Notepad writes one). Raises ``DiagnosticError``
    for files over 1 MiB, bytes that are not UTF-8, tabs and invisible characters.
    """
    if len(data) > MAX_BYTES:
        raise DiagnosticError(diagnostic("source-large", Place(file), limit_kib=MAX_BYTES >> 10))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DiagnosticError(diagnostic("source-encoding", Place(file, line))) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for line, row in enumerate(text.split("\n"), 1):
        if row.isascii() and row.isprintable():
            continue
        for column, char in enumerate(row, 1):
            if char == "\t":
                raise DiagnosticError(diagnostic("source-tab", Place(file, line, column), 1))
            if unicodedata.category(char) in ("Cc", "Cf", "Cs") or char in _LINE_ENDS:
                shown = f"U+{ord(char):04X}"
                place = Place(file, line, column)
                raise DiagnosticError(diagnostic("source-character", place, 1, character=shown))
    return text


def parsed(text: str, file: str) -> Mapping:
    """The tree of one YAML document whose top is a mapping; raises ``DiagnosticError``."""
    try:
        return _Reader(text, file).document()
    except yaml.YAMLError as error:
        quoted = "quoted scalar" in (getattr(error, "context", None) or "")
        first, second = ("context_mark", "problem_mark")[:: 1 if quoted else -1]
        mark = getattr(error, first, None) or getattr(error, second, None)
        line = mark.line + 1 if mark else 0
        column = mark.column + 1 if mark else 0
        code = "yaml-quote" if quoted else _cause(text, line)
        raise DiagnosticError(diagnostic(code, Place(file, line, column), 1)) from error


def _cause(text: str, line: int) -> str:
    """The usual reason for a syntax error at this line, as a diagnostic code."""
    rows = text.split("\n")
    row = rows[line - 1] if 0 < line <= len(rows) else ""
    value = row.partition(":")[2]
    if ": " in value and not value.lstrip().startswith(("'", '"')):
        return "yaml-colon"
    return "yaml-syntax"


class _Reader:
    """Turns the parser's events into nodes, one document, no cleverness."""

    def __init__(self, text: str, file: str) -> None:
        self._events = yaml.parse(text, Loader=_LOADER)
        self._rows = text.split("\n")
        self._file = file

    def document(self) -> Mapping:
        top: Node | None = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if top is not None:
                    raise DiagnosticError(diagnostic("yaml-documents", self._place(event)))
                if event.version or event.tags:
                    raise DiagnosticError(diagnostic("yaml-directive", self._place(event)))
                top = self._node(next(self._events), 1)
        if top is None:
            raise DiagnosticError(diagnostic("yaml-empty", Place(self._file)))
        if isinstance(top, Scalar) and not top.text:
            raise DiagnosticError(diagnostic("yaml-empty", Place(self._file)))
        if not isinstance(top, Mapping):
            raise DiagnosticError(diagnostic("yaml-top", top.place))
        return top

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        return Place(self._file, mark.line + 1, mark.column + 1) if mark else Place(self._file)

    def _node(self, event: yaml.Event, depth: int) -> Node:
        place = self._place(event)
        if depth > MAX_DEPTH:
            raise DiagnosticError(diagnostic("yaml-depth", place, limit=MAX_DEPTH))
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise DiagnosticError(diagnostic("yaml-anchor", place, 1))
        if getattr(event, "tag", None):
            raise DiagnosticError(diagnostic("yaml-tag", place, 1))
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, place)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(place, depth)
        return self._mapping(place, depth)

    def _scalar(self, event: yaml.ScalarEvent, place: Place) -> Scalar:
        row = self._rows[place.line - 1] if place.line <= len(self._rows) else ""
        plain = row[place.column - 1 : place.column - 1 + len(event.value)] == event.value
        literal = plain and bool(event.value) and event.style in (None, "")
        end = event.end_mark
        if end and end.line + 1 == place.line:
            length = end.column + 1 - place.column
        else:
            length = len(row.rstrip()) - place.column + 1
        return Scalar(event.value, place, max(length, 1), literal)

    def _sequence(self, place: Place, depth: int) -> Sequence:
        items: list[Node] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
        return Sequence(tuple(items), place)

    def _mapping(self, place: Place, depth: int) -> Mapping:
        entries: list[tuple[Scalar, Node]] = []
        seen: dict[str, Scalar] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            if not isinstance(key, Scalar):
                raise DiagnosticError(diagnostic("yaml-key", key.place, 1))
            if key.text in seen:
                first = Related(seen[key.text].place, seen[key.text].length)
                raise DiagnosticError(_twice(key, first))
            seen[key.text] = key
            entries.append((key, self._node(next(self._events), depth + 1)))
        return Mapping(tuple(entries), place)


def _twice(key: Scalar, first: Related) -> Diagnostic:
    return diagnostic("yaml-key-twice", key.place, key.length, related=(first,), key=key.text)
