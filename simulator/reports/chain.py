"""Who held each exhibit, by the written lines alone, with the defects of the chain."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.custody.body import Correction, Receive, Record, Refuse, Release
from simulator.custody.entry import Entry
from simulator.reports.teller import Teller
from simulator.terms.casetime import clock


@dataclass(frozen=True, slots=True)
class Link:
    """One written step of an exhibit."""

    seq: int
    at: str
    by: str
    says: str


@dataclass(frozen=True, slots=True)
class Defective:
    """A defect of the chain: a question to ask, with the entries that show it."""

    entries: tuple[int, ...]
    error: str
    says: str


@dataclass(frozen=True, slots=True)
class Chain:
    """An exhibit's way through hands."""

    exhibit: str
    name: str
    links: tuple[Link, ...]
    defects: tuple[Defective, ...]


def chains(teller: Teller) -> tuple[Chain, ...]:
    """One chain an exhibit, by its number."""
    steps: dict[str, list[Entry]] = {}
    for entry in teller.view.entries:
        exhibit = _exhibit(entry)
        if exhibit:
            steps.setdefault(exhibit, []).append(entry)
    for defect in teller.view.custody.defects:
        steps.setdefault(defect.exhibit, [])
    return tuple(
        Chain(
            exhibit,
            teller.name(exhibit),
            tuple(_link(teller, entry) for entry in entries),
            tuple(
                Defective(defect.entries, defect.error, teller.phrase(defect.says))
                for defect in teller.view.custody.defects
                if defect.exhibit == exhibit
            ),
        )
        for exhibit, entries in sorted(steps.items())
    )


def _exhibit(entry: Entry) -> str:
    """The exhibit that a custody step is about; nothing for other entries."""
    match entry.body:
        case Release(exhibit=exhibit) | Receive(exhibit=exhibit) | Refuse(exhibit=exhibit):
            return exhibit
        case Record(form="taken", fields=fields) | Correction(form="taken", fields=fields):
            return str(fields.get("number", ""))
    return ""


def _link(teller: Teller, entry: Entry) -> Link:
    return Link(entry.seq, clock(entry.at), teller.who(entry.by), teller.entry(entry))
