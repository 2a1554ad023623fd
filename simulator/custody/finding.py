"""A finding of the verification: what is so, what that proves, and what it cannot prove."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from simulator.terms.phrase import Phrase, phrase

_NOBODY = "—"


class Finding(Struct, frozen=True, order=True):
    """``entries`` are entry numbers; ``person`` is whose key it concerns, never an accusation."""

    entries: tuple[int, ...]
    code: str
    person: str
    says: Phrase
    proves: Phrase
    cannot_prove: Phrase


def finding(
    code: str, entries: Iterable[int] = (), person: str = "", **params: str | int
) -> Finding:
    """A finding whose sentences are ``custody.<code>.says``, ``.proves`` and ``.cannot``."""
    numbers = tuple(sorted(set(entries)))
    named: dict[str, str | int] = {
        **params,
        "entries": span(numbers),
        "count": len(numbers),
        "person": person or _NOBODY,
    }
    return Finding(
        numbers,
        code,
        person,
        phrase(f"custody.{code}.says", **named),
        phrase(f"custody.{code}.proves", **named),
        phrase(f"custody.{code}.cannot", **named),
    )


def span(numbers: Iterable[int]) -> str:
    """``3``, ``3-7, 9``: numbers in order, neighbours joined."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and parts[-1][1] == number - 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in parts)


def runs(numbers: Iterable[int]) -> list[tuple[int, ...]]:
    """Neighbouring numbers together: ``1 2 3 7`` gives ``(1, 2, 3)`` and ``(7,)``."""
    found: list[list[int]] = []
    for number in numbers:
        if found and found[-1][-1] == number - 1:
            found[-1].append(number)
        else:
            found.append([number])
    return [tuple(run) for run in found]
