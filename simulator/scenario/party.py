"""The people of a scenario: who they are, where they stand, what they will do.

``team: nodir the officer, lola the specialist``
``occupant: rustam, gives no code, reaches laptop and phone after 150 s``
``visitor: farid, not in the order, wants to leave after 15 min``
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pydantic_core import PydanticCustomError

from simulator.scenario.amount import SPAN, seconds, span
from simulator.scenario.clause import Clause, Faults, clauses, line_of, read
from simulator.scenario.plan import Span

ID = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"

_EXAMPLES = (
    "gives no code",
    "gives the code 2580 for phone",
    "offers help",
    "reaches laptop and phone after 150 s",
    "not in the order",
    "wants to leave after 15 min",
    "in the kitchen",
)


@dataclass(frozen=True, slots=True)
class Party:
    """One person as the author described him."""

    id: str
    part: str
    place: str = ""
    code: str = ""
    helps: bool = False
    reaches: tuple[str, ...] = ()
    after: int = 0
    leaves: Span = Span(0, 0)


def team_of(value: object) -> tuple[Party, ...]:
    """``nodir the officer, lola the specialist``, perhaps ``in the hall``."""
    line, faults = line_of(value), Faults()
    found: list[Party] = []
    places: list[str] = []
    read(
        line,
        [
            (
                rf"({ID}) the (officer|specialist)",
                lambda match: found.append(Party(match[1].lower(), match[2].lower())),
            ),
            (rf"in (?:the )?({ID})", lambda match: places.append(match[1].lower())),
        ],
        ("nodir the officer", "lola the specialist"),
        faults,
    )
    faults.close()
    return _placed(found, places)


def witnesses_of(value: object) -> tuple[Party, ...]:
    """``zarina, ilhom``, perhaps ``in the kitchen``."""
    line, faults = line_of(value), Faults()
    found: list[Party] = []
    places: list[str] = []
    read(
        line,
        [
            (rf"in (?:the )?({ID})", lambda match: places.append(match[1].lower())),
            (ID, lambda match: found.append(Party(match[0].lower(), "witness"))),
        ],
        (),
        faults,
    )
    faults.close()
    return _placed(found, places)


def _placed(found: list[Party], places: list[str]) -> tuple[Party, ...]:
    return tuple(replace(party, place=places[0] if places else "") for party in found)


def occupant_of(value: object) -> Party:
    """Read an ``occupant:`` line."""
    return _one(value, "occupant")


def visitor_of(value: object) -> Party:
    """Read a ``visitor:`` line."""
    return _one(value, "visitor")


def caller_of(part: str, value: object) -> Party:
    """A line that only names somebody: chief, prosecutor, custodian."""
    line = line_of(value).strip()
    if re.fullmatch(ID, line) is None:
        raise PydanticCustomError("id-form", "id-form")
    return Party(line, part)


def _one(value: object, part: str) -> Party:
    line, faults = line_of(value), Faults()
    first, *_ = clauses(line) or (Clause(line, 0),)
    if re.fullmatch(ID, first.text.lower(), re.ASCII) is None:
        faults.add("id-form", first)
        faults.close()
    draft = [Party(first.text.lower(), part, code="refuses" if part == "occupant" else "")]

    def change(**values: object) -> None:
        draft[0] = replace(draft[0], **values)  # type: ignore[arg-type]

    def leaves(match: re.Match[str]) -> None:
        change(leaves=span(match[1]))

    def reaches(match: re.Match[str]) -> None:
        names = tuple(re.split(r"\s+and\s+", match[1].strip().lower()))
        change(reaches=names, after=seconds(match[2]))

    rest = line[first.start + len(first.text) :]
    pad = " " * (first.start + len(first.text))
    read(
        pad + rest,
        [
            ("gives no code", lambda match: change(code="refuses")),
            (
                rf"gives the code (\S+) for ({ID})",
                lambda match: change(code=f"{match[2].lower()}:{match[1]}"),
            ),
            ("offers help", lambda match: change(helps=True)),
            (rf"reaches ({ID}(?:\s+and\s+{ID})*) after (\d+ ?[a-z]+)", reaches),
            ("not in the order", lambda match: None),
            (rf"wants to leave after ({SPAN})", leaves),
            (rf"in (?:the )?({ID})", lambda match: change(place=match[1].lower())),
        ],
        _EXAMPLES,
        faults,
    )
    faults.close()
    return draft[0]
