"""The search order as an author writes it, and what it covers.

``order: 1-214/26, 06:00 to 22:00``
``covers: rustam's phones, computers and storage in flat 12``
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from simulator.scenario.amount import hours
from simulator.scenario.clause import Clause, Faults, clauses, line_of
from simulator.scenario.party import ID

SORTS = {
    "phones": ("phone",),
    "computers": ("computer", "laptop"),
    "storage": ("usb",),
    "papers": ("paper",),
    "devices": ("phone", "computer", "laptop", "usb"),
}


@dataclass(frozen=True, slots=True)
class Order:
    """Number and hours, in seconds since midnight."""

    number: str
    valid_from: int
    valid_to: int


@dataclass(frozen=True, slots=True)
class Cover:
    """Whose things, and which kinds of them, the order names."""

    persons: tuple[str, ...]
    kinds: tuple[str, ...]


def order_of(value: object) -> Order:
    """Read an ``order:`` line."""
    line, faults = line_of(value), Faults()
    pieces = clauses(line)
    if len(pieces) != 2:
        faults.add("order-form", pieces[0] if pieces else Clause(line, 0))
        faults.close()
    number, times = pieces
    first, word, last = times.text.partition(" to ")
    start = end = 0
    try:
        if not word:
            raise ValueError("order-form")
        start, end = hours(first), hours(last)
        if start >= end:
            raise ValueError("range-reversed")
    except ValueError as error:
        faults.add(str(error), times)
    faults.close()
    return Order(number.text, start, end)


def cover_of(value: object) -> Cover:
    """Read a ``covers:`` line: ``NAME's KINDS and KINDS in SOMEWHERE``."""
    line, faults = line_of(value), Faults()
    text = re.sub(r"\s+in\s.*$", "", line)
    persons: list[str] = []
    kinds: list[str] = []
    start = 0
    for piece in re.split(r"(,|\s+and\s+)", text):
        word = piece.strip()
        clause = Clause(word, start + len(piece) - len(piece.lstrip()))
        start += len(piece)
        if word in ("", ",", "and"):
            continue
        owner = re.match(rf"({ID})['’]s?\s+", word, re.IGNORECASE | re.ASCII)
        if owner:
            persons.append(owner[1].lower())
            clause = Clause(word[owner.end() :], clause.start + owner.end())
        if clause.text.lower() in SORTS:
            kinds += SORTS[clause.text.lower()]
        else:
            faults.add("cover-unknown", clause, SORTS)
    if not persons and not faults.wrong:
        faults.add("cover-nobody", Clause(line.strip(), 0))
    faults.close()
    return Cover(tuple(dict.fromkeys(persons)), tuple(dict.fromkeys(kinds)))
