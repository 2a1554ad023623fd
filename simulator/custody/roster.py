"""Who may sign, with which key, for which entries: read out of the log itself.

Keys are good for a range of entry numbers, so that a key given away later cannot sign
what is said to lie before. A key of small order, one key under two names, and a key
whose holder was not shown to hold it are findings.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from simulator.custody import key, note
from simulator.custody.body import Enrol, Member, Opened, Revoke, Rotate
from simulator.custody.entry import Entry
from simulator.custody.finding import Finding, finding
from simulator.custody.note import VerifierKey
from simulator.errors import BundleError

FOREVER = 2**53


@dataclass(slots=True)
class KeyRange:
    """A key and the entry numbers, both included, for which it is good."""

    vkey: VerifierKey
    first: int
    last: int = FOREVER


@dataclass(slots=True)
class Person:
    """A member of the roster with all keys he ever had."""

    id: str
    part: str
    played_by: str
    keys: list[KeyRange] = field(default_factory=list)

    def key_at(self, seq: int) -> VerifierKey | None:
        """The key good for entry ``seq``."""
        for held in self.keys:
            if held.first <= seq <= held.last:
                return held.vkey
        return None


class Roster:
    """All persons; grows as enrolments are met in the order of the log."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.persons: dict[str, Person] = {}
        self.findings: list[Finding] = []
        self.is_doubtful = False
        self._owners: dict[bytes, str] = {}

    def learn(self, entry: Entry) -> None:
        """Take in an entry that changes the roster; other types change nothing."""
        body = entry.body
        if isinstance(body, Opened):
            for member in body.roster:
                self._enrol(member, entry.seq)
        elif isinstance(body, Enrol):
            self._enrol(body, entry.seq)
        elif isinstance(body, Rotate):
            self._rotate(body, entry.seq)
        elif isinstance(body, Revoke):
            person = self.persons.get(body.id)
            if person is None:
                self._report("roster-unknown", entry.seq, body.id)
            elif person.keys:
                person.keys[-1].last = min(person.keys[-1].last, entry.seq)

    def doubt(self, vkeys: Iterable[VerifierKey]) -> None:
        """The first entry cannot be trusted: take in the keys that lie in the bundle as well.

        What the damaged entry seemed to say of persons is no finding about them.
        """
        self.is_doubtful = True
        self.findings.clear()
        for vkey in vkeys:
            person = self.persons.setdefault(vkey.name, Person(vkey.name, "", "program"))
            if not any(held.vkey == vkey for held in person.keys):
                person.keys.append(KeyRange(vkey, 0))

    def recorders(self) -> list[Person]:
        """Those who keep the flight recorder, and all whose part is not known."""
        return [person for person in self.persons.values() if person.part in ("recorder", "")]

    def log_keys(self, log: str) -> list[VerifierKey]:
        """The recorder's keys under the name of the log, as heads are signed."""
        return [
            VerifierKey(log, held.vkey.public)
            for person in self.recorders()
            for held in person.keys
        ]

    def owner(self) -> str:
        """The first trainee: the machine and every key on it are in his hands."""
        for person in self.persons.values():
            if person.part == "trainee":
                return person.id
        return ""

    def _enrol(self, member: Member, seq: int) -> None:
        known = self.persons.get(member.id)
        if known is not None and known.part:
            self._report("roster-twice", seq, member.id)
            return
        person = Person(member.id, member.part, member.played_by)
        self.persons[member.id] = person
        self._take(person, member.vkey, member.possession, seq, seq)

    def _rotate(self, body: Rotate, seq: int) -> None:
        person = self.persons.get(body.id)
        if person is None:
            self._report("roster-unknown", seq, body.id)
            return
        for held in person.keys:
            held.last = min(held.last, seq)
        self._take(person, body.vkey, body.possession, seq, seq + 1)

    def _take(self, person: Person, text: str, proof: str, seq: int, first: int) -> None:
        try:
            vkey = note.parse_vkey(text)
        except BundleError:
            self._report("roster-key-unreadable", seq, person.id)
            return
        if vkey.name != person.id:
            self._report("roster-key-unreadable", seq, person.id)
            return
        other = self._owners.setdefault(vkey.public, person.id)
        if not key.is_strong(vkey.public):
            self._report("roster-weak-key", seq, person.id)
        elif not key.is_possessed(vkey.public, proof, self.origin, text):
            self._report("roster-no-possession", seq, person.id)
        if other != person.id:
            self._report("roster-same-key", seq, person.id, other=other)
        person.keys.append(KeyRange(vkey, first))

    def _report(self, code: str, seq: int, person: str, **params: str | int) -> None:
        self.findings.append(finding(code, [seq], person, **params))
