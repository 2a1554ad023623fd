"""From symptoms to named attacks: what was most simply done to the entries.

Entries whose signatures are good are trusted for what they say of their own number and
of the entry before them. They form the spine; whatever else lies between two of them is
explained by comparing how many entries are missing there with how many files lie there.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from simulator.custody.chain import Signed, Slot
from simulator.custody.entry import Entry
from simulator.custody.finding import Finding, finding, runs
from simulator.custody.tree import PrefixRoots


@dataclass
class Reading:
    """What was found, and the digests by entry number: as filed, and as neighbours vouch."""

    slots: Sequence[Slot]
    findings: list[Finding] = field(default_factory=list)
    spine: list[Slot] = field(default_factory=list)
    """Authentic entries by entry number."""
    filed: dict[int, bytes] = field(default_factory=dict)
    vouched: dict[int, bytes] = field(default_factory=dict)
    """What the authentic neighbour after it says an entry's hash was."""
    copies: dict[int, int] = field(default_factory=dict)
    """Place of a repeated file: number of the entry it repeats."""

    @cached_property
    def filed_roots(self) -> PrefixRoots:
        """Roots over the entries as they lie here."""
        return PrefixRoots(self.filed)

    @cached_property
    def vouched_roots(self) -> PrefixRoots:
        """Roots over what the neighbours vouch for, where they do."""
        return PrefixRoots({**self.filed, **self.vouched})

    @property
    def total(self) -> int:
        """How many entries the log had, as far as the files show."""
        return max(self.filed, default=-1) + 1

    def report(self, code: str, numbers: Sequence[int], person: str = "", **more: int) -> None:
        """Add a finding."""
        self.findings.append(finding(code, numbers, person, **more))


def read(slots: Sequence[Slot], known_size: int) -> Reading:
    """Explain ``slots``, which lie in file order.

    ``known_size`` is the largest size that a good head names; 0 when there is none.
    """
    reading = Reading(slots)
    first_places: dict[bytes, int] = {}
    for place, slot in enumerate(slots):
        if first_places.setdefault(slot.digest, place) != place:
            entry = slots[first_places[slot.digest]].entry
            reading.copies[place] = slots[place].number if entry is None else entry.seq
    places = [
        place
        for place, slot in enumerate(slots)
        if slot.is_authentic and place not in reading.copies
    ]
    places = _one_each(reading, places)
    steady = _in_order(reading, places)
    reading.spine = [slots[place] for place in sorted(places, key=lambda p: seq_of(slots[p]))]
    reading.filed = {seq_of(slot): slot.digest for slot in reading.spine}
    reading.vouched = {
        seq_of(slot) - 1: bytes.fromhex(_entry(slot).prev) for slot in reading.spine if seq_of(slot)
    }
    standing = _explain(reading, steady, set(places), known_size)
    _name_damage(reading, standing)
    _resigned(reading)
    if not reading.findings:
        _misfiled(reading)
    return reading


def seq_of(slot: Slot) -> int:
    """The number that a readable entry gives itself."""
    return _entry(slot).seq


def _entry(slot: Slot) -> Entry:
    assert slot.entry is not None
    return slot.entry


def _one_each(reading: Reading, places: list[int]) -> list[int]:
    """Of two good entries with one number, keep the one that its successor points to."""
    by_seq: dict[int, list[int]] = {}
    for place in places:
        by_seq.setdefault(seq_of(reading.slots[place]), []).append(place)
    kept = []
    for seq, rivals in sorted(by_seq.items()):
        wanted = {
            bytes.fromhex(_entry(reading.slots[place]).prev) for place in by_seq.get(seq + 1, [])
        }
        chosen = next((p for p in rivals if reading.slots[p].digest in wanted), rivals[0])
        kept.append(chosen)
        for place in rivals:
            if place != chosen:
                slot = reading.slots[place]
                reading.report("entry-inserted-signed", [slot.number], _entry(slot).by)
    return sorted(kept)


def _in_order(reading: Reading, places: list[int]) -> list[int]:
    """The longest part of ``places`` whose numbers rise; the rest was moved."""
    tails: list[int] = []
    tail_places: list[int] = []
    before: dict[int, int] = {}
    for place in places:
        seq = seq_of(reading.slots[place])
        at = bisect_left(tails, seq)
        tails[at:] = [seq, *tails[at + 1 :]] if at < len(tails) else [seq]
        tail_places[at:] = [place, *tail_places[at + 1 :]] if at < len(tail_places) else [place]
        before[place] = tail_places[at - 1] if at else -1
    steady: list[int] = []
    place = tail_places[-1] if tail_places else -1
    while place != -1:
        steady.append(place)
        place = before[place]
    steady.reverse()
    seqs = [seq_of(reading.slots[p]) for p in places]
    crossed = sorted({n for n, m in zip(seqs, sorted(seqs), strict=True) if n != m})
    for run in runs(crossed):
        reading.report("entry-reordered", run)
    return steady


