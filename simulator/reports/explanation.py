"""Each lost point explained: what, when, by which entries, why, and what to do instead."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.assessment.loss import Finding
from simulator.custody.entry import Entry
from simulator.doctrine.error import find_error
from simulator.reports.comparison import compared
from simulator.reports.teller import Cited, Teller
from simulator.reports.timeline import BAD

UNTRUE, HIDES = "E65", "E68"


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry that shows a loss."""

    seq: int
    at: str
    says: str
    line: str
    seen: tuple[str, ...]
    events: tuple[str, ...] = ()
    """What happened meanwhile to what the loss is about."""


@dataclass(frozen=True, slots=True)
class Explained:
    """A finding in words; ``happened`` is empty only where ``absent`` says what is missing."""

    number: int
    error: str
    title: str
    about: str
    at: str
    severity: str
    severity_code: str
    dimension: str
    points: int
    happened: tuple[Shown, ...]
    untrue: str
    """The written value and what was so, where a line says what is not."""
    absent: str
    rules: tuple[Cited, ...]
    competency: str
    factors: tuple[str, ...]
    reported: tuple[int, ...]
    source: str
    instead: str
    first: int
    """The number of the first finding of the same error."""


def explained(teller: Teller, findings: tuple[Finding, ...]) -> tuple[Explained, ...]:
    """Every finding, in the order of the score."""
    entries = {entry.seq: entry for entry in teller.view.entries}
    wrong = _untrue(teller)
    first: dict[str, int] = {}
    found = []
    for number, finding in enumerate(findings, 1):
        untrue = " ".join(wrong.get((finding.error, finding.loss.entries), ()))
        before = first.setdefault(finding.error, number)
        found.append(_one(teller, number, finding, entries, untrue, before))
    return tuple(found)


def _untrue(teller: Teller) -> dict[tuple[str, tuple[int, ...]], list[str]]:
    """Untrue values of a line in words, by error and entry."""
    found: dict[tuple[str, tuple[int, ...]], list[str]] = {}
    for line in compared(teller):
        for row in line.fields:
            if row.verdict not in ("differs", "hides"):
                continue
            error = HIDES if row.verdict == "hides" else UNTRUE
            code = "reports.untrue" if row.happened else "reports.unsupported"
            says = teller.say(code, field=row.field, written=row.written, happened=row.happened)
            found.setdefault((error, (line.seq,)), []).append(says)
    return found


def _one(
    teller: Teller,
    number: int,
    finding: Finding,
    entries: dict[int, Entry],
    untrue: str,
    first: int,
) -> Explained:
    error, loss = find_error(finding.error), finding.loss
    competency = teller.say(f"doctrine.competency.{finding.competency}")
    return Explained(
        number,
        finding.error,
        teller.phrase(error.title()),
        teller.name(loss.about),
        teller.clock(loss.at),
        teller.say(f"doctrine.severity.{finding.severity}"),
        finding.severity.value,
        teller.say(f"doctrine.dimension.{finding.dimension}"),
        finding.points,
        tuple(
            shown(teller, entries[seq], _meanwhile(teller, seq))
            for seq in loss.entries
            if seq in entries
        ),
        untrue,
        teller.say(f"absent.{loss.absent}") if loss.absent else "",
        tuple(teller.cite(rule) for rule in finding.rules),
        f"{finding.competency} {competency}",
        tuple(teller.phrase(factor) for factor in finding.factors),
        loss.reported,
        teller.say(f"reports.source.{loss.source}"),
        teller.phrase(error.instead()),
        first,
    )


def _meanwhile(teller: Teller, seq: int) -> tuple[str, ...]:
    """The changes for the worse at an act."""
    found = [
        teller.event(event)
        for number, event in teller.view.story.events
        if number == seq and event.kind in BAD
    ]
    return tuple(dict.fromkeys(found))


def shown(teller: Teller, entry: Entry, events: tuple[str, ...] = ()) -> Shown:
    """An entry as one line with what could be perceived."""
    says, line = teller.entry(entry), teller.line(entry)
    return Shown(entry.seq, teller.clock(entry.at), says, line, tuple(teller.seen(entry)), events)
