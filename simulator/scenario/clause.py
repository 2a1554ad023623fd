"""A one-line list of short phrases: ``running, unlocked, 41 %``.

Each small language of the scenario file is read the same way: cut at commas, offer
every clause to a list of patterns, collect what fits nothing with its letters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from pydantic_core import PydanticCustomError

from simulator.scenario.diagnostic import nearest_word

MAX_LINE = 4000
MAX_CLAUSES = 60


@dataclass(frozen=True, slots=True)
class Clause:
    """One phrase of a line and where it begins in the line's text."""

    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Wrong:
    """A phrase that cannot be taken: code, letters, parameters, suggestion."""

    code: str
    start: int = 0
    length: int = 0
    nearest: str = ""
    params: tuple[tuple[str, str | int], ...] = ()


@dataclass(slots=True)
class Faults:
    """Collects what is wrong with one line; ``close`` reports all of it to pydantic."""

    wrong: list[Wrong] = field(default_factory=list)

    def add(
        self, code: str, clause: Clause, known: Iterable[str] = (), **params: str | int
    ) -> None:
        """Note a phrase that cannot be taken."""
        near = nearest_word(clause.text, known)
        values = tuple(sorted({"text": clause.text[:60], **params}.items()))
        self.wrong.append(Wrong(code, clause.start, len(clause.text), near, values))

    def close(self) -> None:
        """Raise ``PydanticCustomError`` when anything was added."""
        if self.wrong:
            raise PydanticCustomError("clauses", "{count}", {"wrong": tuple(self.wrong)})


def line_of(value: object) -> str:
    """The value as one line of text; a block or a list is refused."""
    if not isinstance(value, str):
        raise PydanticCustomError("line-expected", "line-expected")
    if not value.strip():
        raise PydanticCustomError("value-empty", "value-empty")
    if len(value) > MAX_LINE or value.count(",") > MAX_CLAUSES:
        raise PydanticCustomError("value-long", "value-long")
    return value


def clauses(line: str) -> tuple[Clause, ...]:
    """Cut at commas; surrounding blanks do not count, empty pieces are left out."""
    found: list[Clause] = []
    start = 0
    for piece in line.split(","):
        text = piece.strip()
        if text:
            found.append(Clause(text, start + len(piece) - len(piece.lstrip())))
        start += len(piece) + 1
    return tuple(found)


Take = Callable[[re.Match[str]], None]


def read(
    line: str, patterns: Iterable[tuple[str, Take]], known: Iterable[str], faults: Faults
) -> None:
    """Give each clause to the first pattern that fits it whole; the rest are faults.

    ``known`` are example phrases from which "did you mean" is chosen.
    """
    rules = [(re.compile(pattern, re.IGNORECASE | re.ASCII), take) for pattern, take in patterns]
    examples = tuple(known)
    for clause in clauses(line):
        for rule, take in rules:
            match = rule.fullmatch(clause.text)
            if match is None:
                continue
            try:
                take(match)
            except ValueError as error:
                faults.add(str(error), clause)
            break
        else:
            faults.add("phrase-unknown", clause, examples)
