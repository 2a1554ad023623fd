"""Each lost point explained: what, when, by which entries, why, and what to do instead."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.assessment.loss import Finding
from simulator.custody.entry import Entry
from simulator.doctrine.error import find_error
from simulator.reports.teller import Cited, Teller


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry that shows a loss."""

    seq: int
    at: str
    says: str
    line: str
    seen: tuple[str, ...]


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
    absent: str
    rules: tuple[Cited, ...]
    competency: str
    factors: tuple[str, ...]
    reported: tuple[int, ...]
    source: str
    instead: str


def explained(teller: Teller, findings: tuple[Finding, ...]) -> tuple[Explained, ...]:
    """Every finding, in the order of the score."""
    entries = {entry.seq: entry for entry in teller.view.entries}
    return tuple(
        _one(teller, number, finding, entries) for number, finding in enumerate(findings, 1)
    )


def _one(teller: Teller, number: int, finding: Finding, entries: dict[int, Entry]) -> Explained:
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
        tuple(shown(teller, entries[seq]) for seq in loss.entries if seq in entries),
        teller.say(f"absent.{loss.absent}") if loss.absent else "",
        tuple(teller.cite(rule) for rule in finding.rules),
        f"{finding.competency} {competency}",
        tuple(teller.phrase(factor) for factor in finding.factors),
        loss.reported,
        teller.say(f"reports.source.{loss.source}"),
        teller.phrase(error.instead()),
    )


def shown(teller: Teller, entry: Entry) -> Shown:
    """An entry as one line with what could be perceived."""
    seen = tuple(teller.seen(entry))
    return Shown(
        entry.seq, teller.clock(entry.at), teller.entry(entry), teller.line(entry), seen
    )
