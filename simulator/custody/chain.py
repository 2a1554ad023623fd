"""The entries of a bundle, each looked at by itself: readable, of this log, well signed?

What the answers together mean is ``reading``'s business.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum

from msgspec import Struct

from simulator.custody import entry as entries
from simulator.custody.entry import Entry
from simulator.custody.note import VerifierKey
from simulator.custody.roster import Roster
from simulator.errors import BundleError


class Signed(StrEnum):
    """How the signatures of an entry stand to the roster."""

    GOOD = "good"
    OUT_OF_RANGE = "out-of-range"
    """A key of that person, but not for this entry."""
    BAD = "bad"
    STRANGER = "stranger"
    """Nobody of the roster is named."""
    UNREADABLE = "unreadable"


class Slot(Struct, frozen=True):
    """One file of ``entries/``: its number, bytes, hash, and what could be read."""

    number: int
    digest: bytes
    entry: Entry | None
    problem: str
    signed: Signed = Signed.UNREADABLE
    of_this_log: bool = False

    @property
    def is_authentic(self) -> bool:
        """Readable, of this log, and signed with a key of the one who is named."""
        return self.of_this_log and self.signed in (Signed.GOOD, Signed.OUT_OF_RANGE)


class Walk(Struct, frozen=True):
    """All slots in file order, the log's name, and the roster learnt on the way."""

    log: str
    origin: str
    slots: tuple[Slot, ...]
    roster: Roster


def walk(files: Iterable[tuple[int, bytes]], folder_keys: Sequence[VerifierKey]) -> Walk:
    """Look at every entry; never raises for a bad one."""
    raw = [_slot(number, data) for number, data in files]
    origin = _origin(raw)
    log = _log(raw, origin)
    roster = Roster(origin)
    first = raw[0].entry if raw else None
    if first is None or first.seq != 0:
        roster.doubt(folder_keys)
    seen: set[bytes] = set()
    slots: list[Slot] = []
    for slot in raw:
        entry = slot.entry
        if entry is None:
            slots.append(slot)
            continue
        of_this_log = entry.log == (log if entry.seq else origin)
        may_teach = of_this_log and slot.digest not in seen
        seen.add(slot.digest)
        if entry.seq == 0 and not roster.persons:
            roster.learn(entry)
            if not of_this_log or _signed(entry, roster) is not Signed.GOOD:
                roster.doubt(folder_keys)
        signed = _signed(entry, roster)
        if may_teach and entry.seq and signed is Signed.GOOD:
            roster.learn(entry)
        slots.append(Slot(slot.number, slot.digest, entry, "", signed, of_this_log))
    return Walk(log, origin, tuple(slots), roster)


def _slot(number: int, data: bytes) -> Slot:
    digest = entries.entry_hash(data)
    try:
        return Slot(number, digest, entries.read(data), "")
    except BundleError as problem:
        return Slot(number, digest, None, problem.code)


def _origin(slots: Sequence[Slot]) -> str:
    """The origin that most entries name: one damaged first entry must not decide."""
    votes: Counter[str] = Counter()
    for slot in slots:
        if slot.entry is not None:
            log = slot.entry.log
            votes[log if slot.entry.seq == 0 else log.rpartition("/")[0]] += 1
    return _winner(votes)


def _log(slots: Sequence[Slot], origin: str) -> str:
    """The log's name: from the first entry if any other agrees, else what most say."""
    votes = Counter(slot.entry.log for slot in slots if slot.entry is not None and slot.entry.seq)
    for slot in slots:
        if slot.entry is not None and slot.entry.seq == 0 and slot.entry.log == origin:
            derived = f"{origin}/{slot.digest.hex()[:16]}"
            if derived in votes or not votes:
                return derived
    return _winner(votes)


def _winner(votes: Counter[str]) -> str:
    return max(sorted(votes), key=lambda name: votes[name], default="")


def _signed(entry: Entry, roster: Roster) -> Signed:
    names = [line.name for line in entry.signatures]
    if not any(name in roster.persons for name in (entry.by, *names)):
        return Signed.STRANGER
    if names[0] != entry.by:
        return Signed.BAD
    worst = Signed.GOOD
    for name in names:
        person = roster.persons.get(name)
        if person is None:
            return Signed.BAD
        current = person.key_at(entry.seq)
        if current is not None and current.fits(entry.note):
            continue
        if any(held.vkey.fits(entry.note) for held in person.keys):
            worst = Signed.OUT_OF_RANGE
        else:
            return Signed.BAD
    return worst
