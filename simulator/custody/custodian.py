"""Who held each exhibit, by the written lines alone: the custody state machine.

It judges the protocol as if the flight recorder did not exist, and knows nothing of
signatures. Codes ``E..`` are those of the doctrine's error table. A defect is a question
to ask, not proof of what happened to the exhibit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from msgspec import Struct

from simulator.custody.body import Correction, Receive, Record, Refuse, Release
from simulator.custody.entry import Entry
from simulator.custody.finding import span
from simulator.terms.casetime import MINUTE, clock
from simulator.terms.phrase import Phrase, phrase

LONGEST_GAP_SECONDS: Final = 15 * MINUTE
"""Error table, E62: out of all hands for more than 15 minutes."""
DISPOSALS: Final = frozenset({"return", "destroy", "dispose"})
"""Purposes and forms after which an exhibit is handled no more."""
SEAL: Final = "seal"
_EXHIBIT: Final = "EX-"


class Defect(Struct, frozen=True, order=True):
    """Something in the lines about one exhibit that a court would ask about."""

    entries: tuple[int, ...]
    code: str
    error: str
    exhibit: str
    says: Phrase

    def as_json(self, word: Callable[[Phrase], str]) -> dict[str, object]:
        """Plain values; ``word`` makes a sentence of a phrase."""
        return {
            "code": self.code,
            "error": self.error,
            "exhibit": self.exhibit,
            "entries": list(self.entries),
            "says": word(self.says),
        }


class Holding(Struct, frozen=True):
    """One person's time with an exhibit, in case seconds; ``until`` -1 = to the end."""

    person: str
    since: int
    until: int
    entry: int


class Custody(Struct, frozen=True):
    """The defects in the order of the log, and each exhibit's way through hands."""

    defects: tuple[Defect, ...]
    holdings: dict[str, tuple[Holding, ...]]


@dataclass(slots=True)
class _Transit:
    entry: Entry
    body: Release
    is_over: bool = False


@dataclass(slots=True)
class _Exhibit:
    id: str
    holder: str = ""
    seal: str = ""
    seal_entry: int = -1
    disposed: int = -1
    transit: _Transit | None = None
    releases: dict[str, _Transit] = field(default_factory=dict)
    holdings: list[Holding] = field(default_factory=list)