def _explain(
    reading: Reading, steady: list[int], spine: set[int], known_size: int
) -> dict[int, int]:
    """Give every stray file a number it stands for, or report it as put in between.

    Returns the numbers by place.
    """
    slots = reading.slots
    have = set(reading.filed)
    ends = [-1, *steady, len(slots)]
    standing: dict[int, int] = {}
    for left, right in pairwise(ends):
        low = seq_of(slots[left]) + 1 if left >= 0 else 0
        strays = [p for p in range(left + 1, right) if p not in spine and not _is_rival(reading, p)]
        is_tail = right == len(slots)
        if is_tail:
            missing = [n for n in range(low, max(known_size, low)) if n not in have]
            if not known_size:
                missing = list(range(low, low + len(strays)))
        else:
            missing = [n for n in range(low, seq_of(slots[right])) if n not in have]
        pairs, extra, gone = _match(reading, strays, missing)
        standing.update(pairs)
        for place in extra:
            _report_extra(reading, place)
        if is_tail and gone:
            first_lost = max([low - 1, *have, *standing.values()]) + 1
            lost = [n for n in gone if n >= first_lost]
            gone = [n for n in gone if n < first_lost]
            if lost:
                reading.report("truncated", lost, size=known_size)
        for run in runs(gone):
            reading.report("entry-removed", run)
    reading.filed.update({number: slots[place].digest for place, number in standing.items()})
    return standing


def _is_rival(reading: Reading, place: int) -> bool:
    """A good entry whose number another good entry has: reported already."""
    return reading.slots[place].is_authentic and place not in reading.copies


def _match(
    reading: Reading, strays: list[int], missing: list[int]
) -> tuple[dict[int, int], list[int], list[int]]:
    left = list(missing)
    pairs: dict[int, int] = {}
    for place in strays:
        slot = reading.slots[place]
        if slot.signed is Signed.BAD and slot.entry is not None and slot.entry.seq in left:
            pairs[place] = slot.entry.seq
            left.remove(slot.entry.seq)
    for rank in range(4):
        for place in strays:
            if place in pairs or not left or _rank(reading, place) != rank:
                continue
            number = reading.slots[place].number
            pairs[place] = number if number in left else left[0]
            left.remove(pairs[place])
    return pairs, [place for place in strays if place not in pairs], left


def _rank(reading: Reading, place: int) -> int:
    """How likely a file is a damaged entry rather than a new one; 0 = most likely."""
    slot = reading.slots[place]
    if place in reading.copies:
        return 3
    if slot.signed is Signed.UNREADABLE:
        return 0
    if slot.signed is Signed.BAD:
        return 1
    return 2


def _report_extra(reading: Reading, place: int) -> None:
    slot = reading.slots[place]
    person = slot.entry.by if slot.entry is not None else ""
    if place in reading.copies:
        reading.report("entry-replayed", [slot.number], person, original=reading.copies[place])
    elif _is_foreign(slot):
        reading.report("foreign-entry", [slot.number], person)
    else:
        reading.report("entry-inserted", [slot.number], person)


def _is_foreign(slot: Slot) -> bool:
    return slot.entry is not None and not slot.of_this_log and slot.signed is not Signed.BAD


def _name_damage(reading: Reading, standing: dict[int, int]) -> None:
    """Name what happened to each entry whose file stands in its place but is not good."""
    rewritten: set[int] = set()
    for place in sorted(standing):
        slot = reading.slots[place]
        if place in rewritten or slot.entry is None or _is_foreign(slot):
            continue
        run = _chained_from(reading.slots, place)
        if len(run) > 1:
            rewritten.update(run)
            _report_rewritten(reading, standing, run)
    for place, number in sorted(standing.items(), key=lambda pair: pair[1]):
        slot = reading.slots[place]
        person = slot.entry.by if slot.entry is not None else ""
        if slot.entry is None:
            reading.report("entry-unreadable", [number])
        elif place in reading.copies:
            reading.report("entry-replayed", [number], person, original=reading.copies[place])
        elif _is_foreign(slot):
            reading.report("foreign-entry", [number], person)
        elif place not in rewritten:
            known = slot.signed is Signed.BAD
            reading.report("entry-edited" if known else "entry-replaced", [number], person)


def _report_rewritten(reading: Reading, standing: dict[int, int], run: list[int]) -> None:
    slots = [reading.slots[place] for place in run]
    numbers = [standing.get(p, seq_of(s)) for p, s in zip(run, slots, strict=True)]
    signers = sorted({_entry(slot).by for slot in slots if slot.is_authentic})
    if all(slot.is_authentic for slot in slots[1:]):
        reading.report("entry-unsigned", numbers[:1], _entry(slots[0]).by)
    else:
        reading.report("rewritten-from", numbers, ", ".join(signers), first=min(numbers))


def _chained_from(slots: Sequence[Slot], place: int) -> list[int]:
    """The places from ``place`` on, as long as each next entry points to the one before."""
    run = [place]
    for after in range(place + 1, len(slots)):
        entry = slots[after].entry
        if entry is None or entry.prev != slots[after - 1].digest.hex():
            break
        run.append(after)
    return run


def _resigned(reading: Reading) -> None:
    """Two good neighbours, and the later one points to another text than the earlier."""
    for earlier, later in pairwise(reading.spine):
        number = seq_of(earlier)
        if seq_of(later) == number + 1 and _entry(later).prev != earlier.digest.hex():
            reading.report("entry-resigned", [number], _entry(earlier).by)


def _misfiled(reading: Reading) -> None:
    """All entries are there and in order, but a file bears another number than its entry."""
    for slot in reading.spine:
        if slot.number != seq_of(slot):
            reading.report("entry-misfiled", [seq_of(slot)], file=slot.number)
