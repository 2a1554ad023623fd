"""Two ledgers side by side: what was written, and what had happened by then."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.assessment.line import Line
from simulator.reports.story import untruths
from simulator.reports.teller import Teller
from simulator.terms.casetime import clock

HIDDEN_FIELDS = ("reason",)


@dataclass(frozen=True, slots=True)
class Compared:
    """One field: ``verdict`` is ``agrees | differs | hides | unchecked``."""

    field: str
    written: str
    happened: str
    verdict: str
    says: str
    corrected: int = -1
    """The entry that puts it right, -1 = none."""


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """A line of the protocol with its fields."""

    number: int
    seq: int
    at: str
    form: str
    about: str
    corrects: int
    fields: tuple[Compared, ...]


def compared(teller: Teller) -> tuple[ComparedLine, ...]:
    """Every line of the protocol, in order."""
    return tuple(_line(teller, line) for line in teller.view.position.ledger.lines)


def _line(teller: Teller, line: Line) -> ComparedLine:
    facts = next((b.facts for b in teller.view.story.beats if b.seq < line.seq <= b.seq + 1), ())
    wrong = untruths(teller.view.position.ledger)
    rows = []
    for name, written in line.fields:
        if name in HIDDEN_FIELDS:
            continue
        true = [f.value for f in facts if f.about == line.about and f.field == name and f.value]
        untrue = wrong.get((line.number, name))
        verdict = "unchecked"
        if untrue is not None:
            verdict = "hides" if untrue.conceals else "differs"
        elif true:
            verdict = "agrees"
        happened = "; ".join(teller.value(line.form, name, value) for value in dict.fromkeys(true))
        rows.append(
            Compared(
                teller.field(name),
                teller.value(line.form, name, written),
                happened,
                verdict,
                teller.say(f"reports.compared.{verdict}"),
                untrue.corrected if untrue is not None and untrue.corrected else -1,
            )
        )
    return ComparedLine(
        line.number,
        line.seq,
        clock(line.at),
        teller.form(line.form),
        teller.name(line.about),
        line.corrects,
        tuple(rows),
    )