class _Ledger:
    def __init__(self) -> None:
        self.exhibits: dict[str, _Exhibit] = {}
        self.defects: list[Defect] = []

    def exhibit(self, id: str) -> _Exhibit:
        return self.exhibits.setdefault(id, _Exhibit(id))

    def report(
        self, code: str, error: str, exhibit: str, *entries: int, **params: str | int
    ) -> None:
        numbers = tuple(sorted({number for number in entries if number >= 0}))
        says = phrase(f"custody.{code}.says", exhibit=exhibit, entries=span(numbers), **params)
        self.defects.append(Defect(numbers, code, error, exhibit, says))

    def take(self, entry: Entry) -> None:
        body = entry.body
        match body:
            case Record() | Correction():
                if body.about.startswith(_EXHIBIT):
                    self._record(entry, self.exhibit(body.about), body.form, body.fields)
            case Release():
                self._release(entry, self.exhibit(body.exhibit), body)
            case Receive():
                self._receive(entry, self.exhibit(body.exhibit), body)
            case Refuse():
                self._refuse(entry, self.exhibit(body.exhibit), body)
            case _:
                pass

    def close(self, last_at: int) -> None:
        for exhibit in self.exhibits.values():
            transit = exhibit.transit
            if transit is not None and not transit.is_over:
                self.report(
                    "never-received",
                    "E62",
                    exhibit.id,
                    transit.entry.seq,
                    minutes=(last_at - transit.entry.at) // MINUTE,
                    receiver=transit.body.to,
                    left=clock(transit.entry.at),
                )

    def _record(
        self, entry: Entry, exhibit: _Exhibit, form: str, fields: Mapping[str, object]
    ) -> None:
        self._after_disposal(entry, exhibit)
        if not exhibit.holder and exhibit.transit is None:
            self._hold(exhibit, entry.by, entry)
        seal = fields.get(SEAL)
        if isinstance(seal, str) and seal:
            is_new = seal != exhibit.seal
            if is_new and isinstance(entry.body, Record) and entry.by != exhibit.holder:
                self.report(
                    "handled-by-other",
                    "E62",
                    exhibit.id,
                    entry.seq,
                    person=entry.by,
                    holder=exhibit.holder,
                )
            exhibit.seal, exhibit.seal_entry = seal, entry.seq
        if form in DISPOSALS:
            self._dispose(exhibit, entry)

    def _release(self, entry: Entry, exhibit: _Exhibit, body: Release) -> None:
        self._after_disposal(entry, exhibit)
        if not exhibit.holder and exhibit.transit is None:
            self.report("no-intake", "E62", exhibit.id, entry.seq, person=entry.by)
            self._hold(exhibit, entry.by, entry)
        elif entry.by != exhibit.holder:
            self.report(
                "released-by-other",
                "E62",
                exhibit.id,
                entry.seq,
                person=entry.by,
                holder=exhibit.holder,
            )
        if exhibit.transit is not None and not exhibit.transit.is_over:
            self.report("released-twice", "E62", exhibit.id, exhibit.transit.entry.seq, entry.seq)
        if not body.seal:
            self.report("released-unsealed", "E60", exhibit.id, entry.seq)
        self._compare_seal(entry, exhibit, body.seal)
        exhibit.transit = _Transit(entry, body)
        exhibit.releases[entry.digest.hex()] = exhibit.transit

    def _receive(self, entry: Entry, exhibit: _Exhibit, body: Receive) -> None:
        self._after_disposal(entry, exhibit)
        transit = exhibit.releases.get(body.release)
        if transit is None:
            self.report("received-without-release", "E62", exhibit.id, entry.seq, person=entry.by)
            if exhibit.holder and exhibit.holder != entry.by:
                self.report(
                    "two-holders",
                    "E62",
                    exhibit.id,
                    entry.seq,
                    person=entry.by,
                    holder=exhibit.holder,
                )
        elif transit.is_over:
            self.report(
                "two-holders",
                "E62",
                exhibit.id,
                transit.entry.seq,
                entry.seq,
                person=entry.by,
                holder=exhibit.holder,
            )
        else:
            self._arrive(entry, exhibit, body, transit)
        if not body.seal:
            self.report("seal-not-checked", "E64", exhibit.id, entry.seq, person=entry.by)
        elif not body.seal_intact:
            self.report("seal-broken", "E60", exhibit.id, entry.seq, seal=body.seal)
        self._compare_seal(entry, exhibit, body.seal)
        self._hold(exhibit, entry.by, entry)
        if transit is not None and transit.body.purpose in DISPOSALS:
            self._dispose(exhibit, entry)

    def _arrive(self, entry: Entry, exhibit: _Exhibit, body: Receive, transit: _Transit) -> None:
        transit.is_over = True
        sent = transit.body
        if sent.to != entry.by:
            self.report(
                "received-by-other",
                "E62",
                exhibit.id,
                transit.entry.seq,
                entry.seq,
                person=entry.by,
                receiver=sent.to,
            )
        gap = entry.at - transit.entry.at
        if gap > LONGEST_GAP_SECONDS:
            self.report(
                "gap",
                "E62",
                exhibit.id,
                transit.entry.seq,
                entry.seq,
                minutes=gap // MINUTE,
                left=clock(transit.entry.at),
                arrived=clock(entry.at),
            )
        if sent.sha256 and not body.sha256:
            self.report("digest-not-retaken", "E64", exhibit.id, transit.entry.seq, entry.seq)
        elif sent.sha256 and body.sha256 != sent.sha256:
            self.report("digest-differs", "E36", exhibit.id, transit.entry.seq, entry.seq)

    def _refuse(self, entry: Entry, exhibit: _Exhibit, body: Refuse) -> None:
        transit = exhibit.releases.get(body.release)
        if transit is None or transit.is_over:
            self.report("refused-without-release", "E62", exhibit.id, entry.seq, person=entry.by)
            return
        transit.is_over = True
        exhibit.transit = None
        self._compare_seal(entry, exhibit, body.seal)

    def _compare_seal(self, entry: Entry, exhibit: _Exhibit, seal: str) -> None:
        if not seal:
            return
        if exhibit.seal and seal != exhibit.seal:
            self.report(
                "seal-changed",
                "E60",
                exhibit.id,
                exhibit.seal_entry,
                entry.seq,
                before=exhibit.seal,
                after=seal,
            )
        exhibit.seal, exhibit.seal_entry = seal, entry.seq

    def _after_disposal(self, entry: Entry, exhibit: _Exhibit) -> None:
        if exhibit.disposed >= 0 and not isinstance(entry.body, Correction):
            self.report("after-disposal", "E62", exhibit.id, exhibit.disposed, entry.seq)

    def _dispose(self, exhibit: _Exhibit, entry: Entry) -> None:
        if exhibit.disposed < 0:
            exhibit.disposed = entry.seq

    def _hold(self, exhibit: _Exhibit, person: str, entry: Entry) -> None:
        if exhibit.holdings and exhibit.holdings[-1].until < 0:
            last = exhibit.holdings[-1]
            transit = exhibit.transit
            until = transit.entry.at if transit is not None else entry.at
            exhibit.holdings[-1] = Holding(last.person, last.since, until, last.entry)
        exhibit.holder = person
        exhibit.transit = None
        exhibit.holdings.append(Holding(person, entry.at, -1, entry.seq))


def judge(entries: Iterable[Entry]) -> Custody:
    """Follow every exhibit through ``entries``, which are in the order of the log."""
    ledger = _Ledger()
    last_at = 0
    for entry in entries:
        last_at = max(last_at, entry.at)
        ledger.take(entry)
    ledger.close(last_at)
    defects = tuple(sorted(ledger.defects, key=lambda d: (d.entries[-1:], d)))
    holdings = {id: tuple(found.holdings) for id, found in sorted(ledger.exhibits.items())}
    return Custody(defects, holdings)
