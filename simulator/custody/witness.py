"""Heads held against the entries: the bundle's own, receipts in it, anchors from outside."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct

from simulator.custody import checkpoint
from simulator.custody.anchor import Anchor
from simulator.custody.body import Head
from simulator.custody.bundle import Bundle
from simulator.custody.chain import Walk
from simulator.custody.checkpoint import Checkpoint
from simulator.custody.entry import MOST_ENTRIES
from simulator.custody.finding import Finding, finding
from simulator.custody.note import Note
from simulator.custody.reading import Reading
from simulator.custody.roster import Person, Roster
from simulator.errors import BundleError


class Source(StrEnum):
    """Where a head came from."""

    BUNDLE = "checkpoint"
    RECEIPT = "receipt"
    ANCHOR = "anchor"
    ENTRY = "checkpoint-entry"


class Fit(StrEnum):
    """How a head stands to the entries."""

    FILE = "file"
    """The entries as they lie here are what was kept."""
    OLD_TEXT = "old-text"
    """What was kept fits the text that the neighbours of a changed entry still vouch for."""
    NO = "no"
    UNKNOWN = "unknown"
    """An entry that the head covers is gone, and no neighbour says what its hash was."""
    SHORT = "short"
    """The head covers more entries than there are."""


class Witness(Struct, frozen=True):
    """A head, who signed it, and how it fits."""

    source: Source
    name: str
    size: int
    fit: Fit
    persons: tuple[str, ...] = ()
    """Members of the roster whose good signatures it carries."""
    is_other: bool = False
    """One of them is another human than the one who holds the machine."""
    entry: int = -1
    """For a checkpoint entry: its own number."""


def bare(size: int, root: bytes) -> Anchor:
    """A head that stands inside an entry and so has no signature lines of its own."""
    return Anchor(size, Checkpoint("", size, root, Note(b"", ())))


def fit(read: Reading, kept: Anchor) -> Fit:
    """How ``kept`` stands to the entries read."""
    if kept.size > read.total:
        return Fit.SHORT
    for roots, answer in (
        (read.filed_roots, Fit.FILE),
        (read.vouched_roots, Fit.OLD_TEXT),
    ):
        root = roots.root(kept.size)
        if root is not None and kept.fits(root):
            return answer
    is_whole = all(n in read.filed or n in read.vouched for n in range(kept.size))
    return Fit.NO if is_whole else Fit.UNKNOWN


def signers(head: Checkpoint, roster: Roster) -> tuple[Person, ...]:
    """The members whose good signatures under their own names stand below ``head``."""
    return tuple(
        person
        for person in roster.persons.values()
        if any(held.vkey.fits(head.note) for held in person.keys)
    )


def is_by_log(head: Checkpoint, roster: Roster) -> bool:
    """Whether the recorder signed ``head`` under the name of the log it speaks of."""
    return any(vkey.fits(head.note) for vkey in roster.log_keys(head.origin))


def has_other(persons: Sequence[Person], roster: Roster) -> bool:
    """Whether a human other than the holder of the machine is among ``persons``."""
    owner = roster.owner()
    return any(
        person.played_by == "person" and person.part != "recorder" and person.id != owner
        for person in persons
    )


def parse(data: bytes) -> Checkpoint | None:
    """A head, or ``None`` when it cannot be read."""
    try:
        return checkpoint.parse(data)
    except BundleError:
        return None


def receipts(bundle: Bundle, walk: Walk, read: Reading, found: list[Finding]) -> list[Witness]:
    """The receipts in the bundle; those that cannot be used are added to ``found``."""
    witnesses = []
    for name, data in bundle.folder("receipts").items():
        head = parse(data)
        if head is None:
            found.append(finding("receipt-unreadable", file=name))
            continue
        persons = signers(head, walk.roster)
        if head.origin != walk.log:
            found.append(finding("receipt-foreign", file=name))
        elif not persons and not is_by_log(head, walk.roster):
            found.append(finding("receipt-unsigned", file=name))
        else:
            witnesses.append(
                Witness(
                    Source.RECEIPT,
                    name,
                    head.size,
                    fit(read, Anchor(head.size, head)),
                    tuple(person.id for person in persons),
                    has_other(persons, walk.roster),
                )
            )
    return witnesses


def checkpoint_entries(read: Reading) -> list[Witness]:
    """The heads that the log wrote into itself."""
    witnesses = []
    for slot in read.spine:
        entry = slot.entry
        if entry is None or not isinstance(entry.body, Head):
            continue
        kept = bare(entry.body.size, bytes.fromhex(entry.body.root))
        held = fit(read, kept) if entry.body.size <= entry.seq else Fit.NO
        witnesses.append(
            Witness(Source.ENTRY, "", entry.body.size, held, (entry.by,), entry=entry.seq)
        )
    return witnesses


def anchors(
    given: Sequence[Anchor], walk: Walk, read: Reading, found: list[Finding]
) -> list[Witness]:
    """Heads from outside; one that shows another beginning of the log is added to ``found``.

    Raises ``BundleError``: ``anchor-of-another-log``, ``anchor-unsigned``.
    """
    witnesses = []
    for number, kept in enumerate(given, start=1):
        head = kept.head
        if head is not None and head.origin != walk.log:
            if head.origin.rpartition("/")[0] != walk.origin:
                raise BundleError("anchor-of-another-log", log=head.origin)
            found.append(finding("log-restarted", [0]))
            continue
        persons = () if head is None else signers(head, walk.roster)
        if head is not None and not persons and not is_by_log(head, walk.roster):
            if read.findings:
                # The keys themselves may be what was damaged: the anchor stays unused.
                continue
            raise BundleError("anchor-unsigned")
        witnesses.append(
            Witness(
                Source.ANCHOR,
                str(number),
                kept.size,
                fit(read, kept),
                tuple(person.id for person in persons),
                is_other=True,
            )
        )
    return witnesses


def findings(witnesses: Sequence[Witness], read: Reading) -> list[Finding]:
    """Heads that do not fit: a rewrite between the last head that fits and this one.

    The log's own heads say nothing new about entries whose damage has been named already.
    """
    found = []
    damaged = {number for known in read.findings for number in known.entries}
    # Only heads kept by somebody else: a rewriter makes the log's own heads fit.
    fitting = [s.size for s in witnesses if s.is_other and s.fit in (Fit.FILE, Fit.OLD_TEXT)]
    for seen in witnesses:
        person = ", ".join(seen.persons)
        is_kept = seen.source in (Source.RECEIPT, Source.ANCHOR)
        if seen.fit is Fit.SHORT and not any(known.code == "truncated" for known in read.findings):
            found.append(
                finding(
                    "truncated", range(read.total, min(seen.size, MOST_ENTRIES)), size=seen.size
                )
            )
        elif seen.fit is Fit.NO:
            named = [number for number in damaged if number < seen.size]
            if named and not is_kept:
                continue
            low = max((size for size in fitting if size <= seen.size), default=0)
            low = min([*named, seen.size - 1]) if named else min(low, max(seen.size - 1, 0))
            reach = range(low, seen.size)
            if is_kept:
                found.append(finding("rewritten-between", reach, person, size=seen.size))
            elif seen.source is Source.BUNDLE:
                found.append(finding("checkpoint-mismatch", reach))
            else:
                found.append(finding("checkpoint-entry-mismatch", [seen.entry], person))
        elif seen.source is Source.BUNDLE and seen.size < read.total and seen.fit is not Fit.SHORT:
            found.append(finding("checkpoint-behind", range(seen.size, read.total)))
    return found
